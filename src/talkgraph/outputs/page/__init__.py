"""Graph → an interactive page in one file that needs no network: `draw(graph)` returns it; a notebook shows it."""

from talkgraph.outputs.page.draw import Page, draw

__all__ = ["Page", "draw"]
