import { near } from "./store.js";

/** Return whether a state filters at all. */
export const isFiltering = ({ without, event, years, sure }) =>
  without.length > 0 || event.length > 0 || years.length > 0 || sure.length > 0;

/** Return an event with all events that are part of it, in steps too. */
function withParts(store, event) {
  const partOf = store.predicates.findIndex(({ name }) => name === "partOf");
  const found = new Set([event]);
  for (const whole of found) {
    for (let k = store.first[whole]; k < store.first[whole + 1]; k++) {
      const e = store.incident[k];
      if (store.target[e] === whole && store.data.predicate[e] === partOf) found.add(store.source[e]);
    }
  }
  return found;
}

/**
 * Put a filter in force: relations `without` are gone, so are those of less confidence than `sure`; of talks and events
 * only those of `years` [from, to] are left, of talks only those of `event`; what only these led to is gone with them.
 * What is of no year, talk or event, is gone too once years are asked for. `keep`: nodes that stay in any case.
 */
export function putInForce(store, { without, event, years, sure }, keep = []) {
  if (!isFiltering({ without, event, years, sure })) {
    store.seen = null;
    return;
  }
  store.seen = null;
  const kinds = store.kinds.map(({ name }) => name);
  const banned = store.predicates.map(({ name }) => without.includes(name));
  const parts = event.length ? withParts(store, store.numbers.get(event[0])) : null;
  const talks = parts ? new Set([...parts].flatMap((each) => [...near(store, each)].filter(store.isTalk))) : null;
  const [from, to] = years.length ? years.map(Number) : [0, 0];
  const least = sure.length ? Number(sure[0]) : 0;
  const { data, source, target } = store;
  const nodes = new Uint8Array(store.size).fill(1);
  for (let i = 0; i < store.size; i++) {
    const kind = kinds[data.type[i]];
    if (kind !== "talk" && kind !== "event") continue;
    if (years.length && !(data.year[i] >= from && data.year[i] <= to)) nodes[i] = 0;
    if (kind === "talk" && talks && !talks.has(i)) nodes[i] = 0;
    if (kind === "event" && parts && !parts.has(i)) nodes[i] = 0;
  }
  const timed = parts !== null || years.length > 0;
  const isTimed = (i) => kinds[data.type[i]] === "talk" || kinds[data.type[i]] === "event";
  const edges = new Uint8Array(store.count);
  const joined = new Uint8Array(store.size);
  for (let e = 0; e < store.count; e++) {
    const [a, b] = [source[e], target[e]];
    if (banned[data.predicate[e]] || data.confidence[e] < least || !nodes[a] || !nodes[b]) continue;
    edges[e] = 1;
    if (!timed || isTimed(a) || isTimed(b)) joined[a] = joined[b] = 1;
  }
  for (let i = 0; i < store.size; i++) {
    const alone = store.first[i] === store.first[i + 1];
    if (!joined[i] && (timed || !alone)) nodes[i] = 0;
  }
  for (let e = 0; e < store.count; e++) if (!nodes[source[e]] || !nodes[target[e]]) edges[e] = 0;
  for (const i of keep) nodes[i] = 1;
  store.seen = { nodes, edges };
}
