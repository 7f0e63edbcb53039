"""JSON-LD with a context of its own inside: one thing a line, compact; no context is ever fetched."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import chain
from json.encoder import encode_basestring
from typing import Any, Final

from talkgraph.errors import Place
from talkgraph.graph import Graph
from talkgraph.outputs.rdf import reading
from talkgraph.outputs.rdf.mapping import Evidence, Mapping, base_of
from talkgraph.outputs.rdf.syntax import Block, Section, Syntax
from talkgraph.outputs.rdf.terms import LINKING

_UNSAFE = re.compile(r"[\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")
_COERCED: Final = {"tg:confidence": "decimal", "tg:textSha256": "hexBinary"}


def write(graph: Graph, *, base: str = "", evidence: Evidence = "full") -> Iterator[bytes]:
    """Yield the graph as JSON-LD; arguments and errors as in `turtle.write`."""
    syntax = _Json(base_of(graph, base))
    return syntax.write(Mapping(graph, syntax, evidence).sections())


def read(data: bytes, place: Place | str, base: str = "") -> Graph:
    """Return the graph of JSON-LD whose context is inside; the rest as in `reading.read`."""
    return reading.read(data, place, "jsonld", base)


def context(base: str) -> dict[str, Any]:
    """Return the context of files whose ids stand under `base`.

    Terms of schema.org stand without prefix (`performer`), all others with it (`skos:altLabel`); `gave` is there to
    be asked for from the other end.
    """
    spaces = _Json(base).spaces
    links = {_key(prop): {"@id": prop, "@type": "@id"} for prop in sorted(LINKING)}
    typed = {prop: {"@id": prop, "@type": f"xsd:{kind}"} for prop, kind in sorted(_COERCED.items())}
    texts = {_key(prop): prop for prop in sorted(_TEXTS)}
    return {**spaces, **texts, **links, **typed, "gave": {"@reverse": "schema:performer", "@type": "@id"}}


_TEXTS: Final = frozenset(
    f"schema:{local}"
    for local in (
        "author", "datePublished", "description", "endDate", "identifier", "inLanguage", "name", "position",
        "schemaVersion", "softwareVersion", "startDate",
    )
)  # fmt: skip
"""What of schema.org has texts."""


def _key(prop: str) -> str:
    return prop.removeprefix("schema:")


class _Json(Syntax):
    def name(self, prefix: str, local: str) -> str:
        return _quoted(f"{prefix}:{local}")

    about = name

    def link(self, address: str) -> str:
        return _quoted(address)

    def text(self, text: str, language: str = "") -> str:
        return f'{{"@language": "{language}", "@value": {_quoted(text)}}}' if language else _quoted(text)

    def typed(self, text: str, datatype: str) -> str:
        if datatype == "integer":
            return text
        plain = datatype in _COERCED.values()
        return _quoted(text) if plain else f'{{"@type": "xsd:{datatype}", "@value": {_quoted(text)}}}'

    def start(self) -> str:
        return f'{{"@context": {json.dumps(context(self.base), ensure_ascii=False, indent=1)},\n"@graph": [\n'

    def end(self) -> str:
        return "]}\n"

    def block(self, block: Block) -> str:
        """The data set comes first and stays first: the comma before all others leaves its line as it is."""
        said = [f'"@id": {block.subject}']
        objects: dict[str, list[str]] = {}
        for prop, obj in chain.from_iterable(block.lines):
            objects.setdefault(prop, []).append(obj)
        for prop, values in objects.items():
            key = "@type" if prop == "rdf:type" else _key(prop)
            said.append(f'"{key}": {values[0]}' if len(values) == 1 else f'"{key}": [{", ".join(values)}]')
        return f"{{{', '.join(said)}}}\n"

    def texts(self, sections: Iterable[Section]) -> Iterator[str]:
        """Yield the blocks with commas between them."""
        comma = ""
        for block in super().texts(sections):
            yield comma + block
            comma = ","


def _quoted(text: str) -> str:
    said = encode_basestring(text)
    return said if said.isascii() and "\x7f" not in said else _UNSAFE.sub(_escaped, said)


def _escaped(found: re.Match[str]) -> str:
    return "\ufffd" if "\ud800" <= found[0] <= "\udfff" else f"\\u{ord(found[0]):04x}"
