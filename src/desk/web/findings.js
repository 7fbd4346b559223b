// The findings of the whole project, each with the pages where it shows.
import { el, fill } from "./dom.js";
import { view, on } from "./view.js";
import { openArtifact, openInEditor, openMessage } from "./actions.js";
import { sign } from "./badges.js";
import { findingNodes } from "./changes.js";
import { fold, makeFilters } from "./filters.js";
import { t, term } from "./words.js";
import { pagesList, placeLink } from "./places.js";
import { makeStop, roving } from "./roving.js";

let filters;
let list;
let setCount;

/** Fills the tab; `showCount` shows in its name how many findings there are. */
export function startFindings(body, showCount) {
  setCount = showCount;
  filters = makeFilters({ switches: ["error", "warning", "note"], onChange: render });
  list = el("ul", { class: "findings scroll" });
  fill(body, filters.element, list);
  roving(list, ".finding-main");
  on("project", render);
  on("language", render);
}

function render() {
  if (!view.project) return;
  const { findings } = view.project;
  const count = (severity) => findings.filter((finding) => finding.severity === severity).length;
  filters.render({ error: count("error"), warning: count("warning"), note: count("note") });
  setCount(findings.length ? String(findings.length) : "");
  const shown = findings.filter(isWanted);
  fill(list, ...shown.map(makeFinding), shown.length ? null : el("li", { class: "empty" }, t("no-findings")));
  makeStop(list, ".finding-main");
}

function isWanted({ severity, code, message, file }) {
  const { text, switches } = filters.chosen;
  return (!switches.size || switches.has(severity)) && (!text || fold(`${code} ${message} ${file}`).includes(text));
}

function makeFinding(finding) {
  const { severity, code, message, hints, excerpt, places, of } = finding;
  return el(
    "li",
    { class: `finding ${severity}` },
    el(
      "button",
      { type: "button", class: "finding-main", onclick: () => go(finding, places[0]) },
      el(
        "span",
        { class: "finding-head" },
        sign(severity),
        el("strong", {}, term("severity", severity)),
        el("span", { class: "code" }, code),
      ),
      el("span", { class: "finding-message", lang: "en" }, ...findingNodes(message)),
    ),
    excerpt ? el("pre", { class: "excerpt", tabindex: 0, "aria-label": t("excerpt") }, excerpt) : null,
    ...hints.map((hint) => el("p", { class: "hint", lang: "en" }, ...findingNodes(hint))),
    places.length ? pagesList(places, (place) => go(finding, place), true) : null,
    finding.file ? placeLink(finding) : null,
    of ? null : el("span", { class: "sr" }, t("no-message")),
  );
}

async function go({ of, file, line, column }, place) {
  if (place) await openArtifact(place.artifact, place);
  if (of) await openMessage(of, { focus: true, stay: Boolean(place) });
  else if (!place && file && view.project.hasEditor) openInEditor(file, line, column);
}
