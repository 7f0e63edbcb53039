"""The stream, composed once: paths → sources → documents → readings → entities → graph.

The only place that knows two stages.
"""

from talkgraph.pipeline.settings import TIERS, Settings, load_vocabulary
from talkgraph.pipeline.stream import Built, StoppedError, add_all, build, build_all, build_each, build_sources

__all__ = [
    "TIERS",
    "Built",
    "Settings",
    "StoppedError",
    "add_all",
    "build",
    "build_all",
    "build_each",
    "build_sources",
    "load_vocabulary",
]
