"""Graphs of the schema with hostile names, quotes, links and ids, for property tests."""

from __future__ import annotations

import hashlib
from itertools import product

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from talkgraph.graph import Graph
from talkgraph.graph.assemble import assemble
from talkgraph.graph.values import is_link, is_local
from talkgraph.model import ENDS, Kind
from talkgraph.text import slug

unhurried = settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
"""A whole graph takes a while to draw, on a busy machine longer than Hypothesis likes to wait."""

# what breaks writers: quotes, backslashes, newlines, controls, markup, direction marks, characters beyond the BMP
NASTY = st.sampled_from(
    ['"', "\\", '"""', "\n", "\r\n", "\t", "\x00", "\x1b[31m", "\u202e", "\u2028", "\ufeff", "\ufffe", "</script>",
     "&amp;", "\\u0041", "%41", "@en", "^^<x>", "'", ";\n.", "é", "e\u0301", "日本", "\U0001f9f6", "🧵"]
)  # fmt: skip
PLAIN = st.text(st.characters(codec="utf-8"), max_size=12)
TEXT = st.lists(NASTY | PLAIN, max_size=4).map("".join)
NAMES = TEXT.map(lambda text: text or "x")
LOCALS = st.one_of(
    NAMES.map(slug),
    st.sampled_from(
        ["c-plus-plus", "日本語", "łucja.event-2014", "0.9", "-dash", "a.", "a:b", "x(1)", "ª", "_", "e\u0301", "हिन्दी"]
    ),
    PLAIN.map(lambda text: "".join(filter(is_local, text)) or "x"),
)
LINKS = st.one_of(
    st.sampled_from(
        [
            "http://www.wikidata.org/entity/Q00",
            "https://a.example/b_(c)?d=e&f#g",
            "https://ł.example/日本?q=ü",
            "http://[::1]:80/",
            "https://schema.org/Person",
            "https://talkgraph.example/id/person/x",
            "https://a.example/x'y;z,!*",
            "HTTP://A.example",
        ]
    ),
    PLAIN.map(lambda text: "https://a.example/" + "".join(c for c in text if is_link(f"https://a.example/{c}"))),
)
DATES = st.sampled_from(["", "2014", "2014-10", "2014-10-30", "0001-01-01"])
TAGS = st.sampled_from(["", "en", "pt-BR", "de-1996", "not a tag", 'e"n'])
TEXTS = st.lists(TEXT, max_size=2)
RECORDS = {
    Kind.TALK: {"language": TAGS, "abstract": TEXT, "recordings": st.lists(LINKS), "slides": st.lists(LINKS)},
    Kind.EVENT: {"end_date": DATES},
    Kind.PERSON: {"identifiers": TEXTS},
}
SURE = st.integers(1, 100).map(lambda n: n / 100)


@st.composite
def documents(draw):
    text = draw(NAMES)
    entry = {
        "path": draw(TEXT),
        "title": draw(TEXT),
        "authors": draw(st.lists(TEXT, max_size=3)),
        "date": draw(DATES),
        "language": draw(TAGS),
        "url": draw(st.just("") | LINKS),
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
    }
    if part := draw(TEXT):
        entry["part"] = part
    return text, entry


@st.composite
def evidence(draw, texts):
    document = draw(st.sampled_from(sorted(texts)))
    start = draw(st.integers(0, len(texts[document]) - 1))
    end = draw(st.integers(start + 1, len(texts[document])))
    rule = draw(st.sampled_from(["gave-verb", "Gave-Verb", "two words", "a.", "日本", '"']))
    quote = texts[document][start:end]
    return {"document": document, "start": start, "end": end, "quote": quote, "rule": rule, "confidence": draw(SURE)}


@st.composite
def graphs(draw, *, found=None) -> Graph:
    """A graph of up to five entities of each kind; `found` fixes its documents, for graphs that are to be merged."""
    found = draw(st.dictionaries(LOCALS, documents(), min_size=1, max_size=3)) if found is None else found
    texts = {key: text for key, (text, _) in found.items()}
    nodes = []
    for kind in Kind:
        for local in draw(st.lists(LOCALS, max_size=3, unique=True)):
            node = {
                "type": kind.value,
                "name": draw(NAMES),
                "aliases": draw(st.lists(TEXT, max_size=2)),
                "same_as": draw(st.lists(LINKS, max_size=2)),
                "count": draw(st.integers(0, 4)),
                "evidence": draw(st.lists(evidence(texts), max_size=3)),
                "date": draw(DATES),
                "url": draw(st.just("") | LINKS),
            }
            if draw(st.booleans()):
                node |= draw(st.fixed_dictionaries({}, optional=RECORDS.get(kind, {}) | {"why": TEXTS}))
            nodes.append((f"{kind}:{local}", node))
    of_kind = {kind: [key for key, node in nodes if node["type"] == kind] for kind in Kind}
    for key, node in nodes:
        if node["type"] == Kind.TOPIC:
            node["broader"] = [t for t in draw(st.lists(st.sampled_from(of_kind[Kind.TOPIC]), max_size=2)) if t != key]
        if node["type"] == Kind.TALK:
            node["repeats"] = [t for t in draw(st.lists(st.sampled_from(of_kind[Kind.TALK]), max_size=2)) if t != key]
    edges = []
    for predicate, ends in ENDS.items():
        pairs = [
            pair for kinds in ends.pairs for pair in product(*(of_kind[kind] for kind in kinds)) if len({*pair}) > 1
        ]
        for subject, obj in draw(st.lists(st.sampled_from(pairs), max_size=3)) if pairs else ():
            entries = draw(st.lists(evidence(texts), min_size=1, max_size=3))
            best = max(entry["confidence"] for entry in entries)
            edges.append(
                (subject, predicate.value, obj, {"predicate": predicate.value, "confidence": best, "evidence": entries})
            )
    about = {"name": draw(NAMES), "talkgraph": 1, "documents": {key: entry for key, (_, entry) in found.items()}}
    return assemble(about, nodes, edges)


def content(graph: Graph) -> tuple[object, ...]:
    """Return all that is in a graph, in its order, for comparing."""
    return list(graph.graph.items()), list(graph.nodes(data=True)), list(graph.edges(keys=True, data=True))
