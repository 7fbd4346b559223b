// The left: three ways to find something, each in a tab: the documents, the messages, the findings.
import { el, fill } from "./dom.js";
import { on } from "./view.js";
import { t } from "./words.js";
import { startMatrix } from "./matrix.js";
import { startList } from "./list.js";
import { startFindings } from "./findings.js";

const TABS = { documents: startMatrix, messages: startList, findings: startFindings };
const tabs = new Map();

/** Fills the panel. */
export function startBrowse(panel) {
  const bar = el("div", { class: "tablist", role: "tablist" });
  const bodies = Object.entries(TABS).map(([name, start]) => {
    const body = el("div", {
      class: "tabpanel",
      id: `panel-${name}`,
      role: "tabpanel",
      "aria-labelledby": `tab-${name}`,
      hidden: true,
    });
    const words = el("span");
    const count = el("span", { class: "tab-count" });
    const tab = el(
      "button",
      { type: "button", id: `tab-${name}`, role: "tab", "aria-controls": body.id, onclick: () => showTab(name) },
      words,
      count,
    );
    tabs.set(name, { tab, body, words });
    start(body, (text) => (count.textContent = text));
    return body;
  });
  bar.append(...[...tabs.values()].map(({ tab }) => tab));
  bar.addEventListener("keydown", onKey);
  fill(panel, bar, ...bodies);
  const name = () => {
    bar.setAttribute("aria-label", t("browse"));
    for (const [id, { words }] of tabs) words.textContent = t(`tab-${id}`);
  };
  name();
  on("language", name);
  showTab(localStorage.getItem("desk:tab") ?? "documents");
}

/** Shows one of the tabs; with `focus`, the keyboard goes to its first field. */
export function showTab(name, { focus = false } = {}) {
  const chosen = tabs.has(name) ? name : "documents";
  for (const [id, { tab, body }] of tabs) {
    tab.setAttribute("aria-selected", id === chosen);
    tab.tabIndex = id === chosen ? 0 : -1;
    body.hidden = id !== chosen;
  }
  localStorage.setItem("desk:tab", chosen);
  tabs.get(chosen).body.querySelector("[aria-current='true']")?.scrollIntoView({ block: "nearest" });
  if (focus) tabs.get(chosen).body.querySelector("input, [tabindex='0']")?.focus();
}

function onKey(event) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const names = [...tabs.keys()];
  const at = names.findIndex((name) => tabs.get(name).tab === event.target);
  const next = names[(at + step + names.length) % names.length];
  showTab(next);
  tabs.get(next).tab.focus();
  event.preventDefault();
}
