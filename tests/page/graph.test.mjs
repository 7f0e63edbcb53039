// The graph in the page: what is near what, what is drawn, and how the address names it.
import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import test from "node:test";
import { toCsv, toSvg } from "../../src/talkgraph/outputs/page/script/export.js";
import { putInForce } from "../../src/talkgraph/outputs/page/script/filter.js";
import { groups } from "../../src/talkgraph/outputs/page/script/panel.js";
import { pieces, tellingQuote } from "../../src/talkgraph/outputs/page/script/quotes.js";
import { BEGINNING, fromFragment, toFragment } from "../../src/talkgraph/outputs/page/script/state.js";
import * as graph from "../../src/talkgraph/outputs/page/script/store.js";
import { drawnNeighbours } from "../../src/talkgraph/outputs/page/script/table.js";
import { firstView, focusView, pathView } from "../../src/talkgraph/outputs/page/script/view.js";
import { ANN, BO, DATA, DYEING, HEDDLE, LOOMCONF, WEAVING, WEFT, columns, store } from "./sample.mjs";

test("what Python squeezed is unpacked", async () => {
  const packed = gzipSync(JSON.stringify({ name: ["Änn"] })).toString("base64");
  assert.deepEqual(await graph.unpack(`\n${packed}\n`), { name: ["Änn"] });
});

test("around a node stand its neighbours, and what its talks lead to", () => {
  const [middle, near, far] = graph.around(store(), HEDDLE);
  assert.deepEqual(middle, [HEDDLE]);
  assert.deepEqual([...near].sort(), [DYEING, WEAVING]);
  assert.deepEqual([...far].sort(), [ANN, BO, WEFT, LOOMCONF]);
  assert.equal(graph.around(store(), HEDDLE, 3).flat().length, 4, "the middle and no more than three");
});

test("two things share the talks that lead to both", () => {
  assert.deepEqual(graph.sharedTalks(store(), HEDDLE, WEFT), [WEAVING]);
  assert.deepEqual(graph.sharedTalks(store(), ANN, BO), []);
  assert.deepEqual(graph.throughTalks(store(), BO), [
    [HEDDLE, 1],
    [WEFT, 1],
  ]);
});

test("edges are drawn between drawn nodes only, each once", () => {
  const found = graph.between(store(), new Set([ANN, DYEING, HEDDLE]));
  assert.deepEqual(
    found.map(({ number }) => number),
    [0, 2],
  );
});

test("a path leads over shared talks, or there is none", () => {
  assert.deepEqual(graph.path(store(), ANN, BO), [ANN, DYEING, HEDDLE, WEAVING, BO]);
  assert.deepEqual(graph.path(store(columns([])), ANN, BO), []);
});

test("a talk is told in short by who gave it where, without what is known already", () => {
  assert.equal(graph.inShort(store(), DYEING), "Änn Leeson · LoomConf · 2019");
  assert.equal(graph.inShort(store(), DYEING, ANN), "LoomConf · 2019");
  assert.equal(graph.inShort(store(), HEDDLE), "");
});

test("the first view draws what Python chose; a line of talks in common stands for these talks", () => {
  const drawn = {
    nodes: [
      { id: "project:heddle", x: 0, y: 0 },
      { id: "project:weft", x: 9, y: 9 },
      { id: "talk:dyeing", x: 5, y: 5 },
    ],
    edges: [
      { from: "project:heddle", to: "project:weft", predicate: "talks", talks: 1 },
      { from: "talk:dyeing", to: "project:heddle", predicate: "about", talks: 0 },
    ],
  };
  const { places, lines } = firstView(store(), drawn);
  assert.deepEqual(places.get(WEFT), { x: 9, y: 9 });
  assert.deepEqual(lines[0].talks, [WEAVING]);
  assert.deepEqual([lines[0].words, lines[0].arrow], ["1 talk", false]);
  assert.equal(lines[1].edges[0].number, 2);
  assert.equal(lines[1].words, "about");
});

