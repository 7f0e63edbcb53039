"""The page put together: pyvis' `Network` holds what is drawn first, our own template and script do the rest.

pyvis brings vis-network; of its template nothing is used, since that loads from the network and lets texts of the
graph run as script (measured: docs/page.md). Texts reach the page as data and are shown as text only; a content
security policy that knows the hashes of our own scripts forbids everything else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from talkgraph.graph import Graph, check_shape, nodes
from talkgraph.model import Kind
from talkgraph.outputs import files
from talkgraph.outputs.page import bundle
from talkgraph.outputs.page.arrange import LAYOUTS, Arrange
from talkgraph.outputs.page.choose import View, first_view
from talkgraph.outputs.page.communities import communities
from talkgraph.outputs.page.pack import columns, squeeze
from talkgraph.outputs.page.words import KIND_LOOKS, rdf_words, tables

LABEL_LENGTH = 30
"""Letters of a name in the drawing; the same as in script/labels.js."""
LETTER = 6.9
"""Pixels of an average letter of a label."""
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Page:
    """A drawn page."""

    html: str = field(repr=False)
    nodes: int
    """Nodes in the page; `drawn` of them are shown at first."""
    edges: int
    drawn: int

    @property
    def size(self) -> int:
        """Return the bytes of the page."""
        return len(self.html.encode("utf-8"))

    def save(self, path: str | Path) -> None:
        """Write the page to a file, whole or not at all.

        Raises:
            OutputError: the file can't be written.
        """
        files.replace(path, [self.html.encode("utf-8")])

    def _repr_html_(self) -> str:
        """Return the page for a notebook: in a frame of its own that may run script but reach nothing around it."""
        text = self.html.replace("&", "&amp;").replace('"', "&quot;")
        return (
            f'<iframe srcdoc="{text}" sandbox="allow-scripts allow-downloads allow-popups" loading="lazy" '
            'title="talkgraph" style="width:100%;height:640px;border:0"></iframe>'
        )


def draw(
    graph: Graph,
    *,
    title: str = "",
    focus: Sequence[str] = (),
    evidence: bool = True,
    layout: str = "stress",
) -> Page:
    """Return the page of a graph: all of it inside, at first its most telling part, or the surroundings of `focus`.

    Args:
        graph: a graph as `talkgraph.build` makes it.
        title: heading of the page; by default the graph's name.
        focus: ids to begin with; the first one is in the middle. Ids that are not in the graph are passed over.
        evidence: whether the page holds the quotes; without them it is about half as large.
        layout: how the first view is placed, one of `arrange.LAYOUTS`.

    Raises:
        KeyError: there is no such layout.
        GraphError: the graph has not the schema of docs/graph.md.
    """
    check_shape(graph)
    view = first_view(graph)
    network, alone = _network(graph, view, LAYOUTS[layout])
    data = columns(graph, evidence=evidence)
    blocks = data.pop("blocks")
    network.templateEnv.globals.update(
        title=_visible(title or str(graph.graph["name"])),
        about=_about(graph),
        packed=squeeze(data),
        blocks=blocks,
        start={
            "focus": [key for key in focus if key in graph],
            "whole": view.whole,
            "alone": alone,
            "communities": [] if view.whole else communities(graph),
            "rdf": rdf_words(graph),
            **tables(),
        },
        style=bundle.style(),
        script=bundle.script(),
        library=bundle.library(),
    )
    text = bundle.with_policy(network.generate_html("talkgraph.html"))
    return Page(text, graph.number_of_nodes(), graph.number_of_edges(), len(view.nodes))


def _network(graph: Graph, view: View, arrange: Arrange) -> tuple[Any, tuple[int, int] | None]:
    """Return pyvis' network of the first view with places computed beforehand, and where those without lines begin."""
    from jinja2 import DictLoader, Environment  # noqa: PLC0415  (heavy: only where a page is drawn)
    from pyvis.network import Network  # noqa: PLC0415

    attributes = dict(nodes(graph))
    widths = {key: LETTER * min(len(attributes[key]["name"]), LABEL_LENGTH) for key in view.nodes}
    layout = arrange(view.nodes, [(line.source, line.target) for line in view.lines], widths)
    network = Network(height="100%", width="100%", directed=True, cdn_resources="in_line")
    network.templateEnv = Environment(loader=DictLoader({"page.html": bundle.part("template.html")}), autoescape=True)
    network.path = "page.html"
    for key in view.nodes:
        x, y = layout.places[key]
        network.add_node(key, label=" ", x=x, y=y, shape=KIND_LOOKS[Kind(attributes[key]["type"])].shape)
    for line in view.lines:
        network.add_edge(line.source, line.target, predicate=line.predicate, talks=line.talks)
    return network, layout.alone


def _about(graph: Graph) -> str:
    things, statements = graph.number_of_nodes(), graph.number_of_edges()
    papers = len(graph.graph["documents"])
    said = ((things, "thing"), (statements, "statement"), (papers, "document"))
    return " · ".join(f"{count:,} {word}{'' if count == 1 else 's'}" for count, word in said)


def _visible(text: str) -> str:
    """Return a heading without control and bidirectional marks, which could make it read as something else."""
    return _UNSEEN.sub("\ufffd", text)
