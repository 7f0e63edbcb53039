import { element, mark } from "./element.js";
import { byDegree } from "./store.js";

/** Return for each drawn node those that it is joined to in the drawing, the best connected first. */
export function drawnNeighbours(store, drawn, lines) {
  const found = new Map(drawn.map((i) => [i, new Set()]));
  for (const { from, to } of lines) {
    found.get(from).add(to);
    found.get(to).add(from);
  }
  return [...found]
    .map(([i, near]) => [i, [...near].sort(byDegree(store))])
    .sort((a, b) => byDegree(store)(a[0], b[0]));
}

/** Fill a table with what is drawn, for those who don't see the drawing; `select` is told a chosen node. */
export function fillTable(body, store, drawing, select) {
  const rows = drawnNeighbours(store, drawing.drawn(), drawing.lines()).map(([i, near]) => {
    const name = element(
      "button",
      { type: "button", class: "name", onclick: () => select(i) },
      mark(store.kind(i)),
      store.name(i),
    );
    const cells = [store.kind(i).name, String(store.degree(i)), near.map(store.name).join(", ")];
    return element("tr", {}, element("th", { scope: "row" }, name), ...cells.map((text) => element("td", {}, text)));
  });
  body.replaceChildren(...rows);
}
