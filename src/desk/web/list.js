// The messages of a language in reading order, to filter, to search, and to walk with the arrow keys.
import { el, fill } from "./dom.js";
import { view, on, emit, isSameText, localeOf, textAttributes } from "./view.js";
import { openMessage } from "./actions.js";
import { counts, sign, WORK } from "./badges.js";
import { fold, makeFilters } from "./filters.js";
import { makeStop, roving } from "./roving.js";
import { t, term } from "./words.js";

const SWITCHES = ["stale", "missing", "unconfirmed", "findings", "unsaved"];
let filters;
let list;
let setCount;

/** Fills the tab; `showCount` shows in its name how many messages are open. */
export function startList(body, showCount) {
  setCount = showCount;
  filters = makeFilters({ switches: SWITCHES, onChange: render });
  list = el("div", { class: "messages scroll" });
  fill(body, filters.element, list);
  roving(list, ".row-message", (row) => open(row, false));
  list.addEventListener("click", (event) => open(event.target.closest(".row-message"), true));
  list.addEventListener("pointerover", (event) => emit("hover", keyOfRow(event.target.closest(".row-message"))));
  list.addEventListener("pointerleave", () => emit("hover", null));
  on("messages", render);
  on("language", render);
  on("message", showOpen);
}

/** Shows only the messages that are typed and not saved. */
export function showUnsaved() {
  filters.chosen.switches.add("unsaved");
  filters.chosen.selects.article = "";
  render();
}

/** Takes what the server says of a text that is being typed. */
export function takeMessage({ locale, article, id, findings, isUnsaved }) {
  if (locale !== view.messagesOf) return;
  const message = view.messages.find((other) => isSameText(other, { article, id }));
  if (!message) return;
  message.isUnsaved = isUnsaved;
  message.errors = findings.filter(({ severity }) => severity === "error").length;
  message.warnings = findings.filter(({ severity }) => severity === "warning").length;
  const row = rowOf({ article, id });
  if (row) fill(row, ...contentOf(message));
}

function render() {
  const { messages } = view;
  const articles = [...new Set(messages.map(({ article }) => article))];
  filters.render(totals(messages), [
    {
      name: "article",
      label: t("article"),
      options: [["", t("all-articles")], ...articles.map((name) => [name, articleName(name)])],
    },
  ]);
  const open = totals(messages);
  setCount(WORK.some((name) => open[name]) ? String(WORK.reduce((sum, name) => sum + open[name], 0)) : "");
  list.setAttribute("aria-label", t("messages-of", { language: localeOf(view.messagesOf).name }));
  const isFocused = list.contains(document.activeElement) && keyOfRow(document.activeElement);
  const shown = messages.filter(isWanted);
  let article = null;
  fill(
    list,
    ...shown.flatMap((message) => {
      const heading = message.article !== article && articles.length > 1 ? el("h2", {}, articleName(message.article)) : null;
      article = message.article;
      return [heading, makeRow(message)];
    }),
    shown.length ? null : el("p", { class: "empty" }, t(view.messagesOf ? "no-messages" : "choose-artifact")),
  );
  showOpen();
  if (isFocused) rowOf(isFocused)?.focus();
}

function totals(messages) {
  const total = Object.fromEntries(WORK.map((name) => [name, messages.filter(({ state }) => state === name).length]));
  total.findings = messages.filter(({ errors, warnings }) => errors + warnings).length;
  total.unsaved = messages.filter(({ isUnsaved }) => isUnsaved).length;
  return total;
}

function isWanted(message) {
  const { text, switches, selects } = filters.chosen;
  const is = { [message.state]: true, findings: message.errors + message.warnings, unsaved: message.isUnsaved };
  return (
    (!selects.article || message.article === selects.article) &&
    (!switches.size || [...switches].some((name) => is[name])) &&
    (!text || fold(`${message.id} ${message.source} ${message.text}`).includes(text))
  );
}

const articleName = (name) => (name === "labels" ? t("labels") : name);

function makeRow(message) {
  return el(
    "button",
    { type: "button", class: "row-message", tabindex: -1, dataset: { article: message.article, id: message.id } },
    ...contentOf(message),
  );
}

function contentOf({ id, kind, state, source, text, isUnsaved, ...findings }) {
  const isSource = localeOf(view.messagesOf).isSource;
  return [
    el(
      "span",
      { class: "row-head" },
      state === "current" ? null : el("span", { class: `state ${state}` }, sign(state), term("state", state)),
      isUnsaved ? el("span", { class: "state unsaved" }, sign("unsaved"), t("unsaved-short")) : null,
      el("span", { class: "kind" }, term("kind", kind)),
      ...counts({ errors: findings.errors, warnings: findings.warnings }),
    ),
    text ? el("span", { class: "row-text", ...textAttributes(view.messagesOf) }, text) : null,
    isSource || text ? null : el("span", { class: "row-text missing", ...textAttributes(view.project.source) }, source || id),
  ];
}

const rowOf = ({ article, id }) =>
  [...list.querySelectorAll(".row-message")].find((row) => row.dataset.id === id && row.dataset.article === article);
const keyOfRow = (row) => (row?.dataset.id ? { locale: view.messagesOf, article: row.dataset.article, id: row.dataset.id } : null);

function open(row, focus) {
  if (row) openMessage(keyOfRow(row), { focus });
}

function showOpen({ isSame = false } = {}) {
  let chosen = null;
  for (const row of list.querySelectorAll(".row-message")) {
    const isOpen = isSameText(keyOfRow(row), view.key) && view.key.locale === view.messagesOf;
    row.setAttribute("aria-current", isOpen);
    if (isOpen) chosen = row;
  }
  makeStop(list, ".row-message", chosen);
  if (!isSame) chosen?.scrollIntoView({ block: "nearest" });
}
