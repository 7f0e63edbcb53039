import { fold } from "./fold.js";
import { placeBeside, placeRings } from "./place.js";
import { around, between, joining, near, neighbours, sharedTalks, throughTalks } from "./store.js";

/**
 * A view is what is drawn: {places: node → {x, y}, lines, middle}. A line is {id, from, to, weight, words, arrow,
 * edges, talks}; it stands for statements (`edges`) or for talks that its ends share.
 */

/** Most nodes that one opening adds. */
const OPENED = 24;
/** Most nodes around a middle: as many as keep their labels on a laptop. */
const MOST = 60;
/** More talks than these around a node are drawn as lines. */
const CROWD = 24;
/** Most nodes around a node with more talks, and most of one kind. */
const COMPANIONS = 44;
const OF_A_KIND = 14;

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
  const crowd = steps === 2 && isCrowded(store, middle);
  const hangs = (a, b) => joining(store, a, b).length > 0;
  const rings = crowd ? companions(store, middle, gone) : around(store, middle, MOST, steps, gone);
  const places = placeRings(rings, hangs, (n) => `${store.kind(n).name} ${fold(store.name(n))}`);
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
  const lines = between(store, new Set(places.keys())).map(line);
  if (crowd) lines.push(...talkLines(store, middle, [...places.keys()]));
  return { places, lines, middle };
}

/** Return whether so many talks stand around a node that they are better drawn as lines. */
function isCrowded(store, i) {
  let count = 0;
  for (const n of near(store, i)) if (store.isTalk(n)) count++;
  return count > CROWD && !store.isTalk(i);
}

/**
 * Return rings around a node without its talks: what it is joined to otherwise and what shares most of its talks (things
 * that many talks are about count less), no more than so many of a kind.
 */
function companions(store, middle, gone) {
  const beside = neighbours(store, middle).filter((n) => !store.isTalk(n) && !gone.has(n));
  const strength = ([n, count]) => count / Math.sqrt(store.degree(n) + 8);
  const ranked = throughTalks(store, middle).filter(([n]) => !store.isTalk(n) && !gone.has(n));
  ranked.sort((a, b) => strength(b) - strength(a) || a[0] - b[0]);
  const kinds = new Map();
  const found = beside.slice(0, COMPANIONS / 2);
  for (const [n] of ranked) {
    const many = (kinds.get(store.kind(n)) || 0) + 1;
    if (found.length >= COMPANIONS || many > OF_A_KIND) continue;
    kinds.set(store.kind(n), many);
    found.push(n);
  }
  const inner = Math.min(18, found.length);
  return [[middle], found.slice(0, inner), found.slice(inner)];
}

/** Return lines for the talks that the middle shares with each drawn node, and the strongest between these. */
function talkLines(store, middle, drawn) {
  const others = drawn.filter((n) => n !== middle && !store.isTalk(n));
  const place = new Map(others.map((n, k) => [n, k]));
  const shared = new Map();
  for (const talk of near(store, middle)) {
    if (!store.isTalk(talk)) continue;
    const members = [...near(store, talk)].filter((n) => place.has(n)).sort((a, b) => place.get(a) - place.get(b));
    members.forEach((a, k) => {
      for (const b of members.slice(k + 1)) shared.set(`${a} ${b}`, (shared.get(`${a} ${b}`) || 0) + 1);
    });
  }
  const pairs = [...shared].map(([key, count]) => [...key.split(" ").map(Number), count]);
  pairs.sort((a, b) => b[2] - a[2] || place.get(a[0]) - place.get(b[0]) || place.get(a[1]) - place.get(b[1]));
  const kept = pairs.filter(([, , count]) => count > 1).slice(0, others.length);
  const all = [...others.map((n) => [middle, n]), ...kept].map(([a, b]) => [a, b, sharedTalks(store, a, b).length]);
  const most = Math.max(6, ...all.map(([, , count]) => count));
  return all.filter(([, , count]) => count).map(([a, b, count], k) => talkLine(store, a, b, k, count, most));
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
