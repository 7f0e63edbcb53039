/**
 * What is seen, as the address names it behind `#`. `focus` (the middle, then what was opened around it, `id` or
 * `id~kind`) or `path`, as ids; `steps` to draw around the middle, 2 where nothing is said; `hide`, types that are not
 * shown, and `gone`, nodes; `pin`, nodes that stay in every view; the filter: `without` (predicates), `event`, `years`
 * [from, to] and `sure` (the least confidence). All are lists of texts; without the first two it is the beginning.
 */
export const BEGINNING = Object.freeze({
  focus: [],
  path: [],
  steps: [],
  hide: [],
  gone: [],
  pin: [],
  without: [],
  event: [],
  years: [],
  sure: [],
});

/** Return the fragment for a state, without `#`: `focus=person:ann-lee&hide=talk`. */
export function toFragment(state) {
  return Object.keys(BEGINNING)
    .filter((key) => state[key].length)
    .map((key) => `${key}=${state[key].map(readable).join(",")}`)
    .join("&");
}

/** Return what was opened as [id, kind]; without a kind all kinds. */
export const opening = (text) => text.split("~", 2);

/**
 * Return the state of a fragment; what isn't understood is left out. `isNode`, `isKind` and `isPredicate` tell what
 * there is.
 */
export function fromFragment(fragment, isNode, isKind, isPredicate) {
  const found = new Map(
    fragment
      .replace(/^#/, "")
      .split("&")
      .map((part) => part.split("=", 2)),
  );
  const list = (key) => (found.get(key) || "").split(",").map(decoded);
  const isOpening = (text) => isNode(opening(text)[0]) && (!opening(text)[1] || isKind(opening(text)[1]));
  const path = list("path").filter(isNode);
  const whole = path.length > 1;
  const years = list("years").filter((year) => /^\d{4}$/.test(year));
  return {
    focus: whole ? [] : list("focus").filter(isOpening),
    path: whole ? path : [],
    steps: list("steps").filter((step) => step === "1"),
    hide: list("hide").filter(isKind),
    gone: list("gone").filter(isNode),
    pin: list("pin").filter(isNode),
    without: list("without").filter(isPredicate),
    event: list("event").filter(isNode).slice(0, 1),
    years: years.length === 2 && years[0] <= years[1] ? years : [],
    sure: list("sure")
      .filter((text) => /^0?\.\d+$|^1$/.test(text))
      .slice(0, 1),
  };
}

function readable(text) {
  return encodeURIComponent(text).replaceAll("%3A", ":");
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
