const SPELLED = { ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ß: "ss", æ: "ae", œ: "oe", ı: "i", ħ: "h" };

/** Return the form under which spellings of a name are one: no accents, no case, no punctuation but + and #. */
export function fold(text) {
  return text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[øłđðþßæœıħ]/g, (letter) => SPELLED[letter])
    .replace(/[^\p{L}\p{N}+#]+/gu, " ")
    .trim();
}

/** Return `text` with control and bidirectional marks made visible, for people to read. */
export function visible(text) {
  return String(text).replace(
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
    (mark) => `⟨${mark.codePointAt(0).toString(16).padStart(4, "0")}⟩`,
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
