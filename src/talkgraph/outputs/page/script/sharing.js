import { byId, element } from "./element.js";

/** Make the menu that takes away what is seen; `made` returns it as `png` (a canvas), `svg`, `turtle`, `csv` (texts). */
export function makeSharing(made) {
  const menu = byId("sharing");
  const said = byId("shared");
  const tell = (words) => {
    said.textContent = words;
  };

  function save(blob, name) {
    const address = URL.createObjectURL(blob);
    element("a", { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
    tell(`${name} saved`);
  }

  async function copy(text, name, type) {
    try {
      await navigator.clipboard.writeText(text);
      tell(`${name} copied`);
    } catch {
      save(new Blob([text], { type }), name === "CSV" ? "talkgraph.csv" : "talkgraph.ttl"); // a frame may not copy
    }
  }

  const actions = {
    png: () => made.png().toBlob((blob) => save(blob, "talkgraph.png")),
    svg: () => save(new Blob([made.svg()], { type: "image/svg+xml" }), "talkgraph.svg"),
    turtle: () => copy(made.turtle(), "Turtle", "text/turtle"),
    csv: () => copy(made.csv(), "CSV", "text/csv"),
    print: () => window.print(),
  };
  for (const [name, run] of Object.entries(actions)) byId(`as-${name}`).addEventListener("click", run);
  menu.addEventListener("keydown", (pressed) => {
    if (pressed.key !== "Escape" || !menu.open) return;
    pressed.stopPropagation();
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  document.addEventListener("click", (clicked) => {
    if (!clicked.target.closest("#sharing")) menu.open = false;
  });
}
