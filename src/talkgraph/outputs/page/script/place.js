/** Width by height of a ring, as of a screen. */
const ASPECT = 1.45;

/**
 * Return places for rings around a middle: the middle at 0,0, ring one evenly, ring two near what it hangs on.
 * `rings` as of `around`; `hangs(a, b)` tells whether two nodes are joined; `sortKey` groups ring one.
 */
export function placeRings(rings, hangs, sortKey) {
  const places = new Map([[rings[0][0], { x: 0, y: 0 }]]);
  const near = [...rings[1]].sort((a, b) => sortKey(a).localeCompare(sortKey(b), "en") || a - b);
  const radius = Math.max(170, near.length * 13);
  const angles = near.map((_, k) => (2 * Math.PI * (k + 0.5)) / near.length - Math.PI / 2);
  near.forEach((node, k) => places.set(node, onRing(radius, angles[k], near.length > 8 && k % 2 ? 1.3 : 1)));
  const far = (rings[2] || []).map((node) => {
    const on = angles.filter((_, k) => hangs(near[k], node));
    const [x, y] = [Math.cos, Math.sin].map((part) => on.reduce((sum, angle) => sum + part(angle), 0));
    return { node, angle: Math.atan2(y, x) };
  });
  far.sort((a, b) => a.angle - b.angle || a.node - b.node);
  const outer = Math.max(radius * 1.75, 320, far.length * 13.5);
  const spread = far.length > 4 ? evenly(far.map(({ angle }) => angle)) : far.map(({ angle }) => angle);
  far.forEach(({ node }, k) => places.set(node, onRing(outer, spread[k], k % 2 ? 1.2 : 1)));
  return places;
}

function onRing(radius, angle, stagger) {
  return { x: radius * ASPECT * stagger * Math.cos(angle), y: radius * stagger * Math.sin(angle) };
}

/** Return as many angles at even distances, in the same order, turned so that they are nearest to those wanted. */
function evenly(wanted) {
  const even = wanted.map((_, k) => (2 * Math.PI * k) / wanted.length);
  const [x, y] = [Math.cos, Math.sin].map((part) => wanted.reduce((sum, angle, k) => sum + part(angle - even[k]), 0));
  const turn = Math.atan2(y, x);
  return even.map((angle) => angle + turn);
}

/** Return places for new nodes around a drawn one, on the side away from `centre`, clear of `taken` places. */
export function placeBeside(anchor, centre, count, taken) {
  const away = Math.atan2(anchor.y - centre.y, anchor.x - centre.x);
  const out = [];
  for (let k = 0; k < count; k++) {
    const angle = away + ((k % 12) - Math.min(count, 12) / 2 + 0.5) * 0.4;
    let radius = 150 + 80 * Math.floor(k / 12);
    let spot;
    do {
      spot = { x: anchor.x + radius * 1.3 * Math.cos(angle), y: anchor.y + radius * Math.sin(angle) };
      radius += 45;
    } while ([...taken, ...out].some((other) => isTooNear(other, spot)) && radius < 2000);
    out.push(spot);
  }
  return out;
}

const isTooNear = (a, b) => Math.abs(a.x - b.x) < 110 && Math.abs(a.y - b.y) < 40;
