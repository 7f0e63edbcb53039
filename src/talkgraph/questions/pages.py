"""A report as Markdown or as a page of HTML that needs nothing else: what sources say reaches both as text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape

from talkgraph.questions.report import Figure, Given, Report
from talkgraph.questions.timeline import Line
from talkgraph.text import printable

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~&])")
_HTTP = re.compile(r"https?://(?:[^\s<>\"'\\()]|\([^\s<>\"'\\()]*\))+(?<![.,;:])")
_PLURALS = {"person": "people"}
_STYLE = """
body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1b1b1f;background:#fff}
h1{line-height:1.2;margin-bottom:.2rem}h2{margin-top:2rem;font-size:1.1rem}
.facts{color:#555}.figures b{font-size:1.4rem;margin-right:.2rem}.figures span{margin-right:1.4rem}
table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.2rem .8rem .2rem 0;vertical-align:top}
tr+tr{border-top:1px solid #ddd}.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
svg{width:100%;height:auto}svg text{font-size:11px;fill:#555}svg rect{fill:#2f6f9f}
@media(prefers-color-scheme:dark){body{color:#eee;background:#17181c}.facts,svg text{color:#aaa;fill:#aaa}
tr+tr{border-color:#444}a{color:#8cc4f0}}
"""

Table = tuple[str, tuple[str, ...], Sequence[tuple[str, ...]]]
"""Heading, names of columns, rows; columns of numbers stand on the right, but for the first."""


def markdown(report: Report) -> str:
    """Return the report as Markdown."""
    profile = report.profile
    lines = [f"# {_plain(profile.name)}", "", *(_plain(fact) + "  " for fact in _facts(report)), ""]
    lines += [" · ".join(_counted(figure) for figure in report.figures), ""]
    if profile.abstract:
        lines += [_plain(profile.abstract), ""]
    for line in report.timeline.lines:
        if line.years:
            rows = [f"| {year} | {number} | {'█' * _bar(line, number)} |" for year, number in line.years.items()]
            lines += ["## Talks a year", "", "| year | talks | |", "| --- | ---: | --- |", *rows, ""]
    for title, head, rows_of in _tables(report):
        marks = " | ".join("---" if n == 0 or not _numeric(rows_of, n) else "---:" for n in range(len(head)))
        lines += [f"## {title}", "", f"| {' | '.join(head)} |", f"| {marks} |"]
        lines += [f"| {' | '.join(_plain(cell) for cell in row)} |" for row in rows_of]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def html(report: Report) -> str:
    """Return the report as one page of HTML, without script and without anything fetched."""
    profile = report.profile
    name = escape(printable(profile.name))
    parts = [
        f'<!doctype html>\n<html lang="en"><meta charset="utf-8"><title>{name}</title>',
        '<meta name="viewport" content="width=device-width,initial-scale=1">',
        f"<style>{_STYLE}</style>\n<h1>{name}</h1>",
        *(f'<div class="facts">{_linked(fact)}</div>' for fact in _facts(report)),
        f'<p class="figures">{"".join(f"<span>{_figure(f)}</span>" for f in report.figures)}</p>',
    ]
    if profile.abstract:
        parts.append(f"<p>{escape(printable(profile.abstract))}</p>")
    parts += [f"<h2>Talks a year</h2>{_chart(line)}" for line in report.timeline.lines if line.years]
    for title, head, rows in _tables(report):
        right = [' class="n"' if n and _numeric(rows, n) else "" for n in range(len(head))]
        cells = "".join(f"<th{r}>{escape(h)}</th>" for h, r in zip(head, right, strict=True))
        body = "".join(
            f"<tr>{''.join(f'<td{r}>{_linked(c)}</td>' for c, r in zip(row, right, strict=True))}</tr>\n"
            for row in rows
        )
        parts.append(f"<h2>{escape(title)}</h2>\n<table><tr>{cells}</tr>\n{body}</table>")
    return "\n".join(parts) + "\n</html>\n"


def _facts(report: Report) -> list[str]:
    profile = report.profile
    facts = [
        profile.type + (f", also: {', '.join(profile.aliases)}" if profile.aliases else ""),
        " to ".join(filter(None, (profile.date, profile.end_date))),
        f"a kind of {', '.join(profile.broader)}" if profile.broader else "",
        " ".join(dict.fromkeys(filter(None, (profile.url, *profile.same_as, *profile.recordings, *profile.slides)))),
    ]
    for phrase in ("is with", "works on", "was held in", "is part of", "was given by", "was presented at", "is about"):
        names = [relation.name for relation in profile.relations if relation.phrase == phrase]
        facts.append(f"{phrase} {', '.join(names)}" if names else "")
    return [fact for fact in facts if fact]


def _tables(report: Report) -> Iterator[Table]:
    if report.speakers:
        title = "Spoke with" if report.profile.type == "person" else "Who speaks about it"
        rows = [(s.name, str(s.talks), str(s.all_talks), _years(s.first, s.last)) for s in report.speakers.rows]
        yield title, ("name", "talks", "of all", "years"), rows
    for kind, neighbours in report.neighbours.items():
        found = [(n.name, str(n.shared), str(n.talks), n.why) for n in neighbours]
        yield f"Goes with: {_PLURALS.get(kind, kind + 's')}", ("name", "in common", "talks", "why"), found
    if report.talks and report.profile.type != "talk":
        yield "Talks, the latest first", ("talk", "year", "by", "at"), [_given(given) for given in report.talks]
    if report.sources:
        yield "Sources", ("file", "documents"), [(source.path, str(source.documents)) for source in report.sources]


def _given(given: Given) -> tuple[str, ...]:
    talk = given.talk
    return talk.name, str(talk.year or ""), ", ".join(given.speakers), ", ".join(given.events)


def _years(first: int | None, last: int | None) -> str:
    return "" if not first else str(first) if first == last else f"{first}–{last}"


def _numeric(rows: Sequence[tuple[str, ...]], column: int) -> bool:
    return all(row[column].isdigit() for row in rows)


def _bar(line: Line, number: int) -> int:
    return -(-number * 30 // max(line.years.values()))


def _counted(figure: Figure) -> str:
    noun = figure.noun if figure.number == 1 else _PLURALS.get(figure.noun, f"{figure.noun}s")
    return f"**{figure.number:,}** {noun}"


def _figure(figure: Figure) -> str:
    return _counted(figure).replace("**", "<b>", 1).replace("**", "</b>", 1)


def _plain(text: str) -> str:
    """Return text that Markdown shows as it is, addresses as links."""
    shown = " ".join(printable(text).split())
    parts = _HTTP.split(shown)
    links = [f"<{link}>" for link in _HTTP.findall(shown)] + [""]
    return "".join(_MARKUP.sub(r"\\\1", part) + link for part, link in zip(parts, links, strict=True))


def _linked(text: str) -> str:
    shown = " ".join(printable(text).split())
    parts = _HTTP.split(shown)
    links = [f'<a href="{escape(link)}">{escape(link)}</a>' for link in _HTTP.findall(shown)] + [""]
    return "".join(escape(part) + link for part, link in zip(parts, links, strict=True))


def _chart(line: Line) -> str:
    """Return bars, a year each, as SVG."""
    wide, high = 640, 120
    step, top = wide / len(line.years), max(line.years.values())
    bars = []
    for at, (year, number) in enumerate(line.years.items()):
        tall = number * (high - 20) / top
        x = at * step
        title = f"<title>{year}: {number}</title>"
        bars.append(
            f'<rect x="{x + 1:.1f}" y="{high - tall:.1f}" width="{step - 2:.1f}" height="{tall:.1f}">{title}</rect>'
        )
        if at in {0, len(line.years) - 1} or number == top:
            anchor = "start" if at == 0 else "end" if at == len(line.years) - 1 else "middle"
            place = x if anchor == "start" else x + step if anchor == "end" else x + step / 2
            bars.append(f'<text x="{place:.1f}" y="{high + 14}" text-anchor="{anchor}">{year}: {number}</text>')
    label = f"talks a year, {min(line.years)} to {max(line.years)}, at most {top}"
    return f'<svg viewBox="0 0 {wide} {high + 20}" role="img" aria-label="{label}">{"".join(bars)}</svg>'
