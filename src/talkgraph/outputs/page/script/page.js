import { makeDrawing } from "./drawing.js";
import { byId, element } from "./element.js";
import { makeFinder } from "./finder.js";
import { shorten } from "./labels.js";
import { makeLegend } from "./legend.js";
import { showLine, showNode, showWelcome } from "./panel.js";
import { BEGINNING, fromFragment, toFragment } from "./state.js";
import { joining, makeStore, neighbours, path, unpack } from "./store.js";
import { fillTable } from "./table.js";
import { firstView, focusView, pathView } from "./view.js";

const read = (id) => JSON.parse(byId(id).textContent);

function makePage(store, start, drawn) {
  const panel = byId("panel");
  const isKind = (name) => store.kinds.some((kind) => kind.name === name);
  const number = (id) => store.numbers.get(id);
  const id = (i) => store.data.id[i];
  let state = BEGINNING;
  const trail = [];
  let addressed = true;

  const markLegend = makeLegend(byId("legend"), store, toggle);
  const drawing = makeDrawing(
    byId("network"),
    store,
    { node: select, open: go, line: ask, nothing: () => select(-1) },
    start.alone,
  );
  makeFinder(store, (i) => {
    go(i);
    panel.querySelector("h2").focus();
  });

  function view() {
    if (state.path.length) return pathView(store, state.path.map(number));
    if (state.focus.length) return focusView(store, number(state.focus[0]), state.focus.slice(1).map(number));
    return { ...firstView(store, drawn), caption: true };
  }

  function render() {
    const hidden = new Set(state.hide);
    drawing.hide(hidden);
    drawing.show(view());
    markLegend(hidden);
    describe();
    drawing.fit(); // last, since the texts above take their room from the drawing
  }

  function describe() {
    const [shown, all] = [drawing.drawn().length, store.size].map((count) => count.toLocaleString("en"));
    const overview = !start.whole && !state.focus.length && !state.path.length;
    byId("shown").textContent =
      `${shown} of ${all} shown` + (overview ? " · lines without arrows: talks in common" : "");
    byId("home").textContent = start.whole ? "Whole graph" : "Overview";
    fillTable(byId("listing").querySelector("tbody"), store, drawing, select);
    byId("back").disabled = !trail.length;
  }

  /** Go to another state, which the address then names. */
  function enter(next) {
    if (toFragment(next) === toFragment(state)) return;
    trail.push(state);
    state = next;
    try {
      history.pushState(null, "", `#${toFragment(state)}`);
    } catch {
      addressed = false; // a frame of a notebook has no address; `trail` is enough there
    }
  }

  function back() {
    if (addressed)
      history.back(); // leads to `recall`
    else arrive(trail.pop());
  }

  function arrive(next) {
    state = next;
    render();
    select(chosen());
  }

  /** Show what the address names: at the beginning, and when the browser goes back or forward. */
  function recall() {
    const next = fromFragment(location.hash, (each) => store.numbers.has(each), isKind);
    if (!location.hash && start.focus.length) next.focus = start.focus;
    if (trail.length && toFragment(trail.at(-1)) === toFragment(next)) trail.pop();
    else if (toFragment(state) !== toFragment(next)) trail.push(state);
    arrive(next);
  }

  const chosen = () => number(state.path[0] ?? state.focus[0]) ?? -1;

  function go(i) {
    enter({ ...state, path: [], focus: [id(i)] });
    render();
    select(i);
  }

  function open(i) {
    enter({ ...state, focus: [...state.focus.filter((other) => other !== id(i) || other === state.focus[0]), id(i)] });
    render();
    select(i);
  }

  function joinTo(i) {
    const way = path(store, number(state.focus[0]), i);
    if (!way.length) return panel.append(element("p", { role: "alert" }, "Nothing joins the two."));
    enter({ ...state, focus: [], path: way.map(id) });
    render();
    const edges = way.slice(1).map((node, k) => joining(store, way[k], node)[0]);
    return showLine(panel, store, { edges, talks: [] }, go);
  }

  function select(i) {
    drawing.select(i);
    document.body.classList.toggle("idle", i < 0);
    panel.scrollTop = 0;
    if (i < 0) return showWelcome(panel, store, go);
    const middle = number(state.focus[0]) ?? -1;
    const actions = [];
    if (middle !== i) actions.push(["Bring to the middle", () => go(i)]);
    const more = drawing.has(i) && neighbours(store, i).some((other) => !drawing.has(other));
    if (middle >= 0 && more) actions.push(["Show more around it", () => open(i)]);
    if (middle >= 0 && middle !== i) actions.push([`Path from ${shorten(store.name(middle), 22)}`, () => joinTo(i)]);
    return showNode(panel, store, i, go, actions);
  }

  function ask(line) {
    drawing.selectLine(line);
    document.body.classList.remove("idle");
    panel.scrollTop = 0;
    showLine(panel, store, line, go);
  }

  function toggle(kind) {
    const hide = state.hide.includes(kind) ? state.hide.filter((other) => other !== kind) : [...state.hide, kind];
    enter({ ...state, hide });
    drawing.hide(new Set(hide));
    markLegend(new Set(hide));
    describe();
  }

  function save() {
    drawing.picture().toBlob((blob) => {
      const address = URL.createObjectURL(blob);
      element("a", { href: address, download: "talkgraph.png" }).click();
      setTimeout(() => URL.revokeObjectURL(address), 1000);
    });
  }

  byId("back").addEventListener("click", back);
  byId("home").addEventListener("click", () => {
    enter({ ...BEGINNING, hide: state.hide });
    render();
    select(-1);
  });
  byId("picture").addEventListener("click", save);
  byId("closer").addEventListener("click", () => drawing.zoom(1.3));
  byId("farther").addEventListener("click", () => drawing.zoom(1 / 1.3));
  byId("fit").addEventListener("click", drawing.fit);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.target !== byId("query")) select(-1);
  });
  window.addEventListener("popstate", recall);
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawing.recolour);
  window.talkgraph = drawing.probe;
  recall();
  trail.length = 0;
  describe();
}

async function main() {
  try {
    if (typeof DecompressionStream === "undefined")
      throw new Error("it needs a newer browser: Chrome 80, Firefox 113, Safari 16.4 or later");
    const start = read("start");
    makePage(makeStore(await unpack(byId("packed").textContent), start.kinds, start.predicates), start, read("drawn"));
  } catch (error) {
    byId("panel").replaceChildren(
      element("h2", {}, "This page can't be shown"),
      element("p", { role: "alert" }, String(error.message)),
    );
    throw error;
  }
  document.body.dataset.ready = "true";
}

main();
