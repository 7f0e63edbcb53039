import { byId, element } from "./element.js";
import { isFiltering } from "./filter.js";
import { near } from "./store.js";

/** Most events to choose from; the others are found by the search, and asked for in their panel. */
const MOST_EVENTS = 400;

/**
 * Fill the filters' form: relations, event, years, confidence; `change` is told what was changed as parts of a state.
 * Returns a function that shows a state in it.
 */
export function makeFilters(store, change) {
  const box = byId("filters");
  const form = box.querySelector("form");
  const count = new Map();
  for (const p of store.data.predicate) count.set(p, (count.get(p) || 0) + 1);
  const relations = [...count.keys()].sort((a, b) => a - b).map((p) => [store.predicates[p], count.get(p)]);
  const years = [...new Set(store.data.year)].filter(Boolean).sort((a, b) => a - b);
  const [first, last] = [years[0] || 0, years.at(-1) || 0];
  const least = store.data.confidence.reduce((a, b) => Math.min(a, b), 1);

  const checks = relations.map(([predicate, many]) => {
    const check = element("input", { type: "checkbox", value: predicate.name, checked: true });
    const label = element("label", {}, check, ` ${predicate.forward} `);
    label.append(element("span", { class: "count" }, many.toLocaleString("en")));
    return [check, label];
  });
  const event = element("select", { id: "event" }, element("option", { value: "" }, "all events"));
  const [from, to] = ["from", "to"].map((name) =>
    element("input", { type: "range", id: `year-${name}`, min: String(first), max: String(last), step: "1" }),
  );
  const sure = element("input", { type: "range", id: "sure", min: "0", max: "1", step: "0.05", value: "0" });
  const said = { years: element("output", {}), sure: element("output", {}) };
  const part = (name, ...children) => element("fieldset", {}, element("legend", {}, name), ...children);
  const labelled = (name, input) => element("label", {}, `${name} `, input);

  const parts = [part("Relations", ...checks.map(([, label]) => label))];
  const events = eventsByTalks(store);
  if (events.length > 1) {
    event.append(...events.map((i) => element("option", { value: store.data.id[i] }, store.name(i))));
    parts.push(part("Event", labelled("Talks of", event)));
  }
  if (first < last) parts.push(part("Years", labelled("from", from), labelled("to", to), said.years));
  if (least < 1) parts.push(part("Confidence", labelled("at least", sure), said.sure));
  const clear = element("button", { type: "reset" }, "Clear filters");
  form.append(...parts, clear);
  if (!relations.length) box.hidden = true;

  function read() {
    const span = [from.value, to.value].map(Number).sort((a, b) => a - b);
    return {
      without: checks.filter(([check]) => !check.checked).map(([check]) => check.value),
      event: event.value ? [event.value] : [],
      years: first < last && (span[0] > first || span[1] < last) ? span.map(String) : [],
      sure: Number(sure.value) > 0 ? [String(Number(sure.value))] : [],
    };
  }

  const tell = ({ years: chosen, sure: [at] }) => {
    said.years.textContent = chosen.length ? ` ${chosen[0]}–${chosen[1]}` : ` ${first}–${last}, and undated`;
    said.sure.textContent = at ? ` ${Number(at).toFixed(2)}` : " any";
  };
  form.addEventListener("submit", (asked) => asked.preventDefault());
  form.addEventListener("input", () => tell(read()));
  form.addEventListener("change", () => change(read()));
  form.addEventListener("reset", (asked) => {
    asked.preventDefault();
    change({ without: [], event: [], years: [], sure: [] });
  });

  return (state) => {
    for (const [check] of checks) check.checked = !state.without.includes(check.value);
    const [id] = state.event;
    if (id && ![...event.options].some((option) => option.value === id))
      event.append(element("option", { value: id }, store.name(store.numbers.get(id))));
    event.value = id || "";
    [from.value, to.value] = state.years.length ? state.years : [String(first), String(last)];
    sure.value = state.sure[0] || "0";
    tell(state);
    box.classList.toggle("on", isFiltering(state));
    box.querySelector("summary").textContent = isFiltering(state) ? "Filters (on)" : "Filters";
  };
}

/** Return the events that talks were given at, those with most talks, by name. */
function eventsByTalks(store) {
  const type = store.kinds.findIndex(({ name }) => name === "event");
  const all = [...store.data.type.keys()].filter((i) => store.data.type[i] === type && store.degree(i));
  const most = all.sort((a, b) => store.degree(b) - store.degree(a) || a - b).slice(0, MOST_EVENTS);
  return most.sort((a, b) => store.name(a).localeCompare(store.name(b), "en", { numeric: true }));
}

/** Return the types of the neighbours of a node that `has` not yet, as [kind, number]. */
export function missingKinds(store, i, has) {
  const found = new Map();
  for (const other of near(store, i)) {
    if (!has(other)) found.set(store.kind(other), (found.get(store.kind(other)) || 0) + 1);
  }
  return [...found].sort(([a], [b]) => store.kinds.indexOf(a) - store.kinds.indexOf(b));
}
