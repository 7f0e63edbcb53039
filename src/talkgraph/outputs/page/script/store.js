/** Unpack base64 of gzipped JSON; needs `DecompressionStream` (Chrome 80, Firefox 113, Safari 16.4). */
export async function unpack(text) {
  const bytes = Uint8Array.from(atob(text.trim()), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}

/**
 * Return the graph of the unpacked columns. A node is a number, an edge an object; `kinds` and `predicates` are the
 * tables that the columns count in. What is asked of a graph are functions over it, below.
 */
export function makeStore(data, kinds, predicates) {
  const touching = data.id.map(() => []);
  const edges = data.edges.map(([source, target, predicate, confidence, evidence], number) => {
    const edge = { number, source, target, predicate: predicates[predicate], confidence, evidence };
    touching[source].push(edge);
    if (target !== source) touching[target].push(edge);
    return edge;
  });
  return {
    data,
    edges,
    touching,
    kinds,
    predicates,
    size: data.id.length,
    numbers: new Map(data.id.map((id, i) => [id, i])),
    name: (i) => data.name[i],
    kind: (i) => kinds[data.type[i]],
    isTalk: (i) => kinds[data.type[i]].name === "talk",
    degree: (i) => touching[i].length,
    other: (edge, i) => (edge.source === i ? edge.target : edge.source),
  };
}

/** Return a comparison of nodes: the better connected first. */
export const byDegree = (store) => (a, b) => store.degree(b) - store.degree(a) || a - b;

/** Return the neighbours of a node, each once, the better connected first. */
export function neighbours(store, i) {
  return [...new Set(store.touching[i].map((edge) => store.other(edge, i)))]
    .filter((n) => n !== i)
    .sort(byDegree(store));
}

/** Return the edges between two nodes. */
export function joining(store, a, b) {
  return store.touching[a].filter((edge) => store.other(edge, a) === b);
}

/** Return the edges between nodes of `drawn` (a set), in the order of their numbers. */
export function between(store, drawn) {
  const found = [...drawn].flatMap((i) =>
    store.touching[i].filter((edge) => edge.source === i && drawn.has(edge.target)),
  );
  return found.sort((a, b) => a.number - b.number);
}

/** Return the talks that two nodes share. */
export function sharedTalks(store, a, b) {
  const one = new Set(neighbours(store, a).filter(store.isTalk));
  return neighbours(store, b).filter((talk) => one.has(talk));
}

/** Return what the talks of a node lead to, as [node, number of talks in common], the most first. */
export function throughTalks(store, i) {
  const near = new Set(neighbours(store, i));
  const count = new Map();
  for (const talk of near) {
    if (!store.isTalk(talk)) continue;
    for (const other of neighbours(store, talk)) {
      if (other !== i && !near.has(other)) count.set(other, (count.get(other) || 0) + 1);
    }
  }
  const rank = byDegree(store);
  return [...count].sort((a, b) => b[1] - a[1] || rank(a[0], b[0]));
}

/**
 * Return what to draw around node `i` as rings [[i], near, far]: its neighbours, and what its talks lead to; at most
 * `most` nodes, the better connected first.
 */
export function around(store, i, most = 60) {
  const near = neighbours(store, i).slice(0, most * 0.6);
  const far = throughTalks(store, i).map(([node]) => node);
  return [[i], near, far.slice(0, Math.max(0, most - near.length))];
}

/** Return the shortest way between two nodes as numbers, ends included, or nothing. */
export function path(store, from, to) {
  const back = new Map([[from, -1]]);
  let front = [from];
  while (front.length && !back.has(to)) {
    const next = [];
    for (const at of front) {
      for (const other of neighbours(store, at)) {
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

/** Return in a few words what a talk is: who gave it, where; without node `known`. Nothing for other types. */
export function inShort(store, i, known = -1) {
  if (!store.isTalk(i)) return "";
  const names = (predicate) =>
    store.touching[i]
      .filter((edge) => edge.predicate.name === predicate && store.other(edge, i) !== known)
      .map((edge) => store.name(store.other(edge, i)));
  const said = [names("gave").join(", "), names("presentedAt").join(", "), store.data.date[i]];
  return said.filter(Boolean).join(" · ");
}
