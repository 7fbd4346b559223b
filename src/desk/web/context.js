// What helps with a translation: glossary, the same text elsewhere, the earlier translation, and where it stands on pages.
import { el, button } from "./dom.js";
import { textAttributes, view } from "./view.js";
import { openArtifact, openMessage } from "./actions.js";
import { t } from "./words.js";
import { pagesList } from "./places.js";

/** The sections for a message; `editor` takes what is clicked. */
export function contextSections(message, editor) {
  const isEditable = !message.cannotEdit;
  return [
    glossary(message, editor, isEditable),
    elsewhere(message, editor, isEditable),
    before(message, editor, isEditable),
    shown(message),
  ].filter(Boolean);
}

function section(name, ...children) {
  return el("section", { class: `context ${name}` }, el("h2", {}, t(name)), ...children);
}

function glossary({ glossary: terms, locale }, editor, isEditable) {
  if (!terms.length) return null;
  return section(
    "glossary",
    el(
      "dl",
      {},
      ...terms.flatMap(({ source, targets }) => [
        el("dt", textAttributes(view.project.source), source),
        el(
          "dd",
          {},
          ...targets.map((target) =>
            isEditable
              ? button(target, () => editor.insert(target), { class: "chip", title: t("insert"), ...textAttributes(locale) })
              : el("span", { class: "chip", ...textAttributes(locale) }, target),
          ),
        ),
      ]),
    ),
  );
}

function elsewhere({ elsewhere: others, locale }, editor, isEditable) {
  if (!others.length) return null;
  return section(
    "elsewhere",
    el(
      "ul",
      { class: "cards" },
      ...others.map(({ article, id, text, isSame }) =>
        el(
          "li",
          {},
          el("p", { class: "text", ...textAttributes(locale) }, text),
          el(
            "p",
            { class: "card-foot" },
            el("span", { class: "hint" }, t(isSame ? "same-source" : "similar-source")),
            button(t("go-there"), () => openMessage({ locale, article, id }, { focus: true }), {
              class: "link",
              title: `${article} · ${id}`,
            }),
            isEditable ? button(t("use"), () => editor.replace(text), { class: "link" }) : null,
          ),
        ),
      ),
    ),
  );
}

function before({ before: text, locale }, editor, isEditable) {
  if (!text) return null;
  return section(
    "before",
    el(
      "div",
      { class: "cards" },
      el(
        "div",
        {},
        el("p", { class: "text", ...textAttributes(locale) }, text),
        isEditable
          ? el(
              "p",
              { class: "card-foot" },
              button(t("use"), () => editor.replace(text), { class: "link" }),
            )
          : null,
      ),
    ),
  );
}

function shown({ shown: places }) {
  if (!places.length) return section("shown", el("p", { class: "hint" }, t("shown-nowhere")));
  return section(
    "shown",
    pagesList(places, (place) => openArtifact(place.artifact, place)),
  );
}