test("a view around a node can be opened further, and nothing drawn moves", () => {
  const small = store();
  const before = focusView(small, LOOMCONF);
  assert.ok(!before.places.has(WEFT));
  const after = focusView(small, LOOMCONF, [[HEDDLE], [WEAVING]]);
  for (const [node, place] of before.places) assert.deepEqual(after.places.get(node), place);
  assert.ok(after.places.has(WEFT) && after.lines.some((line) => line.from === WEAVING && line.to === WEFT));
});

test("a path is drawn from left to right", () => {
  const { places, lines } = pathView(store(), [ANN, DYEING, HEDDLE]);
  assert.ok(places.get(ANN).x < places.get(DYEING).x && places.get(DYEING).x < places.get(HEDDLE).x);
  assert.equal(lines.length, 2);
});

test("relations are grouped as they are said from a node's side, in the order of predicates", () => {
  const found = groups(store(), DYEING);
  assert.deepEqual(
    found.map(([words]) => words),
    ["given by", "presented at", "about"],
  );
  assert.equal(groups(store(), HEDDLE)[0][0], "talks about it");
  assert.deepEqual(
    groups(store(), HEDDLE)[0][1].map(([, other]) => other),
    [WEAVING, DYEING],
    "without a date first",
  );
});

test("the table says what is joined in the drawing", () => {
  const rows = drawnNeighbours(store(), [ANN, DYEING, WEFT], [{ from: ANN, to: DYEING }]);
  assert.deepEqual(
    new Map(rows),
    new Map([
      [DYEING, [ANN]],
      [ANN, [DYEING]],
      [WEFT, []],
    ]),
  );
});

test("names are marked in a quote as whole words, the longest first", () => {
  assert.deepEqual(pieces("Ann Lee, Annex and ann.", ["Ann", "Ann Lee"]), [
    ["Ann Lee", true],
    [", Annex and ", false],
    ["ann", true],
    [".", false],
  ]);
  assert.deepEqual(pieces("a (b) c", ["(b)"]), [
    ["a ", false],
    ["(b)", true],
    [" c", false],
  ]);
  assert.deepEqual(pieces("nothing", []), [["nothing", false]]);
});

test("of several quotes the one is shown that names both ends", () => {
  const evidence = [{ quote: "LoomConf 2019" }, { quote: "Ann spoke on Dyeing." }];
  assert.equal(tellingQuote(evidence, ["LoomConf"], ["Dyeing"]), "Ann spoke on Dyeing.");
  assert.equal(tellingQuote(evidence, ["LoomConf"], []), "LoomConf 2019");
});

test("evidence is unpacked when it is asked for, with its quote, rule and document", async () => {
  const small = store();
  const [found] = await small.evidence(small.edge(0));
  assert.deepEqual(found, { paper: 0, start: 5, quote: "Ann spoke on Dyeing.", rule: "title-by-speaker", confidence: 0.9 });
  assert.deepEqual((await small.document(0))[0], "reports/loom.md");
  assert.deepEqual(await small.evidence(small.edge(1)), []);
  assert.deepEqual(await store({ evidence: false }).evidence(small.edge(0)), []);
});

const filtered = (parts) => {
  const small = store();
  putInForce(small, { ...BEGINNING, ...parts });
  return small;
};
const seen = (small) => DATA.id.filter((_, i) => small.isSeen(i));

test("a filter by years leaves talks and events of them, and what these lead to", () => {
  assert.deepEqual(seen(filtered({ years: ["2018", "2018"] })), [
    "person:bo",
    "project:heddle",
    "project:weft",
    "talk:weaving",
  ]);
  assert.equal(filtered({}).seen, null, "no filter, no cost");
});

