// The parts of the page's script that need no browser.
import assert from "node:assert/strict";
import test from "node:test";
import { fold, visible, webAddress } from "../../src/talkgraph/outputs/page/script/fold.js";
import { makeIndex, nearly, search } from "../../src/talkgraph/outputs/page/script/search.js";
import { around, between, makeStore, path } from "../../src/talkgraph/outputs/page/script/store.js";
import { placeLabels, shorten } from "../../src/talkgraph/outputs/page/script/labels.js";
import { placeBeside, placeRings } from "../../src/talkgraph/outputs/page/script/place.js";

const KINDS = ["person", "talk", "project"];
const DATA = {
  id: ["person:a", "person:b", "project:x", "project:y", "talk:t", "talk:u"],
  name: ["Änn Leeson", "Bo Ek", "QEMU", "libvirt", "Weaving", "Dyeing"],
  aliases: [["Ann"], [], ["Quick Emulator"], [], [], []],
  type: [0, 0, 2, 2, 1, 1],
  edges: [[0, 4, 0, 0.9, []], [1, 5, 0, 0.9, []], [4, 2, 2, 0.9, []], [5, 2, 2, 0.8, []], [5, 3, 2, 0.8, []]],
};
const store = () => makeStore(DATA, KINDS, ["gave", "presentedAt", "about"]);

test("names are folded as people type them", () => {
  assert.equal(fold("Hajnóczi, Stefan!"), "hajnoczi stefan");
  assert.equal(fold("日本語"), "日本語");
});

test("control and bidirectional marks are made visible", () => {
  assert.equal(visible("a\u202eb\u001b"), "a⟨202e⟩b⟨001b⟩");
});

test("only addresses of the web become links", () => {
  assert.equal(webAddress("javascript:alert(1)"), "");
  assert.equal(webAddress("data:text/html,x"), "");
  assert.equal(webAddress("https://example.org/a b"), "https://example.org/a%20b");
});

test("search finds names, aliases, word beginnings and near misses, the best first", () => {
  const index = makeIndex(DATA.name, DATA.aliases);
  const find = (text) => search(index, text, () => 0);
  assert.deepEqual(find("ann lee"), [0]);
  assert.deepEqual(find("emul"), [2]);
  assert.deepEqual(find("libvrit"), [3]);
  assert.deepEqual(find("nothing"), []);
  assert.deepEqual(find("  "), []);
});

test("near means one letter", () => {
  assert.ok(nearly("qemu", "qmeu"));
  assert.ok(nearly("qemu", "qem"));
  assert.ok(!nearly("qemu", "xen"));
});

test("around a node stand its neighbours, and what its talks lead to", () => {
  const [middle, near, far] = around(store(), 2);
  assert.deepEqual(middle, [2]);
  assert.deepEqual([...near].sort(), [4, 5]);
  assert.deepEqual([...far].sort(), [0, 1, 3]);
});

test("lines are drawn between drawn nodes only", () => {
  assert.deepEqual(between(store(), new Set([0, 4, 2])).map((e) => e.number), [0, 2]);
});

test("a path leads over shared talks, or there is none", () => {
  assert.deepEqual(path(store(), 0, 1), [0, 4, 2, 5, 1]);
  const apart = makeStore({ ...DATA, edges: [] }, KINDS, ["gave"]);
  assert.deepEqual(path(apart, 0, 1), []);
});

test("labels never overlap, the important ones come first, a second spot is tried", () => {
  const label = (x, y, ...more) => ({ spots: [{ x, y }, ...more], width: 50, height: 15, mark: { x: x + 25, y: y - 20, r: 5 } });
  const numbers = (found) => found.map(([i]) => i);
  assert.deepEqual(numbers(placeLabels([label(0, 0), label(20, 5), label(100, 0)])), [0, 2]);
  assert.deepEqual(numbers(placeLabels([label(0, 0), label(20, 5)], new Set([1]))), [1]);
  const [, [second, box]] = placeLabels([label(0, 0), label(20, 5, { x: 20, y: 60 })]);
  assert.deepEqual([second, box.y], [1, 60]);
});

test("long names are cut at a word", () => {
  assert.equal(shorten("Weaving cloth at scale in very large mills", 20), "Weaving cloth at…");
  assert.equal(shorten("short"), "short");
});

test("rings and expansions leave no two nodes on one spot", () => {
  const rings = [[0], [1, 2, 3, 4], [5, 6, 7]];
  const places = placeRings(rings, (a, b) => (a + b) % 2 === 0, String);
  const spots = [...places.values()].map(({ x, y }) => `${Math.round(x)} ${Math.round(y)}`);
  assert.equal(new Set(spots).size, 8);
  const beside = placeBeside({ x: 100, y: 0 }, { x: 0, y: 0 }, 20, [...places.values()]);
  assert.equal(new Set(beside.map(({ x, y }) => `${Math.round(x)} ${Math.round(y)}`)).size, 20);
});
