/**
 * Return where labels go: greedy, the most important first; each takes the first of its `spots` (below, above, beside its
 * mark) that is clear of other labels and marks, or stays away. `labels`: {spots: [{x, y}…], width, height, mark: {x, y, r}}
 * in one scale, in order of importance; those in `keep` are shown in any case. Returns [[number, box]…].
 */
export function placeLabels(labels, keep = new Set()) {
  const taken = [];
  const shown = [];
  const order = [...labels.keys()].sort((a, b) => Number(keep.has(b)) - Number(keep.has(a)) || a - b);
  for (const i of order) {
    const { width, height } = labels[i];
    const boxes = labels[i].spots.map(({ x, y }) => ({ x, y, width, height }));
    const clear = (box) => !taken.some((other) => overlaps(box, other)) && !labels.some((other, k) => k !== i && covers(box, other.mark));
    const box = boxes.find(clear) || (keep.has(i) ? boxes[0] : undefined);
    if (box) {
      taken.push(box);
      shown.push([i, box]);
    }
  }
  return shown;
}

function overlaps(a, b) {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function covers(box, mark) {
  const nearestX = Math.max(box.x, Math.min(mark.x, box.x + box.width));
  const nearestY = Math.max(box.y, Math.min(mark.y, box.y + box.height));
  return (nearestX - mark.x) ** 2 + (nearestY - mark.y) ** 2 < (mark.r * 0.8) ** 2;
}

/** Return a name cut to `length` letters at a word, with an ellipsis. */
export function shorten(name, length = 34) {
  if (name.length <= length) return name;
  const cut = name.slice(0, length);
  const space = cut.lastIndexOf(" ");
  return `${space > length / 2 ? cut.slice(0, space) : cut}…`;
}
