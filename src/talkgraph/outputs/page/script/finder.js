import { byId, element, mark } from "./element.js";
import { makeIndex, search } from "./search.js";

/** Make the search field find: as one types, by arrow keys and Enter, by mouse or finger; `go` is told the node. */
export function makeFinder(store, go) {
  let made = null;
  const index = () => (made ||= makeIndex(store.data.name, store.data.aliases));
  const query = byId("query");
  const hits = byId("hits");
  let active = -1;

  function close() {
    hits.hidden = true;
    active = -1;
    query.setAttribute("aria-expanded", "false");
    query.removeAttribute("aria-activedescendant");
  }

  function open(node) {
    close();
    query.value = "";
    go(node);
  }

  function hit({ entry, form }, k) {
    const alias = form ? element("span", { class: "soft" }, ` also ${store.aliases(entry)[form - 1]}`) : "";
    const kind = element("span", { class: "soft kind-name" }, store.kind(entry).name);
    const shown = element("span", { class: "hit-name" }, mark(store.kind(entry)), store.name(entry), alias);
    return element(
      "li",
      {
        role: "option",
        id: `hit${k}`,
        "data-node": String(entry),
        "aria-selected": "false",
        onclick: () => open(entry),
      },
      shown,
      kind,
    );
  }

  setTimeout(index, 300); // after the first drawing; sooner where someone searches sooner
  query.addEventListener("input", () => {
    const found = search(index(), query.value, store.degree);
    hits.replaceChildren(...found.map(hit));
    if (!found.length)
      hits.append(
        element(
          "li",
          { class: "none", role: "option", "aria-selected": "false", "aria-disabled": "true" },
          "Nothing of this name here",
        ),
      );
    close();
    hits.hidden = !query.value.trim();
    query.setAttribute("aria-expanded", String(!hits.hidden));
  });

  query.addEventListener("keydown", (event) => {
    const options = [...hits.querySelectorAll("[data-node]")];
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      active = Math.max(0, Math.min(options.length - 1, active + (event.key === "ArrowDown" ? 1 : -1)));
      options.forEach((option, k) => option.setAttribute("aria-selected", String(k === active)));
      if (!options[active]) return;
      options[active].scrollIntoView({ block: "nearest" });
      query.setAttribute("aria-activedescendant", options[active].id);
    } else if (event.key === "Enter") {
      event.preventDefault();
      const chosen = options[Math.max(0, active)];
      if (chosen && query.value.trim()) open(Number(chosen.dataset.node));
    } else if (event.key === "Escape") {
      query.value = "";
      close();
    }
  });
  byId("find").addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("click", (event) => event.target.closest("#find") || close());
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select");
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    query.focus();
  });
}
