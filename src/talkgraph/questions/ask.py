"""All questions in one place: `from talkgraph.questions import ask`, then `ask.related(graph, "project:qemu")`.

Each takes a graph, or its index (`ask.index_of(graph)`) where much is asked, and returns a frozen dataclass; those that
are tables have `to_pandas()` and `to_polars()`. Ids are found by `ask.one(graph, "stefan hajnoczi")`.
"""

from talkgraph.questions.communities import bridges, communities
from talkgraph.questions.comparison import compare
from talkgraph.questions.experts import co_speakers, experts
from talkgraph.questions.find import find
from talkgraph.questions.gaps import gaps
from talkgraph.questions.index import index_of
from talkgraph.questions.lookup import close, fits, one
from talkgraph.questions.path import path
from talkgraph.questions.related import related
from talkgraph.questions.report import report
from talkgraph.questions.show import show
from talkgraph.questions.stats import stats
from talkgraph.questions.surroundings import surroundings
from talkgraph.questions.timeline import timeline
from talkgraph.questions.together import grounds
from talkgraph.questions.top import top

__all__ = [
    "bridges",
    "close",
    "co_speakers",
    "communities",
    "compare",
    "experts",
    "find",
    "fits",
    "gaps",
    "grounds",
    "index_of",
    "one",
    "path",
    "related",
    "report",
    "show",
    "stats",
    "surroundings",
    "timeline",
    "top",
]
