"""GEXF, for Gephi: types as colours, the number of documents as size, dates for its timeline."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator

from talkgraph.graph import Graph, check_shape
from talkgraph.outputs.flat import COLOURS, EDGE, NODE, TYPES, Dated, edge_rows, node_rows
from talkgraph.outputs.rdf.rdfxml import escaped
from talkgraph.outputs.rdf.syntax import in_pieces

_NODE, _EDGE = NODE[2:], EDGE[2:]


def write(graph: Graph) -> Iterator[bytes]:
    """Yield the graph as GEXF 1.3; what has no date is there all the time.

    Raises:
        GraphError: the graph has not the schema of `docs/graph.md`.
    """
    check_shape(graph)
    return in_pieces(_texts(graph))


def _texts(graph: Graph) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" '
    yield 'xmlns:viz="http://gexf.net/1.3/viz" version="1.3">\n'
    yield '<graph defaultedgetype="directed" mode="dynamic" timeformat="date" timerepresentation="interval">\n'
    for end, names in (("node", _NODE), ("edge", _EDGE)):
        yield f'<attributes class="{end}">\n'
        for name in names:
            yield f'<attribute id="{name}" title="{name}" type="{TYPES[name]}"/>\n'
        yield "</attributes>\n"
    yield "<nodes>\n"
    for dated in node_rows(graph):
        yield _node(dated)
    yield "</nodes>\n<edges>\n"
    for dated in edge_rows(graph):
        yield _edge(dated)
    yield "</edges>\n</graph>\n</gexf>\n"


def _node(dated: Dated) -> str:
    row = dated.row
    red, green, blue = COLOURS[str(row["type"])]
    size = 4 + 2 * float(row["count"]) ** 0.5
    head = f'<node id="{escaped(str(row["id"]))}" label="{escaped(str(row["name"]))}"{_time(dated)}>'
    look = f'<viz:color r="{red}" g="{green}" b="{blue}"/><viz:size value="{size:.2f}"/>'
    return f"{head}\n{_values(_NODE, dated)}{look}\n</node>\n"


def _edge(dated: Dated) -> str:
    row = dated.row
    source, predicate, target = (escaped(str(row[name])) for name in ("source", "predicate", "target"))
    head = f'<edge id="{source} {predicate} {target}" source="{source}" target="{target}" label="{predicate}"'
    return f'{head} kind="{predicate}" weight="{row["confidence"]}"{_time(dated)}>\n{_values(_EDGE, dated)}</edge>\n'


def _values(names: tuple[str, ...], dated: Dated) -> str:
    pairs = ((name, escaped(str(dated.row[name]))) for name in names)
    return "<attvalues>\n" + "".join(f'<attvalue for="{n}" value="{v}"/>\n' for n, v in pairs if v) + "</attvalues>\n"


def _time(dated: Dated) -> str:
    """Return the days as Gephi takes them; a year alone is all of its days."""
    if not dated.first:
        return ""
    first, last = dated.first, max(dated.first, dated.last)
    start = first + {4: "-01-01", 7: "-01"}.get(len(first), "")
    if len(last) == 7:
        last += f"-{monthrange(int(last[:4]), int(last[5:]))[1]:02}"
    return f' start="{start}" end="{last + ("-12-31" if len(last) == 4 else "")}"'
