"""The page in Debian's chromium: nothing is requested, nothing of a text runs, everything can be reached."""

import re
import shutil
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import page_graphs
import pytest
import rdflib

from talkgraph.outputs.page import draw
from talkgraph.outputs.rdf import turtle

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300), pytest.mark.filterwarnings("ignore::ResourceWarning")]

CHROMIUM = shutil.which("chromium")
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"


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
    """Return a function that opens a graph's page, or a file, and notes what is asked for and complained of."""
    contexts = []

    def open_page(graph, fragment="", size=(1440, 900), before="", **options):
        path = graph if isinstance(graph, Path) else tmp_path / f"page-{len(contexts)}.html"
        if not isinstance(graph, Path):
            draw(graph, title="LoomConf").save(path)
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, **options)
        contexts.append(context)
        page = context.new_page()
        page.asked, page.said = [], []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("console", lambda message: page.said.append(message.text))
        page.on("pageerror", lambda error: page.said.append(str(error)))
        page.on("dialog", lambda dialog: (page.said.append(dialog.message), dialog.dismiss()))
        if before:
            page.add_init_script(before)
        page.goto(path.as_uri() + fragment)
        page.wait_for_selector("body[data-ready], #panel [role=alert], iframe")
        return page

    yield open_page
    for context in contexts:
        context.close()


def find(page, text):
    page.keyboard.press("/")
    page.keyboard.type(text)
    page.wait_for_selector("#hits [data-node]")
    page.keyboard.press("Enter")


def spot(page, *ids):
    """Return where a node, or the middle of the line between two, is on the screen."""
    return page.evaluate("ids => ids.length > 1 ? talkgraph.line(...ids) : talkgraph.node(...ids)", list(ids))


def click(page, *ids, times=1):
    place = spot(page, *ids)
    page.mouse.click(place["x"], place["y"], click_count=times, delay=20)


def heading(page, text):
    page.wait_for_selector(f"#panel h2:text-is({text!r})", timeout=3000)


def labels(page):
    # two frames: the drawing asks for one, and writes its labels in it
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return page.evaluate("talkgraph.labels()")


@pytest.mark.parametrize("make", [page_graphs.week, lambda: page_graphs.talks(160), page_graphs.empty])
def test_nothing_is_requested_and_nothing_complains(opened, make):
    page = opened(make())
    assert [url for url in page.asked if not url.startswith("file:")] == []
    assert len(page.asked) == 1
    assert page.said == []


def test_hostile_texts_are_shown_and_never_run(opened):
    page = opened(page_graphs.hostile())
    find(page, "weaving")
    page.click("#panel .proof summary >> nth=0")
    assert "</script><img" in page.inner_text("#panel .proof blockquote")
    assert "⟨202e⟩⟨2028⟩" in page.inner_text("#panel h2")
    page.click("#listing summary")
    for part in ("#panel", "#listing", "#hits", "header"):
        assert page.eval_on_selector_all(f"{part} img, {part} script, {part} b", "found => found.length") == 0
    click(page, *page.evaluate("[talkgraph.labels()[0].id]"))
    assert page.eval_on_selector_all("#panel a", "links => links.length") == 0
    assert page.evaluate("window.evil") is None
    assert page.said == []


def test_an_address_that_slipped_through_does_not_become_a_link(opened, tmp_path, monkeypatch):
    # the schema refuses such a graph; the page has a lock of its own
    graph = page_graphs.talks(2)
    graph.nodes["project:weft-1"]["same_as"] = ["javascript:window.evil=1", "https://weft.example/"]
    graph.graph["documents"]["report"]["url"] = "javascript:window.evil=1"
    monkeypatch.setattr(sys.modules["talkgraph.outputs.page.draw"], "check_shape", lambda graph: None)
    page = opened(graph, "#focus=project:weft-1")
    page.click("#panel .proof summary >> nth=0")
    page.wait_for_selector("#panel figure")
    assert page.eval_on_selector_all("#panel a", "all => all.map(a => a.href + a.rel)") == [
        "https://weft.example/noopener noreferrer"
    ]


