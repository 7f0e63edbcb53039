"""The triples of a file by subject and property: what reading a graph looks things up in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from talkgraph.errors import GraphError
from talkgraph.outputs.rdf.terms import Link, Literal, Name, Term, name, namespaces

HINT: Final = "Turtle written by talkgraph was expected: docs/rdf.md tells its classes and properties"
_TYPE = name("rdf:type")

Row = tuple[str, str, Term]
"""Subject, property, object; IRIs in full."""


class Described:
    """What a file says of each subject; IRIs are names where they stand under a prefix of ours."""

    def __init__(self, rows: Iterable[Row], path: str, base: str) -> None:
        self.path = path
        self.base = base
        self._spaces = namespaces(base)
        self._longest_first = sorted(((space, prefix) for prefix, space in self._spaces.items()), reverse=True)
        self._seen: dict[str, Name | Link] = {}
        self.subjects: dict[Name | Link, dict[Name | Link, list[Term]]] = {}
        for subject, prop, obj in rows:
            term = self._short(obj.address) if isinstance(obj, Link) else obj
            said = self.subjects.setdefault(self._short(subject), {})
            said.setdefault(self._short(prop), []).append(term)

    def _short(self, iri: str) -> Name | Link:
        if iri not in self._seen:
            fitting = (
                Name(prefix, iri[len(space) :]) for space, prefix in self._longest_first if iri.startswith(space)
            )
            found = next(fitting, None)
            self._seen[iri] = found if found and found.local else Link(iri)
        return self._seen[iri]

    def text_of(self, term: Term) -> str:
        """Return a literal's characters or an IRI in full."""
        if isinstance(term, Name):
            return self._spaces[term.prefix] + term.local
        return term.address if isinstance(term, Link) else term.text

    def shown(self, term: Term) -> str:
        """Return what a term is called in errors: short where it can be."""
        return f"{term.prefix}:{term.local}" if isinstance(term, Name) else self.text_of(term)

    def wrong(self, what: str, hint: str = HINT) -> GraphError:
        """Return the error that tells what is wrong with this file."""
        return GraphError(self.path, what, hint)

    def of_type(self, kind: Name) -> list[Name | Link]:
        """Return all subjects of a class."""
        return [subject for subject, said in self.subjects.items() if kind in said.get(_TYPE, ())]

    def all(self, subject: Term, prop: Name) -> list[Term]:
        """Return the objects that `subject` has of a property."""
        return [] if isinstance(subject, Literal) else self.subjects.get(subject, {}).get(prop, [])

    def texts(self, subject: Term, prop: str) -> list[str]:
        """Return them as texts, sorted."""
        return sorted(self.text_of(obj) for obj in self.all(subject, name(prop)))

    def text(self, subject: Term, prop: str) -> str:
        """Return the first of them, or an empty text."""
        return next(iter(self.texts(subject, prop)), "")

    def names(self, subject: Term, prop: str) -> list[Name]:
        """Return the objects, which have to be things of ours."""
        found = self.all(subject, name(prop))
        for obj in found:
            if not isinstance(obj, Name):
                what = f"{prop} of {self.shown(subject)} is nothing under {self.base}: {self.text_of(obj)[:80]!r}"
                raise self.wrong(what)
        return [obj for obj in found if isinstance(obj, Name)]

    def one(self, subject: Term, prop: str) -> Name:
        """Return the only object, which has to be a thing of ours."""
        found = self.names(subject, prop)
        if len(found) != 1:
            raise self.wrong(f"{self.shown(subject)} needs one {prop}, it has {len(found)}")
        return found[0]

    def number(self, subject: Term, prop: str) -> float:
        """Return the only object as a number."""
        found = self.texts(subject, prop)
        try:
            (only,) = found
            return float(only) if "." in only else int(only)
        except ValueError:
            what = f"{self.shown(subject)} needs one number as {prop}, it has {', '.join(found)[:80] or 'none'}"
            raise self.wrong(what) from None
