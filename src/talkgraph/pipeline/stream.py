"""Paths → graph: the stream, composed once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from os import PathLike, fspath
from pathlib import Path

from talkgraph import engines, entities, sources
from talkgraph import graph as graphs
from talkgraph.engines import Extractor
from talkgraph.entities.identity import Pair
from talkgraph.errors import Place, Problem, Severity, SourceError, TalkgraphError
from talkgraph.graph import Graph
from talkgraph.model import Decision, Document, Verdict
from talkgraph.pipeline.settings import Settings, load_pairs, load_vocabulary
from talkgraph.pipeline.work import resolved_parts
from talkgraph.sources import Source
from talkgraph.vocabulary import Vocabulary

Warn = Callable[[Problem], None]
Progress = Callable[[str], None]

IN_MEMORY = Settings(strict=True, jobs=1)
"""What a library's user expects: nothing is lost without a word, no process is started."""


class StoppedError(TalkgraphError):
    """A source that couldn't be read ended a strict build."""


class Problems:
    """What went wrong so far."""

    def __init__(self, settings: Settings, warn: Warn) -> None:
        self._strict = settings.strict
        self._warn = warn
        self._found: list[Problem] = []

    def note(self, problem: Problem) -> None:
        """Tell of a problem and keep it.

        Raises:
            StoppedError: it cost a source, and the build is a strict one.
        """
        if self._strict and problem.severity is Severity.ERROR:
            raise StoppedError(problem.place, problem.what, problem.hint)
        self._found.append(problem)
        self._warn(problem)

    @property
    def all(self) -> tuple[Problem, ...]:
        """All of them, sorted."""
        return tuple(sorted(self._found))


