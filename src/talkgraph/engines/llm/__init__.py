"""A language model behind any endpoint of the OpenAI chat API: asked part by part, believed where it quotes."""

from talkgraph.engines.llm.engine import Llm, make

__all__ = ["Llm", "make"]
