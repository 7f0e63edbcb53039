"""Engines by name: `NAME` or `NAME:KEY=VALUE,KEY=VALUE`, as on the command line, and where they come from."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from talkgraph.engines.combined import Combined
from talkgraph.engines.extractor import Extractor
from talkgraph.errors import EngineError, NoEngineError
from talkgraph.model import DEFAULT_ENGINE

GROUP = "talkgraph.engines"
"""The entry points by which other packages bring engines: each leads to a function or class that makes one."""

_NEXT_OPTION = re.compile(r",(?=[a-z_]+=)")


@dataclass(frozen=True, slots=True)
class BuiltIn:
    """An engine of this package."""

    factory: str
    """`module:name` of what makes it; imported when it is asked for."""
    package: str = ""
    """The module without which it can't run."""
    extra: str = ""
    """The extra of this package that installs it."""

    @property
    def installed(self) -> bool:
        """Whether what it needs is there."""
        return not self.package or find_spec(self.package) is not None

    @property
    def how(self) -> str:
        """How to install it."""
        return f"install it by: pip install 'talkgraph[{self.extra}]'"


BUILT_IN: Mapping[str, BuiltIn] = {
    DEFAULT_ENGINE: BuiltIn("talkgraph.engines.default:Default"),
    "spacy": BuiltIn("talkgraph.engines.spacy_pipeline:Spacy", "spacy", "spacy"),
    "gliner": BuiltIn("talkgraph.engines.gliner_model:Gliner", "gliner", "gliner"),
    "llm": BuiltIn("talkgraph.engines.llm:make"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """An engine that was asked for, with what it was told."""

    name: str
    options: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, text: str) -> Choice:
        """Return what `text` asks for.

        >>> Choice.of("llm:url=http://localhost:11434/v1,model=qwen3:8b").options
        (('url', 'http://localhost:11434/v1'), ('model', 'qwen3:8b'))

        Raises:
            NoEngineError: not of the form `NAME:KEY=VALUE,KEY=VALUE`.
        """
        name, _, rest = text.strip().partition(":")
        options = []
        for part in filter(None, _NEXT_OPTION.split(rest)):
            key, equals, value = part.partition("=")
            if not equals:
                raise NoEngineError(name, f"{part!r} is not an option", f"say it as {name}:KEY=VALUE,KEY=VALUE")
            options.append((key.strip(), value.strip()))
        return cls(name, tuple(options))


def load(asked: Sequence[str]) -> Extractor:
    """Return one engine for all that were asked for, in this order; the built-in one where none was.

    Raises:
        NoEngineError: there is no such engine, it isn't installed, or it doesn't know such an option.
    """
    choices = [Choice.of(text) for text in asked] or [Choice(DEFAULT_ENGINE)]
    if len(set(choices)) < len(choices):
        raise NoEngineError(choices[-1].name, "asked for twice", "once is enough")
    engines = tuple((choice.name, make(choice)) for choice in choices)
    return engines[0][1] if [choice.name for choice in choices] == [DEFAULT_ENGINE] else Combined(engines)


def make(choice: Choice) -> Extractor:
    """Return the engine that was asked for; else as `load`."""
    factory = factory_of(choice.name)
    arguments = _arguments(choice, factory)
    try:
        engine = factory(**arguments)
    except EngineError:
        raise
    except Exception as error:
        raise NoEngineError(choice.name, f"can't be made: {type(error).__name__}: {error}") from error
    if not callable(getattr(engine, "read", None)):
        raise NoEngineError(choice.name, "is no engine: it has no `read`")
    made: Extractor = engine
    return made


def factory_of(name: str) -> Callable[..., Any]:
    """Return what makes the engine of a name: its parameters are the engine's options."""
    if built_in := BUILT_IN.get(name):
        if not built_in.installed:
            raise NoEngineError(name, "this engine isn't installed", built_in.how)
        module, _, attribute = built_in.factory.partition(":")
        factory: Callable[..., Any] = getattr(import_module(module), attribute)
        return factory
    return _of_another_package(name)


@dataclass(frozen=True, slots=True)
class Option:
    """What an engine can be told: a name, and the value that it has by itself, None where it must be told."""

    name: str
    default: str | None


@dataclass(frozen=True, slots=True)
class Offer:
    """An engine that can be asked for, for people to choose from."""

    name: str
    about: str
    """The first line of its documentation, or why it can't be had."""
    installed: bool
    options: tuple[Option, ...] = ()


def offers() -> list[Offer]:
    """Return the engines that are known here, the built-in one first; those that can't be had say why."""
    return [_offer(name) for name in (*BUILT_IN, *others())]


def _offer(name: str) -> Offer:
    try:
        factory = factory_of(name)
    except EngineError as error:
        return Offer(name, f"{error.what}; {error.hint}" if error.hint else error.what, installed=False)
    empty = inspect.Parameter.empty
    options = (Option(p.name, None if p.default is empty else str(p.default)) for p in parameters(factory))
    return Offer(name, (inspect.getdoc(factory) or "").partition("\n")[0], installed=True, options=tuple(options))


def others() -> tuple[str, ...]:
    """Return the names of the engines that other packages bring, sorted."""
    from importlib.metadata import entry_points

    return tuple(sorted({entry.name for entry in entry_points(group=GROUP)} - BUILT_IN.keys()))


def _of_another_package(name: str) -> Callable[..., Any]:
    from importlib.metadata import entry_points

    found = sorted(entry_points(group=GROUP, name=name), key=lambda entry: entry.value)
    if not found:
        known = ", ".join((*BUILT_IN, *others()))
        raise NoEngineError(name or "an empty name", "there is no such engine", f"known here are {known}")
    package = found[0].dist.name if found[0].dist else found[0].value
    try:
        factory = found[0].load()
    except Exception as error:
        what = f"the package {package} that brings this engine is broken: {type(error).__name__}: {error}"
        raise NoEngineError(name, what) from error
    if not callable(factory):
        raise NoEngineError(name, f"what the package {package} brings is nothing that makes an engine")
    return factory  # type: ignore[no-any-return]


def parameters(factory: Callable[..., Any]) -> tuple[inspect.Parameter, ...]:
    """Return the options of an engine: what its factory can be told by name."""
    signature = inspect.signature(factory, eval_str=True)
    named = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)
    return tuple(parameter for parameter in signature.parameters.values() if parameter.kind in named)


def _arguments(choice: Choice, factory: Callable[..., Any]) -> dict[str, object]:
    known = {parameter.name: parameter for parameter in parameters(factory)}
    listed = f"its options are {', '.join(known)}" if known else "it has none"
    given: dict[str, object] = {}
    for key, value in choice.options:
        if key not in known:
            raise NoEngineError(choice.name, f"there is no option {key!r}", listed)
        if key in given:
            raise NoEngineError(choice.name, f"the option {key!r} is given twice")
        given[key] = _value(choice.name, known[key], value)
    for name, parameter in known.items():
        if parameter.default is inspect.Parameter.empty and name not in given:
            raise NoEngineError(choice.name, f"needs the option {name!r}", f"say {choice.name}:{name}=…; {listed}")
    return given


def _value(engine: str, parameter: inspect.Parameter, text: str) -> object:
    """Return `text` as the kind of value that an option takes: a whole number, a number, or text."""
    kind = next((kind for kind in (int, float) if parameter.annotation is kind), None)
    if kind is None:
        return text
    try:
        number = kind(text)
    except ValueError:
        number = -1
    if not 0 <= number < float("inf"):
        what = "a whole number" if kind is int else "a number"
        raise NoEngineError(engine, f"{parameter.name}={text} is not {what}")
    return number
