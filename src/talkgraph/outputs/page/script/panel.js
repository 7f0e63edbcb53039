import { element, mark } from "./element.js";
import { webAddress } from "./fold.js";
import { link, proof, quotes } from "./quotes.js";
import { byDegree, inShort, joining, neighbours, throughTalks, touching } from "./store.js";

const MANY = 12;

/** Return how a statement is said from the side of node `i`. */
export function phrase(edge, i) {
  return edge.source === i ? edge.predicate.forward : edge.predicate.backward;
}

/** Return the relations of node `i` by phrase, [phrase, [[edge, other]…]], in the order of predicates. */
export function groups(store, i) {
  const found = new Map();
  for (const edge of touching(store, i)) {
    const key = phrase(edge, i);
    if (!found.has(key)) found.set(key, []);
    found.get(key).push([edge, store.other(edge, i)]);
  }
  const dated = (n) => store.date(n);
  for (const members of found.values()) {
    members.sort(
      ([, a], [, b]) => dated(a).localeCompare(dated(b)) || store.name(a).localeCompare(store.name(b), "en"),
    );
  }
  const place = ([, [[edge]]]) => store.predicates.indexOf(edge.predicate);
  return [...found].sort((a, b) => place(a) - place(b));
}

/** What a node's quotes may call it. */
const forms = (store, i) => [store.name(i), ...store.aliases(i)];

function name(store, i, go) {
  return element("button", { type: "button", class: "name", onclick: () => go(i) }, mark(store.kind(i)), store.name(i));
}

function heading(words, count) {
  return element("h3", {}, words, count === undefined ? "" : element("span", { class: "count" }, String(count)));
}

function row(store, i, go, from, ...more) {
  const short = inShort(store, i, from);
  return element("li", {}, name(store, i, go), short ? element("span", { class: "short" }, short) : "", ...more);
}

/** Return a list that shows its first members, and the others on demand; `make` returns the row of a member. */
function longList(members, make) {
  const list = element("ul", { class: "relations" }, ...members.slice(0, MANY).map(make));
  if (members.length <= MANY) return list;
  const rest = element("button", { type: "button", class: "rest" }, `${members.length - MANY} more`);
  rest.addEventListener("click", () => {
    const fresh = members.slice(MANY).map(make);
    rest.parentElement.replaceWith(...fresh);
    fresh[0].querySelector("button").focus();
  });
  list.append(element("li", {}, rest));
  return list;
}

/**
 * Fill the panel with what is known of node `i`; `go` leads to other nodes, `actions` are buttons [text, function],
 * `filterYear` is told a chosen year.
 */
export function showNode(panel, store, i, go, actions, filterYear) {
  const { data } = store;
  const kind = store.kind(i);
  const papers = data.count[i] === 1 ? "1 document" : `${data.count[i].toLocaleString("en")} documents`;
  const badge = element("span", { class: "badge" }, mark(kind), kind.name);
  panel.replaceChildren(
    element("h2", { tabindex: "-1" }, store.name(i)),
    element("p", { class: "kind" }, badge, store.date(i) ? ` · ${store.date(i)}` : "", ` · in ${papers}`),
  );
  const other = store.aliases(i).filter((alias) => alias !== store.name(i));
  if (other.length)
    panel.append(element("p", { class: "aliases" }, element("span", { class: "soft" }, "also "), other.join(" · ")));
  const links = (data.links[i] || []).filter(([, address]) => webAddress(address));
  if (links.length)
    panel.append(element("ul", { class: "links" }, ...links.map((each) => element("li", {}, ...linkOf(each)))));
  const more = element("div", { class: "told" });
  panel.append(more);
  store.told(i).then((told) => more.append(...tell(store, told, go)));
  panel.append(
    element(
      "p",
      { class: "actions" },
      ...actions.map(([text, run]) => element("button", { type: "button", onclick: run }, text)),
    ),
  );
  const years = talksByYear(store, i);
  if (years.length > 1) panel.append(heading("talks by year"), bars(years, filterYear));
  for (const [words, members] of groups(store, i)) {
    const make = ([edge, end]) =>
      row(store, end, go, i, proof(store, edge, forms(store, i), forms(store, end)));
    panel.append(heading(words, members.length), longList(members, make));
  }
  if (data.broader[i])
    panel.append(
      heading("part of the field"),
      longList(data.broader[i], (n) => row(store, n, go)),
    );
  const through = throughTalks(store, i).filter(([n]) => store.kind(n).name !== "event" || kind.name !== "talk");
  if (through.length) {
    const shared = (count) => element("span", { class: "short" }, count === 1 ? "1 talk" : `${count} talks`);
    const make = ([n, count]) => element("li", { class: "inline" }, name(store, n, go), shared(count));
    panel.append(heading("in the same talks", through.length), longList(through, make));
  }
  const named = element("div", {});
  panel.append(named);
  store.named(i).then((evidence) => {
    if (evidence.length)
      named.append(heading("named in", evidence.length), quotes(store, evidence, forms(store, i)));
  });
}

/** Return the numbers of talks of a node by year, [[year, number]…], the first year first. */
export function talksByYear(store, i) {
  const found = new Map();
  for (const talk of neighbours(store, i)) {
    const year = store.isTalk(talk) ? store.year(talk) : 0;
    if (year) found.set(year, (found.get(year) || 0) + 1);
  }
  return [...found].sort((a, b) => a[0] - b[0]);
}

