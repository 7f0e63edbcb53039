"""A graph made ready to be asked: read-only, flat, and as quick from a file as from memory.

Every question is answered from an `Index`, whichever way it came: made of a `MultiDiGraph`, or mapped from a file that
was made of one before. So there is one definition of each question, and a graph of a hundred thousand nodes is asked
without building a hundred thousand objects first.
"""

from talkgraph.questions.index.edges import Link
from talkgraph.questions.index.flat import VERSION
from talkgraph.questions.index.index import Asked, Index, index_of, opened
from talkgraph.questions.index.make import to_bytes

__all__ = ["VERSION", "Asked", "Index", "Link", "index_of", "opened", "to_bytes"]
