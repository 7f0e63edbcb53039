"""`talkgraph show`: everything that is known of one name."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING

import click

from talkgraph.cli import asked, names, options, terminal

if TYPE_CHECKING:
    from talkgraph.questions.show import Profile, Relation


@click.command(short_help="Tell everything that is known of one name.")
@click.argument("name", type=names.NAME)
@options.graph_option
@names.most_option(20)
@click.option("--evidence", is_flag=True, help="Print every quote in full, with the rule that read it, and all rows.")
@click.option("--why", is_flag=True, help="Only tell why several names or records were taken for this one thing.")
@options.json_option
def command(name: str, graph_path: str, most: int, evidence: bool, why: bool, as_json: bool) -> None:
    """Tell everything that is known of NAME, relation by relation, with the words that say so.

    NAME is a name as people type it (any case, no accents, an alias, a beginning) or an id such as project:qemu.
    Of each relation the latest N are told, with one quote each.

    \b
    talkgraph show "stefan hajnoczi"
    talkgraph show qemu --evidence
    talkgraph show "a. lee" --why
    """
    from talkgraph.cli.lines import line_finder
    from talkgraph.questions.show import show

    index = asked.ask(graph_path)
    every = evidence or as_json
    profile = show(index, names.one(index, name), line_finder(index, graph_path), most=None if every else most)
    if as_json:
        terminal.as_json(profile)
    elif why:
        _print_why(profile)
    else:
        _print(profile, whole=evidence)


def _print(profile: Profile, *, whole: bool) -> None:
    click.echo(click.style(terminal.one_line(profile.name), bold=True) + f"  {terminal.one_line(profile.id)}")
    for label, value in _facts(profile, whole=whole):
        terminal.prose(f"{label} {value}", "  ")
    for phrase, relations in groupby(profile.relations, key=lambda relation: relation.phrase):
        terminal.heading(phrase)
        _print_relations(relations, profile.left_out.get(phrase, 0), whole=whole)
    if whole or not profile.relations:
        terminal.heading("is named in")
        for quote in profile.mentions:
            terminal.prose(f"{quote.where} “{quote.quote}”", "  ")


def _print_why(profile: Profile) -> None:
    click.echo(click.style(terminal.one_line(profile.name), bold=True) + f"  {terminal.one_line(profile.id)}")
    for sentence in profile.why or ("No two names or records were united for it.",):
        terminal.prose(sentence, "  ")


def _print_relations(relations: Iterable[Relation], left_out: int, *, whole: bool) -> None:
    if left_out:
        click.echo(click.style(f"  {left_out:,} more; -n tells how many are shown", dim=True))
    for relation in relations:
        told = " ".join(filter(None, (relation.type, str(relation.year or ""), relation.url)))
        click.echo(f"  {terminal.one_line(relation.name)}" + click.style(f"  {terminal.one_line(told)}", dim=True))
        _print_quotes(relation, whole=whole)


def _facts(profile: Profile, *, whole: bool) -> list[tuple[str, str]]:
    span = [*profile.years]
    abstract = profile.abstract if whole or len(profile.abstract) <= terminal.SHORT else ""
    facts = [
        ("also", ", ".join(profile.aliases)),
        ("a kind of", ", ".join(profile.broader)),
        ("on", f"{profile.date} to {profile.end_date}" if profile.end_date else profile.date),
        ("in", profile.language),
        ("at", profile.url),
        ("recorded at", " ".join(profile.recordings)),
        ("slides at", " ".join(profile.slides)),
        ("see", " ".join(profile.same_as)),
        ("known as", ", ".join(profile.identifiers)),
        ("given again:", ", ".join(profile.repeats)),
        ("abstract:", abstract or profile.abstract[: terminal.SHORT] + ("…" if profile.abstract else "")),
        ("one thing, since", "; ".join(profile.why) if whole else ""),
        ("named in", terminal.plural(profile.count, "document")),
    ]
    if profile.type != "talk" and profile.talks:
        when = f", {terminal.years(span[0], span[-1])}" if span else ""
        facts.append(("has to do with", terminal.plural(profile.talks, "talk") + when))
    return [(label, value) for label, value in facts if value]


def _print_quotes(relation: Relation, *, whole: bool) -> None:
    if whole:
        terminal.quotes(relation.quotes, "      ")
        return
    for quote in relation.quotes[:1]:
        words = terminal.one_line(quote.quote)
        cut = words if len(words) <= terminal.SHORT else words[: terminal.SHORT - 1].rstrip() + "…"
        terminal.prose(f"“{cut}”", "      ")
        more = f" and {len(relation.quotes) - 1} more" if len(relation.quotes) > 1 else ""
        click.echo(click.style(f"      {terminal.one_line(quote.where)}{more}", dim=True))
