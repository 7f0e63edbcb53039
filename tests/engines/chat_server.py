"""A server of the OpenAI chat API on this machine that says what a test tells it to."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Turn:
    """One answer: what is sent, after how long, and in how many pieces."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    wait: float = 0
    pieces: int = 1
    """In so many pieces, `wait` seconds between two of them."""


def says(content: object, *, tokens: int | None = 100, finish: str = "stop") -> Turn:
    """Return a well-formed answer with this content: text, or what is made JSON of."""
    text = content if isinstance(content, str) else json.dumps(content)
    message = {"choices": [{"message": {"role": "assistant", "content": text}, "finish_reason": finish}]}
    if tokens is not None:
        message["usage"] = {"total_tokens": tokens}
    return Turn(body=json.dumps(message).encode())


def refuses(status: int, message: str = "", **headers: str) -> Turn:
    return Turn(status, json.dumps({"error": {"message": message}}).encode(), headers)


@dataclass
class Server:
    """What it was asked, and what it says: a list of turns, the last of them again and again, or a function."""

    url: str
    turns: list[Turn] | Callable[[dict], Turn] = field(default_factory=list)
    asked: list[dict] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    def next(self, request: dict) -> Turn:
        self.asked.append(request)
        if callable(self.turns):
            return self.turns(request)
        return self.turns[min(len(self.asked), len(self.turns)) - 1]


@contextmanager
def chat_server() -> Iterator[Server]:
    """Run a server until the end of the block."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            request = json.loads(self.rfile.read(length)) | {"path": self.path}
            server.headers.append(dict(self.headers))
            turn = server.next(request)
            time.sleep(turn.wait)
            try:
                self.send_response(turn.status)
                for name, value in turn.headers.items():
                    self.send_header(name.replace("_", "-"), value)
                self.send_header("Content-Length", str(len(turn.body)))
                self.end_headers()
                size = -(-len(turn.body) // turn.pieces) or 1
                for start in range(0, len(turn.body), size):
                    self.wfile.write(turn.body[start : start + size])
                    self.wfile.flush()
                    time.sleep(turn.wait if turn.pieces > 1 else 0)
            except (BrokenPipeError, ConnectionResetError):
                pass  # who asked has gone, as a time-out should

        def log_message(self, *_: object) -> None:
            pass

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server = Server(f"http://127.0.0.1:{listening.server_port}/v1")
    thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        listening.shutdown()
        listening.server_close()
        thread.join()
