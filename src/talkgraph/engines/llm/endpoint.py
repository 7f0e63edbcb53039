"""One endpoint of the OpenAI chat API: asked patiently, up to a limit, without ever telling the key."""

from __future__ import annotations

import ipaddress
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import httpx

from talkgraph.errors import EngineError, NoEngineError

AGAIN = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
"""Statuses after which it is worth asking again."""
LONGEST_WAIT = 60.0
"""Seconds between two tries, whatever a server asks for."""
MAX_BYTES = 4_000_000
"""Longest answer that is read, all in all."""
CHARACTERS_PER_TOKEN = 3
"""A low estimate for a text whose tokens nobody has counted; English has about four."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a model said."""

    text: str
    cut: bool
    """Whether it was stopped by the limit on its length."""


@dataclass(slots=True)
class Endpoint:
    """Where to ask, and what may be spent there."""

    url: str
    model: str
    key: str = field(repr=False)
    timeout: float
    """Seconds until an answer must be there, all of it."""
    retries: int
    backoff: float
    """Seconds before the second try; doubled each time."""
    budget: int
    """Most tokens in a run, asked and answered together."""
    pause: Callable[[float], None] = time.sleep
    spent: int = 0

    def __post_init__(self) -> None:
        self.url = _checked(self.url, has_key=bool(self.key))

    def ask(self, request: Mapping[str, Any]) -> Answer:
        """Return the answer to a request of the chat API.

        Raises:
            EngineError: the budget doesn't allow another question; the endpoint refuses, or fails again and again.
        """
        body = {"model": self.model, **request}
        asked = len(json.dumps(body)) // CHARACTERS_PER_TOKEN + int(request.get("max_tokens", 0))
        failure = ""
        for attempt in range(self.retries + 1):
            if self.spent + asked > self.budget:
                what = f"the limit of {self.budget:,} tokens is reached: {self.spent:,} spent, up to {asked:,} to come"
                raise EngineError("llm", what, "what was answered is kept; go on by the same command with more tokens=")
            try:
                status, retry_after, data = self._post(body)
            except (httpx.TransportError, _SlowError) as error:
                failure, retry_after = _said(error, self.timeout), None
            else:
                if status == httpx.codes.OK:
                    answer = _answer(data)
                    self.spent += _tokens(data) or asked
                    if answer:
                        return answer
                    failure = "what came is no answer of the chat API"
                elif status in AGAIN:
                    failure = f"HTTP status {status}{self._reason(data)}"
                else:
                    raise EngineError("llm", f"{self.url} refused: HTTP status {status}{self._reason(data)}")
            if attempt < self.retries:
                self.pause(min(LONGEST_WAIT, max(self.backoff * 2**attempt, retry_after or 0)))
        tries = f" {self.retries + 1} times, at last" if self.retries else ""
        hint = "what was answered is kept; the same command goes on from here"
        raise EngineError("llm", f"{self.url} failed{tries}: {failure}", hint)

    def _post(self, body: Mapping[str, Any]) -> tuple[int, float | None, bytes]:
        """Return status, the seconds to wait that the server asks for, and the body up to `MAX_BYTES`."""
        headers = {"Authorization": f"Bearer {self.key}"} if self.key else {}
        until = time.monotonic() + self.timeout
        data = bytearray()
        with (
            httpx.Client(timeout=self.timeout, follow_redirects=False) as client,
            client.stream("POST", f"{self.url}/chat/completions", json=body, headers=headers) as response,
        ):
            for piece in response.iter_bytes():
                data += piece
                if len(data) > MAX_BYTES:
                    raise _SlowError("sent more than an answer may hold")
                if time.monotonic() > until:
                    raise _SlowError(f"no whole answer within {self.timeout:g} s")
            return response.status_code, _seconds(response.headers.get("retry-after", "")), bytes(data)

    def _reason(self, data: bytes) -> str:
        """Return what a server says of its refusal, short, on one line, and without the key."""
        try:
            found = json.loads(data)
            said = found["error"]["message"] if isinstance(found["error"], dict) else found["error"]
        except (ValueError, KeyError, TypeError, RecursionError):
            return ""
        said = " ".join(str(said).split())
        if self.key:
            said = said.replace(self.key, "…")
        return f": {said[:200]}" if said else ""


class _SlowError(Exception):
    """An answer takes too long, or is too long."""


def _checked(url: str, *, has_key: bool) -> str:
    """Return an address that may be asked, without a slash at its end.

    Raises:
        NoEngineError: no http(s) address, one with a password in it, or one to which a key would go in the clear.
    """
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        raise NoEngineError("llm", f"url={url} is no address", "as in url=http://localhost:11434/v1") from None
    if parts.scheme not in ("http", "https") or not host:
        raise NoEngineError("llm", f"url={url} is no http address", "as in url=http://localhost:11434/v1")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise NoEngineError("llm", f"the url of {host} has more than host and path", "keys come from the environment")
    if has_key and parts.scheme == "http" and not _is_here(host):
        raise NoEngineError("llm", f"a key would go to {host} in the clear", "use an https address")
    return url.rstrip("/").removesuffix("/chat/completions")


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _said(error: Exception, timeout: float) -> str:
    if isinstance(error, httpx.TimeoutException):
        return f"no answer within {timeout:g} s"
    if isinstance(error, httpx.ConnectError):
        return "it can't be reached"
    return str(error) or type(error).__name__


def _seconds(text: str) -> float | None:
    try:
        seconds = float(text)
    except ValueError:
        return None
    return seconds if 0 <= seconds < float("inf") else None


def _answer(data: bytes) -> Answer | None:
    try:
        choice = json.loads(data)["choices"][0]
        text, reason = choice["message"]["content"], choice.get("finish_reason")
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None
    return Answer(text, reason == "length") if isinstance(text, str) else None


def _tokens(data: bytes) -> int:
    """Return what the server counted, or 0."""
    try:
        total = json.loads(data)["usage"]["total_tokens"]
    except (ValueError, LookupError, TypeError, RecursionError):
        return 0
    return total if isinstance(total, int) and total > 0 else 0
