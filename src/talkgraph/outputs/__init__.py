"""Graph → bytes and back: a table of formats, each a module that is imported when it is asked for.

>>> sorted(FORMATS)
['.json', '.ttl']
"""

from __future__ import annotations

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
    begins: tuple[bytes, ...]
    """How a file of it begins, after white space: decides where the suffix says nothing."""
    rdf: bool = False
    """Whether it takes a base and a choice of evidence."""

    @property
    def write(self) -> Callable[..., Iterator[bytes]]:
        """The function from graph to bytes."""
        return cast("Callable[..., Iterator[bytes]]", import_module(self.module).write)

    @property
    def read(self) -> Callable[[bytes, str], Graph]:
        """The function from bytes, and what their source is called, to graph."""
        return cast("Callable[[bytes, str], Graph]", import_module(self.module).read)


FORMATS = {
    ".json": Format("node-link JSON", "talkgraph.outputs.node_link", (b"{",)),
    ".ttl": Format(
        "Turtle", "talkgraph.outputs.rdf.turtle", (b"@prefix", b"@base", b"PREFIX", b"BASE", b"#", b"<"), rdf=True
    ),
}
"""Suffix → format."""


def format_of(path: str | Path) -> Format:
    """Return the format that the suffix of `path` names.

    Raises:
        OutputError: it names none; lists those that there are.
    """
    suffix = Path(path).suffix.lower()
    if suffix not in FORMATS:
        what = f"unknown format {suffix!r}" if suffix else "no suffix to tell the format by"
        raise OutputError(str(path), what, f"known are {_listed()}")
    return FORMATS[suffix]


def to_bytes(
    graph: Graph, form: Format, *, base: str = "", evidence: Literal["full", "none"] = "full"
) -> Iterator[bytes]:
    """Yield the graph in a format; `base` and `evidence` are for those of RDF."""
    options: dict[str, Any] = {"base": base, "evidence": evidence} if form.rdf else {}
    return form.write(graph, **options)


def write_graph(graph: Graph, path: str | Path, *, base: str = "", evidence: Literal["full", "none"] = "full") -> None:
    """Write the graph to a file, whole or not at all; the suffix says in which format.

    Raises:
        OutputError: unknown suffix, or the file can't be written.
        GraphError: the graph has not the schema of `docs/graph.md`.
    """
    files.replace(path, to_bytes(graph, format_of(path), base=base, evidence=evidence))


def read_graph(path: str | Path) -> Graph:
    """Return the graph in a file; the suffix says in which format, or else how it begins.

    Raises:
        GraphError: no such file, or no graph in it.
    """
    data = files.read(path)
    form = FORMATS.get(Path(path).suffix.lower()) or _format_by_content(data)
    if form is None:
        raise GraphError(str(path), "not a graph in a known format", f"known are {_listed()}")
    return form.read(data, str(path))


def _format_by_content(data: bytes) -> Format | None:
    head = data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    return next((form for form in FORMATS.values() if head.startswith(form.begins)), None)


def _listed() -> str:
    return ", ".join(f"{suffix} ({form.name})" for suffix, form in sorted(FORMATS.items()))
