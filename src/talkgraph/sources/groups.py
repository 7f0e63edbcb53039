"""Files of a tree that only together say something: the event of an archive with its talks, read as one source."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

from talkgraph.errors import Place, Problem
from talkgraph.sources.source import Source

File = tuple[str, Callable[[], bytes | Problem]]
"""Path inside the tree, and what returns its bytes, or why it can't; without a path what is wrong with the tree."""
Files = Callable[[], Iterable[File]]

_EVENT_OF_PYVIDEO = re.compile(r"(?P<group>(?:.*/)?[^/]+)/(?P<member>category\.json|videos/[^/]+\.json)")
_VIDEOS = re.compile(r"(?P<group>(?:.*/)?videos/[^/]+)/(?P<member>[^/]+\.(?:json|html))")
"""Of Code and Talk, where a page beside a record tells more of the talk."""
_EVENTS = re.compile(r"(?P<group>(?:.*/)?data)/(?P<member>events/[^/]+\.json)")
_PEOPLE = re.compile(r"(?:.*/)?(?P<member>(?:people|events)/[^/]+\.json|NO_PUBLISH\.json)")
_HIDDEN = re.compile(r"(?:^|/)\.[^/.]")
_FURNITURE = re.compile(
    r"(?:.*/)?(?:\.[^/]+(?:/.*)?|(?:LICEN[CS]E|COPYING|README|CONTRIBUTING|CHANGELOG|CODE_OF_CONDUCT|redirects)(?:\.\w+)?"
    r"|(?:locations|series|tags)\.json)",
    re.IGNORECASE,
)
"""What a repository has beside its data."""
MAX_CONTEXT = 64 * 1024
"""Longest record of a person or an event in bytes that others are read with."""
MAX_ALL_CONTEXT = 64 * 1024 * 1024
"""Most bytes of all of them."""


def grouped(root: str, files: Files, taken: Callable[[str], bool]) -> Iterator[Source | Problem]:
    """Yield the sources among the files of a tree, as soon as all their files are there.

    Args:
        root: what the tree is called; the places of its files begin with it.
        files: yields the files, the same each time it is called; in any order, though sorted ones need least memory.
        taken: whether a lone file of this path is read.
    """
    missing, context = _survey(files)
    tree = bool(missing)
    open_groups: dict[str, dict[str, bytes]] = {}
    for path, load in files():
        member = _member(path)
        if path and member is None and (_is_context(path) or _is_furniture(path, tree=tree) or not taken(path)):
            continue
        data = load()
        if isinstance(data, Problem):
            yield data
        elif member is None:
            yield Source(Place(_join(root, path)), data)
        if member is None:
            continue
        group, name = member
        missing[group] -= 1
        members = open_groups.setdefault(group, {})
        if not isinstance(data, Problem):
            members[name] = data
        if missing[group] <= 0:
            yield from _whole(root, group, open_groups.pop(group), context)
    for group in sorted(open_groups):  # of an archive that breaks off
        yield from _whole(root, group, open_groups[group], context)


def _whole(root: str, group: str, members: dict[str, bytes], context: Mapping[str, bytes]) -> Iterator[Source]:
    if members:
        yield Source(Place(_join(root, group)), b"", dict(sorted(members.items())), context)


def _survey(files: Files) -> tuple[Counter[str], dict[str, bytes]]:
    """Return how many files each group has, and the files that several groups are read with."""
    counts: Counter[str] = Counter()
    context: dict[str, bytes] = {}
    size = 0
    for path, load in files():
        if member := _member(path):
            counts[member[0]] += 1
        needed = _PEOPLE.fullmatch(path)
        data = load() if needed and size < MAX_ALL_CONTEXT else b""
        if needed and not isinstance(data, Problem) and len(data) <= MAX_CONTEXT:
            context[needed["member"]] = data
            size += len(data)
    return counts, context


def _member(path: str) -> tuple[str, str] | None:
    """Return the group that a file belongs to, and what it is called in it."""
    if _HIDDEN.search(path):
        return None
    found = _VIDEOS.fullmatch(path) or _EVENTS.fullmatch(path) or _EVENT_OF_PYVIDEO.fullmatch(path)
    return (found["group"], found["member"]) if found else None


def _is_context(path: str) -> bool:
    return bool(_PEOPLE.fullmatch(path))


def _is_furniture(path: str, *, tree: bool) -> bool:
    return bool(_FURNITURE.fullmatch(path)) or (tree and "/" not in path)


def _join(root: str, path: str) -> str:
    return f"{root}/{path}" if root else path
