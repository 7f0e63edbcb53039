import { fitting } from "./labels.js";
import { labelText, paintLabels } from "./paint.js";
import { readTheme } from "./theme.js";

/** Stars and diamonds look smaller than they are. */
const GROWN = { star: 1.5, diamond: 1.25, triangle: 1.1, triangleDown: 1.1 };
const OPTIONS = {
  physics: { enabled: false },
  interaction: {
    hover: true,
    hoverConnectedEdges: false,
    selectConnectedEdges: false,
    keyboard: false,
    tooltipDelay: 1e9,
    zoomSpeed: 0.7,
  },
  nodes: { borderWidth: 1.5, borderWidthSelected: 3, font: { size: 0 } },
  edges: { smooth: false, font: { size: 0 }, selectionWidth: 1, hoverWidth: 0.6 },
};
const FAINT = 0.33;
const LARGEST_SCALE = 1.5;
/** On a narrow screen letters below this scale are too many to place: show the middle, the rest is a drag away. */
const NARROW = { width: 700, scale: 0.62 };

/**
 * Return the drawing in `host`, with vis-network drawing marks and lines where they are told to. `on`: what to do on
 * `node(i)`, `open(i)` (a double click), `line(line)` and `nothing()`. `caption`: where the nodes without lines begin.
 */
