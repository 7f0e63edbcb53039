import { element } from "./element.js";
import { visible, webAddress } from "./fold.js";

/** Return a link to an address of the web with `text`; the bare text where it is none. */
export function link(address, text) {
  const safe = webAddress(address);
  const shown = text || safe.replace(/^https?:\/\/(www\.)?/, "").replace(/\/$/, "");
  return safe ? element("a", { href: safe, rel: "noopener noreferrer", target: "_blank" }, shown) : text || "";
}

/**
 * Return `quote` in pieces [text, marked]: where one of `names` stands in it, in any case, as a word of its own, is
 * marked, the longest first.
 */
export function pieces(quote, names) {
  const wanted = [...new Set(names.filter((name) => name.length > 1))].sort((a, b) => b.length - a.length);
  if (!wanted.length) return [[quote, false]];
  const escaped = wanted.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(${escaped.join("|")})(?![\\p{L}\\p{N}])`, "giu");
  return quote
    .split(pattern)
    .map((text, k) => [text, k % 2 === 1])
    .filter(([text]) => text);
}

/** Return a box that shows evidence as quotes with document, date, place, rule and confidence; `names` are marked. */
export function quotes(store, evidence, names = []) {
  const box = element("div", { class: "quotes" });
  const add = (cited) => box.append(...cited.map((entry) => quoteOf(store, entry, names)));
  add(evidence.slice(0, AT_ONCE));
  if (evidence.length > AT_ONCE) {
    const rest = evidence.slice(AT_ONCE);
    const more = element("button", { type: "button", class: "rest" }, `${rest.length} more`);
    more.addEventListener("click", () => {
      more.remove();
      add(rest);
      box.children[AT_ONCE].querySelector("blockquote").focus();
    });
    box.append(more);
  }
  return box;
}

const AT_ONCE = 12;

function quoteOf(store, { paper, start, quote, rule, confidence }, names) {
  const words = pieces(quote, names).map(([text, marked]) => (marked ? element("mark", {}, text) : text));
  const caption = element("figcaption", {});
  store.document(paper).then(([path, title, date, url]) => {
    const place = `${path}, character ${start.toLocaleString("en")} · rule ${rule} · confidence ${confidence.toFixed(2)}`;
    const cite = element("cite", {}, link(url, title || path));
    caption.append(cite, visible(date ? `, ${date}` : ""), element("br"), element("small", {}, place));
  });
  return element("figure", {}, element("blockquote", { tabindex: "-1" }, ...words), caption);
}

/** Return the quote that tells the most by itself: one that names `other`, and most of `names`; else the first. */
export function tellingQuote(evidence, names, other) {
  const found = (quote, wanted) =>
    new Set(pieces(quote, wanted).flatMap(([text, marked]) => (marked ? [text.toLowerCase()] : []))).size;
  const count = (quote) => (found(quote, other) ? 100 : 0) + found(quote, names);
  const texts = evidence.map(({ quote }) => quote);
  return texts.reduce((best, text) => (count(text) > count(best) ? text : best));
}

/**
 * Return a closed list of the quotes of an edge, whose summary is the beginning of the most telling one; opened, it shows
 * all. It is filled when the evidence has been unpacked, and goes away where there is none.
 */
export function proof(store, edge, names, other) {
  const said = element("span", { class: "said" }, "…");
  const more = element("span", { class: "more" });
  const summary = element("summary", {}, said, more, element("span", { class: "asked" }, "Who says so"));
  const details = element("details", { class: "proof" }, summary);
  const asked = store.evidence(edge);
  asked.then((evidence) => {
    if (!evidence.length) {
      details.remove();
      return;
    }
    const first = tellingQuote(evidence, [...names, ...other], other)
      .replace(/\s+/g, " ")
      .slice(0, 160);
    said.textContent = visible(`“${first}”`);
    more.textContent = evidence.length > 1 ? ` +${evidence.length - 1}` : "";
  });
  details.addEventListener("toggle", async () => {
    const evidence = await asked;
    if (details.open && details.children.length === 1)
      details.append(quotes(store, evidence, [...names, ...other]));
  });
  return details;
}
