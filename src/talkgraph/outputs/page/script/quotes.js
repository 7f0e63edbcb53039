import { element } from "./element.js";
import { webAddress } from "./fold.js";

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

/** Return pieces of evidence as quotes with document, date, place, rule and confidence; `names` are marked in them. */
export function quotes(store, evidence, names = []) {
  const { data } = store;
  const box = element("div", { class: "quotes" });
  for (const [paper, start, quote, rule, confidence] of evidence) {
    const [path, title, date, url] = data.documents[paper];
    const words = pieces(data.quotes[quote], names).map(([text, marked]) =>
      marked ? element("mark", {}, text) : text,
    );
    const source = element("cite", {}, link(url, title || path));
    const place = element(
      "small",
      {},
      `${path}, character ${start.toLocaleString("en")} · `,
      `rule ${data.rules[rule]} · confidence ${confidence.toFixed(2)}`,
    );
    const caption = element("figcaption", {}, source, date ? `, ${date}` : "", element("br"), place);
    box.append(element("figure", {}, element("blockquote", {}, ...words), caption));
  }
  return box;
}

/** Return the quote that tells the most by itself: one that names `other`, and most of `names`; else the first. */
export function tellingQuote(store, evidence, names, other) {
  const found = (quote, wanted) =>
    new Set(pieces(quote, wanted).flatMap(([text, marked]) => (marked ? [text.toLowerCase()] : []))).size;
  const count = (quote) => (found(quote, other) ? 100 : 0) + found(quote, names);
  const texts = evidence.map((entry) => store.data.quotes[entry[2]]);
  return texts.reduce((best, text) => (count(text) > count(best) ? text : best));
}

/** Return a closed list of quotes whose summary is the beginning of the most telling one; opened, it shows all. */
export function proof(store, evidence, names, other) {
  if (!evidence.length) return "";
  const first = tellingQuote(store, evidence, [...names, ...other], other)
    .replace(/\s+/g, " ")
    .slice(0, 160);
  const more = evidence.length > 1 ? ` +${evidence.length - 1}` : "";
  const summary = element(
    "summary",
    {},
    element("span", { class: "said" }, `“${first}”`),
    element("span", { class: "more" }, more),
    element("span", { class: "asked" }, "Who says so"),
  );
  const details = element("details", { class: "proof" }, summary);
  details.addEventListener("toggle", () => {
    if (details.open && details.children.length === 1) details.append(quotes(store, evidence, [...names, ...other]));
  });
  return details;
}