export function makeDrawing(host, store, on, caption) {
  const nodes = new vis.DataSet();
  const lines = new vis.DataSet();
  const network = new vis.Network(host, { nodes, edges: lines }, OPTIONS);
  let theme = readTheme();
  let view = { places: new Map(), lines: [], middle: -1 };
  let hidden = new Set();
  let selected = -1;
  let hovered = -1;
  let chosenLine = null;
  let most = 1;
  let marks = [];
  let labels = [];

  const isHidden = (i) => hidden.has(store.kind(i).name);
  const shownLines = () => view.lines.filter((line) => !isHidden(line.from) && !isHidden(line.to));
  /** Half the size of a mark: by its edges; where some have very many, by its share of the most that is drawn. */
  const radius = (i) => {
    const share = 10.5 * Math.sqrt(store.degree(i) / Math.max(1, most));
    const size = view.middle === i ? 17 : Math.min(17, 6.5 + Math.min(1.7 * Math.sqrt(store.degree(i)), share));
    return size * (GROWN[store.kind(i).shape] || 1);
  };

  /** Nodes and lines that stand out: those next to what is pointed at, or chosen. Nothing when all do. */
  function lit() {
    const centre = hovered >= 0 ? hovered : selected;
    if (chosenLine && hovered < 0) return { nodes: new Set([chosenLine.from, chosenLine.to]), lines: [chosenLine] };
    if (!view.places.has(centre) || isHidden(centre)) return null;
    const at = shownLines().filter((line) => line.from === centre || line.to === centre);
    return { nodes: new Set([centre, ...at.flatMap((line) => [line.from, line.to])]), lines: at };
  }

  function asNode(i, bright) {
    const colour = theme.named(store.kind(i).name);
    const rim = (border) => ({ background: colour, border });
    return {
      id: i,
      ...view.places.get(i),
      shape: store.kind(i).shape,
      size: radius(i),
      hidden: isHidden(i),
      opacity: bright ? 1 : FAINT,
      color: { ...rim(theme.paper), highlight: rim(theme.ink), hover: rim(theme.soft) },
    };
  }

  function asLine(line, bright, faint) {
    const colour = bright ? theme.accent : theme.line;
    return {
      id: line.id,
      from: line.from,
      to: line.to,
      width: line.weight * (bright ? 1.3 : 1),
      hidden: isHidden(line.from) || isHidden(line.to),
      color: { color: colour, highlight: theme.accent, hover: theme.ink, opacity: faint ? FAINT : 0.9 },
      arrows: { to: { enabled: line.arrow, scaleFactor: 0.35 } },
    };
  }

  function paint() {
    const out = lit();
    // in a view around its middle all belongs to it: only what is pointed at beside it dims the rest
    const dims = out && !(hovered < 0 && !chosenLine && selected === view.middle);
    const bright = new Set(out ? out.lines.map((line) => line.id) : []);
    nodes.update([...view.places.keys()].map((i) => asNode(i, !dims || out.nodes.has(i))));
    lines.update(view.lines.map((line) => asLine(line, bright.has(line.id), dims && !bright.has(line.id))));
  }

  function refresh() {
    most = Math.max(1, ...[...view.places.keys()].map(store.degree));
    marks = [...view.places]
      .filter(([i]) => !isHidden(i))
      .map(([i, { x, y }]) => ({ node: i, name: store.name(i), x, y, r: radius(i) }))
      .sort((a, b) => b.r - a.r || a.node - b.node);
    paint();
  }

  network.on("afterDrawing", (pen) => {
    const out = lit();
    const keep = new Set([selected, hovered].filter((i) => i >= 0));
    const said = (out ? out.lines : []).map((line) => {
      const [a, b] = [view.places.get(line.from), view.places.get(line.to)];
      return { words: line.words, ax: a.x, ay: a.y, bx: b.x, by: b.y };
    });
    const first = out
      ? [...marks].sort((a, b) => Number(out.nodes.has(b.node)) - Number(out.nodes.has(a.node)))
      : marks;
    const dims = out && !(hovered < 0 && !chosenLine && selected === view.middle);
    const asked = { marks: first, lines: said, lit: dims ? out.nodes : null, keep, seen: seen() };
    const taken = caption && view.caption ? [paintCaption(pen)] : [];
    labels = paintLabels(pen, { ...asked, taken }, theme, network.getScale());
  });

  function seen() {
    const [from, to] = [
      network.DOMtoCanvas({ x: 0, y: 0 }),
      network.DOMtoCanvas({ x: host.clientWidth, y: host.clientHeight }),
    ];
    return { left: from.x, right: to.x };
  }

  function paintCaption(pen) {
    const size = 12 / Math.max(0.55, Math.min(network.getScale(), 2));
    const words = "Named, but joined to nothing:";
    pen.font = `${size}px system-ui, sans-serif`;
    pen.textAlign = "left";
    pen.textBaseline = "bottom";
    pen.fillStyle = theme.soft;
    pen.fillText(words, caption[0], caption[1]);
    return { x: caption[0], y: caption[1] - size, width: pen.measureText(words).width, height: size };
  }

  function point(i) {
    hovered = i;
    host.classList.toggle("pointing", i >= 0);
    paint();
  }
  network.on("hoverNode", ({ node }) => point(node));
  network.on("blurNode", () => point(-1));
  network.on("hoverEdge", () => host.classList.add("pointing"));
  network.on("blurEdge", () => host.classList.remove("pointing"));
  network.on("click", ({ nodes: [node], edges: [id] }) => {
    if (node !== undefined) on.node(node);
    else if (id !== undefined) on.line(view.lines.find((line) => line.id === id));
    else on.nothing();
  });
  network.on("doubleClick", ({ nodes: [node] }) => node !== undefined && on.open(node));
  network.on("dragEnd", ({ nodes: dragged }) => {
    for (const i of dragged) view.places.set(i, network.getPosition(i));
    if (dragged.length) refresh();
  });

  const onScreen = ({ x, y }) => {
    const spot = network.canvasToDOM({ x, y });
    const box = host.getBoundingClientRect();
    return { x: spot.x + box.left, y: spot.y + box.top };
  };

  function fit() {
    if (!marks.length) return;
    const pen = host.querySelector("canvas").getContext("2d");
    pen.save();
    pen.font = "500 12.5px system-ui, sans-serif";
    const items = marks.map(({ name, x, y }) => ({ x, y, half: pen.measureText(labelText(name)).width / 2 + 10 }));
    pen.restore();
    const { scale, x, y } = fitting(items, host.clientWidth, host.clientHeight, LARGEST_SCALE);
    if (scale >= NARROW.scale || host.clientWidth > NARROW.width) {
      network.moveTo({ scale, position: { x, y }, animation: false });
    } else {
      const middle = view.places.get(view.middle) || { x, y };
      network.moveTo({ scale: NARROW.scale, position: { x: middle.x, y: middle.y }, animation: false });
    }
  }

  /** Move the drawing when the chosen mark is outside, as it may be when chosen in a list. */
  function bringIntoSight() {
    const place = view.places.get(selected);
    if (!place) return;
    const { x, y } = network.canvasToDOM(place);
    const inside = x > 20 && y > 20 && x < host.clientWidth - 20 && y < host.clientHeight - 20;
    if (!inside) network.moveTo({ position: place, animation: false });
  }

  let width = host.clientWidth;
  new ResizeObserver(() => {
    // a changed height (the table, the panel of a phone) keeps the view, a changed width needs another
    if (host.clientWidth !== width) fit();
    else bringIntoSight();
    width = host.clientWidth;
  }).observe(host);

  return {
    fit,
    show(next) {
      view = next;
      [hovered, chosenLine] = [-1, null];
      nodes.clear();
      lines.clear();
      refresh();
    },
    select(i) {
      [selected, chosenLine] = [i, null];
      network.unselectAll();
      if (view.places.has(i) && !isHidden(i)) network.selectNodes([i], false);
      paint();
      bringIntoSight();
    },
    selectLine(line) {
      [selected, chosenLine] = [-1, line];
      paint();
    },
    hide(kinds) {
      hidden = kinds;
      refresh();
    },
    recolour() {
      theme = readTheme();
      paint();
    },
    zoom(factor) {
      network.moveTo({ scale: network.getScale() * factor, animation: false });
    },
    has: (i) => view.places.has(i),
    drawn: () => [...view.places.keys()].filter((i) => !isHidden(i)),
    lines: shownLines,
    theme: () => theme,
    /** Return what is drawn, for a drawing elsewhere. */
    scene() {
      const size = 12.5 / Math.max(0.55, Math.min(network.getScale(), 2));
      const spot = (i) => view.places.get(i);
      return {
        marks: marks.map(({ node, x, y, r }) => ({
          ...{ x, y, r },
          kind: store.kind(node),
          colour: theme.named(store.kind(node).name),
        })),
        lines: shownLines().map(({ from, to, weight }) => ({
          ...{ ax: spot(from).x, ay: spot(from).y, bx: spot(to).x, by: spot(to).y },
          width: weight,
        })),
        labels,
        size,
      };
    },
    /** Return the picture of what is seen as a canvas, on paper. */
    picture() {
      const canvas = host.querySelector("canvas");
      const copy = document.createElement("canvas");
      [copy.width, copy.height] = [canvas.width, canvas.height];
      const pen = copy.getContext("2d");
      pen.fillStyle = theme.paper;
      pen.fillRect(0, 0, copy.width, copy.height);
      pen.drawImage(canvas, 0, 0);
      return copy;
    },
    /** For tests and for scripts around the page: where things are on the screen, by id. */
    probe: {
      labels: () => labels.map(({ node, text, ...box }) => ({ id: store.data.id[node], text, ...box })),
      node: (id) => onScreen(view.places.get(store.numbers.get(id))),
      line: (a, b) => {
        const [from, to] = [a, b].map((id) => view.places.get(store.numbers.get(id)));
        return onScreen({ x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 });
      },
    },
  };
}
