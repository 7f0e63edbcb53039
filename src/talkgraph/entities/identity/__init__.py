"""What is one thing: events, persons and talks that several names or records stand for."""

from talkgraph.entities.identity.pairs import Pair, parse_pairs
from talkgraph.entities.identity.unify import unify

__all__ = ["Pair", "parse_pairs", "unify"]
