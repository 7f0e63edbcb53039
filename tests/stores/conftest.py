"""A graph to store, and a real server to talk to."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from talkgraph.outputs import read_graph

ROOT = Path(__file__).parents[2]
SHOWCASE = ROOT / "graph" / "talkgraph.ttl"


@pytest.fixture(scope="session")
def graph():
    return read_graph(SHOWCASE)


@pytest.fixture
def free_port():
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        return bound.getsockname()[1]


@pytest.fixture
def server(tmp_path, free_port):
    """The address of Oxigraph's own server, started for this test."""
    program = Path(sys.executable).with_name("oxigraph")
    if not program.exists():
        pytest.skip("the server isn't installed: pip install oxigraph")
    address = f"127.0.0.1:{free_port}"
    arguments = ["serve", "--location", str(tmp_path / "server"), "--bind", address, "--union-default-graph"]
    process = subprocess.Popen([program, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            try:
                httpx.get(f"http://{address}/", timeout=1)
                break
            except httpx.HTTPError:
                time.sleep(0.1)
        yield f"http://{address}"
    finally:
        process.kill()
        process.wait()
