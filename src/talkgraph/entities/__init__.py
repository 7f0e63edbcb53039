"""Readings → what they say together: entities with ids, statements that join ids, and the decisions behind them."""

from talkgraph.entities.resolve import finish, resolve, resolve_one
from talkgraph.entities.unite import united

__all__ = ["finish", "resolve", "resolve_one", "united"]
