"""Document → reading: the names in a text, and the claims that its grammar and its structure make of them."""

from __future__ import annotations

from collections.abc import Sequence

from talkgraph.claims import records
from talkgraph.claims.page import Page
from talkgraph.claims.rule import Rule
from talkgraph.claims.rules import RULES
from talkgraph.claims.scene import stage
from talkgraph.model import Claim, Document, Reading
from talkgraph.vocabulary import Vocabulary

__all__ = ["RULES", "Rule", "read"]


def read(document: Document, vocabulary: Vocabulary, rules: Sequence[Rule] = RULES) -> Reading:
    """Return all names and claims that `rules` read in `document`: a pure function of its arguments.

    References:
        The rules and what each reads: docs/extraction.md.
    """
    if document.record:
        return records.read(document, vocabulary)
    scene = stage(Page.of(document, vocabulary))
    claims: dict[tuple[object, ...], Claim] = {}
    for each in rules:
        for claim in each(scene):
            key = (claim.subject.identity, claim.predicate, claim.object.identity, claim.evidence)
            claims.setdefault(key, claim)
    mentions = scene.mentions if scene.author is None else tuple(sorted({*scene.mentions, scene.author}))
    return Reading(document, mentions, tuple(claims.values()))
