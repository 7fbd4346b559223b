// The middle: the pages of the chosen artifact, alone or beside those of the source language.
import { el, fill, button } from "./dom.js";
import { view, on, localeOf, sourceOf } from "./view.js";
import { setBeside } from "./actions.js";
import { Column } from "./column.js";
import { align, scrollTogether } from "./together.js";
import { artifactName, t } from "./words.js";

const STEP = 1.2;
const SMALLEST = 0.1;
const LARGEST = 8;
const PIXELS_OF_POINT = 96 / 72;

const right = new Column("chosen");
const left = new Column("source");
let zoom = localStorage.getItem("desk:zoom") ?? "width";
let stopTogether = null;
let tools = {};

/** Fills the panel. */
export function startViewer(panel) {
  const frame = el("div", { class: "beside" });
  const toolbar = el("div", { class: "toolbar", role: "toolbar" });
  fill(panel, toolbar, frame);
  renderToolbar(toolbar);
  fill(frame, el("div", { class: "empty" }, el("p", {}, t("choose-artifact"))));
  new ResizeObserver(() => applyZoom()).observe(frame);
  right.element.addEventListener("scroll", () => showPageNumber(), { passive: true });

  on("artifact", ({ place, isAnother }) => showArtifact(frame, place, isAnother));
  on("beside", () => showBeside(frame));
  on("hover", (key) => markAll("hover", key));
  on("message", () => markAll("open", view.key));
  on("reveal", (places) => right.reveal(nearestTo(right.currentPage(), places)));
  on("pages", () => {
    showPageNumber();
    showZoom();
  });
  on("language", () => {
    renderToolbar(toolbar);
    showTitle();
  });
}

/** Takes new pages from the server, where they are those of a column. */
export function takePages({ artifact, pages }) {
  for (const column of columns()) if (column.artifact?.name === artifact) column.update(pages);
}

/** Asks for the pages of all columns again, after the server was away. */
export const askPagesAgain = () =>
  Promise.all(
    columns()
      .filter((column) => column.artifact)
      .map((column) => column.ask()),
  );

/** "width", "page", or a step in or out. */
function setZoom(to) {
  zoom = to;
  localStorage.setItem("desk:zoom", zoom);
  applyZoom();
}

/** Enlarges (1) or reduces (-1) by a step. */
function stepZoom(direction) {
  setZoom(Math.min(LARGEST, Math.max(SMALLEST, (right.scale ?? 1) * STEP ** direction)));
}

const columns = () => (view.isBeside ? [left, right] : [right]);

async function showArtifact(frame, place, isAnother) {
  showTitle();
  if (!isAnother) return place && right.reveal(place);
  if (!right.element.isConnected) fill(frame, right.element);
  right.zoomed = numericZoom();
  const isPossible = !localeOf(view.artifact.locale).isSource && Boolean(sourceOf(view.artifact));
  tools.beside.disabled = !isPossible;
  if (view.isBeside && !isPossible) setBeside(false);
  await right.show(view.artifact, place);
  if (view.isBeside) showBeside(frame);
}

async function showBeside(frame) {
  stopTogether?.();
  stopTogether = null;
  tools.beside.setAttribute("aria-pressed", view.isBeside);
  frame.classList.toggle("two", view.isBeside);
  if (!view.isBeside) {
    left.element.remove();
    return applyZoom();
  }
  frame.prepend(left.element);
  applyZoom();
  await left.show(sourceOf(view.artifact));
  if (view.isBeside) stopTogether = scrollTogether(left, right);
}

function applyZoom() {
  for (const column of columns()) column.zoom(numericZoom());
  if (stopTogether) align(right, left);
  showZoom();
  showPageNumber();
}

// A heading stands in the contents too: of several places, the one that is nearest to what is looked at.
function nearestTo(page, places) {
  const distance = (place) => Math.abs(place.page - page);
  return places.reduce((best, place) => (distance(place) < distance(best) ? place : best));
}

const numericZoom = () => (Number.isNaN(Number(zoom)) ? zoom : Number(zoom));

function markAll(kind, key) {
  for (const column of columns()) column.mark(kind, key);
}

function renderToolbar(toolbar) {
  tools = {
    title: el("h2", { class: "title" }),
    page: el("span", { class: "page-number" }),
    zoom: el("output", { class: "zoom" }),
    width: button(t("fit-width"), () => setZoom("width"), { "aria-pressed": "false", title: t("fit-width-long") }),
    whole: button(t("fit-page"), () => setZoom("page"), { "aria-pressed": "false", title: t("fit-page-long") }),
    beside: button(t("source-beside"), () => setBeside(!view.isBeside), { "aria-pressed": view.isBeside, disabled: true }),
    present: el("a", { class: "button", target: "_blank", hidden: true }, t("present")),
  };
  toolbar.setAttribute("aria-label", t("pages-tools"));
  fill(
    toolbar,
    tools.title,
    tools.page,
    el("span", { class: "space" }),
    el(
      "span",
      { class: "group" },
      button("−", () => stepZoom(-1), { class: "icon", "aria-label": t("zoom-out") }),
      tools.zoom,
      button("+", () => stepZoom(1), { class: "icon", "aria-label": t("zoom-in") }),
    ),
    el("span", { class: "group" }, tools.width, tools.whole),
    tools.beside,
    tools.present,
  );
  showZoom();
}

function showTitle() {
  const { artifact } = view;
  if (!artifact) return;
  const name = artifactName(artifact, localeOf(artifact.locale).name);
  tools.title.textContent = name;
  tools.title.title = artifact.name;
  document.title = `${name} · fluentpress`;
  tools.present.hidden = artifact.format !== "slides";
  tools.present.href = `/present/${encodeURIComponent(artifact.name)}`;
  tools.beside.disabled = localeOf(artifact.locale).isSource || !sourceOf(artifact);
  showPageNumber();
}

function showPageNumber() {
  tools.page.textContent = right.pages.length ? t("page-of", { n: right.currentPage(), total: right.pages.length }) : "";
}

function showZoom() {
  tools.zoom.textContent = right.scale ? t("percent", { n: Math.round((right.scale / PIXELS_OF_POINT) * 100) }) : "";
  tools.width.setAttribute("aria-pressed", zoom === "width");
  tools.whole.setAttribute("aria-pressed", zoom === "page");
}
