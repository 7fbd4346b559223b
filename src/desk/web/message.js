// The right: the message that is open, its text to edit, and all that belongs to it.
import { el, fill, button } from "./dom.js";
import { view, on, localeOf, textAttributes, isSameKey } from "./view.js";
import { openMessage, refreshMessage, step } from "./actions.js";
import * as drafts from "./drafts.js";
import { stateBadge } from "./badges.js";
import { changeNodes } from "./changes.js";
import { conflictView } from "./conflict.js";
import { contextSections } from "./context.js";
import { Editor } from "./editor.js";
import { foot, renderNext, showState, startFoot } from "./message-foot.js";
import { findingList } from "./message-findings.js";
import { report, toast } from "./notices.js";
import { placeLink } from "./places.js";
import { t, term } from "./words.js";
import { keysOf } from "./commands.js";

const editor = new Editor(onTyped);
const parts = {};
for (const name of ["head", "conflict", "source", "title", "findings", "context"])
  parts[name] = el("div", { class: `message-${name}` });
const empty = el("div", { class: "empty" });
const body = el("div", { class: "scroll message-body", tabindex: 0 });

/** Fills the panel. */
export function startMessage(panel) {
  fill(
    body,
    parts.conflict,
    parts.source,
    el("section", { class: "translation" }, parts.title, editor.element, parts.findings),
    parts.context,
  );
  fill(panel, empty);
  const frame = [parts.head, body, foot];
  startFoot();
  on("message", ({ caret, focus, isSame }) => {
    if (!parts.head.isConnected) fill(panel, ...frame);
    render();
    if (!isSame) body.scrollTop = 0;
    if (focus || caret) editor.focus(caret);
  });
  on("foreign", (place) => fill(panel, el("div", { class: "empty" }, el("p", {}, t("foreign")), placeLink(place))));
  on("findings", showFindings);
  on("held", (key) =>
    isSameKey(key, view.key)
      ? refreshMessage().catch(report)
      : toast(t("conflict-elsewhere"), { action: { label: t("show"), run: () => openMessage(key) } }),
  );
  on("language", () => {
    fill(empty, el("p", {}, t("choose-message")), el("p", { class: "hint" }, t("choose-message-how")));
    if (view.message) render();
  });
}

/** Takes the findings of what is being typed. */
export function takeFindings({ findings, isUnsaved }) {
  view.message.findings = findings;
  view.message.isUnsaved = isUnsaved;
  showFindings();
  showState();
}

function onTyped() {
  showState();
  renderConflict(view.message);
}

function showFindings() {
  const { findings } = view.message;
  editor.showFindings(findings);
  fill(
    parts.findings,
    findingList(findings, (finding) => editor.select(finding)),
  );
}

function render() {
  const { message } = view;
  editor.show(message);
  renderHead(message);
  renderSource(message);
  renderConflict(message);
  fill(parts.context, ...contextSections(message, editor));
  body.setAttribute("aria-label", t("message"));
  showFindings();
  renderNext(message);
  showState();
}

function renderHead({ state, kind, id, article, isSource }) {
  fill(
    parts.head,
    el(
      "div",
      { class: "head-row" },
      isSource ? el("span", { class: "pill" }, t("source-language")) : stateBadge(state),
      el("span", { class: "kind" }, term("kind", kind)),
      el("span", { class: "space" }),
      button("↑", () => step(-1), {
        class: "quiet icon",
        ...keysOf("previous"),
        "aria-label": t("previous"),
        title: t("previous"),
      }),
      button("↓", () => step(1), {
        class: "quiet icon",
        ...keysOf("following"),
        "aria-label": t("following"),
        title: t("following"),
      }),
    ),
    el("p", { class: "id", title: `${article} · ${id}` }, el("span", {}, `${article} · `), id),
  );
}

function renderSource({ source, changed, isSource, locale, place, cannotEdit, newIn }) {
  const language = textAttributes(view.project.source);
  const title = (text, at) => el("div", { class: "section-head" }, el("h2", {}, text), at ? placeLink(at) : null);
  const texts = () =>
    source.parts.map(({ name, text }) =>
      el(
        "div",
        {},
        source.parts.length > 1 ? el("span", { class: "part-name" }, name ? term("part", name) : t("text")) : null,
        el("p", { class: "text", ...language }, unbroken(text)),
      ),
    );
  fill(
    parts.source,
    isSource || !source
      ? null
      : el(
          "section",
          { class: "source" },
          title(t("source-text", { language: localeOf(view.project.source).name }), source.file ? source : null),
          ...texts(),
          changed
            ? el(
                "div",
                { class: "changed" },
                el("h3", {}, t("changed")),
                el(
                  "p",
                  { class: "text", ...language },
                  ...changeNodes(changed.map((step) => ({ ...step, text: unbroken(step.text) }))),
                ),
              )
            : null,
        ),
  );
  fill(
    parts.title,
    title(
      t(isSource ? "article-text" : "translation", { language: localeOf(locale).name }),
      isSource ? source : place?.isDefault ? null : place,
    ),
    cannotEdit ? el("p", { class: "hint note" }, t(`cannot-${cannotEdit}`)) : null,
    !cannotEdit && newIn ? el("p", { class: "hint note" }, t("inherited-label", { file: newIn })) : null,
  );
}

/** Where French sets a no-break space, an article may have a plain one: no sign is parted from its word here either. */
function unbroken(text) {
  return view.project.source.startsWith("fr") ? text.replace(/(«) | ([»;:!?])/g, "$1\u00a0$2") : text;
}

function renderConflict(message) {
  const isConflict = message.conflict || drafts.isHeld(message);
  const theirs = message.conflict?.theirs ?? message.parts;
  const choose = { mine: keepMine, theirs: takeTheirs, edit: () => editor.focus() };
  fill(parts.conflict, isConflict ? conflictView({ locale: message.locale, theirs, mine: editor.parts(), choose }) : null);
}

function keepMine() {
  drafts
    .keep(view.message, editor.parts())
    .then(refreshMessage)
    .then(() => editor.focus())
    .catch(report);
}

async function takeTheirs() {
  const { message } = view;
  const mine = editor.parts();
  if (message.conflict) await drafts.takeBack(message).catch(report);
  else drafts.yieldTo(message);
  await refreshMessage().catch(report);
  const giveBack = () => drafts.keep(view.message, mine).then(refreshMessage).catch(report);
  toast(t("took-theirs"), { action: { label: t("undo"), run: giveBack } });
}
