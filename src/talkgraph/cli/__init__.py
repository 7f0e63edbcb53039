"""The command line: a table of commands, each a module that is imported when it is asked for.

Exit codes: 0 done, 1 something failed (a source was lost, nothing found, output not written), 2 misuse (no such file or
option), 130 interrupted.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module

import click

COMMANDS = {
    "demo": "Build, export and draw the graph of the bundled example reports.",
    "build": "Read reports and write their graph.",
    "export": "Write a graph in another format.",
    "draw": "Draw a graph as an interactive page.",
    "show": "Tell everything that is known of one name.",
    "stats": "Count what is in a graph.",
    "evaluate": "Measure the extraction against annotated reports.",
    "rules": "List the rules by which statements are read.",
    "vocabulary": "Look up what is known beforehand.",
}
"""Name → help in one line; the command is `command` in the module of its name."""


class LazyGroup(click.Group):
    """A group that imports a command only to run it or to tell its help."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the names in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return the command, imported now; None if there is none of this name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"talkgraph.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the table without importing anything."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 done, 1 failed, 2 misuse, 130 interrupted.",
)
@click.version_option(package_name="talkgraph", message="%(prog)s %(version)s")
def cli() -> None:
    """One knowledge graph of speakers, talks, projects and topics from what conferences leave behind.

    Start with: talkgraph demo
    """


def main() -> None:
    """Run the command line and exit: errors for people on one line, no traceback for bad input."""
    from talkgraph.errors import TalkgraphError, VocabularyError
    from talkgraph.text import printable

    try:
        status = cli.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("talkgraph: interrupted", err=True)
        sys.exit(130)
    except TalkgraphError as error:
        click.echo(f"talkgraph: {printable(str(error))}", err=True)
        sys.exit(2 if isinstance(error, VocabularyError) else 1)
    except BrokenPipeError:
        # the reader of our output has gone: silence the flush at exit too
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    sys.exit(status if isinstance(status, int) else 0)
