import { visible, webAddress } from "./fold.js";

const PHRASES = {
  gave: ["gave", "given by"],
  presentedAt: ["presented at", "talks there"],
  about: ["about", "talks about it"],
  worksOn: ["works on", "worked on by"],
  affiliatedWith: ["with", "people"],
  heldIn: ["held in", "events there"],
  colocatedWith: ["co-located with", "co-located with"],
  partOf: ["part of", "parts"],
  uses: ["uses", "used by"],
};

/** Return an element with text and children; text is never read as markup. */
export function element(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "onclick") node.addEventListener("click", value);
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.map((c) => (typeof c === "string" ? visible(c) : c)));
  return node;
}

/** Return how a statement is said from the side of node `i`. */
export function phrase(edge, i) {
  return PHRASES[edge.predicate][edge.source === i ? 0 : 1];
}

/** Return the relations of node `i` as groups of one phrase: [phrase, [[edge, other]…]], names in order. */
export function groups(store, i) {
  const found = new Map();
  for (const edge of store.touching[i]) {
    const key = phrase(edge, i);
    if (!found.has(key)) found.set(key, []);
    found.get(key).push([edge, store.other(edge, i)]);
  }
  const order = Object.values(PHRASES).flat();
  const rows = [...found].sort((a, b) => order.indexOf(a[0]) - order.indexOf(b[0]));
  for (const [, members] of rows) members.sort((a, b) => store.data.name[a[1]].localeCompare(store.data.name[b[1]], "en"));
  return rows;
}

function link(address, text) {
  const safe = webAddress(address);
  return safe ? element("a", { href: safe, rel: "noopener noreferrer", target: "_blank" }, text || safe.replace(/^https?:\/\/(www\.)?/, "")) : text || "";
}

/** Return the quotes of a piece of evidence: words, document, place, rule, confidence. */
export function quotes(store, evidence) {
  const { data } = store;
  const box = element("div", { class: "quotes" });
  for (const [document_, start, quote, rule, confidence] of evidence) {
    const [path, title, date, url] = data.documents[document_] || ["?", "", "", ""];
    const source = element("cite", {}, link(url, title || path), date ? `, ${date}` : "");
    const detail = element("small", {}, `${path}, from character ${start}; rule ${data.rules[rule]}, confidence ${confidence.toFixed(2)}`);
    box.append(element("figure", {}, element("blockquote", {}, data.quotes[quote]), element("figcaption", {}, source, element("br"), detail)));
  }
  return box;
}

function badge(store, i, shapes) {
  const kind = store.kind(i);
  return element("span", { class: `badge ${kind}` }, shapes(kind), kind);
}

/** Fill the panel with what is known of node `i`; `go` leads to other nodes. */
export function showNode(panel, store, i, shapes, go, actions) {
  const { data } = store;
  panel.replaceChildren();
  panel.append(element("h2", {}, data.name[i]), element("p", { class: "kind" }, badge(store, i, shapes), data.date[i] ? ` ${data.date[i]}` : "", ` · named in ${data.count[i]} ${data.count[i] === 1 ? "document" : "documents"}`));
  const buttons = element("p", { class: "actions" });
  for (const [text, run] of actions) buttons.append(element("button", { type: "button", onclick: run }, text));
  panel.append(buttons);
  const other = data.aliases[i].filter((a) => a !== data.name[i]);
  if (other.length) panel.append(element("p", {}, element("span", { class: "soft" }, "also "), other.join(" · ")));
  const links = data.links[i].map((l) => link(l)).filter((l) => l !== "");
  if (links.length) panel.append(element("ul", { class: "links" }, ...links.map((l) => element("li", {}, l))));
  for (const [words, members] of groups(store, i)) {
    panel.append(element("h3", {}, words, element("span", { class: "soft" }, ` ${members.length}`)));
    const list = element("ul", { class: "relations" });
    for (const [edge, otherNode] of members) {
      const name = element("button", { type: "button", class: "name", onclick: () => go(otherNode) }, shapes(store.kind(otherNode)), data.name[otherNode]);
      const said = element("details", {}, element("summary", {}, "who says so?"));
      said.addEventListener("toggle", () => said.open && said.children.length === 1 && said.append(quotes(store, edge.evidence)));
      list.append(element("li", {}, name, said));
    }
    panel.append(list);
  }
  if (data.named[i].length) panel.append(element("h3", {}, "first named"), quotes(store, data.named[i]));
}

/** Fill the panel with a statement, or with the talks that two nodes share. */
export function showEdge(panel, store, edges, shapes, go) {
  const { data } = store;
  panel.replaceChildren(element("h2", {}, edges.length > 1 ? "What joins them" : "Statement"));
  for (const edge of edges) {
    const end = (n) => element("button", { type: "button", class: "name", onclick: () => go(n) }, shapes(store.kind(n)), data.name[n]);
    panel.append(element("p", { class: "statement" }, end(edge.source), element("em", {}, ` ${phrase(edge, edge.source)} `), end(edge.target)), quotes(store, edge.evidence));
  }
}
