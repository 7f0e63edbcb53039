import { visible } from "./fold.js";

/** Return the element of the page with this id. */
export const byId = (id) => document.getElementById(id);

/** Return a new element with attributes and children; a text is never read as markup. `onclick` takes a function. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "onclick") made.addEventListener("click", value);
    else if (value !== false && value !== null && value !== undefined)
      made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.map((child) => (typeof child === "string" ? visible(child) : child)));
  return made;
}

export const OUTLINES = {
  dot: "M6 1a5 5 0 1 0 0 10a5 5 0 1 0 0-10z",
  triangleDown: "M1 2h10l-5 9z",
  square: "M1.5 1.5h9v9h-9z",
  triangle: "M6 1l5 9.5h-10z",
  star: "M6 .5l1.6 3.6 3.9.4-2.9 2.6.8 3.9-3.4-2-3.4 2 .8-3.9-2.9-2.6 3.9-.4z",
  diamond: "M6 .5l5.5 5.5-5.5 5.5-5.5-5.5z",
  hexagon: "M3 1.2h6l3 4.8-3 4.8h-6l-3-4.8z",
};

/** Return the mark of a type (an entry of `store.kinds`), as it is drawn, for legend and lists. */
export function mark(kind) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 12 12");
  svg.setAttribute("class", `mark ${kind.name}`);
  svg.setAttribute("aria-hidden", "true");
  const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
  line.setAttribute("d", OUTLINES[kind.shape]);
  svg.append(line);
  return svg;
}
