import { fold, visible } from "./fold.js";
import { makeIndex, search } from "./search.js";
import { around, between, makeStore, path, unpack } from "./store.js";
import { placeLabels, shorten } from "./labels.js";
import { placeBeside, placeRings } from "./place.js";
import { element, showEdge, showNode } from "./panel.js";

const byId = (id) => document.getElementById(id);
const read = (id) => JSON.parse(byId(id).textContent);
const LIGHT = { person: "#0072b2", talk: "#6b6b6b", project: "#d55e00", topic: "#00805f", event: "#b0408a", organization: "#9a6700", place: "#2b8bc4" };
const DARK = { person: "#56a8e8", talk: "#b8b8b8", project: "#ff8a3d", topic: "#35c79b", event: "#e58cc4", organization: "#e6b422", place: "#8fd0f7" };
const PATHS = {
  dot: "M6 1a5 5 0 1 0 0 10a5 5 0 1 0 0-10z", triangleDown: "M1 2h10l-5 9z", square: "M1.5 1.5h9v9h-9z", triangle: "M6 1l5 9.5h-10z",
  star: "M6 .5l1.6 3.6 3.9.4-2.9 2.6.8 3.9-3.4-2-3.4 2 .8-3.9-2.9-2.6 3.9-.4z", diamond: "M6 .5l5.5 5.5-5.5 5.5-5.5-5.5z", hexagon: "M3 1.2h6l3 4.8-3 4.8h-6l-3-4.8z",
};

