/** Return the colours of the style in force (light or dark), read from style.css: one place says what they are. */
export function readTheme() {
  const style = getComputedStyle(document.documentElement);
  const named = (name) => style.getPropertyValue(`--${name}`).trim();
  return {
    named,
    ink: named("ink"),
    soft: named("soft"),
    paper: named("paper"),
    line: named("edge"),
    accent: named("accent"),
  };
}
