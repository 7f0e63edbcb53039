import { element, mark } from "./element.js";
import { webAddress } from "./fold.js";
import { link, proof, quotes } from "./quotes.js";
import { byDegree, inShort, joining, throughTalks } from "./store.js";

const MANY = 12;

/** Return how a statement is said from the side of node `i`. */
export function phrase(edge, i) {
  return edge.source === i ? edge.predicate.forward : edge.predicate.backward;
}

/** Return the relations of node `i` by phrase, [phrase, [[edge, other]…]], in the order of predicates. */
export function groups(store, i) {
  const found = new Map();
  for (const edge of store.touching[i]) {
    const key = phrase(edge, i);
    if (!found.has(key)) found.set(key, []);
    found.get(key).push([edge, store.other(edge, i)]);
  }
  const dated = (n) => store.data.date[n] || "";
  for (const members of found.values()) {
    members.sort(
      ([, a], [, b]) => dated(a).localeCompare(dated(b)) || store.name(a).localeCompare(store.name(b), "en"),
    );
  }
  const place = ([, [[edge]]]) => store.predicates.indexOf(edge.predicate);
  return [...found].sort((a, b) => place(a) - place(b));
}

/** What a node's quotes may call it. */
const forms = (store, i) => [store.name(i), ...store.data.aliases[i]];

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

/** Fill the panel with what is known of node `i`; `go` leads to other nodes, `actions` are buttons [text, function]. */
export function showNode(panel, store, i, go, actions) {
  const { data } = store;
  const kind = store.kind(i);
  const papers = data.count[i] === 1 ? "1 document" : `${data.count[i].toLocaleString("en")} documents`;
  const badge = element("span", { class: "badge" }, mark(kind), kind.name);
  panel.replaceChildren(
    element("h2", { tabindex: "-1" }, store.name(i)),
    element("p", { class: "kind" }, badge, data.date[i] ? ` · ${data.date[i]}` : "", ` · in ${papers}`),
  );
  const other = data.aliases[i].filter((alias) => alias !== store.name(i));
  if (other.length)
    panel.append(element("p", { class: "aliases" }, element("span", { class: "soft" }, "also "), other.join(" · ")));
  const links = [...new Set(data.links[i])].filter(webAddress);
  if (links.length)
    panel.append(element("ul", { class: "links" }, ...links.map((address) => element("li", {}, link(address)))));
  panel.append(
    element(
      "p",
      { class: "actions" },
      ...actions.map(([text, run]) => element("button", { type: "button", onclick: run }, text)),
    ),
  );
  for (const [words, members] of groups(store, i)) {
    const make = ([edge, end]) =>
      row(store, end, go, i, proof(store, edge.evidence, forms(store, i), forms(store, end)));
    panel.append(heading(words, members.length), longList(members, make));
  }
  if (data.broader[i].length)
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
  if (data.named[i].length)
    panel.append(heading("named in", data.named[i].length), quotes(store, data.named[i], forms(store, i)));
}

function statement(store, edge, go) {
  const said = element("em", {}, ` ${edge.predicate.forward} `);
  const names = [...forms(store, edge.source), ...forms(store, edge.target)];
  return [
    element("p", { class: "statement" }, name(store, edge.source, go), said, name(store, edge.target, go)),
    quotes(store, edge.evidence, names),
  ];
}

/** Fill the panel with a line: the statements it stands for, or the talks that its ends share. */
export function showLine(panel, store, line, go) {
  if (!line.talks.length) {
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
      line.talks.length === 1 ? "A talk in common" : `${line.talks.length} talks in common`,
    ),
    head,
  );
  const make = (talk) => {
    const edges = ends.flatMap((end) => joining(store, talk, end));
    const said = edges.map((edge) =>
      proof(store, edge.evidence, forms(store, store.other(edge, talk)), forms(store, talk)),
    );
    return row(store, talk, go, -1, ...said);
  };
  panel.append(longList([...line.talks].sort(byDegree(store)), make));
}

/** Types that one begins with, in the order of the welcome. */
const FIRST_KINDS = ["project", "topic", "person", "event"];
const FIRST_OF_EACH = 5;

const HOW_TO =
  "Click a mark to see what is known of it, a line to see who says so. Search, or double-click a mark, to bring it to " +
  "the middle with all around it. Every statement leads to the words it was read from.";

/** Fill the panel with what to do on the page, and the best connected nodes of each type to begin with. */
export function showWelcome(panel, store, go) {
  const [title, text] = store.size
    ? ["Ask anything here", HOW_TO]
    : ["An empty graph", "Nothing was found in the documents that this page was made from."];
  panel.replaceChildren(element("h2", { tabindex: "-1" }, title), element("p", {}, text));
  const all = [...Array(store.size).keys()].filter((i) => store.degree(i)).sort(byDegree(store));
  for (const kind of FIRST_KINDS) {
    const best = all.filter((i) => store.kind(i).name === kind);
    if (best.length)
      panel.append(
        heading(store.kind(best[0]).plural, best.length),
        longList(best.slice(0, FIRST_OF_EACH), (i) => row(store, i, go)),
      );
  }
}
