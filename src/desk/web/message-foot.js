// The foot of the message: whether it is saved, the buttons that save it, and the way to the next one that needs work.
import { el, fill, button } from "./dom.js";
import { view, on, isSameKey } from "./view.js";
import { openNext, save, takeBack } from "./actions.js";
import { sign, WORK } from "./badges.js";
import { keysOf } from "./commands.js";
import { hasFailed, isTyped } from "./drafts.js";
import { t } from "./words.js";

const SAID_MS = 4000; // how long "Saved" is shown
const COMMANDS = { stale: "next-stale", missing: "next-missing", unconfirmed: "next-unconfirmed" };

export const foot = el("div", { class: "message-foot" });
const next = el("div", { class: "message-next" });
let said = "";
let saying = null;

/** Follows what changes the state. */
export function startFoot() {
  on("draft", (key) => isSameKey(key, view.key) && showState());
  on("online", showState);
  on("said", (text) => {
    say(text);
    clearTimeout(saying);
    saying = setTimeout(() => say(""), SAID_MS);
  });
}

/** Shows whether the open message is saved, and what can be done. */
export function showState() {
  const { message } = view;
  if (!message) return;
  if (message.cannotEdit) return fill(foot, next);
  const focused = foot.contains(document.activeElement) ? document.activeElement.dataset.name : null;
  fill(foot, savedRow(message), actions(message), next);
  // The button that was pressed is another one now, or cannot be pressed again: the keyboard must not fall out of the panel.
  if (focused) (foot.querySelector(`[data-name="${focused}"]:enabled`) ?? document.querySelector("#message textarea"))?.focus();
}

function savedRow(message) {
  const undo = { class: "link", dataset: { name: "take-back" }, ...keysOf("take-back") };
  return el(
    "div",
    { class: "saved-row" },
    el("p", {}, ...stateText(message)),
    isTyped(message) ? button(t("take-back"), takeBack, undo) : null,
  );
}

function stateText(message) {
  if (hasFailed(message)) return [sign("unsaved"), t("kept-here")];
  if (said) return [said];
  return isTyped(message) ? [sign("unsaved"), t("unsaved")] : [];
}

function actions(message) {
  const canConfirm = ["stale", "unconfirmed"].includes(message.state);
  const word = canConfirm && !isTyped(message) ? "confirm-as-is" : "save-and-confirm";
  const confirm = {
    class: "primary",
    dataset: { name: "confirm" },
    ...keysOf("confirm"),
    disabled: !isTyped(message) && !canConfirm,
  };
  const plain = { dataset: { name: "save" }, ...keysOf("save"), disabled: !isTyped(message) };
  return el(
    "div",
    { class: "actions" },
    button(t(word), () => save(true), confirm),
    button(t("save"), () => save(false), plain),
  );
}

/** Shows the ways to the next messages that are stale, missing or unconfirmed. */
export function renderNext(message) {
  const open = WORK.filter((state) => message.next[state]);
  const isDone = !open.length && message.state === "current" && !message.isSource;
  fill(
    next,
    open.length ? el("span", { "aria-hidden": "true" }, t("next-work")) : null,
    ...open.map(nextButton),
    isDone ? el("p", { class: "hint" }, t("all-done")) : null,
  );
}

function nextButton(state) {
  const command = COMMANDS[state];
  const properties = { class: "quiet next", ...keysOf(command), "aria-label": t(command) };
  return fill(
    button("", () => openNext(state), properties),
    sign(state),
    t(`next-short-${state}`),
  );
}

function say(text) {
  said = text;
  showState();
}
