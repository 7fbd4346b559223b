// A conflict: the text of the file (or of another window) and the typed one, side by side, with a choice.
import { el, button } from "./dom.js";
import { textAttributes } from "./view.js";
import { wordDiff } from "./diff.js";
import { t, term } from "./words.js";

/** Shows both texts; `choose` has `mine()`, `theirs()` and `edit()`. */
export function conflictView({ locale, theirs, mine, choose }) {
  const names = [...new Set([...theirs, ...mine].map(({ name }) => name))];
  const textOf = (parts, name) => parts.find((part) => part.name === name)?.text ?? "";
  const side = (title, hint, without) =>
    el(
      "div",
      { class: "side" },
      el("h3", {}, title),
      el("p", { class: "hint" }, hint),
      ...names.map((name) =>
        el(
          "p",
          { class: "conflict-text", ...textAttributes(locale) },
          names.length > 1 ? el("span", { class: "part-name" }, name ? term("part", name) : t("text")) : null,
          ...marked(wordDiff(textOf(theirs, name), textOf(mine, name)), without),
        ),
      ),
    );
  return el(
    "section",
    { class: "conflict", role: "group", "aria-labelledby": "conflict-title" },
    el("h2", { id: "conflict-title" }, t("conflict-title")),
    el("p", {}, t("conflict-what")),
    el("div", { class: "sides" }, side(t("theirs"), t("theirs-hint"), "added"), side(t("mine"), t("mine-hint"), "removed")),
    el(
      "div",
      { class: "actions" },
      button(t("keep-mine"), choose.mine, { class: "primary" }),
      button(t("take-theirs"), choose.theirs),
      button(t("edit-mine"), choose.edit, { class: "quiet" }),
    ),
  );
}

/** One side of a difference: what the other side has and this one not is left out, what is its own is marked. */
function marked(steps, without) {
  return steps.filter(({ op }) => op !== without).map(({ op, text }) => (op === "same" ? text : el("mark", {}, text)));
}
