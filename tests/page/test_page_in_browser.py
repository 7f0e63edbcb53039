"""The page in Debian's chromium: nothing is requested, nothing of a text runs, everything can be reached."""

import shutil
from pathlib import Path

import page_graphs
import pytest

from talkgraph.outputs.page import draw

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300), pytest.mark.filterwarnings("ignore::ResourceWarning")]

CHROMIUM = shutil.which("chromium")
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="module")
def browser():
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright isn't installed: see .ci/run")
    if CHROMIUM is None:
        pytest.skip("chromium isn't installed: see .ci/run")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def opened(browser, tmp_path):
    contexts = []

    def open_page(graph, fragment="", size=(1440, 900), **options):
        path = tmp_path / f"page-{len(contexts)}.html"
        draw(graph, title="LoomConf").save(path)
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, **options)
        contexts.append(context)
        page = context.new_page()
        page.asked, page.said = [], []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("console", lambda message: page.said.append(message.text))
        page.on("pageerror", lambda error: page.said.append(str(error)))
        page.goto(path.as_uri() + fragment)
        page.wait_for_selector("body[data-ready]")
        return page

    yield open_page
    for context in contexts:
        context.close()


def test_nothing_is_requested_and_nothing_complains(opened):
    page = opened(page_graphs.talks(120))
    assert [url for url in page.asked if not url.startswith("file:")] == []
    assert page.said == []


def test_hostile_texts_are_shown_and_never_run(opened):
    page = opened(page_graphs.hostile())
    page.fill("#query", "weaving")
    page.keyboard.press("Enter")
    page.click("#panel details summary")
    page.wait_for_selector("#panel blockquote")
    assert page.evaluate("window.evil") is None
    assert "</script><img" in page.inner_text("#panel")
    assert page.eval_on_selector_all("#panel a", "links => links.length") == 0
    assert page.said == []


def test_search_brings_a_name_to_the_middle_with_its_quotes(opened):
    page = opened(page_graphs.talks(120))
    page.keyboard.press("/")
    page.keyboard.type("ann leeson 3")
    page.wait_for_selector("#hits [data-node]")
    page.keyboard.press("Enter")
    assert page.inner_text("#panel h2") == "Änn Leeson 3"
    assert page.url.endswith("#focus=person%3Aann-3")
    page.click("#panel details summary")
    assert "Ann gave part 6." in page.inner_text("#panel details[open] blockquote >> nth=0")
    assert "reports/loom.md" in page.inner_text("#panel details[open] figcaption >> nth=0")


def test_a_click_on_a_node_and_on_a_line_tells_what_is_known(opened):
    page = opened(page_graphs.talks(4), "#focus=project%3Aweft-0")
    spot = page.evaluate("document.querySelector('#network').getBoundingClientRect().toJSON()")
    label = page.evaluate("window.talkgraphLabels.find(b => b.name.startsWith('Weaving'))")
    assert label is not None
    middle = (spot["x"] + spot["width"] / 2, spot["y"] + spot["height"] / 2)
    page.mouse.click(*middle)
    page.wait_for_timeout(400)
    assert page.inner_text("#panel h2") in ("Weft 0", "Statement", "Ask anything here")
    page.click("#panel button.name >> nth=0")
    assert "Weaving Cloth" in page.inner_text("#panel h2")


def test_the_legend_hides_and_shows_a_type(opened):
    page = opened(page_graphs.talks(10))
    before = page.evaluate("window.talkgraphLabels.length")
    button = page.locator("#legend button.project")
    assert button.get_attribute("aria-pressed") == "true"
    button.click()
    page.wait_for_timeout(200)
    assert button.get_attribute("aria-pressed") == "false"
    assert not any("Weft" in b["name"] for b in page.evaluate("window.talkgraphLabels"))
    button.click()
    page.wait_for_timeout(200)
    assert page.evaluate("window.talkgraphLabels.length") == before


def test_labels_do_not_overlap(opened):
    page = opened(page_graphs.talks(120))
    boxes = page.evaluate("window.talkgraphLabels")
    assert len(boxes) > 20
    for i, a in enumerate(boxes):
        for b in boxes[:i]:
            apart = (
                a["x"] >= b["x"] + b["width"] or b["x"] >= a["x"] + a["width"]
                or a["y"] >= b["y"] + b["height"] or b["y"] >= a["y"] + a["height"]
            )  # fmt: skip
            assert apart, (a, b)


def test_back_leads_back(opened):
    page = opened(page_graphs.talks(120))
    page.fill("#query", "weft 1")
    page.keyboard.press("Enter")
    page.fill("#query", "weft 2")
    page.keyboard.press("Enter")
    assert page.inner_text("#panel h2") == "Weft 2"
    page.go_back()
    page.wait_for_timeout(200)
    assert page.inner_text("#panel h2") == "Weft 1"


def test_the_table_lists_what_is_drawn(opened):
    page = opened(page_graphs.talks(10))
    page.click("#listing summary")
    assert page.locator("#listing tbody tr").count() == page_graphs.talks(10).number_of_nodes()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_fault(opened, scheme):
    axe = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
    if not axe.is_file():
        pytest.skip("axe-core isn't installed: npm install --no-save axe-core")
    page = opened(page_graphs.talks(30), "#focus=project%3Aweft-0", color_scheme=scheme, bypass_csp=True)
    page.add_script_tag(path=str(axe))
    found = page.evaluate(
        "axe.run().then(r => r.violations.map(v => v.id + ' ' + v.nodes.map(n => n.html).join(' | ')))"
    )
    assert found == []


def test_a_phone_needs_no_sideways_scrolling(opened):
    page = opened(page_graphs.talks(120), size=(390, 844), has_touch=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_an_empty_graph_says_so(opened):
    page = opened(page_graphs.empty())
    assert "An empty graph" in page.inner_text("#panel")
