import { OUTLINES } from "./element.js";
import { visible } from "./fold.js";

/** What is drawn, as text to take away. */

/** Return statements as comma-separated values: ids, names, relation and confidence. */
export function toCsv(store, edges) {
  const quoted = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  // a text that begins like a formula would be run by a spreadsheet
  const safe = (text) => quoted(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
  const rows = edges.map((edge) => [
    safe(store.data.id[edge.source]),
    safe(store.name(edge.source)),
    edge.predicate.name,
    safe(store.data.id[edge.target]),
    safe(store.name(edge.target)),
    edge.confidence.toFixed(2),
  ]);
  const head = ["source", "source_name", "predicate", "target", "target_name", "confidence"];
  return [head, ...rows].map((row) => `${row.join(",")}\r\n`).join("");
}

/** Return nodes and statements as Turtle; `words`: the prefixes, classes and properties of `talkgraph export`. */
export function toTurtle(store, drawn, edges, words) {
  const about = (i) => `<${words.base}${escaped(store.data.id[i].replace(":", "/"))}>`;
  const prefixes = Object.entries(words.prefixes).map(([name, address]) => `@prefix ${name}: <${address}> .\n`);
  const things = drawn.map(
    (i) => `${about(i)} a ${words.classes[store.kind(i).name]} ;\n    rdfs:label ${literal(store.name(i))} .\n`,
  );
  const said = edges.flatMap((edge) => {
    const { property, ofProject, inverted, symmetric } = words.properties[edge.predicate.name];
    const name = store.kind(edge.source).name === "project" && ofProject ? ofProject : property;
    const ends = inverted ? [edge.target, edge.source] : [edge.source, edge.target];
    const all = symmetric ? [ends, [...ends].reverse()] : [ends];
    return all.map(([s, o]) => `${about(s)} ${name} ${about(o)} .\n`);
  });
  return [...prefixes, "\n", ...things, "\n", ...said].join("");
}

const ESCAPES = { '"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };
const code = (letter) => letter.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
const literal = (text) => `"${text.replace(/["\\\u0000-\u001f]/g, (c) => ESCAPES[c] || `\\u${code(c)}`)}"`;
const escaped = (id) => id.replace(/[\u0000-\u0020<>"{}|^`\\]/g, (c) => `\\u${code(c)}`);

const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const text = (words) => visible(words).replace(/[&<>"]/g, (c) => ENTITIES[c]);
const round = (value) => Math.round(value * 10) / 10;

/**
 * Return a drawing as SVG. `marks`: {x, y, r, kind, colour}; `lines`: {ax, ay, bx, by, width}; `labels`: {text, x, y,
 * width, height}; `size` of their letters; `theme`: the colours.
 */
export function toSvg({ title, marks, lines, labels, size }, theme) {
  const boxes = [...labels, ...marks.map(({ x, y, r }) => ({ x: x - r, y: y - r, width: 2 * r, height: 2 * r }))];
  const [left, top] = [Math.min(0, ...boxes.map((b) => b.x)) - 20, Math.min(0, ...boxes.map((b) => b.y)) - 20];
  const right = Math.max(1, ...boxes.map((b) => b.x + b.width)) + 20;
  const bottom = Math.max(1, ...boxes.map((b) => b.y + b.height)) + 20;
  const [width, height] = [round(right - left), round(bottom - top)];
  const drawn = lines.map(
    ({ ax, ay, bx, by, width: w }) =>
      `<line x1="${round(ax)}" y1="${round(ay)}" x2="${round(bx)}" y2="${round(by)}" stroke-width="${round(w)}"/>`,
  );
  const shapes = marks.map(
    ({ x, y, r, kind, colour }) =>
      `<path d="${OUTLINES[kind.shape]}" fill="${text(colour)}" ` +
      `transform="translate(${round(x - r)} ${round(y - r)}) scale(${Math.round((r / 6) * 1000) / 1000})"/>`,
  );
  const names = labels.map(
    (l) => `<text x="${round(l.x + l.width / 2)}" y="${round(l.y + l.height * 0.8)}">${text(l.text)}</text>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${round(left)} ${round(top)} ${width} ${height}" `,
    `width="${width}" height="${height}" role="img"><title>${text(title)}</title>`,
    `<rect x="${round(left)}" y="${round(top)}" width="${width}" height="${height}" fill="${text(theme.paper)}"/>`,
    `<g stroke="${text(theme.line)}">${drawn.join("")}</g>`,
    `<g stroke="${text(theme.paper)}" stroke-width="0.5">${shapes.join("")}</g>`,
    `<g fill="${text(theme.ink)}" stroke="${text(theme.paper)}" stroke-width="${round(size * 0.3)}" `,
    `paint-order="stroke" font-family="system-ui, sans-serif" font-size="${round(size)}" font-weight="500" `,
    `text-anchor="middle">${names.join("")}</g></svg>\n`,
  ].join("");
}
