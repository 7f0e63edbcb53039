/** Return the form under which two spellings of a name are the same: no accents, no case, no punctuation. */
export function fold(text) {
  return text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** Return `text` with control and bidirectional marks made visible, for people to read. */
export function visible(text) {
  return String(text).replace(
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g,
    (c) => `⟨${c.codePointAt(0).toString(16).padStart(4, "0")}⟩`,
  );
}

/** Return an address if it is one of the web, else nothing: `javascript:` and the like never become links. */
export function webAddress(text) {
  try {
    const url = new URL(text);
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : "";
  } catch {
    return "";
  }
}
