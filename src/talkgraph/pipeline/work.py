"""Documents → what each says, in this process or in several.

Reading a document is a pure function of it and of the vocabulary, and uniting doesn't mind how documents are grouped:
so they go out in bundles and come back as united parts, and the result is the same to the byte for any number of
processes.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import chain

from talkgraph import claims, entities
from talkgraph.engines import Default, Extractor
from talkgraph.errors import Problem
from talkgraph.model import Document, Resolved
from talkgraph.vocabulary import Vocabulary

Warn = Callable[[Problem], None]

BUILT_IN = Default()

BUNDLE = 200_000
"""Characters of text that go to a process at once: some 100 records or one long report."""
ALONE = 5
"""Bundles that are read before other processes are started: for less they wouldn't pay."""
AHEAD = 3
"""Bundles for each process that are on their way at most, so that memory doesn't grow with the number of documents."""


def resolved_parts(
    documents: Iterable[Document],
    vocabulary: Vocabulary,
    jobs: int = 1,
    engine: Extractor = BUILT_IN,
    note: Warn = lambda _: None,
) -> Iterator[Resolved]:
    """Yield what bundles of documents say, united within each bundle.

    Args:
        documents: are taken as they are needed.
        vocabulary: the names that are known beforehand.
        jobs: how many processes read; 0 for as many as there are cores, and only when there is enough to read.
        engine: what reads; any but the built-in one reads in this process, one document after the other.
        note: is told of what an engine read past.
    """
    if not isinstance(engine, Default):
        yield from (_read_by(engine, document, vocabulary, note) for document in documents)
        return
    bundles = _bundles(documents)
    processes = jobs or os.cpu_count() or 1
    if processes == 1:
        yield from (read(bundle, vocabulary) for bundle in bundles)
        return
    first = [bundle for _, bundle in zip(range(0 if jobs else ALONE), bundles, strict=False)]
    yield from (read(bundle, vocabulary) for bundle in first)
    rest = next(bundles, None)
    if rest is not None:
        yield from _in_processes(chain([rest], bundles), vocabulary, processes)


def read(documents: Iterable[Document], vocabulary: Vocabulary) -> Resolved:
    """Return what the documents say together: a pure function."""
    return entities.united(entities.resolve_one(claims.read(d, vocabulary), vocabulary) for d in documents)


def _read_by(engine: Extractor, document: Document, vocabulary: Vocabulary, note: Warn) -> Resolved:
    reading = engine.read(document, vocabulary)
    for problem in reading.problems:
        note(problem)
    return entities.resolve_one(reading, vocabulary)


def _bundles(documents: Iterable[Document]) -> Iterator[list[Document]]:
    bundle: list[Document] = []
    size = 0
    for document in documents:
        bundle.append(document)
        size += len(document.text)
        if size >= BUNDLE:
            yield bundle
            bundle, size = [], 0
    if bundle:
        yield bundle


def _in_processes(bundles: Iterable[list[Document]], vocabulary: Vocabulary, processes: int) -> Iterator[Resolved]:
    pool = ProcessPoolExecutor(
        processes, multiprocessing.get_context("spawn"), initializer=_start, initargs=(vocabulary,)
    )
    waiting: deque[Future[Resolved]] = deque()
    try:
        for bundle in bundles:
            waiting.append(pool.submit(_work, bundle))
            if len(waiting) > AHEAD * processes:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


_worker_vocabulary: list[Vocabulary] = []
"""In a process of the pool: the vocabulary, which came once."""


def _start(vocabulary: Vocabulary) -> None:
    """Begin a process of the pool; Ctrl-C is for the one that started it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(200_000, 20, 100)  # as in the process that started it: what is read stays
    _worker_vocabulary.append(vocabulary)


def _work(documents: Sequence[Document]) -> Resolved:
    return read(documents, _worker_vocabulary[0])
