import { toFragment } from "./state.js";

/**
 * Return the way through the states, back and forward: by the browser's history where the page has an address, else (in a
 * frame of a notebook) by itself. `understood` reads a fragment, `focus` is where the page begins, `arrive` is told where
 * the way led.
 */
export function makeTrail(understood, focus, arrive) {
  const behind = [];
  const ahead = [];
  let here = null;
  let addressed = true;
  const same = (a, b) => a && b && toFragment(a) === toFragment(b);

  function move(from, onto) {
    onto.push(here);
    here = from.pop();
    arrive(here);
  }

  /** Show what the address names: at the beginning, and when the browser goes back or forward. */
  function recall() {
    const next = understood(location.hash);
    if (!location.hash && focus.length) next.focus = focus;
    if (same(behind.at(-1), next)) move(behind, ahead);
    else if (same(ahead.at(-1), next)) move(ahead, behind);
    else {
      if (here) behind.push(here);
      here = next;
      arrive(here);
    }
  }

  window.addEventListener("popstate", recall);
  return {
    begin: recall,
    canGoBack: () => behind.length > 0,
    canGoForward: () => ahead.length > 0,
    back: () => (addressed ? history.back() : behind.length && move(behind, ahead)),
    forward: () => (addressed ? history.forward() : ahead.length && move(ahead, behind)),
    /** Go on from one state to another; returns the state that is in force then. */
    enter(from, to) {
      if (same(from, to)) return from;
      behind.push(from);
      ahead.length = 0;
      here = to;
      try {
        history.pushState(null, "", `#${toFragment(to)}`);
      } catch {
        addressed = false;
      }
      return to;
    },
  };
}
