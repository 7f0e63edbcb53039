"""The nouns that flow through talkgraph: frozen dataclasses without any input or output."""

from talkgraph.model.claim import (
    DEFAULT_ENGINE,
    MAX_QUOTE,
    Attribute,
    Claim,
    Evidence,
    Fact,
    Mention,
    Reading,
    engine_of,
)
from talkgraph.model.document import Block, BlockKind, Document, Header, Mark, MarkKind, Span
from talkgraph.model.entity import Decision, Entity, Resolved, Statement, Verdict, first_date
from talkgraph.model.predicate import ENDS, Ends, Kind, Predicate, joins

__all__ = [
    "DEFAULT_ENGINE",
    "ENDS",
    "MAX_QUOTE",
    "Attribute",
    "Block",
    "BlockKind",
    "Claim",
    "Decision",
    "Document",
    "Ends",
    "Entity",
    "Evidence",
    "Fact",
    "Header",
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
    "engine_of",
    "first_date",
    "joins",
]
