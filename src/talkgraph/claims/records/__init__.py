"""Record → reading: fields become claims as they stand; names are read in title and abstract."""

from talkgraph.claims.records.read import read

__all__ = ["read"]
