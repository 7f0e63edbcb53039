"""The command line: a table of commands, each a module that is imported when it is asked for.

Results go to stdout, all else to stderr. Exit codes: 0 done, 1 something failed (a source was lost, a name not found, a
file not written), 2 misuse (no such source, file or option), 130 interrupted.
"""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module
from io import TextIOWrapper

import click

from talkgraph.errors import NoEngineError, SourceError, TalkgraphError, VocabularyError

COMMANDS = {
    "demo": "Build, export and draw the graph of the example reports.",
    "build": "Read reports and write their graph.",
    "add": "Read more sources into a graph.",
    "export": "Write a graph in another format.",
    "check": "Check a graph against the rules of its RDF.",
    "draw": "Draw a graph as an interactive page.",
    "find": "Find names that hold a text.",
    "show": "Tell everything that is known of one name.",
    "stats": "Count what is in a graph.",
    "path": "Tell how two names are connected, step by step.",
    "related": "Tell what belongs to a name, and why.",
    "experts": "Tell who speaks about a topic or a project.",
    "co-speakers": "Tell with whom a person gave talks.",
    "top": "List the first of a type, by talks, centrality or growth.",
    "timeline": "Count the talks a year, of several names side by side.",
    "compare": "Tell what two names share, and what each has alone.",
    "communities": "List communities of people, projects and topics.",
    "bridges": "List who or what joins communities.",
    "gaps": "List what no talk joins yet, and topics on the rise.",
    "report": "Write a page about one name.",
    "query": "Ask a graph in SPARQL.",
    "push": "Put a graph on a SPARQL server.",
    "pull": "Get a graph from a SPARQL server.",
    "evaluate": "Measure the extraction against annotated reports.",
    "engines": "List the engines that can read, and what they can be told.",
    "rules": "List the rules by which relations are read.",
    "vocabulary": "Look up what is known beforehand.",
}
"""Name → help in one line; the command is `command` in the module of its name."""

FAILED, MISUSED, INTERRUPTED = 1, 2, 130


class LazyGroup(click.Group):
    """A group that imports a command only to run it or to tell its help."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the names in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return the command, imported now; None if there is none of this name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"talkgraph.cli.{cmd_name.replace('-', '_')}").command
        command.name = cmd_name
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is asked for; where there is none, suggest one."""
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = "".join(f" Did you mean {name}?" for name in get_close_matches(args[0], COMMANDS, n=1))
            ctx.fail(f"No such command {args[0]!r}.{near}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the table without importing anything."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 done, 1 failed, 2 misuse, 130 interrupted. Start with: talkgraph demo",
)
@click.version_option(package_name="talkgraph", message="%(prog)s %(version)s")
@click.pass_context
def cli(context: click.Context) -> None:
    """One knowledge graph of speakers, talks, projects and topics from what conferences leave behind."""
    if os.environ.get("NO_COLOR"):
        context.color = False


def main() -> None:
    """Run the command line and exit; what goes wrong with the input is said in one line."""
    gc.set_threshold(200_000, 20, 100)  # a graph is millions of objects that stay: looking for garbage is a third of it
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that can't show a name shows its escape
    try:
        status = cli.main(prog_name="talkgraph", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("talkgraph: interrupted", err=True)
        sys.exit(INTERRUPTED)
    except OSError as error:
        # What Python would still flush at its end goes nowhere: stdout is full, or whoever read it has enough of it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            click.echo(f"talkgraph: {error.filename or 'output'}: {error.strerror or error}", err=True)
        sys.exit(FAILED)
    except TalkgraphError as error:
        from talkgraph.text import printable

        click.echo(f"talkgraph: {printable(str(error))}", err=True)
        sys.exit(MISUSED if isinstance(error, SourceError | VocabularyError | NoEngineError) else FAILED)
    sys.exit(status if isinstance(status, int) else 0)
