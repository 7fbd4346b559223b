// The right: the message that is open, its text to edit, and all that belongs to it.
import { el, fill, button } from "./dom.js";
import { view, on, localeOf, textAttributes, isSameKey } from "./view.js";
import { openMessage, openNext, refreshMessage, save, step, takeBack } from "./actions.js";
import * as drafts from "./drafts.js";
import { stateBadge, sign, WORK } from "./badges.js";
import { changeNodes, findingNodes } from "./changes.js";
import { conflictView } from "./conflict.js";
import { contextSections } from "./context.js";
import { Editor } from "./editor.js";
import { announce, report, toast } from "./notices.js";
import { placeLink } from "./places.js";
import { t, term } from "./words.js";
import { keysOf } from "./commands.js";

const QUIET_MS = 700; // findings are read out when the typing pauses

const editor = new Editor(() => showState());
const parts = {};
for (const name of ["head", "conflict", "source", "title", "findings", "context", "foot", "said", "next"]) parts[name] = el("div", { class: `message-${name}` });
const empty = el("div", { class: "empty" });
const body = el("div", { class: "scroll message-body", tabindex: 0 });

/** Fills the panel. */
export function startMessage(panel) {
  fill(body, parts.conflict, parts.source, el("section", { class: "translation" }, parts.title, editor.element, parts.findings), parts.context);
  fill(panel, empty);
  const frame = [parts.head, body, parts.foot];
  on("message", ({ caret, focus, isSame }) => {
    if (!parts.head.isConnected) fill(panel, ...frame);
    render();
    if (!isSame) body.scrollTop = 0;
    if (focus || caret) editor.focus(caret);
  });
  on("foreign", (place) => fill(panel, el("div", { class: "empty" }, el("p", {}, t("foreign")), placeLink(place))));
  on("findings", showFindings);
  on("draft", (key) => isSameKey(key, view.key) && view.message && showState());
  on("held", (key) => (isSameKey(key, view.key) ? refreshMessage().catch(report) : toast(t("conflict-elsewhere"), { action: { label: t("show"), run: () => openMessage(key) } })));
  on("said", (text) => showSaid(text));
  on("online", () => view.message && showState());
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

const isTyped = () => Boolean(view.message.isUnsaved || drafts.unsentOf(view.message));

function render() {
  const { message } = view;
  editor.show(message);
  renderHead(message);
  renderSource(message);
  renderConflict(message);
  fill(parts.context, ...contextSections(message, editor));
  body.setAttribute("aria-label", t("message"));
  showFindings();
  showState();
  renderNext(message);
}

function renderHead({ state, kind, id, article, isSource }) {
  fill(parts.head,
    el("div", { class: "head-row" }, isSource ? el("span", { class: "pill" }, t("source-language")) : stateBadge(state), el("span", { class: "kind" }, term("kind", kind)), el("span", { class: "space" }),
      button("↑", () => step(-1), { class: "quiet icon", ...keysOf("previous"), "aria-label": t("previous"), title: t("previous") }),
      button("↓", () => step(1), { class: "quiet icon", ...keysOf("following"), "aria-label": t("following"), title: t("following") })),
    el("p", { class: "id", title: `${article} · ${id}` }, el("span", {}, `${article} · `), id));
}

function renderSource({ source, changed, isSource, locale, place, cannotEdit }) {
  const language = textAttributes(view.project.source);
  const title = (text, at) => el("div", { class: "section-head" }, el("h2", {}, text), at ? placeLink(at) : null);
  const texts = () => source.parts.map(({ name, text }) => el("div", {}, source.parts.length > 1 ? el("span", { class: "part-name" }, name ? term("part", name) : t("text")) : null, el("p", { class: "text", ...language }, text)));
  fill(parts.source, isSource || !source ? null : el("section", { class: "source" },
    title(t("source-text", { language: localeOf(view.project.source).name }), source.file ? source : null),
    ...texts(),
    changed ? el("div", { class: "changed" }, el("h3", {}, t("changed")), el("p", { class: "text", ...language }, ...changeNodes(changed))) : null));
  fill(parts.title, title(t(isSource ? "article-text" : "translation", { language: localeOf(locale).name }), isSource ? source : place),
    cannotEdit ? el("p", { class: "hint note" }, t(`cannot-${cannotEdit}`)) : null);
}

function renderConflict(message) {
  const isConflict = message.conflict || drafts.isHeld(message);
  const theirs = message.conflict?.theirs ?? message.parts;
  const choose = { mine: keepMine, theirs: takeTheirs, edit: () => editor.focus() };
  fill(parts.conflict, isConflict ? conflictView({ locale: message.locale, theirs, mine: editor.parts(), choose }) : null);
}

function keepMine() {
  drafts.keep(view.message, editor.parts()).then(refreshMessage).then(() => editor.focus()).catch(report);
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

let reading = null;

function showFindings() {
  const { findings } = view.message;
  editor.showFindings(findings);
  fill(parts.findings, el("ul", { id: "finding-list", class: "finding-list" }, ...findings.map((finding) => el("li", {},
    el("button", { type: "button", class: `finding ${finding.severity}`, onclick: () => editor.select(finding) },
      sign(finding.severity),
      el("span", {}, el("span", { class: "sr" }, `${term("severity", finding.severity)} `), el("span", { lang: "en" }, ...findingNodes(finding.message)),
        ...finding.hints.map((hint) => el("span", { class: "hint", lang: "en" }, ...findingNodes(hint)))))))));
  clearTimeout(reading);
  if (isTyped()) reading = setTimeout(() => announce(findings.length ? t("findings-now", { n: findings.length, first: findings[0].message }) : t("no-findings-now")), QUIET_MS);
}

function showState() {
  const { message } = view;
  const isOpen = message.state !== "current";
  if (message.cannotEdit) return fill(parts.foot, parts.next);
  const confirmWord = !isTyped() && isOpen && message.state !== "missing" ? "confirm-as-is" : "save-and-confirm";
  const focused = parts.foot.contains(document.activeElement) ? document.activeElement.dataset.name : null;
  fill(parts.foot,
    el("div", { class: "saved-row" }, fill(el("p"), stateText(message)),
      isTyped() ? button(t("take-back"), takeBack, { class: "link", dataset: { name: "take-back" }, ...keysOf("take-back") }) : null),
    el("div", { class: "actions" },
      button(t(confirmWord), () => save(true), { class: "primary", dataset: { name: "confirm" }, ...keysOf("confirm"), disabled: !isTyped() && (!isOpen || message.state === "missing") }),
      button(t("save"), () => save(false), { dataset: { name: "save" }, ...keysOf("save"), disabled: !isTyped() })),
    parts.next);
  if (focused) (parts.foot.querySelector(`[data-name="${focused}"]:enabled`) ?? body).focus();
}

let said = "";
let saying = null;

function showSaid(text) {
  said = text;
  clearTimeout(saying);
  saying = setTimeout(() => {
    said = "";
    if (view.message) showState();
  }, 4000);
  if (view.message) showState();
}

function stateText(message) {
  if (drafts.unsentOf(message) && !view.isOnline) return [sign("unsaved"), t("kept-here")];
  if (said) return said;
  return isTyped() ? [sign("unsaved"), t("unsaved")] : "";
}

function renderNext({ next }) {
  const command = { stale: "next-stale", missing: "next-missing", unconfirmed: "next-unconfirmed" };
  const open = WORK.filter((state) => next[state]);
  const buttons = open.map((state) => fill(button("", () => openNext(state), { class: "quiet next", ...keysOf(command[state]), "aria-label": t(command[state]) }), sign(state), t(`next-short-${state}`)));
  fill(parts.next, open.length ? el("span", { "aria-hidden": "true" }, t("next-work")) : null, ...buttons,
    open.length || view.message.isSource ? null : el("p", { class: "hint" }, t("all-done")));
}
