"""Graph → an interactive page in one file that needs no network: `draw(graph)` returns it; a notebook shows it."""

from talkgraph.outputs.page.draw import Page, draw
from talkgraph.outputs.page.part import Part, part_of

__all__ = ["Page", "Part", "draw", "part_of"]