def test_search_brings_a_name_to_the_middle_with_its_quotes(opened):
    page = opened(page_graphs.talks(160))
    find(page, "lesson 3")  # a slip: Leeson
    heading(page, "Änn Leeson 3")
    assert page.url.endswith("#focus=person:ann-3")
    assert page.evaluate("document.activeElement.tagName") == "H2"
    page.click("#panel .proof summary >> nth=0")
    assert page.inner_text("#panel .proof blockquote") == "Ann gave part 6."
    caption = page.inner_text("#panel .proof figcaption")
    for said in ("LoomConf", "2019", "reports/loom.md", "rule title-by-speaker", "confidence 0.90"):
        assert said in caption


def test_search_by_alias_says_so_and_arrow_keys_choose(opened):
    page = opened(page_graphs.week())
    page.fill("#query", "thread number")
    assert "also thread number" in page.inner_text("#hit0")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.get_attribute("#query", "aria-activedescendant") == "hit1"
    chosen = page.inner_text("#hit1 .hit-name").split(" also")[0].strip()
    page.keyboard.press("Enter")
    heading(page, chosen)
    page.fill("#query", "nobody of this name")
    assert "Nothing" in page.inner_text("#hits")
    page.keyboard.press("Escape")
    assert page.is_hidden("#hits")


def test_a_click_on_a_mark_tells_what_is_known(opened):
    page = opened(page_graphs.week())
    click(page, "person:ann-0")
    heading(page, "Änn Leeson 0")
    text = page.inner_text("#panel")
    for said in ("person", "Gave", "Weaving Cloth at Scale, Part 0", "Works on", "Weft 0", "Ann looks after Weft 0."):
        assert said.lower() in text.lower()
    page.click("#panel button.name:has-text('Weft 0') >> nth=0")
    heading(page, "Weft 0")


def test_a_click_on_a_line_tells_who_says_so(opened):
    page = opened(page_graphs.week())
    click(page, "person:ann-0", "project:weft-0")
    heading(page, "Who says so")
    assert "works on" in page.inner_text("#panel .statement")
    assert "Ann looks after Weft 0." in page.inner_text("#panel blockquote")
    assert "reports/loom.md" in page.inner_text("#panel figcaption")


def test_a_line_of_the_overview_tells_the_talks_in_common(opened):
    page = opened(page_graphs.talks(160))
    click(page, "event:loomconf-2019", "project:weft-0")
    heading(page, "16 talks in common")
    page.click("#panel .proof summary >> nth=0")
    assert "LoomConf" in page.inner_text("#panel .proof blockquote")
    page.click("#panel button.rest")
    assert page.locator("#panel .relations > li").count() == 16


def test_a_double_click_brings_a_mark_to_the_middle_and_more_can_be_opened(opened):
    page = opened(page_graphs.week())
    click(page, "project:weft-1", times=2)
    page.wait_for_function("location.hash === '#focus=project:weft-1'")
    before = page.inner_text("#shown")
    click(page, "event:loomconf-2019")
    heading(page, "LoomConf 2019")
    page.click("#panel button:has-text('Show more around it')")
    assert page.inner_text("#shown") != before
    assert page.url.endswith("#focus=project:weft-1,event:loomconf-2019")


def test_a_path_between_two_is_drawn_and_told(opened):
    page = opened(page_graphs.week(), "#focus=person:ann-0")
    page.click("#panel button.name:has-text('Weft 0') >> nth=0")
    page.go_back()
    heading(page, "Änn Leeson 0")
    click(page, "event:loomconf-2019")
    page.click("#panel button:has-text('Path from')")
    page.wait_for_function("location.hash.startsWith('#path=person:ann-0,')")
    heading(page, "What joins them")
    assert page.locator("#panel .statement").count() == 2


def test_the_legend_hides_and_shows_a_type(opened):
    page = opened(page_graphs.week())
    button = page.locator("#legend button.project")
    assert button.get_attribute("aria-pressed") == "true"
    assert button.inner_text().split() == ["projects", "10"]
    assert any("Weft" in label["text"] for label in labels(page))
    button.click()
    assert button.get_attribute("aria-pressed") == "false"
    assert not any("Weft" in label["text"] for label in labels(page))
    assert page.inner_text("#shown").startswith("50 of 60")
    assert page.url.endswith("#hide=project")
    button.click()
    assert any("Weft" in label["text"] for label in labels(page))


