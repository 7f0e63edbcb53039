import { placeLabels, shorten } from "./labels.js";
import { visible } from "./fold.js";

/** Letters keep their size on the screen, whatever the zoom; far out they shrink a little. */
const LETTERS = 12.5;
const LINE_LETTERS = 11;
/** How many words stand on lines at once. */
const MOST_WORDS = 40;

/** Return the text of a node's label. */
export const labelText = (name) => shorten(visible(name));

/**
 * Write the labels onto the drawing, after vis-network has drawn marks and lines; return their boxes, each with its node.
 * `marks`: {node, name, x, y, r} in order of importance; `lines`: {words, ax, ay, bx, by} to be written on; `lit`: nodes
 * that stand out, or nothing; `keep`: nodes whose label must be there; `seen`: the part of the drawing that is on the
 * screen; `taken`: boxes to keep clear of.
 */
export function paintLabels(pen, { marks, lines, lit, keep, seen, taken }, theme, scale) {
  const size = LETTERS / Math.max(0.55, Math.min(scale, 2));
  pen.font = `500 ${size}px system-ui, sans-serif`;
  const labels = marks.map((mark) => withSpots(pen, mark, size, seen));
  const first = new Set(marks.flatMap((mark, k) => (keep.has(mark.node) ? [k] : [])));
  const shown = placeLabels(labels, first, taken).map(([k, box]) => ({
    ...box,
    node: marks[k].node,
    text: labels[k].text,
  }));
  pen.textBaseline = "top";
  for (const box of shown) {
    pen.globalAlpha = lit && !lit.has(box.node) ? 0.5 : 1;
    write(pen, box.text, box, theme.ink, theme.paper, size);
  }
  pen.globalAlpha = 1;
  paintWords(pen, lines, marks, shown, theme, size * (LINE_LETTERS / LETTERS));
  return shown;
}

function paintWords(pen, lines, marks, shown, theme, size) {
  pen.font = `italic 500 ${size}px system-ui, sans-serif`;
  const taken = [...shown, ...marks.map(({ x, y, r }) => ({ x: x - r, y: y - r, width: 2 * r, height: 2 * r }))];
  const labels = lines.slice(0, MOST_WORDS).map(({ words, ax, ay, bx, by }) => {
    const [width, height] = [pen.measureText(words).width + 4, size * 1.25];
    const spots = [0.5, 0.42, 0.58, 0.34, 0.66].map((t) => ({
      x: ax + (bx - ax) * t - width / 2,
      y: ay + (by - ay) * t - height / 2,
    }));
    return { text: words, width, height, spots };
  });
  for (const [k, box] of placeLabels(labels, new Set(lines.length === 1 ? [0] : []), taken)) {
    write(pen, labels[k].text, box, theme.soft, theme.paper, size);
  }
}

function withSpots(pen, { name, x, y, r }, size, seen) {
  const text = labelText(name);
  const [width, height, gap] = [pen.measureText(text).width + 6, size * 1.22, r + 1];
  const spots = [
    { x: x - width / 2, y: y + gap },
    { x: x + gap, y: y - height / 2 },
    { x: x - gap - width, y: y - height / 2 },
    { x: x - width / 2, y: y - gap - height },
    { x: x + gap * 0.6, y: y + gap * 0.6 },
    { x: x - gap * 0.6 - width, y: y + gap * 0.6 },
    { x: x + gap * 0.6, y: y - gap * 0.6 - height },
    { x: x - gap * 0.6 - width, y: y - gap * 0.6 - height },
  ];
  const whole = spots.filter((spot) => spot.x >= seen.left + 4 && spot.x + width <= seen.right - 4);
  return { text, width, height, mark: { x, y, r }, spots: whole.length ? whole : spots };
}

function write(pen, text, box, ink, paper, size) {
  pen.textAlign = "center";
  pen.textBaseline = "top";
  pen.lineJoin = "round";
  pen.lineWidth = size * 0.3;
  pen.strokeStyle = paper;
  pen.strokeText(text, box.x + box.width / 2, box.y + size * 0.1);
  pen.fillStyle = ink;
  pen.fillText(text, box.x + box.width / 2, box.y + size * 0.1);
}
