"""Any SPARQL endpoint as a store: a real server that works, and small ones that don't."""

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from click.testing import CliRunner

from talkgraph.cli import cli, options
from talkgraph.errors import GraphError, OutputError
from talkgraph.graph import forget
from talkgraph.outputs import FORMATS, to_bytes
from talkgraph.outputs.rdf.stores import endpoint, open_store


def written(graph) -> bytes:
    return b"".join(to_bytes(graph, FORMATS[".ttl"]))


def test_what_is_pushed_is_pulled_to_the_byte_and_pushing_again_adds_nothing(graph, server):
    store = open_store(server)
    store.replace(graph)
    count = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
    first = store.select(count)
    assert written(options.load(server)) == written(graph)
    store.replace(graph)
    assert store.select(count) == first


def test_the_commands_work_the_same_on_a_server(graph, server, tmp_path):
    runner = CliRunner()
    file = tmp_path / "graph.ttl"
    file.write_bytes(written(graph))
    assert runner.invoke(cli, ["push", server, "-g", str(file)]).exit_code == 0
    assert runner.invoke(cli, ["pull", server, "-o", str(tmp_path / "back.ttl")]).exit_code == 0
    assert (tmp_path / "back.ttl").read_bytes() == written(graph)
    for command in (["show", "qemu"], ["stats"], ["find", "tracing"], ["co-speakers", "daniel berrange"]):
        here, there = (runner.invoke(cli, [*command, "-g", where]) for where in (str(file), server))
        assert (there.exit_code, there.output) == (here.exit_code, here.output)


def test_a_document_that_has_changed_replaces_what_it_said(graph, server):
    store = open_store(server)
    store.replace(graph)
    name = min(graph.graph["documents"])
    asked = f"SELECT ?s WHERE {{ GRAPH <https://talkgraph.example/id/doc/{name}> {{ ?s ?p ?o }} }}"
    before = len(store.select(asked))
    endpoint.Endpoint(server)._send(
        "PUT", f"{store.data_url}?graph=https://talkgraph.example/id/doc/{name}", OutputError,
        content=b"<a:s> <a:p> <a:o> .\n", headers={"content-type": "application/n-triples"},
    )  # fmt: skip
    assert len(store.select(asked)) == 1
    store.replace(graph)
    assert len(store.select(asked)) == before


@contextmanager
def answering(status=200, kind="application/sparql-results+json", body=b"", length=None):
    """A server that answers everything alike; the address to ask it at."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            self.rfile.read(int(self.headers.get("content-length", 0)))
            seen.append(dict(self.headers))
            self.send_response(status)
            self.send_header("content-type", kind)
            self.send_header("content-length", str(len(body) if length is None else length))
            self.end_headers()
            self.wfile.write(body)

        do_PUT = do_POST  # noqa: N815

        def log_message(self, *_):
            pass

    seen: list[dict[str, str]] = []
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as httpd:
        threading.Thread(target=httpd.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{httpd.server_port}/sparql", seen
        finally:
            httpd.shutdown()
            endpoint.close()


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ({"status": 401}, "set TALKGRAPH_TOKEN"),
        ({"status": 404}, "nothing at this address"),
        ({"status": 413}, "too large for the server"),
        ({"status": 503}, "busy or down"),
        ({"kind": "text/html", "body": b"<h1>Welcome</h1>"}, "a web page, not with data"),
        ({"body": b'{"head": {"vars": ["s"]}, "results": {"bind'}, "cut off half way"),
        ({"body": b"{}", "length": 500}, "broke off"),
    ],
)
def test_a_server_that_does_not_answer_well_is_told_in_one_line(how, said):
    with answering(**how) as (address, _), pytest.raises(GraphError, match=said) as raised:
        open_store(address).select("SELECT * { ?s ?p ?o }")
    assert "\n" not in str(raised.value)


def test_an_answer_that_ends_too_early_is_no_smaller_graph(graph, server):
    store = open_store(server)
    store.replace(graph)
    whole = store._asked

    def cut(sparql, accept):
        answer = whole(sparql, accept)
        if "CONSTRUCT" in sparql:
            answer._content = answer.content[: len(answer.content) // 2].rpartition(b"\n")[0]
        return answer

    store._asked = cut
    with pytest.raises(GraphError, match="was cut off"):
        store.whole()


def test_a_server_that_is_not_there_is_told(free_port):
    with pytest.raises(GraphError, match="can't be reached"):
        open_store(f"http://127.0.0.1:{free_port}/sparql").whole()


def test_who_asks_is_told_to_the_server_and_to_nobody_else(monkeypatch, graph):
    monkeypatch.setenv("TALKGRAPH_TOKEN", "s3cret-yarn")
    with answering(status=403) as (address, seen):
        endpoint.close()
        with pytest.raises(OutputError) as raised:
            open_store(address).replace(forget(graph, sorted(graph.graph["documents"])[1:]))
    assert any(value == "Bearer s3cret-yarn" for headers in seen for value in headers.values())
    assert "s3cret" not in str(raised.value)


def test_a_password_in_an_address_goes_nowhere():
    assert endpoint.addresses("http://ann:secret@loom.example/sparql")[0] == "http://loom.example/sparql"
