// The documents: article × audience × format × language, with first pages and states.
import { el, fill, hiddenText } from "./dom.js";
import { view, on, localeOf, textAttributes } from "./view.js";
import { openArtifact } from "./actions.js";
import { counts, WORK } from "./badges.js";
import { fold, makeFilters } from "./filters.js";
import { makeStop, roving } from "./roving.js";
import { readable, t, term } from "./words.js";

const SWITCHES = ["stale", "missing", "unconfirmed", "findings"];
const PAUSE_MS = 700;
let tiles = new Map(); // by the artifact's name
let filters;
let pausing = null;
let grid;

/** Fills the tab; `setCount` shows a number in its name. */
export function startMatrix(body) {
  filters = makeFilters({ switches: SWITCHES, onChange: render });
  grid = el("div", { class: "matrix scroll" });
  fill(body, filters.element, grid);
  roving(grid, ".tile");
  on("project", render);
  on("language", render);
  on("artifact", showChosen);
}

/** Takes the new first page of an artifact. Its picture waits until the typing pauses: the large page comes first. */
export function takeFirstPage({ artifact, pages: [first] }) {
  const known = view.project.artifacts.find(({ name }) => name === artifact);
  if (!known || !first) return;
  Object.assign(known, { first: first.id, width: first.width, height: first.height });
  clearTimeout(pausing);
  pausing = setTimeout(showPictures, PAUSE_MS);
}

function showPictures() {
  for (const { name, first } of view.project.artifacts) {
    const tile = tiles.get(name);
    if (tile) showPicture(tile.querySelector(".thumb"), first);
  }
}

function render() {
  if (!view.project) return;
  const { artifacts, articles, locales } = view.project;
  filters.render(totals(artifacts), [
    {
      name: "locale",
      label: t("language-of-documents"),
      options: [["", t("all-languages")], ...locales.map(({ tag }) => [tag, localeOf(tag).name])],
    },
    {
      name: "format",
      label: t("format"),
      options: [["", t("all-formats")], ...unique(artifacts, "format").map((format) => [format, term("format", format)])],
    },
  ]);
  const shown = artifacts.filter(isWanted);
  const focused = document.activeElement?.dataset?.artifact;
  // One language alone needs no rows of its versions: the tiles are named by audience and format instead.
  const isOneLanguage = new Set(shown.map(({ locale }) => locale)).size === 1;
  // Tiles are kept from one time to the next: their pictures stay, and so does the focus.
  const old = tiles;
  tiles = new Map(shown.map((artifact) => [artifact.name, makeTile(artifact, isOneLanguage, old.get(artifact.name))]));
  fill(
    grid,
    ...articles.map((article) =>
      makeArticle(
        article,
        shown.filter((artifact) => artifact.article === article),
        isOneLanguage,
      ),
    ),
    shown.length ? null : el("p", { class: "empty" }, t("no-documents")),
  );
  showChosen();
  if (focused) tiles.get(focused)?.focus();
}

function totals(artifacts) {
  const total = Object.fromEntries(WORK.map((name) => [name, artifacts.filter((artifact) => artifact[name]).length]));
  total.findings = artifacts.filter(({ errors, warnings }) => errors + warnings).length;
  return total;
}

function isWanted(artifact) {
  const { text, switches, selects } = filters.chosen;
  const is = { findings: artifact.errors + artifact.warnings, ...artifact };
  return (
    ["locale", "format"].every((name) => !selects[name] || artifact[name] === selects[name]) &&
    (!switches.size || [...switches].some((name) => is[name])) &&
    text
      .split(/\s+/)
      .every((word) =>
        fold(
          `${artifact.name} ${localeOf(artifact.locale).name} ${readable(artifact.audience)} ${term("format", artifact.format)}`,
        ).includes(word),
      )
  );
}

function makeArticle(article, artifacts, isOneLanguage) {
  if (!artifacts.length) return null;
  const tilesOf = (some) => el("div", { class: "tiles" }, ...some.map(({ name }) => tiles.get(name)));
  return el(
    "details",
    { open: true, class: "article" },
    el("summary", {}, article),
    ...(isOneLanguage
      ? [tilesOf(artifacts)]
      : [...grouped(artifacts, rowOf)].map(([row, ofRow]) => el("section", { class: "row" }, el("h2", {}, row), tilesOf(ofRow)))),
  );
}

const rowOf = ({ audience, format }) => `${readable(audience)} · ${term("format", format)}`;
const unique = (items, name) => [...new Set(items.map((item) => item[name]))];

function grouped(items, by) {
  const groups = new Map();
  for (const item of items) groups.set(by(item), [...(groups.get(by(item)) ?? []), item]);
  return groups;
}

function makeTile(artifact, isOneLanguage, old) {
  const tile =
    old ??
    el(
      "button",
      {
        type: "button",
        class: "tile",
        tabindex: -1,
        dataset: { artifact: artifact.name },
        onclick: () => openArtifact(artifact.name),
      },
      el("span", { class: "thumb" }),
    );
  const locale = localeOf(artifact.locale);
  const thumb = tile.querySelector(".thumb");
  thumb.style.aspectRatio = `${artifact.width || 210} / ${artifact.height || 297}`;
  thumb.classList.toggle("making", artifact.isMade === false);
  showPicture(thumb, artifact.first);
  tile.title = artifact.name;
  const signs = counts(artifact);
  const language = { class: "tile-name", ...textAttributes(locale.tag), dir: "auto" };
  return fill(
    tile,
    isOneLanguage ? null : hiddenText(`${rowOf(artifact)}, `),
    thumb,
    isOneLanguage ? el("span", { class: "tile-name" }, rowOf(artifact)) : el("span", language, locale.name),
    artifact.pages ? hiddenText(`, ${t("pages-count", { n: artifact.pages })}`) : null,
    el("span", { class: "counts" }, ...(signs.length ? signs : [hiddenText(t("nothing-open"))])),
  );
}

// The old picture stays until the new one is ready; one that never came is marked.
function showPicture(thumb, id) {
  if (thumb.dataset.shown === id) return;
  thumb.classList.toggle("waiting", !id);
  if (!id) return;
  thumb.dataset.shown = id;
  const picture = el("img", { alt: "", loading: "lazy", src: `/page/${id}/svg`, draggable: false });
  const old = thumb.querySelector("img");
  thumb.append(picture);
  picture.addEventListener("load", () => old?.remove());
  picture.addEventListener("error", () => (old ? picture.remove() : thumb.classList.add("waiting")));
}

function showChosen() {
  for (const [name, tile] of tiles) tile.setAttribute("aria-current", name === view.artifact?.name);
  makeStop(grid, ".tile", tiles.get(view.artifact?.name));
}
