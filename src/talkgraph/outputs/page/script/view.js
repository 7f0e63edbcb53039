import { fold } from "./fold.js";
import { placeBeside, placeRings } from "./place.js";
import { around, between, joining, neighbours, sharedTalks } from "./store.js";

/**
 * A view is what is drawn: {places: node → {x, y}, lines, middle}. A line is {id, from, to, weight, words, arrow,
 * edges, talks}; it stands for statements (`edges`) or for talks that its ends share.
 */

/** Most nodes that one opening adds. */
const OPENED = 24;
/** Most nodes around a middle: as many as keep their labels on a laptop. */
const MOST = 60;

/**
 * Return the view that the page was made with; `drawn` are pyvis' nodes and edges. Under a filter what is left of it,
 * with the talks in common that are left.
 */
export function firstView(store, drawn, gone = new Set()) {
  const shown = (i) => store.isSeen(i) && !gone.has(i);
  const spots = drawn.nodes.map(({ id, x, y }) => [store.numbers.get(id), { x, y }]);
  const places = new Map(spots.filter(([i]) => shown(i)));
  const most = Math.max(6, ...drawn.edges.map(({ talks }) => talks));
  const lines = drawn.edges.flatMap((edge, number) => {
    const [from, to] = [store.numbers.get(edge.from), store.numbers.get(edge.to)];
    if (!places.has(from) || !places.has(to)) return [];
    if (edge.predicate === "talks") {
      const count = store.seen ? sharedTalks(store, from, to).length : edge.talks;
      return count ? [talkLine(store, from, to, number, count, most)] : [];
    }
    const found = joining(store, from, to).find(
      (each) => each.source === from && each.predicate.name === edge.predicate,
    );
    return found ? [line(found)] : [];
  });
  return { places, lines, middle: -1 };
}

/**
 * Return the view around a node, at one or two `steps`, opened further at `opened` ([node, kind]; without a kind all
 * kinds), without the nodes of `gone`, with those of `pinned`.
 */
export function focusView(store, middle, opened = [], { steps = 2, gone = new Set(), pinned = [] } = {}) {
  const near = (a, b) => joining(store, a, b).length > 0;
  const rings = around(store, middle, MOST, steps, gone);
  const places = placeRings(rings, near, (n) => `${store.kind(n).name} ${fold(store.name(n))}`);
  const add = (anchor, fresh) => {
    const spots = placeBeside(anchor, { x: 0, y: 0 }, fresh.length, [...places.values()]);
    spots.forEach((spot, k) => places.set(fresh[k], spot));
  };
  for (const [anchor, kind] of opened) {
    if (!places.has(anchor)) add({ x: 0, y: 0 }, [anchor]);
    const wanted = (n) => !places.has(n) && !gone.has(n) && (!kind || store.kind(n).name === kind);
    add(places.get(anchor), neighbours(store, anchor).filter(wanted).slice(0, OPENED));
  }
  add(
    { x: 0, y: 0 },
    pinned.filter((n) => !places.has(n)),
  );
  return { places, lines: between(store, new Set(places.keys())).map(line), middle };
}

/** Return the view of a way from node to node, from left to right, with `pinned` nodes below. */
export function pathView(store, way, pinned = []) {
  const places = new Map(way.map((node, k) => [node, { x: k * 230, y: k % 2 ? 60 : -60 }]));
  pinned
    .filter((n) => !places.has(n))
    .forEach((node, k) => places.set(node, { x: 115 + k * 230, y: 230 + (k % 2) * 60 }));
  return { places, lines: between(store, new Set(places.keys())).map(line), middle: way[0] };
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

/** `most`: talks of the strongest line. The talks themselves are looked up only when someone asks for them. */
function talkLine(store, from, to, number, count, most) {
  return {
    id: `t${number}`,
    from,
    to,
    weight: 0.5 + 3.5 * Math.sqrt(count / most),
    words: count === 1 ? "1 talk" : `${count} talks`,
    arrow: false,
    edges: [],
    get talks() {
      return sharedTalks(store, from, to);
    },
  };
}
