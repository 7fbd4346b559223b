// The words of the interface: which language, loading them, and filling in values.

const REMEMBERED = "desk:language";
const SPOKEN = ["en", "fr"];
let strings = {};

/** The language that was chosen, else the first of the browser's that the desk speaks. */
export function preferredLanguage() {
  const remembered = localStorage.getItem(REMEMBERED);
  if (SPOKEN.includes(remembered)) return remembered;
  const wished = (navigator.languages ?? [navigator.language]).map((tag) => tag.slice(0, 2).toLowerCase());
  return wished.find((tag) => SPOKEN.includes(tag)) ?? "en";
}

/** Loads the words of a language. */
export async function loadWords(language) {
  const answer = await fetch(`/strings/${language}`);
  if (!answer.ok) return;
  ({ strings } = await answer.json());
  document.documentElement.lang = language;
}

/** Chooses a language and remembers it. */
export async function chooseLanguage(language) {
  localStorage.setItem(REMEMBERED, language);
  await loadWords(language);
}

/** The words for an id, with its values. */
export function t(id, values = {}) {
  return (strings[id] ?? id).replace(/\{ ?\$([\w-]+) ?\}/g, (_, name) => values[name] ?? "");
}

/** The word for a state or a kind that the server names; what has no word of its own is shown as it came. */
export function term(group, name) {
  return strings[`${group}-${name.replaceAll(" ", "-")}`] ?? name;
}

/** "full-analysis" as a person would write it. */
export function readable(name) {
  const text = name.replaceAll("-", " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The name of an artifact: audience and format, with the language where it matters. */
export function artifactName(artifact, localeName = "") {
  return [readable(artifact.audience), term("format", artifact.format), localeName].filter(Boolean).join(" · ");
}
