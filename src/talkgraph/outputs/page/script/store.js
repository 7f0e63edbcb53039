/** Unpack base64 of gzipped JSON; needs `DecompressionStream` (Chrome 80, Firefox 113, Safari 16.4). */
export async function unpack(text) {
  const bytes = Uint8Array.from(atob(text.trim()), (c) => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}

/** Return the graph of the unpacked columns: rows by number, and for each the edges that touch it. */
export function makeStore(data, kinds, predicates) {
  const touching = data.id.map(() => []);
  const edges = data.edges.map(([source, target, predicate, confidence, evidence], number) => {
    const edge = { number, source, target, predicate: predicates[predicate], confidence, evidence };
    touching[source].push(edge);
    if (target !== source) touching[target].push(edge);
    return edge;
  });
  const byId = new Map(data.id.map((id, i) => [id, i]));
  return {
    data,
    edges,
    touching,
    byId,
    kind: (i) => kinds[data.type[i]],
    degree: (i) => touching[i].length,
    other: (edge, i) => (edge.source === i ? edge.target : edge.source),
  };
}

/**
 * Return what to draw around node `i`: its neighbours, and what its talks lead to; at most `most` nodes, the best
 * connected first, as rings [[i], near, far].
 */
export function around(store, i, most = 60) {
  const rank = (a, b) => store.degree(b) - store.degree(a) || a - b;
  const near = [...new Set(store.touching[i].map((e) => store.other(e, i)))].sort(rank).slice(0, most / 2);
  const seen = new Set([i, ...near]);
  const through = new Map();
  for (const talk of near.filter((n) => store.kind(n) === "talk")) {
    for (const edge of store.touching[talk]) {
      const other = store.other(edge, talk);
      if (!seen.has(other)) through.set(other, (through.get(other) || 0) + 1);
    }
  }
  const far = [...through.keys()].sort((a, b) => through.get(b) - through.get(a) || rank(a, b));
  return [[i], near, far.slice(0, most - near.length)];
}

/** Return the edges between nodes of `drawn` (a set of numbers). */
export function between(store, drawn) {
  return store.edges.filter((e) => drawn.has(e.source) && drawn.has(e.target));
}

/** Return the shortest way between two nodes as numbers, ends included, or nothing. */
export function path(store, from, to) {
  const back = new Map([[from, -1]]);
  let front = [from];
  while (front.length && !back.has(to)) {
    const next = [];
    for (const at of front) {
      for (const edge of store.touching[at]) {
        const other = store.other(edge, at);
        if (!back.has(other)) {
          back.set(other, at);
          next.push(other);
        }
      }
    }
    front = next;
  }
  if (!back.has(to)) return [];
  const way = [];
  for (let at = to; at !== -1; at = back.get(at)) way.unshift(at);
  return way;
}
