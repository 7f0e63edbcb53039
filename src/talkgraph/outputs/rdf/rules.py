"""The SHACL shapes as SPARQL queries: the same rules, asked of a whole graph at once.

`shapes.ttl` is the one place that says what holds; each constraint in it becomes a query that finds what breaks it.
Only what our shapes use of SHACL is known here, and anything else is an error, so that no rule is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from talkgraph.outputs.rdf import shapes
from talkgraph.outputs.rdf.terms import VOCABULARIES

if TYPE_CHECKING:
    import pyoxigraph as ox

_SH: Final = "http://www.w3.org/ns/shacl#"
_RDF: Final = VOCABULARIES["rdf"]
_OF_TARGETS: Final = {"targetClass", "targetSubjectsOf", "targetObjectsOf"}
_ZONE: Final = "(Z|[+-][0-9]{2}:[0-9]{2})?$"
_FORMS: Final = {
    "integer": "^[+-]?[0-9]+$",
    "decimal": "^[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)$",
    "hexBinary": "^([0-9A-Fa-f]{2})*$",
    "gYear": f"^-?[0-9]{{4,}}{_ZONE}",
    "gYearMonth": f"^-?[0-9]{{4,}}-(0[1-9]|1[0-2]){_ZONE}",
}
"""Datatype of XML Schema → how its values are written."""
_OF_NODES: Final = {"nodeKind", "class", "property", "sparql"}


@dataclass(frozen=True, slots=True)
class Rule:
    """One constraint of a shape."""

    shape: str
    """Local name of the shape: `Talk`."""
    path: str
    """IRI of the property that it is about, or an empty string."""
    component: str
    """IRI of the kind of constraint: `http://www.w3.org/ns/shacl#MinCountConstraintComponent`."""
    message: str
    """What is wrong, in words; `{?value}` stands for the value."""
    query: str
    """Finds `?this`, and `?value` or the variables of the message."""


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """Return the rules of `shapes.ttl`, in the order of their shapes' names.

    Raises:
        ValueError: the shapes use something of SHACL that is not known here.
    """
    import pyoxigraph as ox  # noqa: PLC0415

    known = _Shapes(ox.Dataset(ox.parse(shapes(), ox.RdfFormat.TURTLE)))
    return tuple(rule for shape in known.shapes() for rule in _of_shape(known, shape))


class _Shapes:
    def __init__(self, data: ox.Dataset) -> None:
        self._data = data

    def shapes(self) -> list[ox.NamedNode]:
        import pyoxigraph as ox  # noqa: PLC0415

        quads = self._data.quads_for_object(ox.NamedNode(f"{_SH}NodeShape"))
        found = [quad.subject for quad in quads if isinstance(quad.subject, ox.NamedNode)]
        return sorted(found, key=lambda shape: shape.value)

    def said(self, subject: ox.NamedNode | ox.BlankNode) -> dict[str, list[ox.NamedNode | ox.BlankNode | ox.Literal]]:
        """Return property → objects; those of SHACL by their local names."""
        found: dict[str, list[ox.NamedNode | ox.BlankNode | ox.Literal]] = {}
        for quad in self._data.quads_for_subject(subject):
            found.setdefault(quad.predicate.value.removeprefix(_SH), []).append(quad.object)  # type: ignore[arg-type]
        return {name: sorted(objects, key=str) for name, objects in found.items()}

    def members(self, node: ox.NamedNode | ox.BlankNode) -> Iterator[ox.NamedNode | ox.BlankNode | ox.Literal]:
        """Yield the members of a list."""
        while node.value != f"{_RDF}nil":
            said = self.said(node)
            yield said[f"{_RDF}first"][0]
            node = said[f"{_RDF}rest"][0]  # type: ignore[assignment]


def _of_shape(known: _Shapes, shape: ox.NamedNode) -> Iterator[Rule]:
    said = known.said(shape)
    _only(said, _OF_TARGETS | _OF_NODES)
    name = re.split(r"[/#]", shape.value)[-1]
    for target in _targets(said):
        for kind in said.get("nodeKind", ()):
            _only_iri(kind)
            yield Rule(name, "", f"{_SH}NodeKindConstraintComponent", "is no IRI", _ask(target, "!isIRI(?this)"))
        for each in said.get("class", ()):
            query = f"SELECT DISTINCT ?this {{ {target} MINUS {{ ?this a {each} }} }}"
            yield Rule(name, "", f"{_SH}ClassConstraintComponent", f"is no {_short(each)}", query)
        for constraint in said.get("sparql", ()):
            yield _sparql(known, name, target, constraint)  # type: ignore[arg-type]
        for prop in said.get("property", ()):
            yield from _of_property(known, name, target, prop)  # type: ignore[arg-type]


def _targets(said: dict[str, list[ox.NamedNode | ox.BlankNode | ox.Literal]]) -> Iterator[str]:
    for name, pattern in (
        ("targetClass", "?this a {}"), ("targetSubjectsOf", "?this {} []"), ("targetObjectsOf", "[] {} ?this")
    ):  # fmt: skip
        for each in said.get(name, ()):
            yield pattern.format(each) + " ."


def _of_property(known: _Shapes, shape: str, target: str, node: ox.BlankNode) -> Iterator[Rule]:
    said = known.said(node)
    path = said.pop("path")[0]
    here = f"{target} ?this {path} ?value ."
    for name, values in said.items():
        for value in values:
            component, message, query = _constraint(known, name, value, (target, f"{path}", here))
            yield Rule(shape, path.value, f"{_SH}{component}ConstraintComponent", message, query)


def _constraint(  # noqa: C901, PLR0911  a table in the form of code
    known: _Shapes, name: str, value: ox.NamedNode | ox.BlankNode | ox.Literal, where: tuple[str, str, str]
) -> tuple[str, str, str]:
    """Return the kind of a constraint, what its breach is called, and the query for it."""
    target, path, here = where
    said = _short(path)
    match name, value.value:
        case "minCount", "1":
            return "MinCount", f"has no {said}", f"SELECT DISTINCT ?this {{ {target} MINUS {{ ?this {path} ?any }} }}"
        case "maxCount", "1":
            several = f"{here} ?this {path} ?other"
            return "MaxCount", f"has more than one {said}", _ask(several, "!sameTerm(?value, ?other)", value=False)
        case "nodeKind", kind if kind == f"{_SH}IRI":
            return "NodeKind", f"has something else than an IRI as {said}: {{?value}}", _ask(here, "!isIRI(?value)")
        case "class", _:
            query = f"SELECT DISTINCT ?this ?value {{ {here} MINUS {{ ?value a {value} }} }}"
            return "Class", f"{said} is to lead to a {_short(str(value))}, not to {{?value}}", query
        case "datatype", _:
            wrong = f"!({_is_of(str(value))})"
            return "Datatype", f"{said} is to be of {_short(str(value))}, not {{?value}}", _ask(here, wrong)
        case "or", _:
            return "Or", *_or(known, value, said, here)  # type: ignore[arg-type]
        case "in", _:
            members = ", ".join(map(str, known.members(value)))  # type: ignore[arg-type]
            return "In", f"{said} is none of those that there are: {{?value}}", _ask(here, f"?value NOT IN ({members})")
        case "uniqueLang", "true":
            several = f"{here} ?this {path} ?other"
            wrong = '!sameTerm(?value, ?other) && LANG(?value) != "" && LANG(?value) = LANG(?other)'
            return "UniqueLang", f"has two {said} of one language", _ask(several, wrong, value=False)
        case "minLength", _:
            wrong = f"STRLEN(STR(?value)) < {value.value}"
            return "MinLength", f"{said} is empty", _ask(here, wrong)
        case "pattern", _:
            wrong = f"!REGEX(STR(?value), {value})"
            return "Pattern", f"{said} is not as it should be: {{?value}}", _ask(here, wrong)
        case (("minInclusive" | "minExclusive" | "maxInclusive"), _):
            sign = {"minInclusive": ">=", "minExclusive": ">", "maxInclusive": "<="}[name]
            wrong = f"!COALESCE(?value {sign} {value}, false)"
            message = f"{said} is to be {sign} {value.value}, not {{?value}}"
            return name[0].upper() + name[1:], message, _ask(here, wrong)
        case "lessThan", _:
            wrong = "!COALESCE(?value < ?other, false)"
            message = f"{said} is not less than {_short(str(value))}: {{?value}}"
            return "LessThan", message, _ask(f"{here} ?this {value} ?other", wrong)
    raise ValueError(f"the shapes use sh:{name}, which is not known here")


def _or(known: _Shapes, value: ox.BlankNode, said: str, here: str) -> tuple[str, str]:
    """Return message and query for one class, or one datatype, of several."""
    found: dict[str, list[str]] = {"class": [], "datatype": []}
    for member in known.members(value):
        ((name, kinds),) = known.said(member).items()  # type: ignore[arg-type]
        found[name] += map(str, kinds)
    names = " or ".join(map(_short, found["class"] or found["datatype"]))
    if found["class"]:
        minus = " ".join(f"MINUS {{ ?value a {each} }}" for each in found["class"])
        query = f"SELECT DISTINCT ?this ?value {{ {here} {minus} }}"
        return f"{said} is to lead to a {names}, not to {{?value}}", query
    wrong = f"!({' || '.join(map(_is_of, found['datatype']))})"
    return f"{said} is to be of {names}, not {{?value}}", _ask(here, wrong)


def _is_of(datatype: str) -> str:
    """Return what asks whether `?value` is a literal of a datatype, and one that there is."""
    local = datatype.strip("<>").removeprefix(VOCABULARIES["xsd"])
    said = f"COALESCE(isLiteral(?value) && DATATYPE(?value) = {datatype}"
    if local == "date":  # its days are the store's to know
        return f'{said} && STR(xsd:date(STR(?value))) != "", false)'
    form = _FORMS.get(local)
    return f'{said} && REGEX(STR(?value), "{form}"), false)' if form else f"{said}, false)"


def _sparql(known: _Shapes, shape: str, target: str, node: ox.BlankNode) -> Rule:
    """Return the rule of a `sh:sparql`; MINUS says the same as NOT EXISTS here, in a second and not in minutes."""
    said = known.said(node)
    select = said["select"][0].value.replace("$this", "?this").replace("FILTER NOT EXISTS", "MINUS")
    head, _, body = select.partition("WHERE")
    inner = body.strip()[1:-1]
    query = f"{head.strip().replace('SELECT', 'SELECT DISTINCT')} {{ {target} {inner} }}"
    return Rule(shape, "", f"{_SH}SPARQLConstraintComponent", said["message"][0].value, query)


def _ask(where: str, wrong: str, *, value: bool = True) -> str:
    shown = " ?value" if value and "?value" in where else ""
    return f"SELECT DISTINCT ?this{shown} {{ {where} FILTER({wrong}) }}"


def _only(said: dict[str, list[ox.NamedNode | ox.BlankNode | ox.Literal]], known: set[str]) -> None:
    strange = {name for name in said if "://" not in name} - known
    if strange:
        raise ValueError(f"the shapes use {', '.join(sorted(strange))}, which is not known here")


def _only_iri(kind: ox.NamedNode | ox.BlankNode | ox.Literal) -> None:
    if kind.value != f"{_SH}IRI":
        raise ValueError(f"the shapes use {kind}, which is not known here")


def _short(term: object) -> str:
    iri = str(term).strip("<>")
    for prefix, space in VOCABULARIES.items():
        if iri.startswith(space):
            return f"{prefix}:{iri.removeprefix(space)}"
    return iri
