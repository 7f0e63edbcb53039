"""The engine itself: parts of a document, each asked for once, and what of the answers the document bears out."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from talkgraph.engines.llm.cache import Cache, default_folder, key_of
from talkgraph.engines.llm.endpoint import Endpoint
from talkgraph.engines.llm.ground import BrokenError, Grounded, ground, rows_of
from talkgraph.engines.llm.prompt import RESPONSE_FORMAT, messages, parts
from talkgraph.errors import NoEngineError, Problem
from talkgraph.model import Claim, Document, Mention, Reading, Span
from talkgraph.vocabulary import Vocabulary

BROKEN_TRIES = 2
"""How often a part is asked for when what comes back is not of the form that was asked for."""


def make(  # noqa: PLR0913  (the options of the engine, by name)
    *,
    url: str,
    model: str,
    key: str = "TALKGRAPH_LLM_KEY",
    timeout: float = 120.0,
    retries: int = 4,
    backoff: float = 1.0,
    tokens: int = 1_000_000,
    answer: int = 4000,
    part: int = 6000,
    size: int = 200_000,
    cache: str = "",
) -> Llm:
    """A language model behind any endpoint of the OpenAI chat API, believed only where it quotes the text.

    Args:
        url: the endpoint up to `/v1`.
        model: what the endpoint calls the model.
        key: the environment variable that holds the key, if the endpoint needs one.
        timeout: seconds until an answer must be there.
        retries: how often a failed question is asked again.
        backoff: seconds before the second try, doubled each time.
        tokens: most tokens in a run, questions and answers together.
        answer: most tokens of one answer.
        part: most characters of text in one question.
        size: most characters of one document; what stands behind them isn't sent.
        cache: the folder in which answers are kept, or `no`.

    Raises:
        NoEngineError: an address or a number that can't be meant.
    """
    for option, number, least in (("answer", answer, 1), ("part", part, 200), ("timeout", timeout, 0.01)):
        if number < least:
            raise NoEngineError("llm", f"{option}={number:g} is too little", f"at least {least:g}")
    if not model:
        raise NoEngineError("llm", "needs the name of a model", "say llm:url=…,model=…")
    secret = os.environ.get(key, "").strip()
    if not (secret.isascii() and secret.isprintable() and " " not in secret):
        raise NoEngineError("llm", f"what ${key} holds can be no key", "letters, digits and signs without a space")
    endpoint = Endpoint(url, model, secret, timeout, retries, backoff, tokens)
    folder = None if cache == "no" else Path(cache) if cache else default_folder()
    return Llm(endpoint, Cache(folder), answer, part, size)


@dataclass(frozen=True, slots=True)
class Llm:
    """A model that is asked for names and relations, part by part; what was answered once isn't asked again."""

    endpoint: Endpoint
    cache: Cache
    answer: int
    part: int
    size: int

    def read(self, document: Document, vocabulary: Vocabulary) -> Reading:
        """Return what the model says and the document bears out; how much was dropped stands in `problems`.

        Raises:
            EngineError: the endpoint refuses or fails for good, or the limit on tokens is reached.
        """
        mentions: set[Mention] = set()
        claims: dict[Claim, None] = {}
        dropped: Counter[str] = Counter()
        problems: list[Problem] = []
        sent = parts(document, self.part, self.size)
        if document.blocks and document.blocks[-1].span.end > self.size:
            end = sent[-1].end if sent else 0
            problems.append(self._problem(document, f"only the first {end:,} characters were sent (size={self.size})"))
        for span in sent:
            try:
                found = self._read_part(document, span, vocabulary)
            except BrokenError as error:
                said = f"no answer on characters {span.start:,} to {span.end:,}: {error}"
                problems.append(self._problem(document, said))
                continue
            mentions.update(found.mentions)
            claims |= dict.fromkeys(found.claims)
            dropped += found.dropped
        if dropped:
            problems.append(self._problem(document, _counted(dropped)))
        return Reading(document, tuple(sorted(mentions)), tuple(claims), problems=tuple(problems))

    def _read_part(self, document: Document, part: Span, vocabulary: Vocabulary) -> Grounded:
        request = {
            "messages": messages(document, part),
            "response_format": RESPONSE_FORMAT,
            "temperature": 0,
            "max_tokens": self.answer,
        }
        text = self._asked(key_of(document.sha256, {"model": self.endpoint.model, **request}), request)
        return ground(text, document, part, vocabulary, self.endpoint.model)

    def _asked(self, key: str, request: dict[str, Any]) -> str:
        """Return an answer of the right form, kept or new.

        Raises:
            BrokenError: none came.
        """
        kept = self.cache.get(key)
        if kept is not None:
            return kept
        for attempt in range(BROKEN_TRIES):
            answer = self.endpoint.ask(request)
            try:
                rows_of(answer.text)
            except BrokenError as error:
                if answer.cut:
                    raise BrokenError(f"it was cut at {self.answer} tokens; raise answer= or lower part=") from error
                if attempt == BROKEN_TRIES - 1:
                    raise
            else:
                self.cache.put(key, answer.text)
                return answer.text
        raise AssertionError

    def _problem(self, document: Document, what: str) -> Problem:
        return Problem(document.place, f"llm:{self.endpoint.model}: {what}")


def _counted(dropped: Counter[str]) -> str:
    reasons: Iterable[tuple[str, int]] = sorted(dropped.items(), key=lambda pair: (-pair[1], pair[0]))
    return f"{dropped.total()} left out: " + ", ".join(f"{number} × {reason}" for reason, number in reasons)
