/**
 * What is seen, as the address names it behind `#`: `focus` (the middle, then what was opened around it) or `path`, as
 * ids, and `hide`, types that are not shown. Without the first two it is the beginning.
 */
export const BEGINNING = { focus: [], path: [], hide: [] };

/** Return the fragment for a state, without `#`: `focus=person:ann-lee&hide=talk`. */
export function toFragment(state) {
  return Object.keys(BEGINNING)
    .filter((key) => state[key].length)
    .map((key) => `${key}=${state[key].map(readable).join(",")}`)
    .join("&");
}

/** Return the state of a fragment; what isn't understood is left out. `isNode` and `isKind` tell what there is. */
export function fromFragment(fragment, isNode, isKind) {
  const found = new Map(
    fragment
      .replace(/^#/, "")
      .split("&")
      .map((part) => part.split("=", 2)),
  );
  const list = (key) => (found.get(key) || "").split(",").map(decoded);
  const path = list("path").filter(isNode);
  const whole = path.length > 1;
  return {
    focus: whole ? [] : list("focus").filter(isNode),
    path: whole ? path : [],
    hide: list("hide").filter(isKind),
  };
}

function readable(id) {
  return encodeURIComponent(id).replaceAll("%3A", ":");
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