@dataclass(frozen=True, slots=True)
class Built:
    """A graph, and what was decided and what went wrong on the way to it."""

    graph: Graph
    decisions: tuple[Decision, ...] = ()
    problems: tuple[Problem, ...] = ()
    read: int = 0
    """How many documents were read now."""

    @property
    def lost(self) -> tuple[Problem, ...]:
        """The problems that cost a source."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.ERROR)


def build(
    *paths: str | PathLike[str], vocabulary: Sequence[str | PathLike[str]] = (), settings: Settings | None = None
) -> Graph:
    """Return the graph of files and folders: a plain `networkx.MultiDiGraph`, see docs/graph.md.

    Args:
        paths: files, or folders that are searched for reports.
        vocabulary: own tables of names, besides those of `settings`; they win over the shipped ones.
        settings: by default a strict build in this process alone. Without `strict`, what can't be read is left out;
            `build_all` tells what that was.

    Raises:
        SourceError: there is no such path, or nothing in it that can be read.
        StoppedError: a source can't be read.
        VocabularyError: an own table is malformed.
    """
    settings = settings or IN_MEMORY
    own = (*settings.vocabulary, *map(Path, vocabulary))
    return build_all([fspath(path) for path in paths], replace(settings, vocabulary=own)).graph


def build_all(
    paths: Sequence[str],
    settings: Settings,
    *,
    stdin: Callable[[], bytes] | None = None,
    warn: Warn = lambda _: None,
    progress: Progress = lambda _: None,
) -> Built:
    """Return the graph of all sources that could be read, with the problems of those that couldn't.

    Args:
        paths: files, folders, `-`.
        settings: own tables of names and the like.
        stdin: returns what `-` stands for.
        warn: is told of each problem as it comes up.
        progress: is told the place of each document before it is read.

    Raises:
        SourceError: there is no such path, or a folder has nothing in it that can be read.
        StoppedError: `settings.strict`, and a source can't be read.
        VocabularyError: an own table is malformed or not there.
        EngineError: an engine can't be had, or gave up.
    """
    engine = engines.load(settings.engines)
    found = sources.find(paths, stdin)
    vocabulary = load_vocabulary(settings)
    return build_sources(found, vocabulary, engine, settings=settings, warn=warn, progress=progress)


def build_sources(  # noqa: PLR0913  (what may be told to a build)
    found: Iterable[Source | Problem],
    vocabulary: Vocabulary,
    engine: Extractor | None = None,
    *,
    settings: Settings = IN_MEMORY,
    warn: Warn = lambda _: None,
    progress: Progress = lambda _: None,
) -> Built:
    """Return the graph of sources that are at hand already; else as `build_all`."""
    problems = Problems(settings, warn)
    engine, pairs = engine or engines.load(settings.engines), load_pairs(settings)
    documents = _documents(found, problems.note, progress)
    parts = resolved_parts(documents, vocabulary, settings.jobs, engine, problems.note)
    resolved = entities.finish(entities.united(parts), vocabulary, pairs)
    _note_unknown(pairs, resolved.decisions, problems.note)
    return Built(graphs.build(resolved), resolved.decisions, problems.all, len(resolved.documents))


def add_all(
    graph: Graph,
    found: Iterable[Source | Problem],
    settings: Settings,
    *,
    warn: Warn = lambda _: None,
    progress: Progress = lambda _: None,
) -> Built:
    """Return the graph with what more sources say; what it holds already is not read again.

    A source that it has read before is read anew in place of what it said then. The graph given is not changed.

    Args:
        graph: one of the schema of docs/graph.md; attributes of the user's own are not kept.
        found: the sources, as `sources.find` gives them.
        settings: own tables of names and the like.
        warn: is told of each problem as it comes up.
        progress: is told the place of each document before it is read.

    Raises:
        StoppedError, VocabularyError: as `build_all`.
    """
    vocabulary, engine, pairs = load_vocabulary(settings), engines.load(settings.engines), load_pairs(settings)
    problems = Problems(settings, warn)
    documents = _documents(found, problems.note, progress)
    parts = resolved_parts(documents, vocabulary, settings.jobs, engine, problems.note)
    more = entities.united(parts)
    kept = graphs.forget(graph, {document.id for document in more.documents})
    together = entities.finish(entities.united([graphs.resolved(kept), more]), vocabulary, pairs)
    _note_unknown(pairs, together.decisions, problems.note)
    added = graphs.build(together, name=graphs.attributes(graph)["name"])
    home = _homes(kept, added)
    for subject, predicate, obj, edge in graphs.edges(kept):
        ends = home.get(subject, subject), home.get(obj, obj)
        if not edge["evidence"] and ends[0] != ends[1] and ends[0] in added and ends[1] in added:
            added.add_edge(*ends, predicate, **edge)
    if base := graphs.attributes(graph).get("base"):
        added.graph["base"] = base
    return Built(added, together.decisions, problems.all, len(more.documents))


def _homes(kept: Graph, added: Graph) -> dict[str, str]:
    """Return the ids of nodes that were united with others since, each with the id that it has now."""
    gone = {key: node for key, node in graphs.nodes(kept) if key not in added}
    if not gone:
        return {}
    forms = {(n["type"], form): key for key, n in graphs.nodes(added) for form in (*n["aliases"], n["name"])}
    return {key: forms.get((node["type"], node["name"]), key) for key, node in gone.items()}


def build_each(paths: Iterable[Path], settings: Settings, warn: Warn = lambda _: None) -> Iterator[Graph]:
    """Yield the graph of each report by itself, in the order of `paths`; else as a strict `build_all`."""
    vocabulary, engine = load_vocabulary(settings), engines.load(settings.engines)
    for path in paths:
        yield build_sources(sources.find([fspath(path)]), vocabulary, engine, warn=warn).graph


def _note_unknown(pairs: Iterable[Pair], decisions: Iterable[Decision], note: Warn) -> None:
    """Tell of the user's pairs of which a name is of nothing that was read."""
    places = {(pair.a, pair.b): pair.place for pair in pairs}
    for decision in decisions if places else ():
        place = places.get((decision.name, decision.other))
        if place and decision.verdict is Verdict.UNSURE and not decision.document:
            note(Problem(place, decision.reason))


def _documents(found: Iterable[Source | Problem], note: Warn, progress: Progress) -> Iterator[Document]:
    """Yield each document once, noting what couldn't be read."""
    seen: dict[str, Place] = {}
    for document in _read(found):
        if isinstance(document, Problem):
            note(document)
            continue
        for problem in document.problems:
            note(problem)
        if document.id in seen:
            what = f"would have the same id as {seen[document.id]} ({document.id}): left out"
            note(Problem(document.place, what, "rename one of the two", Severity.ERROR))
            continue
        seen[document.id] = document.place
        progress(str(document.place))
        yield document


def _read(found: Iterable[Source | Problem]) -> Iterator[Document | Problem]:
    """Yield what is in the sources; what a source that breaks off held before stays."""
    for source in found:
        if isinstance(source, Problem):
            yield source
            continue
        try:
            yield from sources.read(source)
        except SourceError as error:
            yield Problem.of(error)
