// The keys: which command each one is, and the panel that lists them.
import { el, fill, button } from "./dom.js";
import { t } from "./words.js";

// Each works wherever the keyboard is, fields included; so none is a letter alone.
const KEYS = {
  save: { ctrl: true, key: "s" },
  confirm: { ctrl: true, key: "Enter" },
  "take-back": { ctrl: true, shift: true, key: "Backspace" },
  "next-stale": { key: "F8" },
  "next-missing": { key: "F9" },
  "next-unconfirmed": { shift: true, key: "F9" },
  previous: { alt: true, key: "ArrowUp" },
  following: { alt: true, key: "ArrowDown" },
  search: { ctrl: true, key: "k" },
  "to-text": { ctrl: true, key: "e" },
  "to-pages": { ctrl: true, shift: true, key: "e" },
  beside: { ctrl: true, key: "b" },
  help: { key: "F1" },
};

const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

/** Runs the commands that keys stand for; `run` has a function for each. */
export function startKeys(run) {
  addEventListener("keydown", (event) => {
    const name = Object.keys(KEYS).find((command) => isPressed(KEYS[command], event));
    if (!name || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    run[name]();
  });
}

/** The attribute that names the keys of a command for assistive tools, and the hint for the eye. */
export function keysOf(name) {
  const { ctrl, shift, alt, key } = KEYS[name];
  const names = [ctrl && (isMac ? "Meta" : "Control"), shift && "Shift", alt && "Alt", key].filter(Boolean).join("+");
  return { "aria-keyshortcuts": names, title: shownKeys(name).join(isMac ? "" : " + ") };
}

/** Shows the list of keys. */
export function showHelp(dialog) {
  const rows = Object.keys(KEYS).map((name) =>
    el(
      "div",
      { class: "key-row" },
      el("dt", {}, t(`key-${name}`)),
      el("dd", {}, ...shownKeys(name).map((key) => el("kbd", {}, key))),
    ),
  );
  fill(
    dialog,
    el(
      "div",
      { class: "help-head" },
      el("h2", { id: "help-title" }, t("help-title")),
      button("×", () => dialog.close(), { class: "quiet icon", "aria-label": t("close") }),
    ),
    el("p", {}, t("help-mouse")),
    el("dl", { class: "keys" }, ...rows),
    el("p", { class: "hint" }, t("help-lists")),
  );
  dialog.setAttribute("aria-labelledby", "help-title");
  dialog.showModal();
}

function isPressed({ ctrl = false, shift = false, alt = false, key }, event) {
  // On a Mac, Control with a letter moves the caret; the commands are those of the Command key.
  const [control, other] = isMac ? [event.metaKey, event.ctrlKey] : [event.ctrlKey, event.metaKey];
  return (
    event.key.toLowerCase() === key.toLowerCase() && control === ctrl && !other && event.shiftKey === shift && event.altKey === alt
  );
}

function shownKeys(name) {
  const { ctrl, shift, alt, key } = KEYS[name];
  const signs = { ArrowUp: "↑", ArrowDown: "↓", Enter: "↵", Backspace: "⌫" };
  return [
    ctrl && (isMac ? "⌘" : t("key-ctrl")),
    shift && (isMac ? "⇧" : t("key-shift")),
    alt && (isMac ? "⌥" : "Alt"),
    signs[key] ?? key.toUpperCase(),
  ].filter(Boolean);
}
