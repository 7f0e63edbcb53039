import { fold } from "./fold.js";

/** Return an index over names and their aliases: for each entry its forms, folded. */
export function makeIndex(names, aliases) {
  return names.map((name, i) => [fold(name), ...(aliases[i] || []).map(fold)]);
}

/**
 * Return the numbers of the entries that `query` fits, the best first: the same name, a name that begins so, a word that
 * begins so, words that contain it; if there is none, names with one letter other than typed.
 * `weight` breaks ties: the more, the earlier.
 */
export function search(index, query, weight, limit = 12) {
  const wanted = fold(query);
  if (!wanted) return [];
  const found = [];
  for (let i = 0; i < index.length; i++) {
    const score = Math.max(...index[i].map((form, k) => fit(form, wanted) - (k ? 0.5 : 0)));
    if (score > 0) found.push([score, i]);
  }
  if (!found.length && wanted.length > 3) {
    for (let i = 0; i < index.length; i++) {
      if (index[i].some((form) => form.split(" ").concat(form).some((word) => nearly(word, wanted)))) found.push([1, i]);
    }
  }
  found.sort((a, b) => b[0] - a[0] || weight(b[1]) - weight(a[1]) || a[1] - b[1]);
  return found.slice(0, limit).map(([, i]) => i);
}

function fit(form, wanted) {
  if (form === wanted) return 5;
  if (form.startsWith(wanted)) return 4;
  if (form.includes(` ${wanted}`)) return 3;
  return form.includes(wanted) ? 2 : 0;
}

/** Return whether two words differ by one letter added, left out, changed or swapped with its neighbour. */
export function nearly(a, b) {
  if (Math.abs(a.length - b.length) > 1) return false;
  let i = 0;
  while (i < a.length && i < b.length && a[i] === b[i]) i++;
  let j = 0;
  while (j < a.length - i && j < b.length - i && a[a.length - 1 - j] === b[b.length - 1 - j]) j++;
  const restA = a.length - i - j;
  const restB = b.length - i - j;
  if (restA <= 1 && restB <= 1) return true;
  return restA === 2 && restB === 2 && a[i] === b[i + 1] && a[i + 1] === b[i];
}
