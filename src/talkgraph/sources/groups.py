"""Files of a tree that only together say something: the event of an archive with its talks, read as one source."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from talkgraph.errors import Place, Problem
from talkgraph.sources.source import Source

File = tuple[str, Callable[[], bytes | Problem]]
"""Path inside the tree, and what returns its bytes, or why it can't."""

_EVENT_OF_PYVIDEO = re.compile(r"(?P<group>(?:.*/)?[^/]+)/(?P<member>category\.json|videos/[^/]+\.json)")
_VIDEOS = re.compile(r"(?P<group>(?:.*/)?videos/[^/]+)/(?P<member>[^/]+\.json)")
_EVENTS = re.compile(r"(?P<group>(?:.*/)?data)/(?P<member>events/[^/]+\.json)")
_PEOPLE = re.compile(r"(?:.*/)?(?P<member>(?:people|events)/[^/]+\.json|NO_PUBLISH\.json)")
_FURNITURE = re.compile(
    r"(?:.*/)?(?:\.[^/]+(?:/.*)?|(?:LICEN[CS]E|COPYING|README|CONTRIBUTING|CHANGELOG|CODE_OF_CONDUCT|redirects)(?:\.\w+)?"
    r"|(?:locations|series|tags)\.json)",
    re.IGNORECASE,
)
"""What a repository has beside its data."""
MAX_CONTEXT = 64 * 1024
"""Longest record of a person or an event in bytes that others are read with."""


def grouped(root: str, files: Iterable[File], taken: Callable[[str], bool]) -> Iterator[Source | Problem]:
    """Yield the sources among the files of a tree, in the order of the files.

    Args:
        root: what the tree is called; the places of its files begin with it.
        files: sorted by path, so that what belongs together comes together.
        taken: whether a lone file of this path is read.
    """
    context: dict[str, bytes] = {}
    group, members = "", dict[str, bytes]()
    tree = False
    for path, load in files:
        found = _VIDEOS.fullmatch(path) or _EVENTS.fullmatch(path) or _EVENT_OF_PYVIDEO.fullmatch(path)
        needed = _PEOPLE.fullmatch(path)
        if members and (found is None or found["group"] != group):
            yield Source(Place(_join(root, group)), b"", members, context)
            members = {}
        if found is None and needed is None and (_is_furniture(path, tree=tree) or not taken(path)):
            continue
        data = load()
        if isinstance(data, Problem):
            yield data
            continue
        if needed and len(data) <= MAX_CONTEXT:
            context[needed["member"]] = data
        if found:
            group, tree = found["group"], True
            members[found["member"]] = data
        elif needed is None:
            yield Source(Place(_join(root, path)), data)
    if members:
        yield Source(Place(_join(root, group)), b"", members, context)


def _is_furniture(path: str, *, tree: bool) -> bool:
    return bool(_FURNITURE.fullmatch(path)) or (tree and "/" not in path)


def _join(root: str, path: str) -> str:
    return f"{root}/{path}" if root else path
