import { fold } from "./fold.js";

/** Return an index over names and their aliases: for each entry its forms, folded, the name first. */
export function makeIndex(names, aliases) {
  return names.map((name, i) => [name, ...(aliases[i] || [])].map(fold));
}

/**
 * Return the entries that `query` fits as {entry, form} (form 0 is the name, the others the aliases), the best first:
 * the same name, a name that begins so, one whose words begin so in any order, one that contains it; if there is none,
 * names with a letter or two other than typed. `weight` breaks ties: the more, the earlier.
 */
export function search(index, query, weight, limit = 12) {
  const wanted = fold(query);
  if (!wanted) return [];
  let found = rank(index, (form) => fit(form, wanted));
  if (!found.length && wanted.length > 3) {
    const known = new Map();
    found = rank(index, (form) => likeness(form, wanted, known));
  }
  found.sort((a, b) => b.score - a.score || weight(b.entry) - weight(a.entry) || a.entry - b.entry);
  return found.slice(0, limit).map(({ entry, form }) => ({ entry, form }));
}

function rank(index, measure) {
  const found = [];
  index.forEach((forms, entry) => {
    let best = { score: 0 };
    for (let form = 0; form < forms.length; form++) {
      const score = measure(forms[form]) - (form ? 0.5 : 0);
      if (score > best.score) best = { score, entry, form };
    }
    // an alias is told only where the name itself would puzzle
    if (best.score > 0) found.push(best.form && measure(forms[0]) > 0 ? { ...best, form: 0 } : best);
  });
  return found;
}

function fit(form, wanted) {
  if (form === wanted) return 5;
  if (form.startsWith(wanted)) return 4;
  if (!form.includes(wanted)) return wanted.includes(" ") && inAnyOrder(form, wanted) ? 2.5 : 0;
  return form.includes(` ${wanted}`) ? 3 : 2;
}

function inAnyOrder(form, wanted) {
  const words = form.split(" ");
  return wanted.split(" ").every((piece) => words.some((word) => word.startsWith(piece)));
}

/**
 * Return how alike a form and a mistyped query are: 0 for not, at most 1. Word by word, beginnings are enough; `known`
 * keeps what was measured, since many names share their words.
 */
function likeness(form, wanted, known) {
  const words = form.split(" ");
  let worst = 1;
  for (const piece of wanted.split(" ")) {
    const allowed = piece.length > 7 ? 2 : piece.length > 2 ? 1 : 0;
    let least = allowed + 1;
    for (const word of words) least = Math.min(least, measured(word, piece, allowed, known));
    if (least > allowed) return 0;
    worst = Math.min(worst, 1 - least / 4);
  }
  return worst;
}

function measured(word, piece, allowed, known) {
  const begin = word.slice(0, piece.length + 1);
  const key = `${begin} ${piece}`;
  let found = known.get(key);
  if (found === undefined) {
    found = missing(begin, piece) > allowed ? allowed + 1 : distance(begin, piece, allowed);
    known.set(key, found);
  }
  return found;
}

/** Return how many letters of `b` are nowhere in `a`: no distance is less. */
function missing(a, b) {
  let count = 0;
  for (const letter of b) if (!a.includes(letter)) count++;
  return count;
}

/**
 * Return how many letters must be added, left out, changed, or swapped with their neighbour to come from `a` to the
 * whole of `b`, letters that `a` goes on with not counted; more than `most` is not told apart.
 */
export function distance(a, b, most) {
  if (b.length - a.length > most) return most + 1;
  let [before, row] = [[], Array.from({ length: b.length + 1 }, (_, j) => j)];
  let least = row[b.length];
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      next[j] = Math.min(change, row[j] + 1, next[j - 1] + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    [before, row] = [row, next];
    least = Math.min(least, row[b.length]);
  }
  return least;
}
