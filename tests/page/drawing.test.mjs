// Where labels and nodes go.
import assert from "node:assert/strict";
import test from "node:test";
import { fitting, placeLabels, shorten } from "../../src/talkgraph/outputs/page/script/labels.js";
import { placeBeside, placeRings } from "../../src/talkgraph/outputs/page/script/place.js";

const label = (x, y, ...more) => ({
  spots: [{ x, y }, ...more],
  width: 50,
  height: 15,
  mark: { x: x + 25, y: y - 20, r: 5 },
});
const numbers = (found) => found.map(([i]) => i);

test("labels never overlap, the important ones come first", () => {
  assert.deepEqual(numbers(placeLabels([label(0, 0), label(20, 5), label(100, 0)])), [0, 2]);
  assert.deepEqual(numbers(placeLabels([label(0, 0), label(20, 5)], new Set([1]))), [1]);
});

test("a label takes the first of its spots that is free", () => {
  const [, [second, box]] = placeLabels([label(0, 0), label(20, 5, { x: 20, y: 60 })]);
  assert.deepEqual([second, box.y], [1, 60]);
});

test("labels keep clear of marks, and of what is there already", () => {
  const covering = { ...label(0, 0), mark: { x: 500, y: 500, r: 5 } };
  const covered = { ...label(300, 0), mark: { x: 25, y: 8, r: 5 } };
  assert.deepEqual(numbers(placeLabels([covering, covered])), [1]);
  assert.deepEqual(numbers(placeLabels([label(0, 0)], new Set(), [{ x: 10, y: 0, width: 5, height: 5 }])), []);
});

test("long names are cut at a word, and never inside a letter", () => {
  assert.equal(shorten("Weaving cloth at scale in very large mills", 20), "Weaving cloth at…");
  assert.equal(shorten("short"), "short");
  assert.equal(shorten("🧶".repeat(12), 10), `${"🧶".repeat(10)}…`);
});

test("all marks and labels fit at the scale that is found, as large as may be", () => {
  const items = [
    { x: -700, y: -300, half: 60 },
    { x: 900, y: 350, half: 90 },
  ];
  const { scale, x, y } = fitting(items, 1000, 700, 1.5);
  const left = (items[0].x - x) * scale - 60 + 500;
  const right = (items[1].x - x) * scale + 90 + 500;
  assert.ok(left >= -0.5 && right <= 1000.5 && right - left > 990, `${left} ${right}`);
  assert.ok((items[1].y - y) * scale < 350);
  assert.equal(fitting([{ x: 0, y: 0, half: 20 }], 1000, 700, 1.5).scale, 1.5);
});

test("rings and openings leave no two nodes on one spot", () => {
  const spots = (places) => new Set(places.map(({ x, y }) => `${Math.round(x)} ${Math.round(y)}`)).size;
  for (const [near, far] of [
    [0, 0],
    [1, 1],
    [4, 3],
    [30, 30],
  ]) {
    const ring = Array.from({ length: near }, (_, k) => k + 1);
    const outer = Array.from({ length: far }, (_, k) => k + 1 + near);
    const places = placeRings([[0], ring, outer], (a, b) => (a + b) % 3 === 0, String);
    assert.equal(places.size, 1 + near + far);
    assert.equal(spots([...places.values()]), 1 + near + far);
    const beside = placeBeside({ x: 100, y: 0 }, { x: 0, y: 0 }, 20, [...places.values()]);
    assert.equal(spots([...places.values(), ...beside]), 21 + near + far);
  }
});
