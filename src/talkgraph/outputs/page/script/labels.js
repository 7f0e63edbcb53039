/** Pixels that a mark, and a label below it, take above and below its middle. */
const ABOVE = 22;
const BELOW = 38;

/**
 * Return where labels go, as [[number, box]…]: greedy, the most important first; each takes the first of its `spots`
 * (below, above, beside its mark) that is clear of other labels and marks, or stays away. `labels`: {spots: [{x, y}…],
 * width, height, mark: {x, y, r}} in one scale, in order of importance; those in `keep` are shown in any case; `taken`:
 * boxes that are there already.
 */
export function placeLabels(labels, keep = new Set(), taken = []) {
  const boxes = [...taken];
  const shown = [];
  const order = [...labels.keys()].sort((a, b) => Number(keep.has(b)) - Number(keep.has(a)) || a - b);
  for (const i of order) {
    const { width, height } = labels[i];
    const tried = labels[i].spots.map(({ x, y }) => ({ x, y, width, height }));
    const clear = (box) =>
      !boxes.some((other) => overlaps(box, other)) && !labels.some((l, k) => k !== i && covers(box, l.mark));
    const box = tried.find(clear) || (keep.has(i) ? tried[0] : undefined);
    if (box) {
      boxes.push(box);
      shown.push([i, box]);
    }
  }
  return shown;
}

function overlaps(a, b) {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function covers(box, mark) {
  if (!mark) return false;
  const nearestX = Math.max(box.x, Math.min(mark.x, box.x + box.width));
  const nearestY = Math.max(box.y, Math.min(mark.y, box.y + box.height));
  return (nearestX - mark.x) ** 2 + (nearestY - mark.y) ** 2 < (mark.r * 0.8) ** 2;
}

/** Return a name cut to `length` letters at a word, with an ellipsis. */
export function shorten(name, length = 30) {
  const letters = [...name];
  if (letters.length <= length) return name;
  const cut = letters.slice(0, length).join("");
  const space = cut.lastIndexOf(" ");
  return `${space > length / 2 ? cut.slice(0, space) : cut}…`;
}

/**
 * Return scale and middle at which all marks and labels fit into `width` × `height` pixels. `items`: {x, y, half}:
 * half is half the width of the label, which is the same in pixels at any scale.
 */
export function fitting(items, width, height, largest) {
  const extent = (low, high) => [Math.min(...items.map(low)), Math.max(...items.map(high))];
  const across = (scale) =>
    extent(
      (item) => item.x * scale - item.half,
      (item) => item.x * scale + item.half,
    );
  const down = (scale) =>
    extent(
      (item) => item.y * scale - ABOVE,
      (item) => item.y * scale + BELOW,
    );
  const fits = (scale) => {
    const [[left, right], [top, bottom]] = [across(scale), down(scale)];
    return right - left <= width && bottom - top <= height;
  };
  let [low, scale] = [0.02, largest];
  for (let turn = 0; turn < 20 && !fits(scale); turn++) {
    const middle = (low + scale) / 2;
    if (fits(middle)) low = middle;
    else scale = middle;
  }
  if (!fits(scale)) scale = low;
  const middleOf = ([from, to]) => (from + to) / 2 / scale;
  return { scale, x: middleOf(across(scale)), y: middleOf(down(scale)) };
}