async function main() {
  const start = read("start");
  const first = read("drawn");
  if (typeof DecompressionStream === "undefined") {
    byId("panel").append(element("p", {}, "This page needs a newer browser: Chrome 80, Firefox 113, Safari 16.4 or later."));
    return;
  }
  const store = makeStore(await unpack(byId("packed").textContent), start.kinds, start.predicates);
  const { data } = store;
  const index = makeIndex(data.name, data.aliases);
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const colours = () => (dark.matches ? DARK : LIGHT);
  const hidden = new Set();
  let state = { home: true, centre: -1, extra: [] };
  let selected = -1;

  const shape = (kind) => {
    const box = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    box.setAttribute("viewBox", "0 0 12 12");
    box.setAttribute("class", `shape ${kind}`);
    box.setAttribute("aria-hidden", "true");
    const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
    line.setAttribute("d", PATHS[start.shapes[kind]]);
    box.append(line);
    return box;
  };

  const nodes = new vis.DataSet();
  const lines = new vis.DataSet();
  const network = new vis.Network(byId("network"), { nodes, edges: lines }, {
    physics: { enabled: false },
    interaction: { hover: true, keyboard: false, navigationButtons: false, tooltipDelay: 1e9, zoomSpeed: 0.7 },
    nodes: { borderWidth: 1.5, font: { size: 0 } },
    edges: { smooth: false, font: { size: 0 }, selectionWidth: 1, hoverWidth: 0.6 },
  });
  const GROWN = { event: 1.7, organization: 1.25, topic: 1.1 }; // stars and diamonds look smaller than they are
  const size = (i, centre) => (i === centre ? 17 : Math.min(17, 6.5 + 1.7 * Math.sqrt(store.degree(i)))) * (GROWN[store.kind(i)] || 1) * (start.whole || centre >= 0 ? 1 : 0.9);

  const asNode = (i, place, centre) => {
    const kind = store.kind(i);
    const colour = colours()[kind];
    return { id: i, x: place.x, y: place.y, shape: start.shapes[kind], size: size(i, centre), hidden: hidden.has(kind),
      color: { background: colour, border: dark.matches ? "#16181d" : "#ffffff", highlight: { background: colour, border: dark.matches ? "#ffffff" : "#111111" }, hover: { background: colour, border: "#777777" } } };
  };
  const lineColour = () => (dark.matches ? { color: "#5a6070", highlight: "#ffffff", hover: "#aab2c5", opacity: 0.75 } : { color: "#9aa1b0", highlight: "#111111", hover: "#555d6e", opacity: 0.85 });
  const asLine = (edge) => ({ id: `e${edge.number}`, from: edge.source, to: edge.target, width: 0.6 + edge.confidence, color: lineColour(), edges: [edge.number],
    arrows: edge.predicate === "colocatedWith" ? undefined : { to: { enabled: true, scaleFactor: 0.35 } } });

  function homeView() {
    const drawn = new Map(first.nodes.map((n) => [store.byId.get(n.id), { x: n.x, y: n.y }]));
    const rows = first.edges.map((e, k) => {
      const [a, b] = [store.byId.get(e.from), store.byId.get(e.to)];
      if (e.predicate === "talks") {
        const shared = store.touching[a].flatMap((x) => { const talk = store.other(x, a); return store.touching[talk].filter((y) => store.other(y, talk) === b && store.kind(talk) === "talk").flatMap((y) => [x.number, y.number]); });
        return { id: `t${k}`, from: a, to: b, width: Math.min(4, 0.6 + 0.6 * e.talks), color: lineColour(), edges: shared };
      }
      return asLine(store.touching[a].find((x) => x.predicate === e.predicate && store.other(x, a) === b));
    });
    return { drawn, rows, centre: -1 };
  }

  function focusView(centre, extra) {
    const rings = around(store, centre);
    const joined = new Set(store.edges.map((e) => `${e.source} ${e.target}`));
    const hangs = (a, b) => joined.has(`${a} ${b}`) || joined.has(`${b} ${a}`);
    const drawn = placeRings(rings, hangs, (n) => `${store.kind(n)} ${fold(data.name[n])}`);
    for (const anchor of extra) {
      const at = drawn.get(anchor);
      if (!at) continue;
      const more = [...new Set(store.touching[anchor].map((e) => store.other(e, anchor)))].filter((n) => !drawn.has(n)).sort((a, b) => store.degree(b) - store.degree(a) || a - b).slice(0, 24);
      placeBeside(at, { x: 0, y: 0 }, more.length, [...drawn.values()]).forEach((spot, k) => drawn.set(more[k], spot));
    }
    return { drawn, rows: between(store, new Set(drawn.keys())).map(asLine), centre };
  }

  function pathView(way) {
    const drawn = new Map(way.map((n, k) => [n, { x: k * 260, y: k % 2 ? 70 : -70 }]));
    return { drawn, rows: between(store, new Set(way)).map(asLine), centre: way[0] };
  }

  function render() {
    const view = state.path ? pathView(state.path) : state.home ? homeView() : focusView(state.centre, state.extra);
    nodes.clear();
    lines.clear();
    nodes.add([...view.drawn].map(([i, place]) => asNode(i, place, view.centre)));
    lines.add(view.rows.map((row) => ({ ...row, hidden: hiddenLine(row) })));
    byId("home").textContent = start.whole ? "Whole graph" : "Overview";
    byId("shown").textContent = `${view.drawn.size.toLocaleString("en")} of ${data.id.length.toLocaleString("en")} shown` + (state.home && !start.whole ? "; lines are talks in common. Find a name, or double-click one, for the rest." : "");
    list([...view.drawn.keys()]);
    fit();
  }
  const hiddenLine = (row) => hidden.has(store.kind(row.from)) || hidden.has(store.kind(row.to));
  const fit = () => {
    network.fit({ animation: false, maxZoomLevel: 1.6 });
    if (network.getScale() >= 0.5 || !nodes.length || byId("network").clientWidth > 700) return;
    // too small to read: show the best connected part instead, the rest is a drag away
    const middle = nodes.get().reduce((a, b) => (b.size > a.size ? b : a));
    network.moveTo({ scale: 0.62, position: network.getPosition(middle.id), animation: false });
  };

  function list(drawn) {
    const body = document.querySelector("#listing tbody");
    const rows = drawn.filter((i) => !hidden.has(store.kind(i))).sort((a, b) => store.degree(b) - store.degree(a) || a - b);
    body.replaceChildren(...rows.map((i) => element("tr", {}, element("th", { scope: "row" }, element("button", { type: "button", class: "name", onclick: () => select(i) }, data.name[i])), element("td", {}, store.kind(i)), element("td", {}, String(store.degree(i))))));
  }

  function hash() {
    const parts = [];
    if (state.path) parts.push(`path=${state.path.map((i) => encodeURIComponent(data.id[i])).join(",")}`);
    else if (!state.home) parts.push(`focus=${[state.centre, ...state.extra].map((i) => encodeURIComponent(data.id[i])).join(",")}`);
    if (hidden.size) parts.push(`hide=${[...hidden].join(",")}`);
    return parts.join("&");
  }
  function remember() {
    try {
      if (location.hash.slice(1) !== hash()) history.pushState(null, "", `#${hash()}`);
    } catch {
      /* a sandboxed frame has no history */
    }
  }
  function recall() {
    const parts = new Map(location.hash.slice(1).split("&").map((p) => p.split("=")));
    hidden.clear();
    for (const kind of (parts.get("hide") || "").split(",")) if (start.kinds.includes(kind)) hidden.add(kind);
    const numbers = (text) => (text || "").split(",").map((id) => store.byId.get(safeDecode(id))).filter((i) => i !== undefined);
    const focus = numbers(parts.get("focus"));
    const way = numbers(parts.get("path"));
    if (way.length > 1) state = { home: false, centre: way[0], extra: [], path: way };
    else state = focus.length ? { home: false, centre: focus[0], extra: focus.slice(1) } : { home: true, centre: -1, extra: [] };
    legend();
    render();
    select(way[0] ?? focus[0] ?? -1, false);
  }
  const safeDecode = (text) => { try { return decodeURIComponent(text); } catch { return text; } };

  function go(i) {
    state = { home: false, centre: i, extra: [] };
    render();
    remember();
    select(i);
  }
  function expand(i) {
    if (state.home || state.path) return go(i);
    state = { ...state, extra: [...state.extra.filter((n) => n !== i), i] };
    render();
    remember();
    select(i);
    return undefined;
  }
  function select(i, scroll = true) {
    selected = i;
    if (i < 0) return welcome();
    const actions = [["Centre on it", () => go(i)]];
    if (!state.home && nodes.get(i)) actions.push(["Show more around it", () => expand(i)]);
    if (state.centre >= 0 && state.centre !== i) actions.push([`Path to ${shorten(data.name[state.centre], 22)}`, () => showPath(state.centre, i)]);
    showNode(byId("panel"), store, i, shape, go, actions);
    if (nodes.get(i)) network.selectNodes([i]);
    if (scroll) byId("panel").scrollTop = 0;
    return undefined;
  }
  function showPath(from, to) {
    const way = path(store, from, to);
    if (!way.length) return byId("panel").prepend(element("p", { role: "alert" }, "Nothing joins the two."));
    state = { home: false, centre: from, extra: [], path: way };
    render();
    remember();
    const inWay = way.slice(1).flatMap((n, k) => store.touching[n].filter((e) => store.other(e, n) === way[k]).slice(0, 1));
    showEdge(byId("panel"), store, inWay, shape, go);
    return undefined;
  }
  function welcome() {
    const best = [...data.id.keys()].filter((i) => store.kind(i) !== "talk").sort((a, b) => store.degree(b) - store.degree(a) || a - b).slice(0, 12);
    byId("panel").replaceChildren(
      element("h2", {}, data.id.length ? "Ask anything here" : "An empty graph"),
      element("p", {}, data.id.length ? "Click a mark for what is known of it, a line for the words that say so; double-click to bring it to the middle. Every statement leads to its source." : "Nothing was found in the documents that this page was made from."),
      ...(best.length ? [element("h3", {}, "best connected")] : []),
      element("ul", { class: "relations" }, ...best.map((i) => element("li", {}, element("button", { type: "button", class: "name", onclick: () => go(i) }, shape(store.kind(i)), data.name[i])))),
    );
  }

  function legend() {
    const counts = new Map();
    data.type.forEach((t) => counts.set(start.kinds[t], (counts.get(start.kinds[t]) || 0) + 1));
    byId("legend").replaceChildren(...start.kinds.filter((k) => counts.get(k)).map((kind) => element("button", { type: "button", "aria-pressed": String(!hidden.has(kind)), class: kind, onclick: () => toggle(kind) }, shape(kind), `${kind} `, element("span", { class: "soft" }, counts.get(kind).toLocaleString("en")))));
  }
  function toggle(kind) {
    if (!hidden.delete(kind)) hidden.add(kind);
    nodes.update(nodes.get().map((n) => ({ id: n.id, hidden: hidden.has(store.kind(n.id)) })));
    lines.update(lines.get().map((l) => ({ id: l.id, hidden: hiddenLine(l) })));
    legend();
    list(nodes.getIds());
    remember();
    document.querySelector(`#legend .${kind}`).focus();
  }

  network.on("afterDrawing", (pen) => {
    const scale = network.getScale();
    const text = 12.5 / Math.max(0.5, Math.min(scale, 1.6));
    pen.font = `500 ${text}px system-ui, sans-serif`;
    pen.textAlign = "center";
    pen.textBaseline = "top";
    const shown = nodes.get({ filter: (n) => !n.hidden }).sort((a, b) => b.size - a.size || a.id - b.id);
    const at = network.getPositions(shown.map((n) => n.id));
    const labels = shown.map((n) => {
      const name = shorten(visible(data.name[n.id]), 30);
      const [width, height] = [pen.measureText(name).width + 6, text * 1.2];
      const { x, y } = at[n.id];
      const gap = n.size + 1;
      const spots = [[x - width / 2, y + gap], [x - width / 2, y - gap - height], [x + gap, y - height / 2], [x - gap - width, y - height / 2]];
      return { name, width, height, mark: { x, y, r: n.size }, spots: spots.map(([left, top]) => ({ x: left, y: top })) };
    });
    const keep = new Set(shown.map((n, k) => (n.id === selected || n.id === hovered ? k : -1)).filter((k) => k >= 0));
    const chosen = placeLabels(labels, keep);
    window.talkgraphLabels = chosen.map(([k, box]) => ({ ...box, name: labels[k].name }));
    pen.lineJoin = "round";
    for (const { x, y, width, name } of window.talkgraphLabels) {
      pen.lineWidth = 4 / Math.max(0.5, scale);
      pen.strokeStyle = dark.matches ? "#16181d" : "#ffffff";
      pen.strokeText(name, x + width / 2, y + 1);
      pen.fillStyle = dark.matches ? "#e8eaf0" : "#1d2129";
      pen.fillText(name, x + width / 2, y + 1);
    }
  });
  let hovered = -1;
  network.on("hoverNode", ({ node }) => { hovered = node; byId("network").classList.add("pointing"); network.redraw(); });
  network.on("blurNode", () => { hovered = -1; byId("network").classList.remove("pointing"); network.redraw(); });
  network.on("click", ({ nodes: [node], edges: [line] }) => {
    if (node !== undefined) select(node);
    else if (line !== undefined) {
      selected = -1;
      showEdge(byId("panel"), store, lines.get(line).edges.map((n) => store.edges[n]), shape, go);
    } else select(-1);
  });
  network.on("doubleClick", ({ nodes: [node] }) => node !== undefined && go(node));

  const query = byId("query");
  const hits = byId("hits");
  let active = -1;
  const close = () => { hits.hidden = true; query.setAttribute("aria-expanded", "false"); query.removeAttribute("aria-activedescendant"); active = -1; };
  query.addEventListener("input", () => {
    const found = search(index, query.value, store.degree);
    hits.replaceChildren(...found.map((i, k) => element("li", { role: "option", id: `hit${k}`, "data-node": String(i), "aria-selected": "false", onclick: () => { close(); go(i); } }, shape(store.kind(i)), data.name[i], element("span", { class: "soft" }, ` ${store.kind(i)}`))));
    if (!found.length && query.value.trim()) hits.append(element("li", { class: "none", role: "option", "aria-selected": "false", "aria-disabled": "true" }, "nothing of this name"));
    hits.hidden = !query.value.trim();
    query.setAttribute("aria-expanded", String(!hits.hidden));
    active = -1;
  });
  query.addEventListener("keydown", (event) => {
    const options = [...hits.querySelectorAll("[data-node]")];
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      active = Math.max(0, Math.min(options.length - 1, active + (event.key === "ArrowDown" ? 1 : -1)));
      options.forEach((o, k) => o.setAttribute("aria-selected", String(k === active)));
      if (options[active]) query.setAttribute("aria-activedescendant", options[active].id);
    } else if (event.key === "Enter") {
      event.preventDefault();
      const hit = options[Math.max(0, active)];
      if (hit) { close(); go(Number(hit.dataset.node)); byId("panel").focus(); }
    } else if (event.key === "Escape") close();
  });
  byId("find").addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && document.activeElement !== query) { event.preventDefault(); query.focus(); }
    if (event.key === "Escape" && document.activeElement !== query) select(-1);
  });
  document.addEventListener("click", (event) => event.target.closest("#find") || close());
  byId("home").addEventListener("click", () => { state = { home: true, centre: -1, extra: [] }; render(); remember(); select(-1); });
  byId("fit").addEventListener("click", fit);
  byId("picture").addEventListener("click", () => {
    const canvas = byId("network").querySelector("canvas");
    const copy = document.createElement("canvas");
    copy.width = canvas.width;
    copy.height = canvas.height;
    const pen = copy.getContext("2d");
    pen.fillStyle = dark.matches ? "#16181d" : "#ffffff";
    pen.fillRect(0, 0, copy.width, copy.height);
    pen.drawImage(canvas, 0, 0);
    copy.toBlob((blob) => { const a = element("a", { href: URL.createObjectURL(blob), download: "talkgraph.png" }); a.click(); setTimeout(() => URL.revokeObjectURL(a.href), 1000); });
  });
  window.addEventListener("popstate", recall);
  dark.addEventListener("change", render);
  if (start.focus.length && !location.hash) state = { home: false, centre: store.byId.get(start.focus[0]), extra: start.focus.slice(1).map((id) => store.byId.get(id)) };
  if (location.hash) recall();
  else { legend(); render(); select(state.centre); }
  document.body.dataset.ready = "true";
}

main();
