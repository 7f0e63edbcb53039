"""One module a predicate, each with its rules; `RULES` is read top to bottom, and every rule may speak."""

from talkgraph.claims.rule import Rule
from talkgraph.claims.rules import (
    about,
    affiliated_with,
    colocated_with,
    gave,
    held_in,
    part_of,
    presented_at,
    uses,
    works_on,
)

RULES: tuple[Rule, ...] = (
    *gave.RULES,
    *presented_at.RULES,
    *about.RULES,
    *works_on.RULES,
    *affiliated_with.RULES,
    *held_in.RULES,
    *colocated_with.RULES,
    *part_of.RULES,
    *uses.RULES,
)

__all__ = ["RULES"]
