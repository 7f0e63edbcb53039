"""Any SPARQL 1.1 endpoint as a store: queries by the SPARQL Protocol, whole graphs by the Graph Store Protocol.

References:
    https://www.w3.org/TR/sparql11-protocol/, https://www.w3.org/TR/sparql11-http-rdf-update/. A server that fails in
    the middle of an answer has often said 200 already: what can't be read to its end is an error, never a shorter
    answer.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit, urlunsplit

from talkgraph.errors import GraphError, OutputError
from talkgraph.graph import Graph

if TYPE_CHECKING:
    import httpx

TIMEOUT = 60.0
"""Seconds that an answer may take; `TALKGRAPH_TIMEOUT` says otherwise."""
MAX_ANSWER = 2 * 1024 * 1024 * 1024
"""Longest answer in bytes."""

_ALL = "CONSTRUCT { ?s ?p ?o } WHERE { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
_COUNT = (
    "SELECT (COUNT(*) AS ?n) WHERE { { SELECT DISTINCT ?s ?p ?o WHERE "
    "{ { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } } } }"
)
_STATUS = {
    400: "it doesn't take this query",
    401: "it asks who you are: set TALKGRAPH_TOKEN, or TALKGRAPH_USER and TALKGRAPH_PASSWORD",
    403: "it doesn't let you",
    404: "there is nothing at this address",
    405: "it doesn't take this: is it for reading only?",
    413: "it is too large for the server; ask for a higher limit or load it there",
    415: "it doesn't take N-Triples",
    429: "it asks to be asked less often",
    503: "it is busy or down",
}


class Endpoint:
    """A server: the address for queries is given or guessed, and so is that for whole graphs."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.query_url, self.data_url = addresses(url)

    revision = ""
    """Nobody can tell whether a server's content has changed."""

    def whole(self) -> Graph:
        """Return all of it as a graph; an answer that is cut off is noticed by the number of statements.

        Raises:
            GraphError: no answer, another one than was asked for, or no graph of talkgraph.
        """
        from talkgraph.outputs.rdf import ntriples

        data = self._asked(_ALL, "application/n-triples").content
        rows = self.select(_COUNT)
        expected = int(rows[0]["n"]["value"]) if rows else 0
        lines = set(data.splitlines()) - {b""}
        if len(lines) < expected:
            what = f"its answer was cut off: {len(lines):,} of {expected:,} statements came"
            raise GraphError(self.url, what, "try again, or pull in parts")
        return ntriples.read(b"\n".join(sorted(lines)) + b"\n", self.url)

    def select(self, sparql: str) -> list[dict[str, Any]]:
        """Return the rows of a SELECT as the JSON of SPARQL results has them.

        Raises:
            GraphError: no answer, or another one than was asked for.
        """
        answer = self._asked(sparql, "application/sparql-results+json")
        try:
            rows: list[dict[str, Any]] = json.loads(answer.content)["results"]["bindings"]
        except (ValueError, KeyError, TypeError) as error:
            kind = answer.headers.get("content-type", "something").split(";")[0]
            what = f"its answer can't be read: {kind} instead of SPARQL results, or cut off half way"
            raise GraphError(self.url, what, "is this the address for queries?") from error
        return rows

    def raw(self, sparql: str, accept: str) -> bytes:
        """Return the answer to a query as the server writes it.

        Raises:
            GraphError: no answer, or of another kind.
        """
        return self._asked(sparql, accept).content

    def _asked(self, sparql: str, accept: str) -> httpx.Response:
        answer = self._send("POST", self.query_url, GraphError, data={"query": sparql}, headers={"accept": accept})
        kind = answer.headers.get("content-type", "").split(";")[0].strip()
        if kind in ("text/html", "application/xhtml+xml"):
            raise GraphError(self.url, "it answers with a web page, not with data", "is this the address for queries?")
        return answer

    def replace(self, graph: Graph, *, base: str = "") -> int:
        """Put what was read from each document into the graph of its name, and all else into the default graph.

        Pushing the same again changes nothing; a document that has changed is replaced. What the default graph knows
        of other documents stays: it is added to, not replaced.

        Raises:
            OutputError: the server is not there, refuses, or breaks off; documents before that are pushed.
        """
        from talkgraph.outputs.rdf import nquads
        from talkgraph.outputs.rdf.stores.folder import _apart

        by_graph: dict[str, list[str]] = {}
        for piece in nquads.write(graph, base=base):
            for line in piece.decode().splitlines():
                if line.strip():
                    triple, name = _apart(line)
                    by_graph.setdefault(name, []).append(triple)
        for name, triples in sorted(by_graph.items(), reverse=True):  # the default graph last: it refers to the others
            target = f"{self.data_url}?graph={quote(name[1:-1], safe='')}" if name else f"{self.data_url}?default"
            self._send(
                "PUT" if name else "POST",
                target,
                OutputError,
                content=("\n".join(triples) + "\n").encode(),
                headers={"content-type": "application/n-triples"},
            )
        return sum(map(len, by_graph.values()))

    def _send(self, method: str, url: str, error: type[GraphError | OutputError], **what: Any) -> httpx.Response:
        import httpx

        try:
            answer = _client(url).request(method, url, **what)
        except httpx.TimeoutException as cause:
            raise error(self.url, "no answer in time", "TALKGRAPH_TIMEOUT says how many seconds to wait") from cause
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as cause:
            kind = "can't be reached" if isinstance(cause, httpx.ConnectError) else "the connection broke off"
            raise error(self.url, f"{kind}: {_told(cause)}", "is the server running?") from cause
        if answer.status_code >= 400:
            said = _STATUS.get(answer.status_code, answer.reason_phrase)
            first = next(iter(answer.text.strip().splitlines()), "")[:160] if answer.status_code == 400 else ""
            raise error(self.url, f"answers {answer.status_code}: {said}" + (f" ({first})" if first else ""))
        return answer


