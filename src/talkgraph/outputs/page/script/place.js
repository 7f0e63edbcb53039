/**
 * Return places for rings around a middle: the middle at 0,0, ring one evenly, ring two near what it hangs on.
 * `rings` as of `around`; `hangs(a, b)` tells whether two nodes are joined; `sortKey` groups ring one.
 */
export function placeRings(rings, hangs, sortKey) {
  const places = new Map([[rings[0][0], { x: 0, y: 0 }]]);
  const near = [...rings[1]].sort((a, b) => sortKey(a).localeCompare(sortKey(b)) || a - b);
  const radius = Math.max(230, near.length * 17);
  const angle = new Map();
  near.forEach((node, k) => {
    const turn = (2 * Math.PI * (k + 0.5)) / near.length - Math.PI / 2;
    angle.set(node, turn);
    const stagger = near.length > 10 && k % 2 ? 1.22 : 1;
    places.set(node, { x: radius * 1.35 * stagger * Math.cos(turn), y: radius * stagger * Math.sin(turn) });
  });
  const far = (rings[2] || []).map((node) => {
    const on = near.filter((n) => hangs(n, node));
    const x = on.reduce((sum, n) => sum + Math.cos(angle.get(n)), 0);
    const y = on.reduce((sum, n) => sum + Math.sin(angle.get(n)), 0);
    return { node, turn: Math.atan2(y, x) };
  });
  far.sort((a, b) => a.turn - b.turn || a.node - b.node);
  const outer = Math.max(radius * 1.75, far.length * 22);
  far.forEach(({ node, turn }, k) => {
    const even = -Math.PI + (2 * Math.PI * (k + 0.5)) / far.length;
    const mixed = far.length > 6 ? even : turn;
    const stagger = k % 2 ? 1.15 : 1;
    places.set(node, { x: outer * 1.35 * stagger * Math.cos(mixed), y: outer * stagger * Math.sin(mixed) });
  });
  return places;
}

/** Return places for new nodes around a drawn one, on the side away from `centre`, clear of `taken` places. */
export function placeBeside(anchor, centre, count, taken) {
  const away = Math.atan2(anchor.y - centre.y, anchor.x - centre.x);
  const out = [];
  for (let k = 0; k < count; k++) {
    const spread = ((k % 12) - Math.min(count, 12) / 2 + 0.5) * 0.4;
    let radius = 150 + 80 * Math.floor(k / 12);
    let spot;
    do {
      spot = { x: anchor.x + radius * 1.3 * Math.cos(away + spread), y: anchor.y + radius * Math.sin(away + spread) };
      radius += 45;
    } while ([...taken, ...out].some((t) => Math.abs(t.x - spot.x) < 110 && Math.abs(t.y - spot.y) < 40) && radius < 2000);
    out.push(spot);
  }
  return out;
}
