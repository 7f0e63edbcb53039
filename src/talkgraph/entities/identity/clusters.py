"""Sets of names that mean one thing, grown pair by pair, with pairs that must stay apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator


class Clusters:
    """Disjoint sets; two that hold names which must stay apart are never joined."""

    def __init__(self, apart: Iterable[tuple[str, str]] = ()) -> None:
        self._parent: dict[str, str] = {}
        self._members: dict[str, list[str]] = {}
        self._apart: dict[str, set[str]] = {}
        for a, b in apart:
            self._apart.setdefault(a, set()).add(b)
            self._apart.setdefault(b, set()).add(a)

    def find(self, key: str) -> str:
        """Return the representative of the set that holds `key`."""
        root = key
        while (above := self._parent.get(root, root)) != root:
            root = above
        while (above := self._parent.get(key, key)) != root:
            self._parent[key] = root
            key = above
        return root

    def members(self, key: str) -> list[str]:
        """Return all that are in one set with `key`."""
        root = self.find(key)
        return self._members.get(root, [root])

    def joins(self, a: str, b: str, may: Callable[[str, str], bool] = lambda _a, _b: True) -> bool:
        """Join the sets of `a` and `b`, unless a member of one must stay apart from one of the other.

        Args:
            a: a name.
            b: a name.
            may: says of a member of either set whether they may be one; asked of all pairs.

        Returns:
            Whether this has joined them; no, if they were in one set before.
        """
        left, right = sorted((self.find(a), self.find(b)))
        if left == right:
            return False
        ours, theirs = self.members(left), self.members(right)
        if any(y in self._apart.get(x, ()) for x in ours for y in theirs):
            return False
        if not all(may(x, y) for x in ours for y in theirs):
            return False
        self._parent[right] = left
        self._members[left] = ours + theirs
        self._members.pop(right, None)
        return True

    def __iter__(self) -> Iterator[list[str]]:
        """Yield the sets of more than one, each sorted, by their first member."""
        yield from sorted(sorted(members) for members in self._members.values() if len(members) > 1)
