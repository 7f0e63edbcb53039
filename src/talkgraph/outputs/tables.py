"""Tables for spreadsheets, pandas, Gephi and Neo4j: CSV files in one archive, so that they come whole or not at all."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from typing import Final

from talkgraph.graph import Graph, check_shape
from talkgraph.outputs.flat import EDGE, NODE, SEPARATOR, Dated, edge_rows, node_rows

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_LISTS: Final = frozenset({"aliases", "same_as", "recordings", "slides", "identifiers", "broader", "repeats"})
_NUMBERS: Final = {"count": ":int", "documents": ":int", "confidence": ":float"}
_READ_ME: Final = f"""\
nodes.csv, edges.csv: one row a node or edge, for spreadsheets, pandas and Gephi (Import Spreadsheet).
neo4j-nodes.csv, neo4j-relationships.csv: the same with the headers of Neo4j:
  neo4j-admin database import full --nodes=neo4j-nodes.csv --relationships=neo4j-relationships.csv \\
    --array-delimiter="{SEPARATOR}" --multiline-fields=true
The values of a list are joined by {SEPARATOR}. A text that a spreadsheet would take for a formula has a ' before it.
"""


def write(graph: Graph) -> Iterator[bytes]:
    """Yield a ZIP archive of CSV files in UTF-8; the same bytes for the same graph.

    Raises:
        GraphError: the graph has not the schema of `docs/graph.md`.
    """
    check_shape(graph)
    files = {
        "README.txt": _READ_ME,
        "nodes.csv": _csv(["Id", "Label", *NODE[2:]], NODE, node_rows(graph)),
        "edges.csv": _csv(["Source", "Target", "Label", "Weight", *EDGE[4:]], EDGE, edge_rows(graph)),
        "neo4j-nodes.csv": _csv(
            ["id:ID", "name", ":LABEL", *(_typed(name) for name in NODE[3:])], NODE, node_rows(graph)
        ),
        "neo4j-relationships.csv": _csv(
            [":START_ID", ":END_ID", ":TYPE", *(_typed(name) for name in EDGE[3:])], EDGE, edge_rows(graph)
        ),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in files.items():
            entry = zipfile.ZipInfo(name)  # of 1980: no clock
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, text.encode("utf-8", "replace"))
    yield out.getvalue()


def _typed(name: str) -> str:
    return name + (":string[]" if name in _LISTS else _NUMBERS.get(name, ""))


def _csv(header: list[str], names: tuple[str, ...], rows: Iterable[Dated]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([_cell(row[name]) for name in names] for row, _, _ in rows)
    return out.getvalue()


def _cell(value: str | float) -> str | float:
    """Keep a spreadsheet from running what a page has put into a name."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
