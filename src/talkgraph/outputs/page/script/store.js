/** Unpack base64 of gzipped JSON; needs `DecompressionStream` (Chrome 80, Firefox 113, Safari 16.4). */
export async function unpack(text) {
  const bytes = Uint8Array.from(atob(text.trim()), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}

/** What a page without evidence is answered with. */
const NOTHING = { rows: [], quotes: [], more: [] };

/**
 * Return the graph of the unpacked columns (pack.py). A node is a number, so is an edge; `kinds` and `predicates` are the
 * tables that the columns count in; `fetch(name)` promises an unpacked block. What is asked of a graph are functions over
 * it, below; all of them see only what the filter in force lets through (filter.js).
 */
export function makeStore(data, kinds, predicates, fetch = async () => NOTHING) {
  const size = data.id.length;
  const count = data.target.length;
  const source = new Uint32Array(count);
  for (let e = 0, at = 0; e < count; e++) source[e] = at += data.source[e];
  const target = Uint32Array.from(data.target);
  const [first, incident] = incidence(size, source, target);
  const blocks = new Map();
  const block = (name) => {
    if (!data.evidence) return Promise.resolve(NOTHING);
    if (!blocks.has(name)) blocks.set(name, fetch(name));
    return blocks.get(name);
  };
  const rowOf = async (name, i) => {
    const unpacked = await block(`${name}-${Math.floor(i / data.block)}`);
    const [row, more] = [unpacked.rows[i % data.block], (unpacked.more || [])[i % data.block]];
    return { row: row || [], more, quotes: unpacked.quotes };
  };
  const cited = async (name, i, names) => {
    const { row, quotes } = await rowOf(name, i);
    return row.map(([paper, start, quote, rule, confidence]) => ({
      paper,
      start,
      quote: quote < 0 ? names[-1 - quote] : quotes[quote],
      rule: data.rules[rule],
      confidence,
    }));
  };
  const store = {
    data,
    kinds,
    predicates,
    size,
    count,
    source,
    target,
    first,
    incident,
    /** What the filter lets through: a number for each node and edge, 1 or 0; nothing where there is no filter. */
    seen: null,
    numbers: new Map(data.id.map((id, i) => [id, i])),
    name: (i) => data.name[i],
    aliases: (i) => data.aliases[i] || [],
    date: (i) => data.date[i] || "",
    year: (i) => data.year[i],
    kind: (i) => kinds[data.type[i]],
    isTalk: (i) => kinds[data.type[i]].name === "talk",
    isSeen: (i) => !store.seen || store.seen.nodes[i] === 1,
    degree: (i) => first[i + 1] - first[i],
    other: (edge, i) => (edge.source === i ? edge.target : edge.source),
    edge: (e) => ({
      number: e,
      source: source[e],
      target: target[e],
      predicate: predicates[data.predicate[e]],
      confidence: data.confidence[e],
    }),
    /** Promise the evidence of an edge, or of a node, as [{paper, start, quote, rule, confidence}…]. */
    evidence: (edge) => cited("edge", edge.number, [data.name[edge.source], data.name[edge.target]]),
    named: (i) => cited("node", i, [data.name[i]]),
    /** Promise what else is told of a node. */
    told: async (i) => {
      const [abstract, repeats, why] = (await rowOf("node", i)).more || ["", [], []];
      return { abstract, repeats, why };
    },
    /** Promise a document as [path, title, date, url, authors]. */
    document: async (i) => (i < 0 ? ["", "", "", "", ""] : (await rowOf("document", i)).row),
  };
  return store;
}

/** Return for each node where its edges begin in the list that is returned second; an edge to itself stands once. */
function incidence(size, source, target) {
  const first = new Uint32Array(size + 1);
  const both = (e) => source[e] !== target[e];
  for (let e = 0; e < source.length; e++) {
    first[source[e] + 1]++;
    if (both(e)) first[target[e] + 1]++;
  }
  for (let i = 0; i < size; i++) first[i + 1] += first[i];
  const next = first.slice();
  const incident = new Uint32Array(first[size]);
  for (let e = 0; e < source.length; e++) {
    incident[next[source[e]]++] = e;
    if (both(e)) incident[next[target[e]]++] = e;
  }
  return [first, incident];
}

/** Return the numbers of the edges at a node. */
export function at(store, i) {
  const all = store.incident.subarray(store.first[i], store.first[i + 1]);
  return store.seen ? all.filter((e) => store.seen.edges[e]) : all;
}

/** Return the edges at a node. */
export const touching = (store, i) => Array.from(at(store, i), store.edge);

/** Return a comparison of nodes: the better connected first. */
export const byDegree = (store) => (a, b) => store.degree(b) - store.degree(a) || a - b;

/** Return the neighbours of a node as a set. */
export function near(store, i) {
  const found = new Set();
  for (const e of at(store, i)) found.add(store.source[e] === i ? store.target[e] : store.source[e]);
  found.delete(i);
  return found;
}

/** Return the neighbours of a node, each once, the better connected first. */
export const neighbours = (store, i) => [...near(store, i)].sort(byDegree(store));

/** Return the edges between two nodes. */
export function joining(store, a, b) {
  const [few, many] = store.degree(a) <= store.degree(b) ? [a, b] : [b, a];
  const found = [...at(store, few)].filter((e) => store.source[e] === many || store.target[e] === many);
  return found.sort((x, y) => x - y).map(store.edge);
}

/** Return the edges between nodes of `drawn` (a set), in the order of their numbers. */
export function between(store, drawn) {
  const found = [...drawn].flatMap((i) =>
    store.degree(i) > 4 * drawn.size && drawn.size > 1
      ? [...drawn].flatMap((other) => (other === i ? [] : joining(store, i, other).map((edge) => edge.number)))
      : [...at(store, i)].filter((e) => drawn.has(store.source[e]) && drawn.has(store.target[e])),
  );
  return [...new Set(found)].sort((a, b) => a - b).map(store.edge);
}

/** Return the talks that two nodes share. */
export function sharedTalks(store, a, b) {
  const [few, many] = store.degree(a) <= store.degree(b) ? [a, b] : [b, a];
  const type = store.kinds.findIndex(({ name }) => name === "talk");
  const joins = (talk) => [...at(store, talk)].some((e) => store.source[e] === many || store.target[e] === many);
  return neighbours(store, few).filter((n) => store.data.type[n] === type && joins(n));
}

/** Return what the talks of a node lead to, as [node, number of talks in common], the most first. */
export function throughTalks(store, i) {
  const beside = near(store, i);
  const count = new Map();
  for (const talk of beside) {
    if (!store.isTalk(talk)) continue;
    for (const other of near(store, talk)) {
      if (other !== i && !beside.has(other)) count.set(other, (count.get(other) || 0) + 1);
    }
  }
  const rank = byDegree(store);
  return [...count].sort((a, b) => b[1] - a[1] || rank(a[0], b[0]));
}

/**
 * Return what to draw around node `i` as rings [[i], near, far]: its neighbours and, at two `steps`, what its talks lead
 * to; at most `most` nodes, the better connected first. `skip`: nodes to leave out.
 */
export function around(store, i, most = 60, steps = 2, skip = new Set()) {
  const kept = (n) => !skip.has(n);
  const close = neighbours(store, i)
    .filter(kept)
    .slice(0, steps === 1 ? most : most * 0.6);
  const far = steps === 1 ? [] : throughTalks(store, i).map(([node]) => node);
  return [[i], close, far.filter(kept).slice(0, Math.max(0, most - close.length))];
}

/**
 * Return the best way between two nodes as numbers, ends included, or nothing: the fewest steps, and of those ways one
 * that leads over things that few others are joined to (Dijkstra; a step onto a node costs 1 + log10(its edges) / 8).
 */
export function path(store, from, to) {
  const cost = new Map([[from, 0]]);
  const back = new Map([[from, -1]]);
  const done = new Set();
  const buckets = [[from]]; // by tenths of a step
  for (let b = 0; b < buckets.length; b++) {
    for (let k = 0; k < (buckets[b] || []).length; k++) {
      const here = buckets[b][k];
      if (done.has(here)) continue;
      done.add(here);
      if (here === to) return trace(back, to);
      for (const other of near(store, here)) {
        const sum = cost.get(here) + 1 + (other === to ? 0 : Math.log10(store.degree(other)) / 8);
        if (sum >= (cost.get(other) ?? Infinity)) continue;
        cost.set(other, sum);
        back.set(other, here);
        const bucket = Math.max(b, Math.round(sum * 10));
        (buckets[bucket] ||= []).push(other);
      }
    }
  }
  return [];
}

function trace(back, to) {
  const way = [];
  for (let here = to; here !== -1; here = back.get(here)) way.unshift(here);
  return way;
}

/** Return in a few words what a talk is: who gave it, where; without node `known`. Nothing for other types. */
export function inShort(store, i, known = -1) {
  if (!store.isTalk(i)) return "";
  const names = (predicate) =>
    touching(store, i)
      .filter((edge) => edge.predicate.name === predicate && store.other(edge, i) !== known)
      .map((edge) => store.name(store.other(edge, i)));
  const said = [names("gave").join(", "), names("presentedAt").join(", "), store.date(i)];
  return said.filter(Boolean).join(" · ");
}
