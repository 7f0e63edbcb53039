"""The page beside plain pyvis and sigma.js in one run: from navigation to drawn and clickable; answers; dragging; size.

    python benchmarks/page.py [--nodes 300,5000,50000] [--runs 3]

Needs chromium, playwright, and npm for sigma.js (installed into a temporary folder). The graphs are made here: talks by
people at events about projects and topics, unevenly spread, each statement with a quote. pyvis and sigma.js are given
positions, since computing them would cost them minutes; pyvis' default physics runs with --physics only.
"""

from __future__ import annotations

import argparse
import json
import math
import shutil
import statistics
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

import networkx as nx
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page, sync_playwright

from talkgraph.graph.shape import SCHEMA
from talkgraph.outputs.page import draw

ANSWERS = {
    "search": "await act('#query', box => { box.value = 'project 1'; box.dispatchEvent(new Event('input')); })",
    "search with a slip": "await act('#query', b => { b.value = 'projcet 1'; b.dispatchEvent(new Event('input')); })",
    "focus": "location.hash = 'focus=project:project-0'; await frames()",
    "expand": "await act('#panel button.name', button => button.click())",
    "filter": "await act('#filters input[value=gave]', box => box.click())",
}
ACT = """async () => {
  const frames = () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  const act = async (selector, run) => { run(document.querySelector(selector)); await frames(); };
  const start = performance.now(); BODY; return performance.now() - start;
}"""
TWO_FRAMES = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
SIGMA = """<!doctype html><body style="margin:0"><div id="box" style="width:1280px;height:800px"></div>
<script>{graphology}</script><script>{sigma}</script><script>
const data = {data}; const graph = new graphology.Graph({{multi: true}});
for (const [id, label, x, y] of data.nodes) graph.addNode(id, {{label, x, y, size: 3, color: "#06c"}});
for (const [a, b] of data.edges) graph.addEdge(a, b);
window.drawn = new Sigma(graph, document.getElementById("box")); document.body.dataset.ready = "true";
</script>"""


