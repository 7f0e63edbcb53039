"""What goes to the terminal: results on stdout, all else on stderr; what comes from sources made safe to print.

On a terminal there are aligned columns and colours; into a pipe goes plain text, tables as tab-separated lines.
"""

from __future__ import annotations

import json
import shutil
import sys
import textwrap
import time
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import asdict, is_dataclass
from itertools import accumulate
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import click

from talkgraph.errors import Problem, Severity
from talkgraph.text import printable

if TYPE_CHECKING:
    from talkgraph.questions.experts import Speaker
    from talkgraph.questions.index import Index
    from talkgraph.questions.quotes import Quote, Said

PATIENCE = 1.0
"""Seconds before progress is shown."""
NARROWEST = 9
"""Columns that a table leaves of a column of text where the terminal is too narrow for all."""
BLOCKS, ASCII_BLOCKS = "▁▂▃▄▅▆▇█", ".-=+*%#@"
PAUSE = 0.1
"""Seconds between two signs of it."""
SHARE_TO_GO_BY = 0.03
"""How much of all bytes must have been read to tell from it how long the rest takes."""
WIDEST = 120
"""Columns beyond which lines of prose are hard to read."""

SHORT = 200
"""Most characters of a quote that is printed to show where something is from, not to be read whole."""
_MARKS = str.maketrans({"“": '"', "”": '"', "…": "...", "–": "-", "·": ".", "→": "->", "█": "#"})
_PLURALS = {"person": "people"}


def one_line(text: str) -> str:
    r"""Return `text` safe for a terminal and on one line.

    >>> one_line("two\nlines")
    'two lines'
    """
    return printable(" ".join(text.split()))


def plural(number: int, noun: str) -> str:
    """Return a number with its noun.

    >>> plural(1, "talk"), plural(2, "person"), plural(1200, "quote")
    ('1 talk', '2 people', '1,200 quotes')
    """
    return f"{number:,} {noun if number == 1 else _PLURALS.get(noun, noun + 's')}"


def listed(parts: Sequence[str]) -> str:
    """Return the parts as a sentence lists them.

    >>> listed(["a", "b", "c"]), listed(["a"])
    ('a, b and c', 'a')
    """
    return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def note(text: str) -> None:
    """Print a remark on stderr."""
    click.echo(printable(text), err=True)


def heading(text: str) -> None:
    """Print a heading on stdout, after a blank line."""
    click.echo("\n" + click.style(one_line(text), fg="cyan"))


def prose(text: str, indent: str = "", **style: bool) -> None:
    """Print one paragraph on stdout, wrapped to the terminal, in one line into a pipe; `style` as of click."""
    width = min(_columns(), WIDEST) if sys.stdout.isatty() else 0
    text = plain(one_line(text))
    lines = textwrap.fill(text, width, initial_indent=indent, subsequent_indent=indent) if width else indent + text
    click.echo(click.style(lines, **style) if style else lines)


def table(
    rows: Iterable[Sequence[str]],
    *,
    head: Sequence[str] = (),
    right: Iterable[int] = (),
    indent: str = "",
    whole: Iterable[int] = (),
    named: bool = False,
) -> None:
    """Print rows of cells on stdout: aligned under `head` on a terminal, tab-separated without it into a pipe.

    Args:
        rows: cells of text, as many in each row.
        head: names of the columns.
        right: numbers of the columns that are aligned on the right.
        indent: stands before each line on a terminal.
        whole: numbers of the columns of text that are never cut.
        named: whether the names of the columns go into a pipe, too, since they are part of the answer.
    """
    cells = [[one_line(cell) for cell in row] for row in rows]
    if not sys.stdout.isatty():
        for row in [[*map(one_line, head)], *cells] if named else cells:
            click.echo(plain("\t".join(row)))
        return
    lines = [[*map(one_line, head)], *cells] if head else cells
    if not lines:
        return
    on_right = frozenset(right)
    widest = [max(map(width_of, column)) for column in zip(*lines, strict=True)]
    widths = _fitted(widest, on_right | frozenset(whole), _columns() - len(indent))
    for number, row in enumerate(lines):
        padded = (_padded(_cut(cell, widths[i]), widths[i], on_right=i in on_right) for i, cell in enumerate(row))
        line = plain(_cut(indent + "  ".join(padded).rstrip(), _columns()))
        click.echo(click.style(line, bold=True) if head and number == 0 else line)


def _fitted(widths: list[int], on_right: frozenset[int], room: int) -> list[int]:
    """Return widths that fit into `room` if possible: the widest column of text is cut, numbers are not.

    >>> _fitted([30, 5, 20], frozenset({1}), 40)
    [15, 5, 16]
    """
    found = list(widths)
    while sum(found) + 2 * (len(found) - 1) > room:
        widest = max((i for i in range(len(found)) if i not in on_right), key=found.__getitem__, default=None)
        if widest is None or found[widest] <= NARROWEST:
            break
        found[widest] -= 1
    return found


