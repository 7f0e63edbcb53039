import { fold } from "./fold.js";
import { placeBeside, placeRings } from "./place.js";
import { around, between, joining, neighbours, sharedTalks } from "./store.js";

/**
 * A view is what is drawn: {places: node → {x, y}, lines, middle}. A line is {id, from, to, weight, words, arrow,
 * edges, talks}; it stands for statements (`edges`) or for talks that its ends share.
 */

/** Most nodes that one opening adds. */
const OPENED = 24;

/** Return the view that the page was made with; `drawn` are pyvis' nodes and edges. */
export function firstView(store, drawn) {
  const places = new Map(drawn.nodes.map(({ id, x, y }) => [store.numbers.get(id), { x, y }]));
  const lines = drawn.edges.map((edge, number) => {
    const [from, to] = [store.numbers.get(edge.from), store.numbers.get(edge.to)];
    if (edge.predicate === "talks") return talkLine(store, from, to, number);
    return line(
      joining(store, from, to).find((each) => each.source === from && each.predicate.name === edge.predicate),
    );
  });
  return { places, lines, middle: -1 };
}

/** Return the view around a node, opened further at `opened`. */
export function focusView(store, middle, opened = []) {
  const near = (a, b) => joining(store, a, b).length > 0;
  const places = placeRings(around(store, middle), near, (n) => `${store.kind(n).name} ${fold(store.name(n))}`);
  for (const anchor of opened) {
    if (!places.has(anchor))
      places.set(anchor, placeBeside({ x: 0, y: 0 }, { x: 0, y: 0 }, 1, [...places.values()])[0]);
    const fresh = neighbours(store, anchor)
      .filter((n) => !places.has(n))
      .slice(0, OPENED);
    const spots = placeBeside(places.get(anchor), { x: 0, y: 0 }, fresh.length, [...places.values()]);
    spots.forEach((spot, k) => places.set(fresh[k], spot));
  }
  return { places, lines: between(store, new Set(places.keys())).map(line), middle };
}

/** Return the view of a way from node to node, from left to right. */
export function pathView(store, way) {
  const places = new Map(way.map((node, k) => [node, { x: k * 230, y: k % 2 ? 60 : -60 }]));
  return { places, lines: between(store, new Set(way)).map(line), middle: way[0] };
}

function line(edge) {
  return {
    id: `e${edge.number}`,
    from: edge.source,
    to: edge.target,
    weight: 0.6 + edge.confidence,
    words: edge.predicate.forward,
    arrow: edge.predicate.forward !== edge.predicate.backward,
    edges: [edge],
    talks: [],
  };
}

function talkLine(store, from, to, number) {
  const talks = sharedTalks(store, from, to);
  const words = talks.length === 1 ? "1 talk" : `${talks.length} talks`;
  return {
    id: `t${number}`,
    from,
    to,
    weight: Math.min(4, 0.6 + 0.6 * talks.length),
    words,
    arrow: false,
    edges: [],
    talks,
  };
}
