import { element, mark } from "./element.js";

/** Fill `box` with the legend: a button for each type there is, with its number; pressed means shown. */
export function makeLegend(box, store, toggle) {
  const counts = new Map();
  for (const type of store.data.type) counts.set(type, (counts.get(type) || 0) + 1);
  const buttons = new Map();
  store.kinds.forEach((kind, type) => {
    if (!counts.has(type)) return;
    const words = [
      element("span", { class: "plural" }, kind.plural),
      element("span", { class: "count" }, counts.get(type).toLocaleString("en")),
    ];
    const button = element(
      "button",
      { type: "button", class: kind.name, onclick: () => toggle(kind.name) },
      mark(kind),
      ...words,
    );
    buttons.set(kind.name, button);
    box.append(button);
  });
  return (hidden) => buttons.forEach((button, kind) => button.setAttribute("aria-pressed", String(!hidden.has(kind))));
}
