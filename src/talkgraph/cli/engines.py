"""`talkgraph engines`: what documents can be read with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from talkgraph.cli import options, terminal

if TYPE_CHECKING:
    from talkgraph.engines.choose import Option


@click.command(short_help="List the engines that can read, and what they can be told.")
@options.json_option
def command(as_json: bool) -> None:
    """List the engines: what each finds and what it can be told, or how to install it.

    `build`, `demo` and `evaluate` take them by --engine, as often as there are engines to ask:

    \b
    talkgraph build trips/ --engine default --engine spacy:model=en_core_web_md
    talkgraph build trips/ --engine llm:url=http://localhost:11434/v1,model=qwen3
    """
    from dataclasses import asdict

    from talkgraph.engines.choose import offers

    found = offers()
    if as_json:
        terminal.as_json([asdict(offer) for offer in found])
        return
    for offer in found:
        terminal.heading(offer.name)
        terminal.prose(offer.about, "  ")
        if offer.options:
            terminal.prose(" ".join(map(_told, offer.options)), "  ")


def _told(option: Option) -> str:
    return f"{option.name}=…" if option.default is None else f"[{option.name}={option.default}]"
