"""Projects: known names, names that are also words where the context says so, and new names by form."""

from __future__ import annotations

from collections.abc import Sequence

from talkgraph.claims.mentions import known_projects, new_projects
from talkgraph.claims.page import Page
from talkgraph.claims.spans import Cover, first_come, spans_of
from talkgraph.model import Mention, Span


def find(page: Page, taken: Sequence[Mention], talks: Sequence[Mention]) -> list[Mention]:
    """Return the projects that the document names outside of `taken`, in order."""
    outer = Cover(spans_of(taken))
    free = [h for h in page.hits if page.readable(h.start) and not outer.touches(Span(h.start, h.end))]
    known = list(known_projects.find(page, free))
    covered = Cover(spans_of(known, taken))
    new = [m for m in new_projects.find(page, talks) if not covered.touches(m.span)]
    return first_come(sorted([*known, *new_projects.again(page, new, covered)], key=lambda m: (m.span, m.rule)))
