// A small graph for the tests of the script: two people, their talks, what these are about, and an event.
import { makeStore } from "../../src/talkgraph/outputs/page/script/store.js";

export const KINDS = ["person", "talk", "project", "event"].map((name) => ({ name, plural: `${name}s`, shape: "dot" }));
export const PREDICATES = [
  { name: "gave", forward: "gave", backward: "given by" },
  { name: "presentedAt", forward: "presented at", backward: "talks there" },
  { name: "about", forward: "about", backward: "talks about it" },
];
export const DATA = {
  id: ["person:ann", "person:bo", "project:heddle", "project:weft", "talk:dyeing", "talk:weaving", "event:loomconf"],
  name: ["Änn Leeson", "Bo Ek", "Heddle", "Weft", "Dyeing", "Weaving", "LoomConf"],
  aliases: { 0: ["Ann"], 2: ["Quick Heddle"] },
  type: [0, 0, 2, 2, 1, 1, 3],
  count: [1, 1, 1, 1, 1, 1, 1],
  year: [0, 0, 0, 0, 2019, 2018, 2019],
  date: { 4: "2019", 6: "2019" },
  links: {},
  broader: {},
  // [source, target, predicate, confidence], by source
  ...columns([
    [0, 4, 0, 0.9],
    [1, 5, 0, 0.9],
    [4, 2, 2, 0.9],
    [4, 6, 1, 0.8],
    [5, 2, 2, 0.8],
    [5, 3, 2, 0.8],
  ]),
  rules: ["title-by-speaker"],
  block: 2000,
  evidence: true,
};

/** Return edges as the columns of pack.py. */
export function columns(edges) {
  const source = edges.map(([from], k) => from - (k ? edges[k - 1][0] : 0));
  const [target, predicate, confidence] = [1, 2, 3].map((place) => edges.map((edge) => edge[place]));
  return { source, target, predicate, confidence };
}

export const ANN = 0;
export const BO = 1;
export const HEDDLE = 2;
export const WEFT = 3;
export const DYEING = 4;
export const WEAVING = 5;
export const LOOMCONF = 6;

const BLOCKS = {
  "edge-0": { rows: [[[0, 5, 0, 0, 0.9]], [], [], [], [], []], quotes: ["Ann spoke on Dyeing."] },
  "document-0": { rows: [["reports/loom.md", "LoomConf", "2019", "", ""]] },
};
export const store = (data = {}) => makeStore({ ...DATA, ...data }, KINDS, PREDICATES, async (name) => BLOCKS[name]);
