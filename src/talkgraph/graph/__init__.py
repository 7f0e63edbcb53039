"""Statements → the plain `networkx.MultiDiGraph`, the schema of its attributes, and the union of two graphs."""

from talkgraph.graph.build import build
from talkgraph.graph.check import check_shape
from talkgraph.graph.merge import forget, merge
from talkgraph.graph.resolved import resolved
from talkgraph.graph.shape import Graph, attributes, documents, edges, nodes

__all__ = ["Graph", "attributes", "build", "check_shape", "documents", "edges", "forget", "merge", "nodes", "resolved"]
