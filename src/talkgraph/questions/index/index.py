"""What a graph says, by number: nodes in the order of their ids, edges in that of subject, predicate and object."""

from __future__ import annotations

import json
from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol, Union, cast

from talkgraph.errors import GraphError
from talkgraph.model import Kind, Predicate
from talkgraph.questions.index import flat, make
from talkgraph.questions.index.edges import KINDS, Edges
from talkgraph.questions.index.flat import Sections, Texts
from talkgraph.questions.index.names import Names
from talkgraph.questions.index.talks import talks_of

if TYPE_CHECKING:
    from talkgraph.graph import Graph
    from talkgraph.graph.shape import DocumentAttributes, EvidenceAttributes, NodeAttributes


class Keeper(Protocol):
    """Works something out of a whole graph, once."""

    def __call__(self, name: str, make: Callable[[], array[float]]) -> array[float]:
        """Return what `make` gives, one number for each node; `name` is what it is kept under."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Keeps it as long as the index lives."""

    found: dict[str, array[float]] = field(default_factory=dict)

    def __call__(self, name: str, make: Callable[[], array[float]]) -> array[float]:
        if name not in self.found:
            self.found[name] = make()
        return self.found[name]


@dataclass(frozen=True)
class Index:
    """A graph to ask: of numbers, in flat arrays; texts are read when they are asked for."""

    about: Mapping[str, Any]
    ids: Texts
    names: Texts
    kinds: memoryview
    years: memoryview
    """Of talks and events: the year, 0 where it isn't known."""
    edges: Edges
    counts: Counts
    details: Details
    book: Names = field(repr=False)
    keep: Keeper = field(default_factory=Kept, repr=False)
    """Where what takes long to work out of the whole graph is kept."""

    def __len__(self) -> int:
        return len(self.kinds)

    def number(self, key: str) -> int:
        """Return the number of the node `key`.

        Raises:
            KeyError: there is none.
        """
        data = key.encode("utf-8", "surrogatepass")
        at = bisect_left(range(len(self)), data, key=self.ids.data)
        if at == len(self) or self.ids.data(at) != data:
            raise KeyError(key)
        return at

    def __contains__(self, key: object) -> bool:
        try:
            return isinstance(key, str) and self.number(key) >= 0
        except KeyError:
            return False

    def id(self, node: int) -> str:
        """Return the id of a node."""
        return self.ids.text(node)

    def name(self, node: int) -> str:
        """Return the name of a node."""
        return self.names.text(node)

    def kind(self, node: int) -> Kind:
        """Return the type of a node."""
        return KINDS[self.kinds[node]]

    def of_kind(self, kind: Kind) -> range:
        """Return the nodes of a type, which stand together since ids begin with it."""
        first, last = (
            bisect_left(range(len(self)), end, key=self.ids.data) for end in (_id(kind, ":"), _id(kind, ";"))
        )
        return range(first, last)

    def talks(self, node: int) -> tuple[int, ...]:
        """Return the talks that a node has to do with, as `talks_of` defines it."""
        return talks_of(self.kinds, self.edges, node)

    def speakers(self, talk: int) -> list[int]:
        """Return who gave a talk."""
        return self.edges.into(talk, Predicate.GAVE)

    def url(self, node: int) -> str:
        """Return where a node is to be seen, an empty text where that isn't known."""
        return str(_read(self.details.nodes, node).get("url", ""))

    def attributes(self, node: int) -> NodeAttributes:
        """Return all attributes of a node."""
        return cast("NodeAttributes", {**_read(self.details.nodes, node), "evidence": self.mentions(node)})

    def mentions(self, node: int) -> list[EvidenceAttributes]:
        """Return where a node is named."""
        return self._evidence(self.details.mentions, node)

    def evidence(self, edge: int) -> list[EvidenceAttributes]:
        """Return the words behind an edge."""
        return self._evidence(self.details.evidence, edge)

    def _evidence(self, texts: Texts, number: int) -> list[EvidenceAttributes]:
        keys = self.details.keys
        return [
            {"document": keys.text(d), "start": s, "end": e, "quote": q, "rule": r, "confidence": c}
            for d, s, e, q, r, c in _read(texts, number)
        ]

    def document(self, key: str) -> DocumentAttributes | None:
        """Return what is known of a document, or None where there is none of this id."""
        keys = self.details.keys
        data = key.encode("utf-8", "surrogatepass")
        at = bisect_left(range(len(keys)), data, key=keys.data)
        if at == len(keys) or keys.data(at) != data:
            return None
        return cast("DocumentAttributes", _read(self.details.documents, at))

    def with_narrower(self, node: int) -> tuple[int, ...]:
        """Return a node and, where it is a topic, all narrower topics, theirs and so on, in order."""
        found, new = {node}, [node]
        while new:
            new = [topic for each in new for topic in self.narrower.get(each, ()) if topic not in found]
            found.update(new)
        return tuple(sorted(found))

    @cached_property
    def talk_years(self) -> dict[int, int]:
        """Year → talks of the whole graph; those of no known year are not among them."""
        often = Counter(self.years[talk] for talk in self.of_kind(Kind.TALK))
        del often[0]
        return dict(sorted(often.items()))

    @cached_property
    def narrower(self) -> dict[int, list[int]]:
        """Topic → the topics that name it as broader."""
        found = defaultdict(list)
        for topic, broader in zip(self.edges.topics, self.edges.broader, strict=True):
            found[broader].append(topic)
        return dict(found)