def addresses(url: str) -> tuple[str, str]:
    """Return the addresses for queries and for whole graphs of the server that `url` belongs to.

    >>> addresses("http://localhost:7878")
    ('http://localhost:7878/query', 'http://localhost:7878/store')
    >>> addresses("http://localhost:3030/talks/sparql")
    ('http://localhost:3030/talks/sparql', 'http://localhost:3030/talks/data')
    """
    parts = urlsplit(url)
    path = parts.path.rstrip("/")
    head, _, last = path.rpartition("/")
    if last in ("query", "store"):
        query, data = f"{head}/query", f"{head}/store"
    elif last in ("sparql", "data"):
        query, data = f"{head}/sparql", f"{head}/data"
    elif path:
        query = data = path
    else:
        query, data = "/query", "/store"

    def at(path: str) -> str:
        return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], path, "", ""))

    return at(query), at(data)


_clients: dict[str, httpx.Client] = {}


def _client(url: str) -> httpx.Client:
    """Return one client a server: making one costs more than asking."""
    import httpx

    host = urlsplit(url).netloc
    if host not in _clients:
        token = os.environ.get("TALKGRAPH_TOKEN", "")
        user = os.environ.get("TALKGRAPH_USER", "")
        password = os.environ.get("TALKGRAPH_PASSWORD", "") or (_from_keyring(host, user) if user else "")
        _clients[host] = httpx.Client(
            timeout=float(os.environ.get("TALKGRAPH_TIMEOUT", "") or TIMEOUT),
            headers={"authorization": f"Bearer {token}"} if token else {},
            auth=httpx.BasicAuth(user, password) if user and not token else None,
            follow_redirects=False,
        )
    return _clients[host]


def close() -> None:
    """Close the connections to all servers."""
    for client in _clients.values():
        client.close()
    _clients.clear()


def _from_keyring(host: str, user: str) -> str:
    """Return the password that the system's keyring has for a server, where the package `keyring` is installed."""
    try:
        import keyring
    except ImportError:
        return ""
    found: str | None = keyring.get_password(f"talkgraph:{host}", user)
    return found or ""


def _told(error: Exception) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__
