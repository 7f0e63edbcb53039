"""The head of a report that a publishing system wrote: YAML, TOML, JSON, or lines `Title: …`."""

from __future__ import annotations

import datetime
import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from talkgraph.errors import Place, Problem
from talkgraph.sources.fields import MAX_VALUES, NAMES, Entry, plain_key
from talkgraph.sources.yaml_entries import YamlProblem, yaml_entries

MAX_HEAD = 64 * 1024
"""Longest front matter in characters; what begins like one and is longer is text."""

_YAML = re.compile(r"\ufeff?\s*?(?P<open>---)[ \t]*\n(?P<head>(?:.*\n)*?)(?P<close>---|\.\.\.)[ \t]*(?:\n|$)")
_TOML = re.compile(r"\s*?\+\+\+[ \t]*\n(?P<head>(?:.*\n)*?)\+\+\+[ \t]*(?:\n|$)")
_LINE = re.compile(
    r"(?P<indent> {0,4})(?:\.\. )?(?P<key>[A-Za-z][\w.-]*(?: [A-Za-z][\w-]*)?):(?:[ \t]+(?P<value>\S.*)|[ \t]*$)"
)
_FENCE = re.compile(r"---[ \t]*\n")
_EMPTY_LINE = re.compile(r"^[ \t]*$", re.MULTILINE)
_ITEM = re.compile(r"\s*-\s+(?P<value>.+)")
_KEY = re.compile(r"""(?:^\s*|[{,]\s*)["']?([\w.-]+)["']?\s*[:=]""")
_FIRST_KEYS = frozenset(str.split("title date author authors tags category slug subject subtitle layout summary"))
_NESTED = ("params", "extra", "taxonomies", "seo", "meta")
_COMMENT = re.compile(r"\s*<!--[ \t]*\n(?P<head>(?:[ \t]*\.\. .*\n|[ \t]*\n)+)-->[ \t]*(?:\n|$)")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the head says, where the body begins, and what was wrong."""

    entries: tuple[Entry, ...] = ()
    body: int = 0
    """Offset of the body in the text."""
    problems: tuple[Problem, ...] = ()


def split_front_matter(text: str, path: str) -> FrontMatter:
    """Return the front matter of `text`; broken front matter is read line by line and gives a warning."""
    window = text[:MAX_HEAD]
    match = _YAML.match(window)
    if match:
        line = window.count("\n", 0, match.start("head")) + 1
        return _yaml(match["head"], match.end(), line, path)
    match = _TOML.match(window)
    if match:
        line = window.count("\n", 0, match.start("head")) + 1
        return _toml(match["head"], match.end(), line, path)
    if window.lstrip().startswith("{"):
        return _json(window)
    match = _COMMENT.match(window)
    if match:
        line = window.count("\n", 0, match.start("head")) + 1
        return FrontMatter(tuple(_lines(match["head"], line)), match.end())
    return _header(window, path)


def _yaml(head: str, end: int, line: int, path: str) -> FrontMatter:
    try:
        return FrontMatter(tuple(yaml_entries(head, line)), end)
    except YamlProblem as problem:
        return FrontMatter(tuple(_lines(head, line)), end, (_broken(path, line + problem.line, problem.what),))


def _toml(head: str, end: int, line: int, path: str) -> FrontMatter:
    try:
        return FrontMatter(tuple(_from_mapping(tomllib.loads(head), _key_lines(head, line))), end)
    except (tomllib.TOMLDecodeError, ValueError, RecursionError) as error:
        found = re.search(r"line (\d+)", str(error))
        at = line + int(found[1]) - 1 if found else line
        lines = re.sub(r"^(\s*[\w-]+)\s*=\s*", r"\1: ", head, flags=re.MULTILINE)
        return FrontMatter(tuple(_lines(lines, line)), end, (_broken(path, at, "not TOML"),))


def _json(window: str) -> FrontMatter:
    start = len(window) - len(window.lstrip())
    try:
        found, end = json.JSONDecoder().raw_decode(window, start)
    except (ValueError, RecursionError):
        return FrontMatter()
    if not isinstance(found, dict) or window[end:].partition("\n")[0].strip():
        return FrontMatter()
    first = window.count("\n", 0, start) + 1
    return FrontMatter(tuple(_from_mapping(found, _key_lines(window[start:end], first))), end)


def _key_lines(head: str, first: int) -> dict[str, int]:
    """Return the line of each key of TOML or JSON; where one occurs again, the first."""
    lines: dict[str, int] = {}
    for number, line in enumerate(head.split("\n"), first):
        for match in _KEY.finditer(line):
            lines.setdefault(match[1], number)
    return lines


def _header(window: str, path: str) -> FrontMatter:
    """Read lines `Title: …` at the very top, up to the first empty line, or `---` that nothing closes."""
    start = window.rfind("\n", 0, len(window) - len(window.lstrip())) + 1
    fence = _FENCE.match(window, start)
    start = fence.end() if fence else start
    stop = _EMPTY_LINE.search(window, start)
    end = stop.start() if stop else len(window)
    head = window[start:end]
    lines = head.rstrip("\n").split("\n")
    keys = [plain_key(match["key"]) for match in map(_LINE.match, lines) if match]
    continued = all(_LINE.match(line) or line.startswith((" ", "\t")) or _ITEM.match(line) for line in lines)
    alone = len(keys) == 1 and keys[0] != "title"  # `Summary: it rained.` is a sentence
    if not keys or alone or keys[0] not in _FIRST_KEYS or not continued or not _LINE.match(lines[0]):
        return FrontMatter()
    line = window.count("\n", 0, start) + 1
    problems = (_broken(path, line - 1, "never closed"),) if fence else ()
    return FrontMatter(tuple(_lines(head, line)), end, problems)


def _lines(head: str, first: int) -> Iterator[Entry]:
    """Yield entries from lines `key: value`, with lists of lines `- value` and indented continuations."""
    key, values, at, indent = "", list[str](), first, 0
    for number, line in enumerate(head.split("\n"), first):
        match = _LINE.match(line)
        item = _ITEM.match(line)
        if match and (not key or len(match["indent"]) <= indent):
            if key:
                yield Entry(key, tuple(values), at)
            key, at, indent = match["key"], number, len(match["indent"])
            values = list(_scalar(match["value"] or ""))
        elif key and item and len(values) < MAX_VALUES:
            values += _scalar(item["value"])
        elif key and line[:1].isspace() and line.strip() and values:
            values[-1] += " " + line.strip()
    if key:
        yield Entry(key, tuple(values), at)


def _scalar(value: str) -> Iterator[str]:
    value = value.strip()
    if value.startswith("[") and value.endswith("]"):
        for part in value[1:-1].split(",")[:MAX_VALUES]:
            yield from _scalar(part)
    elif value[:1] in {'"', "'"}:
        yield value[1:].removesuffix(value[0])
    elif value not in {"", "|", ">", "|-", ">-"}:
        yield value


def _from_mapping(mapping: Mapping[str, Any], lines: Mapping[str, int], depth: int = 0) -> Iterator[Entry]:
    for key, value in mapping.items():
        if isinstance(value, Mapping) and not depth and key.lower() in _NESTED:
            yield from _from_mapping(value, lines, depth + 1)
        else:
            values = tuple(filter(None, map(_word, value if isinstance(value, list) else [value])))
            if values and plain_key(key) in {*NAMES, "lang", "language", "url", "canonicalurl"}:
                yield Entry(key, values[:MAX_VALUES], lines.get(key))


def _word(value: object) -> str:
    """Return a scalar, or what a table is called (`{name = "Ann Lee"}`), as text."""
    if isinstance(value, Mapping):
        value = value.get("name") or value.get("title") or ""
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def _broken(path: str, line: int, what: str) -> Problem:
    return Problem(Place(path, line), f"broken front matter ({what}): read line by line")
