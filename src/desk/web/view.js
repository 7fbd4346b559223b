// What is shown now, and the notices when it changes. Panels read `view` and listen; only `actions.js` changes it.

export const view = {
  project: null, // the answer of /state
  artifact: null, // the artifact that is looked at, of `project.artifacts`
  key: null, // the message that is open: {locale, article, id}
  message: null, // the answer of /message for it
  messages: [], // the answer of /messages for the artifact's language
  messagesOf: null, // the tag of that language
  isBeside: false, // whether the source language stands beside the translation
  isOnline: true,
};

const listeners = new Map();

/** Calls `listener` whenever `name` is announced. */
export function on(name, listener) {
  listeners.set(name, [...(listeners.get(name) ?? []), listener]);
}

/** Announces a change: "project", "artifact", "message", "messages", "pages", "mark", "beside", "online", "language", "draft". */
export function emit(name, value) {
  for (const listener of listeners.get(name) ?? []) listener(value);
}

/** Whether two keys are those of one message, in whatever language. */
export const isSameText = (a, b) => Boolean(a && b && a.article === b.article && a.id === b.id);

/** Whether two keys are those of one message in one language. */
export const isSameKey = (a, b) => isSameText(a, b) && a.locale === b.locale;

/** A key without what else came with it. */
export const keyOf = ({ locale, article, id }) => ({ locale, article, id });

/** A language of the project. */
export function localeOf(tag) {
  const locale = view.project?.locales.find((other) => other.tag === tag) ?? { tag, rtl: false, isSource: false };
  return { ...locale, name: nameOfLanguage(tag) };
}

/** The name of a language in that language, as those who read it look for it. */
function nameOfLanguage(tag) {
  if (!tag) return "";
  try {
    return new Intl.DisplayNames([tag], { type: "language", languageDisplay: "standard" }).of(tag);
  } catch {
    return tag;
  }
}

/** `lang` and `dir` for an element that shows a text of this language. */
export function textAttributes(tag) {
  return { lang: tag, dir: localeOf(tag).rtl ? "rtl" : "ltr" };
}

/** The artifact of the source language that belongs beside this one. */
export function sourceOf(artifact) {
  const { source, artifacts } = view.project;
  return (
    artifacts.find(
      (other) => other.locale === source && ["article", "audience", "format"].every((part) => other[part] === artifact[part]),
    ) ?? null
  );
}