def spark(numbers: Sequence[int], highest: int = 0) -> str:
    """Return numbers as one line of bars, nothing as a dot; `highest` is what the highest bar stands for.

    >>> spark([0, 1, 4, 8])
    '·▁▄█'
    """
    bars, none = (BLOCKS, "·") if _shows(BLOCKS) else (ASCII_BLOCKS, " ")
    top = max(highest, *numbers, 1)
    return "".join(bars[-(-number * len(bars) // top) - 1] if number else none for number in numbers)


def years(first: int | None, last: int | None) -> str:
    """Return a span of years.

    >>> years(2013, 2019), years(2013, 2013), years(None, None)
    ('2013–2019', '2013', '')
    """
    if not first or not last:
        return ""
    return str(first) if first == last else f"{first}{'–' if _shows('–') else '-'}{last}"


def quotes(found: Iterable[Quote], indent: str = "    ", *, whole: bool = True) -> None:
    """Print words of documents and where they stand; in short, unless they are wanted whole."""
    for quote in found:
        words = one_line(quote.quote)
        shown = words if whole or len(words) <= SHORT else words[: SHORT - 1].rstrip() + "…"
        prose(f"“{shown}”", indent)
        prose(f"{quote.where} ({quote.rule}, {quote.confidence:.2f})", indent, dim=True)


def sayings(found: Iterable[Said]) -> None:
    """Print relations as sentences, each with its words."""
    for said in found:
        prose(said.sentence, "    ")
        quotes(said.quotes, "      ")


def grounded(index: Index, lines: Iterable[tuple[str, Sequence[str]]]) -> None:
    """Print lines, below each what the counts of some ids in it rest on, with its words."""
    from talkgraph.questions.together import grounds

    for line, keys in lines:
        prose(line)
        for key in keys:
            sayings(grounds(index, key))


def speakers(found: Sequence[Speaker], *, evidence: bool) -> None:
    """Print people with their talks, or with the words behind them."""
    if evidence:
        for row in found:
            prose(f"{row.name}: {plural(row.talks, 'talk')}")
            sayings(row.evidence)
        return
    rows = [
        (
            row.name,
            f"{row.talks:,}",
            f"{row.all_talks:,}",
            years(row.first, row.last),
            "yes" if row.works_on else "",
            row.latest[0].name if row.latest else "",
        )
        for row in found
    ]
    table(rows, head=("name", "talks", "of all", "years", "works on it", "the latest"), right=[1, 2])


def more(left_out: int) -> None:
    """Tell on stderr how many rows are not shown, where there are any."""
    if left_out > 0 and sys.stdout.isatty():
        note(f"{left_out:,} more; -n tells how many are shown")


def plain(text: str) -> str:
    """Return `text` with marks that the encoding of stdout can't show as the ASCII ones nearest to them."""
    return text if _shows("“…") else text.translate(_MARKS)


def _shows(text: str) -> bool:
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def as_json(value: Any) -> None:
    """Print a dataclass, or plain data, as JSON on stdout."""
    plain = asdict(value) if is_dataclass(value) and not isinstance(value, type) else value
    # A lone surrogate can't leave in UTF-8: JSON has its own escape for it.
    text = json.dumps(plain, ensure_ascii=False, indent=1)
    click.echo(text.encode("utf-8", "backslashreplace").decode("utf-8"))


def width_of(text: str) -> int:
    """Return how many columns `text` takes on a terminal.

    >>> width_of("tracing"), width_of("追跡")
    (7, 4)
    """
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return len(text) + wide - sum(unicodedata.combining(char) != 0 for char in text)


class Watch:
    """Tells on stderr what a long run is doing and what goes wrong in it; use it in a `with`."""

    def __init__(self) -> None:
        from talkgraph.sources import Meter

        self.meter = Meter()
        self._live = sys.stderr.isatty()
        self._start = time.monotonic()
        self._next = self._start + PATIENCE
        self._count = 0
        self._shown = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._clear()

    def step(self, place: str) -> None:
        """Note that `place` is being read; on a terminal, show it now and then, after a second."""
        self._count += 1
        if self._live and time.monotonic() >= self._next:
            self._next = time.monotonic() + PAUSE
            self._shown = True
            said = f"{self._progress()}, now {one_line(place)}"
            click.echo(f"\r\x1b[K{said[: _columns() - 1]}", nl=False, err=True)

    def _progress(self) -> str:
        """Return how many files and documents have been read, and how long the rest will take."""
        share, spent = self.meter.share, time.monotonic() - self._start
        files = f"{self.meter.read} of {plural(self.meter.files, 'file')}, " if self.meter.files > 1 else ""
        left = f", {round(spent * (1 - share) / share)} s left" if share > SHARE_TO_GO_BY else ""
        return f"{files}{plural(self._count, 'document')}{left}"

    def warn(self, problem: Problem) -> None:
        """Print a problem in one line."""
        self._clear()
        colour = "red" if problem.severity is Severity.ERROR else "yellow"
        click.echo(click.style(one_line(str(problem)), fg=colour), err=True)

    def _clear(self) -> None:
        if self._shown:
            click.echo("\r\x1b[K", nl=False, err=True)
            self._shown = False


def _columns() -> int:
    return shutil.get_terminal_size().columns


def _cut(text: str, width: int) -> str:
    """Return as much of `text` as fits into `width` columns.

    >>> _cut("tracing", 7), _cut("tracing", 5), _cut("追跡", 3)
    ('tracing', 'trac…', '追…')
    """
    if width_of(text) <= width:
        return text
    kept = sum(total < width for total in accumulate(map(width_of, text)))
    return f"{text[:kept]}…"


def _padded(cell: str, width: int, *, on_right: bool) -> str:
    space = " " * (width - width_of(cell))
    return space + cell if on_right else cell + space
