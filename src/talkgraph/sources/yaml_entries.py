"""YAML front matter → entries, from the parser's events: nothing is resolved, constructed or repeated."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from talkgraph.sources.fields import MAX_VALUES, Entry

MAX_DEPTH = 20

# libyaml is some ten times faster and gives the same events.
_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_NAMES = ("name", "title", "display_name")


class YamlProblem(Exception):  # noqa: N818  (not told to people as it is: the front matter names the place)
    """The text is no YAML that front matter may be; `line` counts from 0."""

    def __init__(self, what: str, line: int = 0) -> None:
        super().__init__(what)
        self.what = what
        self.line = line


def yaml_entries(text: str, first_line: int = 1) -> Iterator[Entry]:
    r"""Yield the keys of the outermost mapping with their scalars, or those of a list; `- name: Ann` counts as `Ann`.

    Scalars stay as written: dates, numbers and `yes` are text. Aliases are refused: a page's head needs none, and
    a few lines of them make a gigabyte.

    >>> [(entry.key, entry.values) for entry in yaml_entries("title: Looms\ndate: 2014-10-30\ntags: [a, b]")]
    [('title', ('Looms',)), ('date', ('2014-10-30',)), ('tags', ('a', 'b'))]

    Raises:
        YamlProblem: no YAML, no mapping, or an alias.
    """
    try:
        yield from _entries(yaml.parse(text, Loader=_LOADER), first_line)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise YamlProblem(error.problem or "no YAML", mark.line if mark else 0) from error
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        raise YamlProblem("no YAML") from error


def _line(event: yaml.Event) -> int:
    return event.start_mark.line if event.start_mark else 0


def _entries(events: Iterator[yaml.Event], first_line: int) -> Iterator[Entry]:
    stack: list[_Node] = []
    for event in events:
        if isinstance(event, yaml.AliasEvent):
            raise YamlProblem("an alias", _line(event))
        if isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            if not stack and isinstance(event, yaml.SequenceStartEvent):
                raise YamlProblem("a list", _line(event))
            if len(stack) >= MAX_DEPTH:
                raise YamlProblem("nested too deep", _line(event))
            stack.append(_Node(isinstance(event, yaml.MappingStartEvent), _line(event)))
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            node = stack.pop()
            if stack:
                yield from _put(stack, node.value(), node.line, first_line)
        elif isinstance(event, yaml.ScalarEvent):
            if not stack:
                raise YamlProblem("no mapping", _line(event))
            value = "" if event.value in {"~", "null"} and event.style is None else event.value
            yield from _put(stack, (value,), _line(event), first_line)


class _Node:
    """A mapping or a list that is being read."""

    __slots__ = ("is_mapping", "key", "key_line", "line", "names", "values")

    def __init__(self, is_mapping: bool, line: int) -> None:  # noqa: FBT001
        self.is_mapping = is_mapping
        self.line = line
        self.key: str | None = None
        self.key_line = line
        self.values: list[str] = []
        self.names: dict[str, str] = {}

    def value(self) -> tuple[str, ...]:
        """Return what this is worth inside another: a list its scalars, a mapping its name."""
        if not self.is_mapping:
            return tuple(self.values)
        return next(((self.names[name],) for name in _NAMES if name in self.names), ())


def _put(stack: list[_Node], values: tuple[str, ...], line: int, first_line: int) -> Iterator[Entry]:
    """Give a value to the innermost open node; yield an entry when that is the outermost mapping."""
    node = stack[-1]
    if not node.is_mapping:
        node.values += values[: max(0, MAX_VALUES - len(node.values))]
    elif node.key is None:
        node.key, node.key_line = (values[0] if values else ""), line
    else:
        key, node.key = node.key, None
        if values:
            node.names.setdefault(key.lower(), values[0])
        if len(stack) == 1 and any(values):
            yield Entry(key, tuple(filter(None, values)), first_line + node.key_line)