/** Return bars of numbers by year; a click on one asks for that year only. */
function bars(years, chosen) {
  const most = Math.max(...years.map(([, count]) => count));
  const rows = years.map(([year, count]) => {
    const words = count === 1 ? "1 talk" : `${count} talks`;
    const bar = element("progress", { max: String(most), value: String(count), "aria-label": `${year}: ${words}` });
    const button = element(
      "button",
      { type: "button", class: "year", title: `Only ${year}`, onclick: () => chosen(year) },
      String(year),
    );
    return element("li", {}, button, bar, element("span", { class: "count" }, String(count)));
  });
  return element("ul", { class: "years" }, ...rows);
}

/** What the hosts of links are called. */
const HOSTS = { "www.wikidata.org": "Wikidata", "wikidata.org": "Wikidata", "www.wikipedia.org": "Wikipedia" };

function linkOf([what, address]) {
  const host = HOSTS[new URL(address).hostname];
  const words = { recordings: "Recording", slides: "Slides", page: "Page" }[what] || host;
  return words ? [element("span", { class: "soft" }, `${words} `), link(address)] : [link(address)];
}

function tell(store, { abstract, repeats, why }, go) {
  const told = abstract ? [element("p", { class: "abstract" }, abstract)] : [];
  if (repeats.length) told.push(heading("given again", repeats.length), longList(repeats, (n) => row(store, n, go)));
  if (why.length)
    told.push(
      element(
        "details",
        { class: "why" },
        element("summary", {}, "Why these names are one"),
        element("ul", {}, ...why.map((text) => element("li", {}, text))),
      ),
    );
  return told;
}

function statement(store, edge, go) {
  const said = element("em", {}, ` ${edge.predicate.forward} `);
  const names = [...forms(store, edge.source), ...forms(store, edge.target)];
  return [
    element("p", { class: "statement" }, name(store, edge.source, go), said, name(store, edge.target, go)),
    later(store.evidence(edge), (evidence) => quotes(store, evidence, names)),
  ];
}

/** Return a box that `make` fills with what is promised. */
function later(promised, make) {
  const box = element("div", {});
  promised.then((found) => box.append(make(found)));
  return box;
}

/** Fill the panel with a line: the statements it stands for, or the talks that its ends share. */
export function showLine(panel, store, line, go) {
  const { talks } = line;
  if (!talks.length) {
    const title = line.edges.length === 1 ? "Who says so" : "What joins them";
    panel.replaceChildren(
      element("h2", { tabindex: "-1" }, title),
      ...line.edges.flatMap((edge) => statement(store, edge, go)),
    );
    return;
  }
  const ends = [line.from, line.to];
  const head = element(
    "p",
    { class: "statement" },
    name(store, ends[0], go),
    element("em", {}, " and "),
    name(store, ends[1], go),
  );
  panel.replaceChildren(
    element(
      "h2",
      { tabindex: "-1" },
      talks.length === 1 ? "A talk in common" : `${talks.length} talks in common`,
    ),
    head,
  );
  const make = (talk) => {
    const edges = ends.flatMap((end) => joining(store, talk, end));
    const said = edges.map((edge) =>
      proof(store, edge, forms(store, store.other(edge, talk)), forms(store, talk)),
    );
    return row(store, talk, go, -1, ...said);
  };
  panel.append(longList(talks.sort(byDegree(store)), make));
}

/** Types that one begins with, in the order of the welcome. */
const FIRST_KINDS = ["project", "topic", "person", "event"];
const FIRST_OF_EACH = 5;

const HOW_TO =
  "Click a mark to see what is known of it, a line to see who says so. Search, or double-click a mark, to bring it to " +
  "the middle with all around it. Every statement leads to the words it was read from.";

/** Fill the panel with what to do on the page, and the best connected nodes of each type to begin with. */
export function showWelcome(panel, store, go, communities = [], gather = go) {
  const [title, text] = store.size
    ? ["Ask anything here", HOW_TO]
    : ["An empty graph", "Nothing was found in the documents that this page was made from."];
  panel.replaceChildren(element("h2", { tabindex: "-1" }, title), element("p", {}, text));
  if (communities.length) {
    panel.append(heading("communities", communities.length));
    const make = ({ name: title, ids, size }) => {
      const button = element("button", { type: "button", class: "community", onclick: () => gather(ids) }, title);
      return element("li", {}, button, element("span", { class: "short" }, `${size.toLocaleString("en")} things`));
    };
    panel.append(longList(communities, make));
  }
  for (const kind of FIRST_KINDS) {
    const [best, count] = bestOf(store, kind);
    if (best.length)
      panel.append(
        heading(store.kind(best[0]).plural, count),
        longList(best, (i) => row(store, i, go)),
      );
  }
}

/** Return the best connected nodes of a type, and how many nodes of it are joined to anything. */
function bestOf(store, kind) {
  const type = store.kinds.findIndex(({ name }) => name === kind);
  const best = [];
  let count = 0;
  for (let i = 0; i < store.size; i++) {
    if (store.data.type[i] !== type || !store.isSeen(i) || !store.degree(i)) continue;
    count++;
    if (best.length === FIRST_OF_EACH && store.degree(best.at(-1)) >= store.degree(i)) continue;
    const place = best.findIndex((other) => store.degree(other) < store.degree(i));
    best.splice(place < 0 ? best.length : place, 0, i);
    best.length = Math.min(best.length, FIRST_OF_EACH);
  }
  return [best, count];
}
