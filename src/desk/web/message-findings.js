// The findings of the message that is open, below its text; read out when the typing pauses.
import { el } from "./dom.js";
import { view } from "./view.js";
import { sign } from "./badges.js";
import { findingNodes } from "./changes.js";
import { isTyped } from "./drafts.js";
import { announce } from "./notices.js";
import { t, term } from "./words.js";

const QUIET_MS = 700;
let reading = null;

/** The list of findings; `select(finding)` is called for the one that is clicked. */
export function findingList(findings, select) {
  clearTimeout(reading);
  if (isTyped(view.message)) reading = setTimeout(() => announce(inWords(findings)), QUIET_MS);
  return el(
    "ul",
    { id: "finding-list", class: "finding-list" },
    ...findings.map((finding) => el("li", {}, makeFinding(finding, select))),
  );
}

function makeFinding(finding, select) {
  const { severity, message, hints } = finding;
  const words = el(
    "span",
    {},
    el("span", { class: "sr" }, `${term("severity", severity)} `),
    el("span", { lang: "en" }, ...findingNodes(message)),
    ...hints.map((hint) => el("span", { class: "hint", lang: "en" }, ...findingNodes(hint))),
  );
  return el("button", { type: "button", class: `finding ${severity}`, onclick: () => select(finding) }, sign(severity), words);
}

function inWords(findings) {
  return findings.length ? t("findings-now", { n: findings.length, first: findings[0].message }) : t("no-findings-now");
}
