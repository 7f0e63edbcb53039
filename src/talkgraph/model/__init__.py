"""The nouns that flow through talkgraph: frozen dataclasses without any input or output."""

from talkgraph.model.claim import MAX_QUOTE, Claim, Evidence, Mention, Reading
from talkgraph.model.document import Block, BlockKind, Document, Mark, MarkKind, Span
from talkgraph.model.entity import Decision, Entity, Resolved, Statement, Verdict
from talkgraph.model.predicate import ENDS, Ends, Kind, Predicate, joins

__all__ = [
    "ENDS",
    "MAX_QUOTE",
    "Block",
    "BlockKind",
    "Claim",
    "Decision",
    "Document",
    "Ends",
    "Entity",
    "Evidence",
    "Kind",
    "Mark",
    "MarkKind",
    "Mention",
    "Predicate",
    "Reading",
    "Resolved",
    "Span",
    "Statement",
    "Verdict",
    "joins",
]
