"""Document → reading by any engine: the built-in one, spaCy, GLiNER, a language model, or one that a package brings.

Every engine is an `Extractor`. It is asked for by name, several may be asked together, and each piece of evidence
says which of them it is from. Nothing here is loaded, and no other engine looked for, unless it was asked for.
"""

from talkgraph.engines.choose import BUILT_IN, Choice, load, make
from talkgraph.engines.combined import combine
from talkgraph.engines.default import Default
from talkgraph.engines.extractor import Extractor

__all__ = ["BUILT_IN", "Choice", "Default", "Extractor", "combine", "load", "make"]
