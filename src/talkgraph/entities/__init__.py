"""Readings → what they say together: entities with ids, statements that join ids, and the decisions behind them."""

from talkgraph.entities.resolve import resolve, resolve_one

__all__ = ["resolve", "resolve_one"]