def test_labels_are_many_and_do_not_overlap(opened):
    page = opened(page_graphs.week())
    boxes = labels(page)
    assert len(boxes) >= 0.9 * 60
    for i, a in enumerate(boxes):
        for b in boxes[:i]:
            apart = (
                a["x"] >= b["x"] + b["width"] or b["x"] >= a["x"] + a["width"]
                or a["y"] >= b["y"] + b["height"] or b["y"] >= a["y"] + a["height"]
            )  # fmt: skip
            assert apart, (a, b)


def test_every_view_comes_back_from_its_address(opened):
    graph = page_graphs.week()
    for fragment in (
        "#focus=project:weft-1,event:loomconf-2019&hide=topic",
        "#path=person:ann-0,talk:weaving-0.loomconf-2019",
    ):
        page = opened(graph, fragment)
        shown = page.inner_text("#shown")
        page.reload()
        page.wait_for_selector("body[data-ready]")
        assert page.url.endswith(fragment)
        assert page.inner_text("#shown") == shown


def test_back_leads_back_by_button_and_by_browser(opened):
    page = opened(page_graphs.talks(160))
    assert page.is_disabled("#back")
    find(page, "weft 1")
    find(page, "weft 2")
    heading(page, "Weft 2")
    page.click("#back")
    heading(page, "Weft 1")
    page.go_back()
    heading(page, "Ask anything here")
    assert page.is_disabled("#back")
    page.go_forward()
    heading(page, "Weft 1")


def test_the_keyboard_is_enough(opened):
    page = opened(page_graphs.week())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to what is known"
    find(page, "ann leeson 0")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.className") == "name":
            break
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    name = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    heading(page, name)
    page.keyboard.press("Escape")
    heading(page, "Ask anything here")


def test_the_table_lists_what_is_drawn_and_joined(opened):
    page = opened(page_graphs.week())
    page.click("#listing summary")
    assert page.locator("#listing tbody tr").count() == 60
    row = page.locator("#listing tbody tr", has_text="Fibërville").filter(has=page.locator("th:has-text('Fibër')"))
    assert row.locator("td").all_inner_texts() == ["place", "1", "LoomConf 2019"]
    row.locator("button").click()
    heading(page, "Fibërville")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1440, 900), (390, 844)])
def test_axe_finds_no_fault(opened, scheme, size):
    if not AXE.is_file():
        pytest.skip("axe-core isn't installed: npm install --no-save axe-core")
    page = opened(page_graphs.week(), color_scheme=scheme, size=size, bypass_csp=True)
    page.add_script_tag(path=str(AXE))

    def check():
        asked = "axe.run().then(r => r.violations.map(v => v.id + ' ' + v.nodes.map(n => n.html).join(' | ')))"
        assert page.evaluate(asked) == []

    check()
    page.fill("#query", "weft")
    check()
    page.keyboard.press("Enter")
    page.click("#panel .proof summary >> nth=0")
    page.click("#listing summary")
    page.click("#legend button.place")
    page.click("#filters summary")
    page.click("#sharing summary")
    check()


