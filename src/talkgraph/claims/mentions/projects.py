"""Projects: known names, names that are also words where the context says so, and new names by form."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from talkgraph.claims.mentions import known_projects, new_projects
from talkgraph.claims.page import Page
from talkgraph.claims.spans import Cover, first_come, spans_of
from talkgraph.model import Mention, Span


def one_sense(mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions with one meaning for each spelling: in one text *Swift* is either the language or the store.

    References:
        Gale, Church, Yarowsky: One sense per discourse. HLT 1992.
    """
    votes: dict[str, dict[str, float]] = defaultdict(dict)
    for mention in mentions:
        if mention.key:
            for_this = votes[mention.name]
            for_this[mention.key] = for_this.get(mention.key, 0) + mention.confidence
    chosen = {name: min(keys, key=lambda key: (-keys[key], key)) for name, keys in votes.items() if len(keys) > 1}
    return [replace(m, key=chosen[m.name]) if m.key and m.name in chosen else m for m in mentions]


def find(page: Page, taken: Sequence[Mention], talks: Sequence[Mention]) -> list[Mention]:
    """Return the projects that the document names outside of `taken`, in order."""
    outer = Cover(spans_of(taken))
    free = [h for h in page.hits if page.readable(h.start) and not outer.touches(Span(h.start, h.end))]
    known = one_sense(list(known_projects.find(page, free)))
    covered = Cover(spans_of(known, taken))
    new = [m for m in new_projects.find(page, talks) if not covered.touches(m.span)]
    return first_come(sorted([*known, *new_projects.again(page, new, covered)], key=lambda m: (m.span, m.rule)))
