"""The triples of a file by subject and property: what reading a graph looks things up in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from talkgraph.errors import GraphError
from talkgraph.outputs.rdf.layouts import Row
from talkgraph.outputs.rdf.terms import Link, Named, Term, namespaces

HINT: Final = "a graph written by talkgraph was expected: docs/rdf.md tells its classes and properties"


class Described:
    """What a file says of each subject; IRIs are prefixed names where they stand under a prefix of ours."""

    def __init__(self, rows: Iterable[Row], path: str, base: str) -> None:
        self.path = path
        self.base = base
        self._spaces = namespaces(base)
        self._prefixes = {space: prefix for prefix, space in self._spaces.items()}
        self._seen: dict[str, Named] = {}
        self.subjects: dict[Named, dict[Named, list[Term]]] = {}
        last, said, seen, short = "", {}, self._seen, self.short
        for subject, prop, obj in rows:
            if subject is not last:
                last, said = subject, self.subjects.setdefault(short(subject), {})
            term = seen.get(obj.address) or short(obj.address) if type(obj) is Link else obj
            said.setdefault(seen.get(prop) or short(prop), []).append(term)
        for said in self.subjects.values():
            for terms in said.values():
                if len(terms) > 1:
                    terms[:] = dict.fromkeys(
                        terms
                    )  # a file may say things twice, one graph of a data set after another

    def short(self, iri: str) -> Named:
        """Return an IRI as a prefixed name where it stands under a prefix of ours."""
        found = self._seen.get(iri)
        if found is None:
            end = max(iri.rfind("/"), iri.rfind("#")) + 1
            prefix = self._prefixes.get(iri[:end], "") if end < len(iri) else ""
            found = self._seen[iri] = f"{prefix}:{iri[end:]}" if prefix else Link(iri)
        return found

    def text_of(self, term: Term) -> str:
        """Return a literal's characters or an IRI in full."""
        if isinstance(term, str):
            prefix, _, local = term.partition(":")
            return self._spaces[prefix] + local
        return term.address if isinstance(term, Link) else term.text

    def shown(self, term: Term) -> str:
        """Return what a term is called in errors: short where it can be."""
        return term if isinstance(term, str) else self.text_of(term)

    def wrong(self, what: str, hint: str = HINT) -> GraphError:
        """Return the error that tells what is wrong with this file."""
        return GraphError(self.path, what, hint)

    def of_type(self, kind: str) -> list[Named]:
        """Return all subjects of a class."""
        return [subject for subject, said in self.subjects.items() if kind in said.get("rdf:type", ())]

    def all(self, subject: Named, prop: str) -> Sequence[Term]:
        """Return the objects that `subject` has of a property."""
        said = self.subjects.get(subject)
        return said.get(prop, ()) if said else ()

    def texts(self, subject: Named, prop: str) -> list[str]:
        """Return them as texts, sorted."""
        found = self.all(subject, prop)
        return sorted([self.text_of(obj) for obj in found]) if found else []

    def text(self, subject: Named, prop: str) -> str:
        """Return the first of them, or an empty text."""
        found = self.all(subject, prop)
        return min([self.text_of(obj) for obj in found]) if found else ""

    def names(self, subject: Named, prop: str) -> list[str]:
        """Return the objects, which have to be things of ours."""
        found = self.all(subject, prop)
        for obj in found:
            if not isinstance(obj, str):
                what = f"{prop} of {self.shown(subject)} is nothing under {self.base}: {self.text_of(obj)[:80]!r}"
                raise self.wrong(what)
        return [obj for obj in found if isinstance(obj, str)]

    def one(self, subject: Named, prop: str) -> str:
        """Return the only object, which has to be a thing of ours."""
        found = self.names(subject, prop)
        if len(found) != 1:
            raise self.wrong(f"{self.shown(subject)} needs one {prop}, it has {len(found)}")
        return found[0]

    def number(self, subject: Named, prop: str) -> float:
        """Return the only object as a number."""
        found = self.texts(subject, prop)
        try:
            (only,) = found
            return float(only) if "." in only else int(only)
        except ValueError:
            what = f"{self.shown(subject)} needs one number as {prop}, it has {', '.join(found)[:80] or 'none'}"
            raise self.wrong(what) from None
