import { makeDrawing } from "./drawing.js";
import { byId, element } from "./element.js";
import { toCsv, toSvg, toTurtle } from "./export.js";
import { isFiltering, putInForce } from "./filter.js";
import { makeFilters, missingKinds } from "./filters.js";
import { makeFinder } from "./finder.js";
import { shorten } from "./labels.js";
import { makeLegend } from "./legend.js";
import { showLine, showNode, showWelcome } from "./panel.js";
import { makeSharing } from "./sharing.js";
import { BEGINNING, fromFragment, opening } from "./state.js";
import { between, joining, makeStore, path, unpack } from "./store.js";
import { fillTable } from "./table.js";
import { makeTrail } from "./trail.js";
import { firstView, focusView, pathView } from "./view.js";

const read = (id) => JSON.parse(byId(id).textContent);

function makePage(store, start, drawn) {
  const panel = byId("panel");
  const number = (id) => store.numbers.get(id);
  const id = (i) => store.data.id[i];
  const named = (list) => (name) => list.some((each) => each.name === name);
  const understood = (hash) =>
    fromFragment(hash, (each) => store.numbers.has(each), named(store.kinds), named(store.predicates));
  let state = BEGINNING;
  let pathFrom = -1;
  let panelOf = -1;

  const trail = makeTrail(understood, start.focus, arrive);
  const markLegend = makeLegend(byId("legend"), store, toggle);
  const showFilters = makeFilters(store, (parts) => change({ ...state, ...parts }));
  const drawing = makeDrawing(
    byId("network"),
    store,
    { node: choose, open: go, line: ask, nothing: () => select(-1) },
    start.alone,
  );
  makeFinder(store, (i) => {
    choose(i, go);
    panel.querySelector("h2").focus();
  });
  makeSharing({
    png: () => drawing.picture(),
    svg: () => toSvg({ title: document.title, ...drawing.scene() }, drawing.theme()),
    turtle: () => toTurtle(store, drawing.drawn(), statements(), start.rdf),
    csv: () => toCsv(store, statements()),
  });

  const statements = () => between(store, new Set(drawing.drawn()));
  const numbers = (ids) => ids.map(number);

  function view() {
    const gone = new Set(numbers(state.gone));
    const pinned = numbers(state.pin);
    if (state.path.length) return pathView(store, numbers(state.path), pinned);
    if (state.focus.length) {
      const [[middle], ...opened] = state.focus.map(opening);
      const open = opened.map(([node, kind]) => [number(node), kind]);
      return focusView(store, number(middle), open, { steps: state.steps.length ? 1 : 2, gone, pinned });
    }
    return { ...firstView(store, drawn, gone), caption: !gone.size && !isFiltering(state) };
  }

  function render() {
    const ids = [...state.path, ...state.pin, ...state.event, ...state.focus.map((each) => opening(each)[0])];
    putInForce(store, state, numbers(ids));
    const hidden = new Set(state.hide);
    drawing.hide(hidden);
    drawing.show(view());
    markLegend(hidden);
    showFilters(state);
    describe();
    drawing.fit(); // last, since the texts above take their room from the drawing
  }

  function describe() {
    const [shown, all] = [drawing.drawn().length, store.size].map((count) => count.toLocaleString("en"));
    const overview = !start.whole && !state.focus.length && !state.path.length;
    const filtered = isFiltering(state) ? " · filtered" : "";
    const gone = state.gone.length ? ` · ${state.gone.length} hidden by hand` : "";
    byId("shown").textContent =
      `${shown} of ${all} shown${filtered}${gone}` + (overview ? " · lines without arrows: talks in common" : "");
    byId("home").textContent = start.whole ? "Whole graph" : "Overview";
    byId("unhide").hidden = !state.gone.length;
    fillTable(byId("listing").querySelector("tbody"), store, drawing, choose);
    byId("back").disabled = !trail.canGoBack();
    byId("forward").disabled = !trail.canGoForward();
  }

  function arrive(next) {
    state = next;
    render();
    select(chosen());
  }

  const chosen = () => number(state.path[0] ?? opening(state.focus[0] ?? "")[0]) ?? -1;

  /** Go to another state, which the address then names. */
  function enter(next) {
    state = trail.enter(state, next);
    render();
  }

  /** Go to another state, the panel staying with what it tells of. */
  function change(next) {
    enter(next);
    if (panelOf < 0 || drawing.has(panelOf)) select(panelOf);
    else select(chosen());
  }

  function go(i) {
    const gone = state.gone.filter((other) => other !== id(i));
    enter({ ...state, path: [], focus: [id(i)], gone });
    select(i);
  }

  function open(i, kind) {
    const more = kind ? `${id(i)}~${kind.name}` : id(i);
    const kept = state.focus.filter((other, k) => k === 0 || other !== more);
    enter({ ...state, focus: kept.length ? [...kept, more] : [id(i)] });
    select(i);
  }

  function joinTo(from, i) {
    pathFrom = -1;
    const way = path(store, from, i);
    if (!way.length) {
      select(i);
      panel.append(element("p", { role: "alert" }, "Nothing joins the two."));
      return;
    }
    enter({ ...state, focus: [], path: way.map(id) });
    const edges = way.slice(1).map((node, k) => joining(store, way[k], node)[0]);
    panelOf = -1;
    document.body.classList.remove("idle");
    showLine(panel, store, { edges, talks: [] }, go);
  }

  /** Take a node that was clicked or found: as the end of a path, where one was begun. */
  function choose(i, otherwise = select) {
    if (pathFrom >= 0 && pathFrom !== i) joinTo(pathFrom, i);
    else otherwise(i);
  }

  function beginPath(i) {
    pathFrom = i;
    byId("query").focus();
    byId("shown").textContent =
      `Path from ${store.name(i)}: find or click where it shall lead; Escape leaves it`;
  }

  const without = (list, one) => list.filter((other) => other !== one);

  function hide(i) {
    const kept = state.focus.filter((each) => opening(each)[0] !== id(i));
    enter({ ...state, focus: kept, gone: [...state.gone, id(i)], pin: without(state.pin, id(i)) });
    select(-1);
  }

  function pin(i) {
    const pinned = state.pin.includes(id(i));
    change({ ...state, pin: pinned ? without(state.pin, id(i)) : [...state.pin, id(i)] });
  }

  /** Return what can be done with a node, as buttons of the panel. */
  function actions(i) {
    const middle = number(opening(state.focus[0] ?? "")[0]) ?? -1;
    const found = [];
    if (middle !== i) found.push(["Bring to the middle", () => go(i)]);
    else if (state.steps.length) found.push(["Show two steps", () => change({ ...state, steps: [] })]);
    else found.push(["Show one step", () => change({ ...state, steps: ["1"] })]);
    const missing = drawing.has(i) && middle >= 0 ? missingKinds(store, i, drawing.has) : [];
    if (missing.length) found.push(["Show more around it", () => open(i)]);
    if (missing.length > 1)
      for (const [kind, count] of missing) found.push([`+ ${kind.plural} (${count})`, () => open(i, kind)]);
    if (middle >= 0 && middle !== i)
      found.push([`Path from ${shorten(store.name(middle), 22)}`, () => joinTo(middle, i)]);
    found.push(["Path to …", () => beginPath(i)]);
    found.push([state.pin.includes(id(i)) ? "Unpin" : "Pin", () => pin(i)]);
    if (drawing.has(i) && middle !== i) found.push(["Hide", () => hide(i)]);
    if (store.kind(i).name === "event" && state.event[0] !== id(i))
      found.push(["Only its talks", () => change({ ...state, event: [id(i)] })]);
    return found;
  }

  function select(i) {
    panelOf = i;
    drawing.select(i);
    document.body.classList.toggle("idle", i < 0);
    panel.scrollTop = 0;
    if (i < 0) showWelcome(panel, store, go, start.communities, byCommunity);
    else showNode(panel, store, i, go, actions(i), (year) => change({ ...state, years: [`${year}`, `${year}`] }));
  }

  function byCommunity(members) {
    const [middle, ...others] = members;
    enter({ ...state, path: [], focus: [middle], pin: others });
    select(number(middle));
  }

  function ask(line) {
    panelOf = -1;
    drawing.selectLine(line);
    document.body.classList.remove("idle");
    panel.scrollTop = 0;
    showLine(panel, store, line, go);
  }

  function toggle(kind) {
    const hidden = state.hide.includes(kind) ? without(state.hide, kind) : [...state.hide, kind];
    state = trail.enter(state, { ...state, hide: hidden });
    drawing.hide(new Set(hidden));
    markLegend(new Set(hidden));
    describe();
  }

  byId("home").addEventListener("click", () => {
    enter({ ...BEGINNING, hide: state.hide });
    select(-1);
  });
  byId("unhide").addEventListener("click", () => change({ ...state, gone: [] }));
  byId("back").addEventListener("click", trail.back);
  byId("forward").addEventListener("click", trail.forward);
  byId("closer").addEventListener("click", () => drawing.zoom(1.3));
  byId("farther").addEventListener("click", () => drawing.zoom(1 / 1.3));
  byId("fit").addEventListener("click", drawing.fit);
  document.addEventListener("keydown", (pressed) => {
    if (pressed.key !== "Escape" || pressed.target === byId("query")) return;
    pathFrom = -1;
    describe();
    select(-1);
  });
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawing.recolour);
  window.talkgraph = drawing.probe;
  trail.begin();
}

async function main() {
  try {
    if (typeof DecompressionStream === "undefined")
      throw new Error("it needs a newer browser: Chrome 80, Firefox 113, Safari 16.4 or later");
    const start = read("start");
    const block = (name) => unpack(byId(name).textContent);
    const data = await unpack(byId("packed").textContent);
    makePage(makeStore(data, start.kinds, start.predicates, block), start, read("drawn"));
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