@dataclass(frozen=True, slots=True)
class Counts:
    """By node: how many talks it has to do with, and in which years; what that means is told by `questions.talks`."""

    talks: memoryview
    speakers: memoryview
    years: Texts
    """Pairs of year and number of talks, as two numbers of 32 bits each."""

    def by_year(self, node: int) -> dict[int, int]:
        """Return year → number of talks; those of no known year are not among them."""
        found = memoryview(self.years.data(node)).cast("I")
        return dict(zip(found[::2], found[1::2], strict=True))


@dataclass(frozen=True, slots=True)
class Details:
    """What is only read to be shown: JSON by number."""

    nodes: Texts
    mentions: Texts
    evidence: Texts
    keys: Texts
    """Ids of documents, in order."""
    documents: Texts


Asked = Union["Graph", Index]
"""What a question may be asked of: a graph, or its index where much is asked."""


def _id(kind: Kind, end: str) -> bytes:
    """Return what ids of a type begin with, or with `;`, the next character, what none of them does any more."""
    return f"{kind.value}{end}".encode()


def _read(texts: Texts, number: int) -> Any:
    try:
        return json.loads(texts.data(number))
    except ValueError as error:
        raise GraphError("index", f"a damaged index: {error}", "it is made anew when it is deleted") from error


def index_of(asked: Asked) -> Index:
    """Return the index of a graph; an index as it is.

    Making it takes time that grows with the graph (some seconds for a hundred thousand nodes): who asks much makes it
    once. It is a picture of the graph at that time: what changes in the graph later isn't in it.

    >>> import networkx as nx
    >>> len(index_of(nx.MultiDiGraph(documents={})))
    0
    """
    return asked if isinstance(asked, Index) else opened(make.to_bytes(asked))


def opened(data: bytes | memoryview, place: str = "index", keep: Keeper | None = None) -> Index:
    """Return the index in `data`, which `to_bytes` has made; nothing is copied.

    Raises:
        GraphError: it isn't one, is of another version, or is damaged.
    """
    try:
        return _opened(flat.unpacked(data, place), keep or Kept())
    except (KeyError, ValueError, TypeError) as error:
        raise GraphError(place, f"a damaged index: {error}", "it is made anew when it is deleted") from error


def _opened(found: Sections, keep: Keeper) -> Index:
    counts = Counts(found.numbers("talks", "I"), found.numbers("speakers", "I"), found.texts("talk years"))
    details = Details(*(found.texts(name) for name in ("nodes", "mentions", "evidence", "keys", "documents")))
    return Index(
        about=found.about,
        ids=found.texts("ids"),
        names=found.texts("names"),
        kinds=found.numbers("kinds", "B"),
        years=found.numbers("years", "H"),
        edges=Edges.of(found),
        counts=counts,
        details=details,
        book=Names.of(found),
        keep=keep,
    )
