"""The graph as RDF: which class and property says what (`terms`, `mapping`), Turtle out and in (`turtle`), and back
(`reading`). Beside them, as data: the ontology of our own terms and the SHACL shapes that every export conforms to.
"""

from importlib.resources import files


def ontology() -> bytes:
    """Return the ontology of talkgraph's own terms, in Turtle."""
    return files(__package__).joinpath("ontology.ttl").read_bytes()


def shapes() -> bytes:
    """Return the SHACL shapes of an export with evidence, in Turtle."""
    return files(__package__).joinpath("shapes.ttl").read_bytes()


__all__ = ["ontology", "shapes"]
