"""Graph → bytes and back: a table of formats, each a module that is imported when it is asked for.

>>> [suffix for suffix, form in FORMATS.items() if form.readable]
['.ttl', '.json', '.nt', '.nq', '.trig', '.jsonld']
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

from talkgraph.errors import GraphError, OutputError
from talkgraph.outputs import files

if TYPE_CHECKING:
    from talkgraph.graph import Graph


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write a graph down, and where its `write` and `read` live."""

    name: str
    module: str
    takes: frozenset[str] = frozenset()
    """Which of `base`, `evidence` and `rdf12` its writer is told."""
    readable: bool = True

    @property
    def rdf(self) -> bool:
        """Whether it takes a choice of evidence."""
        return "evidence" in self.takes

    @property
    def write(self) -> Callable[..., Iterator[bytes]]:
        """The function from graph to bytes."""
        return cast("Callable[..., Iterator[bytes]]", import_module(self.module).write)

    @property
    def read(self) -> Callable[[bytes, str], Graph]:
        """The function from bytes, and what their source is called, to graph; only of readable formats."""
        return cast("Callable[[bytes, str], Graph]", import_module(self.module).read)


_RDF = frozenset({"base", "evidence"})
_RDF12 = _RDF | {"rdf12"}
FORMATS = {
    ".ttl": Format("Turtle", "talkgraph.outputs.rdf.turtle", _RDF12),
    ".json": Format("node-link JSON", "talkgraph.outputs.node_link"),
    ".nt": Format("N-Triples", "talkgraph.outputs.rdf.ntriples", _RDF12),
    ".nq": Format("N-Quads", "talkgraph.outputs.rdf.nquads", _RDF12),
    ".trig": Format("TriG", "talkgraph.outputs.rdf.trig", _RDF12),
    ".jsonld": Format("JSON-LD", "talkgraph.outputs.rdf.jsonld", _RDF),
    ".rdf": Format("RDF/XML", "talkgraph.outputs.rdf.rdfxml", _RDF, readable=False),
    ".jsonl": Format("snippets of schema.org", "talkgraph.outputs.snippets", frozenset({"base"}), readable=False),
    ".graphml": Format("GraphML", "talkgraph.outputs.graphml", readable=False),
    ".gexf": Format("GEXF", "talkgraph.outputs.gexf", readable=False),
    ".zip": Format("CSV tables", "talkgraph.outputs.tables", readable=False),
    ".dot": Format("DOT", "talkgraph.outputs.dot", readable=False),
}
"""Suffix → format."""

_XML = frozenset({".rdf", ".owl", ".xml", ".trix"})
_IRI = rb"<[^<>\s]*>"
_STATEMENT = re.compile(_IRI + rb" " + _IRI + rb" (?:" + _IRI + rb'|"[^\n]*"\S*)( ' + _IRI + rb")? \.")
_NAMED_GRAPH = re.compile(rb"^[^\s\"#]+ \{$", re.MULTILINE)


def format_of(path: str | Path) -> Format:
    """Return the format that the suffix of `path` names.

    Raises:
        OutputError: it names none; lists those that there are.
    """
    suffix = Path(path).suffix.lower()
    if suffix == ".csv":
        raise OutputError(str(path), "tables are several files", "name a .zip: nodes.csv and edges.csv are in it")
    if suffix not in FORMATS:
        what = f"unknown format {suffix!r}" if suffix else "no suffix to tell the format by"
        raise OutputError(str(path), what, f"known are {_listed(FORMATS)}")
    return FORMATS[suffix]


def to_bytes(
    graph: Graph, form: Format, *, base: str = "", evidence: Literal["full", "none"] = "full", rdf12: bool = False
) -> Iterator[bytes]:
    """Yield the graph in a format; the options are for those formats that take them."""
    options: dict[str, Any] = {"base": base, "evidence": evidence, "rdf12": rdf12}
    return form.write(graph, **{name: options[name] for name in form.takes})


def write_graph(
    graph: Graph,
    path: str | Path,
    *,
    base: str = "",
    evidence: Literal["full", "none"] = "full",
    rdf12: bool = False,
) -> None:
    """Write the graph to a file, whole or not at all; the suffix says in which format.

    Raises:
        OutputError: unknown suffix, or the file can't be written.
        GraphError: the graph has not the schema of `docs/graph.md`.
    """
    files.replace(path, to_bytes(graph, format_of(path), base=base, evidence=evidence, rdf12=rdf12))


def read_graph(path: str | Path) -> Graph:
    """Return the graph in a file; the suffix says in which format, or else how it begins.

    Raises:
        GraphError: no such file, or no graph in it, or in a format that isn't read.
    """
    data = files.read(path)
    suffix = Path(path).suffix.lower()
    if suffix in _XML or data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip().startswith((b"<?xml", b"<rdf:", b"<!DOC")):
        raise _not_read(path, "RDF in XML", "no parser of it is safe: entities in entities fill gigabytes")
    if suffix in (".n3", ".hext"):
        raise _not_read(path, suffix[1:].upper(), "it says more than a graph holds, or less than N-Triples")
    form = FORMATS.get(suffix)
    if form is not None and not form.readable:
        raise _not_read(path, form.name, "it holds less than a graph has")
    form = form or FORMATS.get(_suffix_by_content(data))
    if form is None:
        raise GraphError(str(path), "not a graph in a known format", f"known are {_listed(_readable())}")
    return form.read(data, str(path))


def _not_read(path: str | Path, name: str, why: str) -> GraphError:
    return GraphError(str(path), f"{name} is not read: {why}", "use Turtle or N-Triples, which say the same")


def suffix_of(path: str | Path, data: bytes) -> str:
    """Return the suffix of the format that a file is in: its own, or else what fits how it begins, or an empty text."""
    suffix = Path(path).suffix.lower()
    return suffix if suffix in FORMATS else _suffix_by_content(data)


def _suffix_by_content(data: bytes) -> str:
    head = data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith(b"{"):
        return ".jsonld" if b'"@context"' in head or b'"@graph"' in head else ".json"
    lines = head.partition(b"\n")[0], data.rstrip().rpartition(b"\n")[2]
    statements = [found for line in lines if (found := _STATEMENT.fullmatch(line))]
    if len(statements) == 2:
        return ".nq" if any(found[1] for found in statements) else ".nt"
    if head.startswith((b"@prefix", b"@base", b"PREFIX", b"BASE", b"#", b"<")):
        return ".trig" if _NAMED_GRAPH.search(data) else ".ttl"
    return ""


def _readable() -> dict[str, Format]:
    return {suffix: form for suffix, form in FORMATS.items() if form.readable}


def _listed(forms: dict[str, Format]) -> str:
    return ", ".join(f"{suffix} ({form.name})" for suffix, form in forms.items())
