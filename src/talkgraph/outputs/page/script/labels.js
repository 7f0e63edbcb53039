/**
 * Return which labels fit: greedy, the most important first, none over another label or over a more important mark.
 * `boxes`: {x, y, width, height, mark: {x, y, r}} in one scale, in order of importance; returns their numbers.
 */
export function placeLabels(boxes, keep = new Set()) {
  const taken = [];
  const shown = [];
  const order = [...boxes.keys()].sort((a, b) => Number(keep.has(b)) - Number(keep.has(a)) || a - b);
  for (const i of order) {
    const box = boxes[i];
    const free = !taken.some((other) => overlaps(box, other)) && !boxes.some((other, k) => k !== i && covers(box, other.mark));
    if (free || keep.has(i)) {
      taken.push(box);
      shown.push(i);
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
