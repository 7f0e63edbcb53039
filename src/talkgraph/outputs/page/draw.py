"""The page put together: pyvis' `Network` holds what is drawn first, our own template and script do the rest.

pyvis brings vis-network; of its template nothing is used, since that loads from the network and lets texts of the
graph run as script (measured: docs/page.md). Texts reach the page as data and are shown as text only; a content
security policy that knows the hashes of our own scripts forbids everything else.
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from talkgraph.graph import Graph, check_shape, nodes
from talkgraph.outputs import files as output_files
from talkgraph.outputs.page.choose import View, first_view
from talkgraph.outputs.page.layout import positions
from talkgraph.outputs.page.pack import KINDS, PREDICATES, columns, squeeze

SHAPES = {
    "person": "dot",
    "talk": "triangleDown",
    "project": "square",
    "topic": "triangle",
    "event": "star",
    "organization": "diamond",
    "place": "hexagon",
}
"""vis-network's shapes, one a type, so that colour is never all that tells them apart."""
SCRIPTS = ("fold", "search", "store", "labels", "place", "panel", "page")
"""The modules of the script in the order of their needs; joined into one, without their imports and exports."""
LABEL_LENGTH = 34
MODEST = {
    "interaction": {"hover": True, "tooltipDelay": 10**6, "hideEdgesOnDrag": False},
    "physics": {"enabled": False},
}


@dataclass(frozen=True, slots=True)
class Page:
    """A drawn page."""

    html: str
    nodes: int
    """Nodes in the page; `drawn` of them are shown at first."""
    edges: int
    drawn: int

    def save(self, path: str | Path) -> None:
        """Write the page to a file, whole or not at all.

        Raises:
            OutputError: the file can't be written.
        """
        output_files.replace(path, [self.html.encode("utf-8")])

    def _repr_html_(self) -> str:
        """Return the page for a notebook: in a frame of its own that may run script but reach nothing around it."""
        text = self.html.replace("&", "&amp;").replace('"', "&quot;")
        return (
            f'<iframe srcdoc="{text}" sandbox="allow-scripts allow-downloads allow-popups" loading="lazy" '
            'title="talkgraph" style="width:100%;height:640px;border:0"></iframe>'
        )


def draw(graph: Graph, *, title: str = "", focus: Sequence[str] = ()) -> Page:
    """Return the page of a graph: all of it inside, at first its most telling part, or the surroundings of `focus`.

    Args:
        graph: a graph as `talkgraph.build` makes it.
        title: heading of the page; by default the graph's name.
        focus: ids to begin with; the first one is in the middle.

    Raises:
        GraphError: the graph has not the schema of docs/graph.md.
    """
    check_shape(graph)
    view = first_view(graph)
    network = _network(graph, view)
    heading = title or str(graph.graph.get("name") or "Talk graph")
    network.templateEnv.globals.update(
        title=_visible(heading),
        about=f"{graph.number_of_nodes():,} things, {graph.number_of_edges():,} statements",
        packed=squeeze(columns(graph)),
        start={
            "focus": [key for key in focus if key in graph],
            "whole": view.whole,
            "kinds": KINDS,
            "predicates": PREDICATES,
            "shapes": SHAPES,
        },
        style=_part("style.css"),
        script=_script(),
        library=_library(),
    )
    text = network.generate_html("talkgraph.html")
    return Page(_with_policy(text), graph.number_of_nodes(), graph.number_of_edges(), len(view.nodes))


def _network(graph: Graph, view: View) -> Any:
    """Return pyvis' network of the first view, with places computed beforehand."""
    from jinja2 import DictLoader, Environment  # noqa: PLC0415  (heavy: only where a page is drawn)
    from pyvis.network import Network  # noqa: PLC0415

    attributes = dict(nodes(graph))
    labels = {key: attributes[key]["name"][:LABEL_LENGTH] for key in view.nodes}
    places = positions(
        view.nodes, [(line.source, line.target) for line in view.lines], {k: 7.2 * len(v) for k, v in labels.items()}
    )
    network = Network(height="100%", width="100%", directed=True, cdn_resources="in_line")
    network.templateEnv = Environment(loader=DictLoader({"page.html": _part("template.html")}), autoescape=True)
    network.path = "page.html"
    network.options = MODEST
    for key in view.nodes:
        x, y = places[key]
        network.add_node(key, label=" ", x=x, y=y, shape=SHAPES[attributes[key]["type"]])
    for line in view.lines:
        network.add_edge(line.source, line.target, predicate=line.predicate, talks=line.talks)
    return network


def _part(name: str) -> str:
    return (files(__package__) / name).read_text(encoding="utf-8")


def _script() -> str:
    """Return the script's modules as one classic script."""
    joined = "\n".join(_part(f"script/{name}.js") for name in SCRIPTS)
    joined = re.sub(r"^import .*?;\n", "", joined, flags=re.MULTILINE | re.DOTALL)
    joined = re.sub(r"^export (?=(?:async )?(?:function|const|class)\b)", "", joined, flags=re.MULTILINE)
    return f'"use strict";\n(() => {{\n{joined}}})();\n'


def _library() -> str:
    """Return vis-network as pyvis ships it."""
    return (files("pyvis") / "templates" / "lib" / "vis-9.1.2" / "vis-network.min.js").read_text(encoding="utf-8")


def _visible(text: str) -> str:
    return re.sub(r"[\x00-\x08\x0b-\x1f\u202a-\u202e\u2066-\u2069]", "\ufffd", text)


def _with_policy(text: str) -> str:
    """Return the page with a content security policy that allows its own scripts and style, by their hashes, only."""
    scripts = re.findall(r"<script>(.*?)</script>", text, flags=re.DOTALL)
    styles = re.findall(r"<style>(.*?)</style>", text, flags=re.DOTALL)
    policy = (
        f"default-src 'none'; script-src {_hashes(scripts)}; style-src {_hashes(styles)}; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )
    return text.replace("{policy}", html.escape(policy, quote=True), 1)


def _hashes(parts: Sequence[str]) -> str:
    digests = (base64.b64encode(hashlib.sha256(p.encode("utf-8")).digest()).decode("ascii") for p in parts)
    return " ".join(f"'sha256-{digest}'" for digest in digests)
