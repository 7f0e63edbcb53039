"""How long each question takes: the command from a file and from a store, plain NetworkX, and SPARQL, in one run.

    python benchmarks/questions.py [GRAPH] [--store FOLDER/] [--talks N] [--runs N] [--json] [--check]

Without GRAPH one is made, of `--talks` talks with speakers, subjects, events and dates. A command is a process of its
own, start included, after a first run that makes what is kept; NetworkX and SPARQL are asked of what is loaded already,
and what loading costs them is told above. CPU time counts: wall time is that of all that the machine does.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

MOST_SECONDS = 0.4
EVENTS, YEARS = 20, range(2007, 2027)


def main(arguments: Sequence[str] | None = None) -> int:
    """Return 0, or 1 when `--check` found a command too slow."""
    options = _options().parse_args(arguments)
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["TALKGRAPH_CACHE"] = str(Path(scratch) / "cache")
        path = options.graph or made(Path(scratch) / "made.ttl", options.talks)
        result = measure(path, options.store, options.runs)
    print(json.dumps(result, indent=2) if options.json else as_markdown(result))
    slow = [row["question"] for row in result["rows"] if max(row["file"], row["store"] or 0) > MOST_SECONDS]
    if options.check and slow:
        print(f"more than {MOST_SECONDS} s: {', '.join(slow)}", file=sys.stderr)
        return 1
    return 0


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("graph", nargs="?", help="a graph's file; without it one is made")
    parser.add_argument("--store", metavar="FOLDER", help="the same graph as a store; without it none is asked")
    parser.add_argument("--talks", metavar="N", type=int, default=33_800, help="of the graph that is made")
    parser.add_argument("--runs", metavar="N", type=int, default=3, help="how often each command runs (default: 3)")
    parser.add_argument("--json", action="store_true", help="print all figures as JSON")
    parser.add_argument("--check", action="store_true", help=f"exit 1 where a command takes more than {MOST_SECONDS} s")
    return parser


def made(path: Path, talks: int) -> str:
    """Write a graph of some talks, as uneven as real ones: few speakers and subjects have most of them."""
    from talkgraph.graph.assemble import assemble
    from talkgraph.outputs import write_graph

    rng = random.Random(0)
    documents: dict[str, Any] = {}
    nodes: dict[str, Any] = {}
    edges: list[Any] = []

    def evidence(document: str, rule: str) -> list[dict[str, Any]]:
        return [{"document": document, "start": 0, "end": 9, "quote": "the title", "rule": rule, "confidence": 0.9}]

    def node(kind: str, name: str, document: str, **more: str) -> str:
        key = f"{kind}:{name.lower().replace(' ', '-')}"
        base = {"type": kind, "name": name, "aliases": [], "same_as": [], "count": 1}
        nodes.setdefault(key, base | {"evidence": evidence(document, f"record-{kind}")} | more)
        return key

    def edge(subject: str, predicate: str, obj: str, document: str) -> None:
        found = {"predicate": predicate, "confidence": 0.9, "evidence": evidence(document, f"record-{predicate}")}
        edges.append((subject, predicate, obj, found))

    def some(of: int) -> int:
        return int(of * rng.random() ** 3)

    for number in range(talks):
        document = f"archive-{number}"
        digest = hashlib.sha256(document.encode()).hexdigest()
        documents[document] = {"path": "archive.xml", "part": f"event {number}", "title": "", "authors": [], "date": "",
                               "language": "en", "url": "", "sha256": digest}  # fmt: skip
        year = rng.choice(YEARS)
        talk = node("talk", f"Talk number {number} of many", document, date=f"{year}-02-0{rng.randrange(1, 9)}")
        series = some(EVENTS)
        event = node("event", f"Conference {series} {year}", document, date=str(year))
        edge(talk, "presentedAt", event, document)
        edge(event, "partOf", node("event", f"Conference {series}", document), document)
        edge(event, "heldIn", node("place", f"Town {series}", document), document)
        for who in {some(talks * 2 // 3) for _ in range(rng.choice([1, 1, 1, 2]))}:
            person = node("person", f"First{who} Last{who}", document)
            edge(person, "gave", talk, document)
            if not who % 3:
                edge(person, "affiliatedWith", node("organization", f"Company {who % 900}", document), document)
        for subject in {some(5000) for _ in range(2)}:
            edge(talk, "about", node("project", f"Project {subject}", document), document)
        edge(talk, "about", node("topic", f"topic {some(1200)}", document), document)
    about = {"name": "Made", "talkgraph": 1, "documents": documents}
    write_graph(assemble(about, nodes.items(), edges), path)
    return str(path)


def measure(path: str, store: str | None, runs: int) -> dict[str, Any]:
    """Return the CPU seconds of loading and of each question."""
    first, graph = _timed(lambda: __import__("talkgraph").load(path))
    making, index = _timed(lambda: __import__("talkgraph.questions.index", fromlist=["index_of"]).index_of(graph))
    loading, rdf = _timed(lambda: _rdf(path))
    subject, person, other = _chosen(index)
    rows = [_row(*each, path, store, runs, graph, rdf) for each in questions(subject, person, other)]
    about = {"nodes": graph.number_of_nodes(), "edges": graph.number_of_edges(), "triples": len(rdf)}
    return {"graph": about, "loading": {"graph": first, "index": making, "SPARQL": loading}, "rows": rows}


def _timed(call: Callable[[], Any]) -> tuple[float, Any]:
    start = process_time()
    found = call()
    return process_time() - start, found


def _rdf(path: str) -> Any:
    import pyoxigraph

    store = pyoxigraph.Store()
    store.bulk_load(path=path, format=pyoxigraph.RdfFormat.TURTLE)
    return store


def _chosen(index: Any) -> tuple[str, str, str]:
    """Return ids to ask about: two subjects and a person that are neither the first nor the last."""
    from talkgraph.model import Kind
    from talkgraph.questions import ask

    projects = ask.top(index, Kind.PROJECT, most=30).rows
    people = ask.top(index, Kind.PERSON, most=30).rows
    return projects[20].id, people[10].id, projects[29].id


PREFIXES = "PREFIX schema: <https://schema.org/> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>"


def questions(subject: str, person: str, other: str) -> list[tuple[list[str], Any, str | None]]:
    """Return each command, the same asked of a loaded graph with NetworkX alone, and in SPARQL where it can."""
    import networkx as nx

    from talkgraph.outputs.rdf.terms import BASE

    iri = {key: f"<{BASE}{key.replace(':', '/', 1)}>" for key in (subject, person, other)}

    def talks(graph: Any, key: str) -> set[str]:
        return {s for s, _, p in graph.in_edges(key, keys=True) if p == "about"}

    def speakers(graph: Any, key: str) -> list[tuple[str, int]]:
        found = Counter(s for t in talks(graph, key) for s, _, p in graph.in_edges(t, keys=True) if p == "gave")
        return found.most_common(20)

    def shared(graph: Any) -> list[tuple[str, int]]:
        return Counter(o for t in talks(graph, subject) for o in graph.successors(t) if o != subject).most_common(20)

    def most(graph: Any) -> list[tuple[str, int]]:
        return Counter(o for _, o, p in graph.edges(keys=True) if p == "about" and o[:7] == "project").most_common(20)

    def years(graph: Any) -> Counter[str]:
        return Counter(graph.nodes[t].get("date", "")[:4] for t in talks(graph, subject))

    def way(graph: Any) -> Any:
        return nx.shortest_path(graph.to_undirected(as_view=True), subject, person)

    counted = f"{PREFIXES} SELECT ?x (COUNT(DISTINCT ?t) AS ?n) WHERE {{ %s }} GROUP BY ?x ORDER BY DESC(?n) LIMIT 20"
    return [
        (["find", "ber"], lambda g: [k for k, n in g.nodes(data=True) if "ber" in n["name"].lower()],
         f'{PREFIXES} SELECT ?x WHERE {{ ?x rdfs:label ?l FILTER(CONTAINS(LCASE(?l), "ber")) }} LIMIT 20'),
        (["show", subject], lambda g: [*g.in_edges(subject, data=True), *g.out_edges(subject, data=True)],
         f"SELECT * WHERE {{ {{ {iri[subject]} ?p ?o }} UNION {{ ?s ?p {iri[subject]} }} }}"),
        (["stats"], lambda g: Counter(n["type"] for _, n in g.nodes(data=True)),
         "SELECT ?c (COUNT(?s) AS ?n) WHERE { ?s a ?c } GROUP BY ?c"),
        (["path", subject, person], way, None),
        (["path", subject, person, "-k", "3"], None, None),
        (["related", subject], shared, counted % f"?t schema:about {iri[subject]}, ?x"),
        (["related", subject, "--by", "walk"], None, None),
        (["experts", subject], lambda g: speakers(g, subject),
         counted % f"?t schema:about {iri[subject]} ; schema:performer ?x"),
        (["co-speakers", person],
         lambda g: Counter(s for t in g.successors(person) for s in g.predecessors(t)).most_common(20),
         counted % f"?t schema:performer {iri[person]}, ?x"),
        (["top", "project"], most, counted % "?t schema:about ?x"),
        (["top", "topic", "--by", "growth"], None, None),
        (["top", "person", "--by", "centrality"], None, None),
        (["timeline", subject, other], years,
         f"{PREFIXES} SELECT ?x (COUNT(?t) AS ?n) WHERE {{ ?t schema:about {iri[subject]} ; schema:startDate ?d "
         "BIND(SUBSTR(STR(?d), 1, 4) AS ?x) } GROUP BY ?x"),
        (["compare", subject, other],
         lambda g: {s for s, _ in speakers(g, subject)} & {s for s, _ in speakers(g, other)},
         f"{PREFIXES} SELECT DISTINCT ?x WHERE {{ ?t schema:about {iri[subject]} ; schema:performer ?x . "
         f"?u schema:about {iri[other]} ; schema:performer ?x }}"),
        (["communities"], None, None),
        (["bridges"], None, None),
        (["gaps"], None, None),
        (["report", subject], None, None),
    ]  # fmt: skip


def _row(  # noqa: PLR0913, PLR0917  what is asked, and of what
    words: list[str], plain: Any, sparql: str | None, path: str, store: str | None, runs: int, graph: Any, rdf: Any
) -> dict[str, Any]:
    return {
        "question": " ".join(words),
        "first": _command(words, path),
        "file": median(_command(words, path) for _ in range(runs)),
        "store": _stored(words, store, runs) if store else None,
        "NetworkX": _timed(lambda: plain(graph))[0] if plain else None,
        "SPARQL": _timed(lambda: list(rdf.query(sparql, use_default_graph_as_union=True)))[0] if sparql else None,
    }


def _stored(words: list[str], store: str, runs: int) -> float:
    _command(words, store)
    return median(_command(words, store) for _ in range(runs))


def _command(words: list[str], path: str) -> float:
    """Return the CPU seconds of a command; a failing one ends the benchmark."""
    process = subprocess.Popen(
        [sys.executable, "-m", "talkgraph", *words, "-g", path], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    assert process.stderr
    complaint = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.stderr.close()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(words)} failed:\n{complaint.decode(errors='replace')}")
    return usage.ru_utime + usage.ru_stime


def as_markdown(result: dict[str, Any]) -> str:
    """Return the figures as a table."""
    graph, loading = result["graph"], result["loading"]
    lines = [
        f"{graph['nodes']:,} nodes, {graph['edges']:,} edges, {graph['triples']:,} triples. CPU seconds: the graph is "
        f"read in {loading['graph']:.1f}, its index made in {loading['index']:.1f}; "
        f"a SPARQL store loaded in {loading['SPARQL']:.1f}.",
        "",
        "| command | first, from file | file | store | NetworkX, loaded | SPARQL, loaded |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for row in result["rows"]:
        cells = (row[name] for name in ("first", "file", "store", "NetworkX", "SPARQL"))
        told = " | ".join("" if cell is None else f"{cell:.3f}" if cell < 1 else f"{cell:.1f}" for cell in cells)
        lines.append(f"| `{row['question']}` | {told} |")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
