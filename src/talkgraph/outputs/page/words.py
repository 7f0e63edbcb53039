"""How the page names and draws types and relations: one table each, handed to the script as data."""

from __future__ import annotations

from dataclasses import dataclass

from talkgraph.graph import Graph
from talkgraph.graph.shape import attributes
from talkgraph.model import ENDS, Kind, Predicate
from talkgraph.outputs.rdf.terms import BASE, CLASSES, VOCABULARIES


@dataclass(frozen=True, slots=True)
class KindLook:
    """A type in the page."""

    plural: str
    shape: str
    """One of vis-network's shapes; one a type, so that colour is never all that tells types apart."""


KIND_LOOKS = {
    Kind.PERSON: KindLook("people", "dot"),
    Kind.TALK: KindLook("talks", "triangleDown"),
    Kind.PROJECT: KindLook("projects", "square"),
    Kind.TOPIC: KindLook("topics", "triangle"),
    Kind.EVENT: KindLook("events", "star"),
    Kind.ORGANIZATION: KindLook("organizations", "diamond"),
    Kind.PLACE: KindLook("places", "hexagon"),
}

PHRASES = {
    Predicate.GAVE: ("gave", "given by"),
    Predicate.PRESENTED_AT: ("presented at", "talks there"),
    Predicate.ABOUT: ("about", "talks about it"),
    Predicate.WORKS_ON: ("works on", "people who work on it"),
    Predicate.AFFILIATED_WITH: ("is with", "people"),
    Predicate.HELD_IN: ("held in", "events there"),
    Predicate.COLOCATED_WITH: ("co-located with", "co-located with"),
    Predicate.PART_OF: ("part of", "its parts"),
    Predicate.USES: ("uses", "used by"),
}
"""What a relation is called from its subject's side (also on the line itself), and from its object's side."""


def tables() -> dict[str, list[dict[str, str]]]:
    """Return both tables as the script reads them; their order is that of the numbers in `pack.columns`."""
    return {
        "kinds": [{"name": str(k), "plural": KIND_LOOKS[k].plural, "shape": KIND_LOOKS[k].shape} for k in Kind],
        "predicates": [{"name": str(p), "forward": PHRASES[p][0], "backward": PHRASES[p][1]} for p in Predicate],
    }


def rdf_words(graph: Graph) -> dict[str, object]:
    """Return how `talkgraph export` writes classes, properties and ids, for the page's Turtle."""
    used = ("doap", "rdfs", "schema", "skos", "tg")
    return {
        "base": attributes(graph).get("base", "") or BASE,
        "prefixes": {name: VOCABULARIES[name] for name in used},
        "classes": {str(kind): ", ".join(CLASSES[kind]) for kind in Kind},
        "properties": {
            str(p): {
                "property": ENDS[p].rdf,
                "ofProject": ENDS[p].rdf_project or "",
                "inverted": ENDS[p].inverted,
                "symmetric": ENDS[p].symmetric,
            }
            for p in Predicate
        },
    }