test("a filter by event leaves its talks, one by relation or confidence leaves the others", () => {
  assert.deepEqual(seen(filtered({ event: ["event:loomconf"] })), [
    "person:ann",
    "project:heddle",
    "talk:dyeing",
    "event:loomconf",
  ]);
  const unsaid = filtered({ without: ["about"] });
  assert.deepEqual(graph.neighbours(unsaid, DYEING), [ANN, LOOMCONF]);
  assert.deepEqual(graph.neighbours(filtered({ sure: ["0.85"] }), DYEING), [HEDDLE, ANN]);
  assert.deepEqual(graph.path(unsaid, ANN, BO), []);
});

test("at one step stand neighbours only; what is hidden stays away, what is pinned stays", () => {
  const drawn = (options) => [...focusView(store(), HEDDLE, [], options).places.keys()].sort();
  assert.deepEqual(drawn({ steps: 1 }), [HEDDLE, DYEING, WEAVING].sort());
  assert.deepEqual(drawn({ steps: 1, gone: new Set([DYEING]) }), [HEDDLE, WEAVING].sort());
  assert.deepEqual(drawn({ steps: 1, pinned: [LOOMCONF] }), [HEDDLE, DYEING, WEAVING, LOOMCONF].sort());
  const people = focusView(store(), LOOMCONF, [[DYEING, "person"]], { steps: 1 });
  assert.deepEqual([...people.places.keys()].sort(), [ANN, DYEING, LOOMCONF].sort());
});

test("statements go out as CSV that no spreadsheet runs", () => {
  const evil = store({ name: DATA.name.with(ANN, '=cmd|"x",1') });
  const [head, first] = toCsv(evil, [evil.edge(0)]).split("\r\n");
  assert.equal(head, "source,source_name,predicate,target,target_name,confidence");
  assert.equal(first, `person:ann,"'=cmd|""x"",1",gave,talk:dyeing,Dyeing,0.90`);
});

test("an SVG holds names as text", () => {
  const label = { text: "<script>&", x: 0, y: 0, width: 9, height: 9 };
  const mark = { x: 0, y: 0, r: 6, kind: { shape: "dot" }, colour: "#123" };
  const svg = toSvg({ title: "</title>", marks: [mark], lines: [], labels: [label], size: 12 }, { paper: "#fff", line: "#999", ink: "#000" });
  assert.ok(svg.includes("&lt;script&gt;&amp;") && svg.includes("&lt;/title&gt;") && !svg.includes("<script"));
});

const isNode = (id) => ["person:ann", "project:c-plus-plus", "talk:日本"].includes(id);
const isKind = (name) => ["talk", "topic"].includes(name);
const isPredicate = (name) => name === "about";
const read = (text) => fromFragment(text, isNode, isKind, isPredicate);

test("a state is named by the address, readably, and read back from it", () => {
  const state = {
    ...BEGINNING,
    focus: ["person:ann", "talk:日本~talk"],
    steps: ["1"],
    hide: ["talk"],
    gone: ["project:c-plus-plus"],
    without: ["about"],
    years: ["2015", "2020"],
    sure: ["0.9"],
  };
  assert.equal(toFragment({ ...BEGINNING, focus: ["person:ann"] }), "focus=person:ann");
  assert.deepEqual(read(`#${toFragment(state)}`), state);
  assert.equal(toFragment(BEGINNING), "");
  assert.deepEqual(read(""), BEGINNING);
});

test("an address that was written by hand, or by an enemy, names what there is and no more", () => {
  assert.deepEqual(read("#focus=person%3Aann,person:nobody&hide=everything,topic"), {
    ...BEGINNING,
    focus: ["person:ann"],
    hide: ["topic"],
  });
  assert.deepEqual(read("#years=2020,2015&sure=2&event=nowhere&without=everything&steps=9"), BEGINNING);
  assert.deepEqual(read("#focus=%E0%A4%A&&=&path=person:ann"), BEGINNING);
  assert.deepEqual(read("#path=person:ann,project:c-plus-plus&focus=person:ann").focus, []);
});
