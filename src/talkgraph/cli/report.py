"""`talkgraph report`: a page about one name."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from talkgraph.cli import asked, names, options, terminal


@click.command(short_help="Write a page about one name.")
@click.argument("name", type=names.NAME)
@click.option("-o", "--output", default="-", metavar="FILE", help="Where to write: .md or .html, or - for stdout.")
@options.graph_option
@names.most_option(10)
@options.json_option
def command(name: str, output: str, graph_path: str, most: int, as_json: bool) -> None:
    """Write a page about NAME: figures, talks a year, who and what goes with it, talks, sources.

    \b
    talkgraph report kubernetes -o kubernetes.html
    talkgraph report "stefan hajnoczi" -o stefan.md
    """
    suffix = Path(output).suffix.lower()
    if output != options.STDOUT and suffix not in {".md", ".html"} and not as_json:
        raise options.Misuse(f"{output}: .md or .html was expected")
    from talkgraph.questions import pages
    from talkgraph.questions.report import report

    index = asked.ask(graph_path)
    found = report(index, names.one(index, name), most=most)
    if as_json:
        terminal.as_json(found)
        return
    data = (pages.html(found) if suffix == ".html" else pages.markdown(found)).encode("utf-8", "backslashreplace")
    if output == options.STDOUT:
        sys.stdout.write(terminal.plain(data.decode()))
        return
    from talkgraph.outputs import files

    files.replace(output, (data,))
    terminal.note(f"{output}: written")
