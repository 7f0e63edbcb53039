// Names as people type them, and texts as they may be shown.
import assert from "node:assert/strict";
import test from "node:test";
import { fold, visible, webAddress } from "../../src/talkgraph/outputs/page/script/fold.js";
import { distance, makeIndex, search } from "../../src/talkgraph/outputs/page/script/search.js";

const NAMES = ["Änn Leeson", "Bo Ek", "Heddle", "libvirt", "C++", "C", "Søren Łoś", "Mount Heddle"];
const ALIASES = [["Ann"], [], ["Quick Emulator"], [], [], [], [], []];
const index = makeIndex(NAMES, ALIASES);
const find = (text, weight = () => 0) => search(index, text, weight).map(({ entry }) => NAMES[entry]);

test("accents, case and punctuation don't matter, but C and C++ are two things", () => {
  assert.equal(fold("Leesón, ÄNN!"), "leeson ann");
  assert.equal(fold("Søren Łoś, Straße"), "soren los strasse");
  assert.equal(fold("日本語"), "日本語");
  assert.notEqual(fold("C++"), fold("C"));
});

test("control and bidirectional marks are made visible", () => {
  assert.equal(visible("a\u202eb\u001bc\u2028"), "a⟨202e⟩b⟨001b⟩c⟨2028⟩");
});

test("only addresses of the web become links", () => {
  for (const bad of [
    "javascript:alert(1)",
    " javascript:alert(1)",
    "data:text/html,x",
    "file:///etc",
    "vbscript:x",
    "x",
  ]) {
    assert.equal(webAddress(bad), "", bad);
  }
  assert.equal(webAddress("https://example.org/a b"), "https://example.org/a%20b");
});

test("the same name comes first, then beginnings, then words inside", () => {
  assert.deepEqual(find("heddle"), ["Heddle", "Mount Heddle"]);
  assert.deepEqual(find("c").slice(0, 2), ["C", "C++"]);
  assert.deepEqual(find("ann lee"), ["Änn Leeson"]);
  assert.deepEqual(find("virt"), ["libvirt"]);
  assert.deepEqual(find("  "), []);
});

test("words are found in any order, by their beginnings", () => {
  assert.deepEqual(find("lee an"), ["Änn Leeson"]);
});

test("an alias is found, and named where the name itself doesn't fit", () => {
  assert.deepEqual(
    search(index, "emul", () => 0),
    [{ entry: 2, form: 1 }],
  );
  assert.deepEqual(
    search(index, "änn", () => 0),
    [{ entry: 0, form: 0 }],
  );
});

test("slips are forgiven where nothing fits, and as long as a word is being typed", () => {
  assert.deepEqual(find("libvrit"), ["libvirt"]);
  assert.deepEqual(find("leesn"), ["Änn Leeson"]);
  assert.deepEqual(find("emulatro"), ["Heddle"]);
  assert.deepEqual(find("hedl"), ["Heddle", "Mount Heddle"]);
  assert.deepEqual(find("nothing of the kind"), []);
});

test("of equal hits the weightier comes first, and no more than the limit", () => {
  assert.deepEqual(find("e", (i) => (i === 1 ? 1 : 0))[0], "Bo Ek");
  assert.equal(search(index, "e", () => 0, 2).length, 2);
});

test("the distance counts added, lost, changed and swapped letters", () => {
  assert.equal(distance("qemu", "qemu", 1), 0);
  assert.equal(distance("qemu", "qmeu", 1), 1);
  assert.equal(distance("qemu", "qe", 1), 0, "what is not typed yet doesn't count");
  assert.equal(distance("qemu", "qxmu", 1), 1);
  assert.ok(distance("qemu", "xen", 1) > 1);
});
