// Changes of a text as <del> and <ins>, which screen readers are told of in words, and the small marks in findings.
import { el, hiddenText } from "./dom.js";
import { t } from "./words.js";

/** The elements for the steps of a difference. */
export function changeNodes(steps) {
  return steps.map(({ op, text }) => {
    if (op === "same") return text;
    const isAdded = op === "added";
    return el(isAdded ? "ins" : "del", {}, hiddenText(`${t(isAdded ? "added" : "removed")} `), text);
  });
}

const MARKED = /`([^`]+)`|\[-(.*?)-\]|\{\+(.*?)\+\}/g;

/** A sentence of a finding: `code`, [-removed-] and {+added+} as elements. */
export function findingNodes(text) {
  const nodes = [];
  let at = 0;
  for (const { 0: all, 1: code, 2: removed, 3: added, index } of text.matchAll(MARKED)) {
    const change = removed === undefined ? { op: "added", text: added } : { op: "removed", text: removed };
    nodes.push(text.slice(at, index), ...(code === undefined ? changeNodes([change]) : [el("code", {}, code)]));
    at = index + all.length;
  }
  return [...nodes, text.slice(at)];
}