def made(nodes: int) -> nx.MultiDiGraph[str]:
    """Return a graph of about so many nodes: 56 % talks, 33 % people, the rest projects, topics and events."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    talks = round(nodes * 0.56)
    people, projects, topics, events = round(nodes * 0.33), nodes // 13, nodes // 50 + 1, nodes // 80 + 1
    papers: dict[str, dict[str, Any]] = {}
    graph.graph.update(name="Made", talkgraph=SCHEMA, documents=papers)

    said: dict[str, int] = {}

    def evidence(paper: str, quote: str) -> list[dict[str, Any]]:
        start = said.get(paper, 0)
        said[paper] = end = start + len(quote)
        place = {"document": paper, "start": start, "end": end}
        return [{**place, "quote": quote, "rule": "record-title", "confidence": 0.9}]

    def add(kind: str, name: str, paper: str) -> str:
        key = f"{kind}:{name.lower().replace(' ', '-')}"
        if key not in graph:
            words = {"type": kind, "name": name, "aliases": [], "same_as": [], "count": 1}
            graph.add_node(key, **words, evidence=evidence(paper, name))
        return key

    def uneven(i: int, salt: int, size: int) -> int:
        return int(size * (((i * 2654435761 + salt * 97003) % 999983) / 999983) ** 3)

    for i in range(talks):
        paper = f"talk-{i}"
        paper_words = {"path": f"made/{i}.json", "title": f"Talk {i}", "authors": [], "date": "2019", "language": "en"}
        papers[paper] = paper_words | {"url": "", "sha256": f"{i:064x}"}
        talk = add("talk", f"How we built part {i} of thing {i % 977}", paper)
        event = add("event", f"Conference {uneven(i, 3, events)} {2000 + i % 25}", paper)
        edges = [
            (talk, event, "presentedAt"),
            (add("person", f"First{i % people} Last{i % people}", paper), talk, "gave"),
        ]
        edges += [(talk, add("project", f"Project {uneven(i, k, projects)}", paper), "about") for k in (0, 1)]
        edges += [(talk, add("topic", f"Topic {uneven(i, 2, topics)}", paper), "about")]
        for source, target, predicate in edges:
            quote = f"Part {i}: {graph.nodes[source]['name']} and {graph.nodes[target]['name']}"
            words = {"predicate": predicate, "confidence": 0.9, "evidence": evidence(paper, quote)}
            graph.add_edge(source, target, key=predicate, **words)
    return graph


def of_pyvis(graph: nx.MultiDiGraph[str], path: Path, *, physics: bool) -> None:
    """Write what pyvis makes of a graph; without physics at positions on a spiral."""
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line", width="1280px", height="800px")
    # its add_node and add_edge look through all nodes each time: hours for the largest graph
    for i, (key, node) in enumerate(graph.nodes(data=True)):
        x, y = _spot(i)
        network.nodes.append({"id": key, "label": node["name"], "shape": "dot", "x": x, "y": y})
    network.edges = [{"from": source, "to": target, "arrows": "to"} for source, target in graph.edges()]
    if not physics:
        network.toggle_physics(status=False)
    text = network.generate_html()
    # without physics it draws in the next frame, which is waited for as for all others
    ready = "document.body.dataset.ready = 'true'"
    script = f"network.once('stabilizationIterationsDone', () => {{ {ready}; }})" if physics else ready
    text = text.replace("</body>", f"<script>{script}</script></body>")
    path.write_text(text, encoding="utf-8")


def of_sigma(graph: nx.MultiDiGraph[str], path: Path, packages: Path) -> None:
    """Write a page of sigma.js."""
    nodes = [[key, node["name"], *_spot(i)] for i, (key, node) in enumerate(graph.nodes(data=True))]
    parts = {
        "graphology": (packages / "graphology/dist/graphology.umd.min.js").read_text(encoding="utf-8"),
        "sigma": (packages / "sigma/dist/sigma.min.js").read_text(encoding="utf-8"),
        "data": json.dumps({"nodes": nodes, "edges": list(graph.edges())}),
    }
    path.write_text(SIGMA.format(**parts), encoding="utf-8")


def _spot(i: int) -> tuple[float, float]:
    radius, angle = 30 * i**0.5, i * 2.399963
    return round(radius * _cosine(angle), 1), round(radius * _cosine(angle - 1.570796), 1)


def _cosine(angle: float) -> float:

    return math.cos(angle)


def opened(browser: Any, path: Path, limit: float) -> tuple[float, Page]:
    """Return seconds until a page is drawn and its main thread is free again, and the page."""
    page = browser.new_context(viewport={"width": 1280, "height": 800}, offline=True).new_page()
    start = time.perf_counter()
    page.goto(path.as_uri(), wait_until="commit")
    page.wait_for_selector("body[data-ready]", timeout=limit * 1000)
    page.evaluate(TWO_FRAMES)
    return time.perf_counter() - start, page


def frames_while_dragging(page: Page) -> float:
    """Return frames per second while the drawing is dragged for a second."""
    page.evaluate(
        "() => { window.count = 0; const tick = () => { window.count++; requestAnimationFrame(tick); }; tick(); }"
    )
    page.mouse.move(90, 520)
    page.mouse.down()
    start, before = time.perf_counter(), page.evaluate("window.count")
    while (spent := time.perf_counter() - start) < 1:
        page.mouse.move(90 + 200 * spent, 520 + 60 * spent)
    shown = page.evaluate("window.count") - before
    page.mouse.up()
    return float(shown / (time.perf_counter() - start))


def main() -> None:
    """Print a line for each size and drawing."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--nodes", default="300,5000,50000")
    asked.add_argument("--runs", type=int, default=3)
    asked.add_argument("--physics", action="store_true", help="also pyvis with its default physics, up to 150 s a page")
    options = asked.parse_args()
    folder = Path(tempfile.mkdtemp())
    npm = [
        "npm",
        "install",
        "--prefix",
        str(folder),
        "--silent",
        "--no-audit",
        "--no-fund",
        "sigma@3",
        "graphology@0.26",
    ]
    has_sigma = shutil.which("npm") is not None and subprocess.run(npm, check=False).returncode == 0
    unit = 0.0
    with sync_playwright() as driver:
        flags = ["--headless", "--no-sandbox"]
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=flags)
        for size in map(int, options.nodes.split(",")):
            graph = made(size)
            ways = {"talkgraph": folder / "ours.html", "pyvis, physics off": folder / "pyvis.html"}
            start = time.perf_counter()
            page = draw(graph)
            built = time.perf_counter() - start
            page.save(ways["talkgraph"])
            of_pyvis(graph, ways["pyvis, physics off"], physics=False)
            if has_sigma:
                ways["sigma.js (WebGL)"] = folder / "sigma.html"
                of_sigma(graph, ways["sigma.js (WebGL)"], folder / "node_modules")
            if options.physics:
                ways["pyvis, default physics"] = folder / "physics.html"
                of_pyvis(graph, ways["pyvis, default physics"], physics=True)
            share = page.size / (1_200_000 + 180 * page.nodes)
            print(f"{page.nodes:,} nodes, {page.edges:,} edges; built in {built:.1f} s; ", end="")
            print(f"page {page.size:,} bytes, {share:.2f} of the limit")
            for name, path in ways.items():
                times, last = [], None
                try:
                    for _ in range(1 if "default" in name else options.runs):
                        spent, last = opened(browser, path, 150)
                        times.append(spent)
                        if len(times) < options.runs:
                            last.context.close()
                except PlaywrightError as error:  # a peer that breaks is told of, not a reason to stop
                    print(f"  {name:24} not drawn: {str(error).splitlines()[0]}")
                    continue
                ready = statistics.median(times)
                unit = unit or (ready if name.startswith("pyvis") else 0.0)
                print(f"  {name:24} ready {ready:6.2f} s ({min(times):.2f}–{max(times):.2f})", end="")
                print(f", dragging {frames_while_dragging(last):5.1f} frames/s")
                if name == "talkgraph":
                    for what, body in ANSWERS.items():
                        spent = sorted(last.evaluate(ACT.replace("BODY", body)) for _ in range(3))[1]
                        print(f"    {what:22} {spent:6.0f} ms (two frames of 16 ms among them)")
                last.context.close()
        browser.close()
    print(f"plain pyvis with physics off at the smallest size: {unit:.2f} s")


if __name__ == "__main__":
    main()