@pytest.mark.parametrize("fragment", ["", "#focus=project:weft-0"])
def test_a_phone_needs_no_sideways_scrolling(opened, fragment):
    page = opened(page_graphs.talks(160), fragment, size=(390, 844), has_touch=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.evaluate("document.querySelector('#network').clientHeight") > 180
    small = "all => all.filter(b => b.getBoundingClientRect().height < 44).map(b => b.outerHTML)"
    assert (
        page.eval_on_selector_all(
            "header button, #legend button, #zoom button", small.replace("b.get", "b.offsetParent && b.get")
        )
        == []
    )


def test_zoom_and_fit_are_buttons_too(opened):
    page = opened(page_graphs.week())
    widest = lambda: max(label["width"] for label in labels(page))  # noqa: E731
    before = widest()
    page.click("#farther")
    page.click("#farther")
    page.click("#farther")
    assert widest() != before
    page.click("#fit")
    assert widest() == before


def test_the_picture_is_a_png_of_what_is_seen(opened, tmp_path):
    page = opened(page_graphs.week())
    with page.expect_download() as waiting:
        page.click("#sharing summary")
        page.click("#as-png")
    waiting.value.save_as(tmp_path / "seen.png")
    assert (tmp_path / "seen.png").read_bytes().startswith(b"\x89PNG")
    assert waiting.value.suggested_filename == "talkgraph.png"


def test_what_is_seen_goes_out_as_svg_turtle_and_csv(opened, tmp_path):
    page = opened(page_graphs.week(), "#focus=person:ann-0&steps=1", permissions=["clipboard-read", "clipboard-write"])
    page.click("#sharing summary")
    with page.expect_download() as waiting:
        page.click("#as-svg")
    waiting.value.save_as(tmp_path / "seen.svg")
    svg = ET.parse(tmp_path / "seen.svg").getroot()
    texts = [each.text for each in svg.iter("{http://www.w3.org/2000/svg}text")]
    assert "Änn Leeson 0" in texts
    page.evaluate("navigator.clipboard.writeText = async text => { window.copied = text }")
    page.click("#as-csv")
    page.wait_for_function("window.copied?.startsWith('source,')")
    rows = page.evaluate("window.copied").strip().split("\r\n")
    assert "person:ann-0,Änn Leeson 0,worksOn,project:weft-0,Weft 0,0.90" in rows
    page.click("#as-turtle")
    page.wait_for_function("window.copied.startsWith('@prefix')")
    seen = rdflib.Graph().parse(data=page.evaluate("window.copied"), format="turtle")
    whole = rdflib.Graph().parse(data=b"".join(turtle.write(page_graphs.week())), format="turtle")
    assert len(seen) > 8
    unlabelled = {triple for triple in seen if triple[1] != rdflib.RDFS.label}  # names have no language here
    assert unlabelled <= set(whole), "it says nothing that the export doesn't say"


def test_one_step_two_steps_hide_pin_and_forward(opened):
    page = opened(page_graphs.week(), "#focus=project:weft-1")
    count = lambda: int(page.inner_text("#shown").split()[0])  # noqa: E731
    two = count()
    page.click("#panel button:text-is('Show one step')")
    one = count()
    assert one < two
    assert page.url.endswith("&steps=1")
    page.go_back()
    page.wait_for_function(f"document.querySelector('#shown').textContent.startsWith('{two} ')")
    page.click("#forward")
    page.wait_for_function(f"document.querySelector('#shown').textContent.startsWith('{one} ')")
    assert page.is_disabled("#forward")
    click(page, "project:weft-0")
    page.click("#panel button:text-is('Hide')")
    assert "gone=project:weft-0" in page.url
    assert count() == one - 1
    page.click("#unhide")
    assert count() == one
    click(page, "project:weft-0")
    page.click("#panel button:text-is('Pin')")
    find(page, "thread number 3")
    heading(page, "yarn 3")
    assert page.evaluate("talkgraph.labels().map(each => each.id)").count("project:weft-0") == 1


def test_neighbours_are_opened_by_type(opened):
    page = opened(page_graphs.week(), "#focus=project:weft-1&steps=1")
    page.click("#panel button.name:has-text('Part 1') >> nth=0")
    page.go_back()
    click(page, "talk:weaving-1.loomconf-2019")
    page.click("#panel button:has-text('+ people')")
    assert page.url.split("#")[1].startswith("focus=project:weft-1,talk:weaving-1.loomconf-2019~person")
    assert page.evaluate("talkgraph.labels().map(each => each.id)").count("person:ann-0") == 1


def test_filters_leave_what_they_say_and_can_be_cleared(opened):
    graph = page_graphs.week()
    graph.nodes["talk:weaving-3.loomconf-2019"]["date"] = "2017-05-04"
    page = opened(graph)
    page.click("#filters summary")
    page.uncheck("#filters input[value=gave]")
    assert page.url.endswith("#without=gave")
    assert "filtered" in page.inner_text("#shown")
    click(page, "talk:weaving-0.loomconf-2019")
    assert "Given by" not in page.inner_text("#panel")
    page.fill("#year-to", "2018")
    page.wait_for_function("location.hash.includes('years=2017,2018')")
    assert page.evaluate("talkgraph.labels().filter(each => each.id.startsWith('talk:')).map(each => each.id)") == [
        "talk:weaving-3.loomconf-2019"
    ]
    page.click("#filters button[type=reset]")
    assert page.inner_text("#shown").startswith("60 of 60")
    page.fill("#sure", "0.95")
    page.wait_for_function("location.hash === '#sure=0.95'")


def test_an_event_leaves_its_talks_and_the_panel_tells_them_by_year(opened):
    graph = page_graphs.week()
    page_graphs.node(graph, "event:wool-2021", "event", "Wool 2021")
    page_graphs.node(graph, "talk:carding.wool-2021", "talk", "Carding")
    page_graphs.edge(graph, "talk:carding.wool-2021", "presentedAt", "event:wool-2021", "Carding was told at Wool.")
    page_graphs.edge(graph, "talk:carding.wool-2021", "about", "project:weft-1", "Carding with Weft.")
    page = opened(graph, "#focus=project:weft-1")
    assert page.locator("#panel .years li").all_inner_texts() == ["2019\n2", "2021\n1"]
    page.click("#panel .year:text-is('2021')")
    assert "years=2021,2021" in page.url
    page.click("#filters summary")
    page.click("#filters button[type=reset]")
    page.select_option("#event", label="Wool 2021")
    assert page.inner_text("#shown").startswith("3 of 62")


def test_a_path_is_asked_for_by_the_search(opened):
    page = opened(page_graphs.week())
    find(page, "ann leeson 0")
    page.click("#panel button:text-is('Path to …')")
    page.keyboard.type("textile week")
    page.keyboard.press("Enter")
    heading(page, "What joins them")
    assert "#path=person:ann-0," in page.url
    assert page.url.endswith("event:textile-week")


def test_many_talks_around_a_node_are_lines_until_one_asks_for_them(opened):
    page = opened(page_graphs.talks(160), "#focus=event:loomconf-2019")
    kinds = "talkgraph.labels().map(each => each.id.split(':')[0])"
    assert "talk" not in page.evaluate(kinds)
    click(page, "event:loomconf-2019", "topic:dyeing-1")
    heading(page, "32 talks in common")
    page.evaluate("location.hash = 'focus=event:loomconf-2019&steps=1'")
    page.wait_for_function("talkgraph.labels().some(each => each.id.startsWith('talk:'))")


def test_communities_lead_to_their_members(opened):
    page = opened(page_graphs.talks(160))
    button = page.locator("#panel button.community").first
    name = button.inner_text()
    button.click()
    heading(page, name.split(",")[0])
    assert int(page.inner_text("#shown").split()[0]) > 5


def test_without_evidence_the_page_asks_nothing_and_works(opened, tmp_path):
    path = tmp_path / "bare.html"
    draw(page_graphs.week(), evidence=False).save(path)
    page = opened(path, "#focus=person:ann-0")
    heading(page, "Änn Leeson 0")
    assert page.locator("#panel .proof").count() == 0
    assert page.said == []


def test_an_empty_graph_says_so(opened):
    page = opened(page_graphs.empty())
    heading(page, "An empty graph")
    assert page.inner_text("#shown") == "0 of 0 shown"


def test_an_old_browser_is_told(opened):
    page = opened(page_graphs.week(), before="delete window.DecompressionStream")
    assert "newer browser" in page.inner_text("#panel")


def test_in_a_notebook_it_works_inside_its_frame(opened, tmp_path):
    notebook = tmp_path / "notebook.html"
    notebook.write_text(f"<!doctype html><body>{draw(page_graphs.week())._repr_html_()}", encoding="utf-8")
    page = opened(notebook)
    frame = page.frame_locator("iframe")
    frame.locator("#query").fill("weft 3")
    frame.locator("#hit0").click()
    assert frame.locator("#panel h2").inner_text() == "Weft 3"
    frame.locator("#legend button.topic").click()
    frame.locator("#back").click()
    frame.locator("#back").click()
    assert frame.locator("#panel h2").inner_text() == "Ask anything here"
    assert [text for text in page.said if not re.search("sandbox", text)] == []
    assert [url for url in page.asked if not url.startswith(("file:", "about:"))] == []
