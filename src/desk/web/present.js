// The presenter view: this slide, the next one, notes and time; with #audience, the slide alone, in step.
import { el, fill, button } from "./dom.js";
import { get } from "./api.js";
import { Deck } from "./deck.js";
import { Slide } from "./slide.js";
import { Timer, asTime } from "./timer.js";
import { loadWords, preferredLanguage, t } from "./words.js";

const artifact = decodeURIComponent(location.pathname.split("/").at(-1));
const isAudience = location.hash === "#audience";
const stage = document.getElementById("stage");
const deck = new Deck(artifact, () => show());
const timer = new Timer(`desk:timer:${artifact}`);
const slide = new Slide();
const nextSlide = new Slide();
const parts = {};
const NOTES_SIZES = [16, 18, 21, 24, 28, 34];
let notesSize = Number(localStorage.getItem("desk:notes-size") ?? 2);
let direction = {};

async function start() {
  await loadWords(preferredLanguage());
  document.title = isAudience ? artifact : t("presenter");
  document.body.classList.toggle("audience", isAudience);
  if (isAudience) buildAudience();
  else build();
  addEventListener("keydown", onKey);
  await readDirection();
  await deck.start();
  if (!isAudience) setInterval(showTime, 250);
}

// The direction of the notes is that of their language.
async function readDirection() {
  const { locales, artifacts } = await get("/state").catch(() => ({ locales: [], artifacts: [] }));
  const tag = artifacts.find(({ name }) => name === artifact)?.locale;
  const locale = locales.find((other) => other.tag === tag);
  direction = locale ? { lang: tag, dir: locale.rtl ? "rtl" : "ltr" } : {};
}

function buildAudience() {
  fill(stage, slide.element);
  addEventListener("dblclick", fillScreen);
}

function build() {
  const named = (name, tag, properties = {}) => (parts[name] = el(tag, properties));
  fill(
    stage,
    el(
      "header",
      { class: "top" },
      el("h1", { class: "sr" }, t("presenter")),
      el("div", { class: "time" }, el("span", { class: "label" }, t("clock")), named("clock", "span", { class: "digits" })),
      el(
        "div",
        { class: "time" },
        el("span", { class: "label" }, t("elapsed")),
        named("elapsed", "span", { class: "digits", role: "timer" }),
        (parts.toggle = button("", toggleTimer, { "aria-keyshortcuts": "Alt+P" })),
        button(t("reset"), resetTimer, { "aria-keyshortcuts": "Alt+R" }),
      ),
      button(t("audience-window"), openAudience, { class: "primary" }),
    ),
    el("section", { class: "current", "aria-label": t("current-slide") }, slide.element),
    el(
      "aside",
      { class: "side" },
      el("section", { class: "next" }, el("h2", {}, t("next-slide")), nextSlide.element, named("last", "p", { class: "hint" })),
      el(
        "section",
        { class: "notes-section" },
        el(
          "div",
          { class: "notes-head" },
          el("h2", {}, t("notes")),
          button("A−", () => sizeNotes(-1), { "aria-label": `A−: ${t("smaller-notes")}` }),
          button("A+", () => sizeNotes(1), { "aria-label": `A+: ${t("larger-notes")}` }),
        ),
        named("notes", "div", { class: "notes", tabindex: 0, role: "region", "aria-label": t("notes") }),
      ),
    ),
    el(
      "footer",
      { class: "bottom" },
      button(`← ${t("previous-slide")}`, () => deck.go(deck.at - 1)),
      named("number", "p", { class: "number", "aria-live": "polite" }),
      button(`${t("following-slide")} →`, () => move(1)),
      el("p", { class: "hint keys" }, t("present-keys")),
    ),
  );
  sizeNotes(0);
  showTime();
}

function show() {
  const { current, next, at, slides } = deck;
  slide.show(current, t("slide-number", { n: at + 1 }));
  Slide.prepare(next);
  if (isAudience) return;
  nextSlide.show(next, t("slide-number", { n: at + 2 }));
  parts.last.textContent = next || !slides.length ? "" : t("last-slide");
  parts.number.textContent = slides.length ? t("slide-of", { n: at + 1, total: slides.length }) : "";
  const notes = current?.notes ?? [];
  fill(
    parts.notes,
    ...notes.map((note) => el("p", direction, note)),
    notes.length ? null : el("p", { class: "hint" }, t("no-notes")),
  );
  parts.notes.scrollTop = 0;
}

/** Goes on or back; the time starts with the first step. */
function move(by) {
  if (by > 0 && !isAudience && !timer.elapsed()) timer.start();
  deck.go(deck.at + by);
  if (!isAudience) showTime();
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey) return;
  const isOnButton = event.target.closest?.("button") && [" ", "Enter"].includes(event.key);
  const action = isOnButton ? null : event.altKey ? timeKeys[event.code] : actionOf(event.key);
  if (!action) return;
  event.preventDefault();
  action();
}

function actionOf(key) {
  const scrollsNotes = document.activeElement === parts.notes && ["ArrowDown", "ArrowUp", " "].includes(key);
  if (scrollsNotes) return null;
  return {
    ArrowRight: () => move(1),
    ArrowDown: () => move(1),
    PageDown: () => move(1),
    " ": () => move(1),
    ArrowLeft: () => move(-1),
    ArrowUp: () => move(-1),
    PageUp: () => move(-1),
    Home: () => deck.go(0),
    End: () => deck.go(deck.slides.length - 1),
  }[key];
}

// With Alt: a letter alone would be pressed by accident, or by speech recognition.
const timeKeys = isAudience ? {} : { KeyP: toggleTimer, KeyR: resetTimer };

function fillScreen() {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen().catch(() => {});
}

function openAudience() {
  open(`${location.pathname}#audience`, `audience-${artifact}`, "popup,width=1280,height=720");
}

function toggleTimer() {
  timer.toggle();
  showTime();
}

function resetTimer() {
  timer.reset();
  showTime();
}

function showTime() {
  parts.clock.textContent = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
  parts.elapsed.textContent = asTime(timer.elapsed());
  const words = t(timer.isRunning ? "pause" : "start");
  if (parts.toggle.textContent !== words) parts.toggle.textContent = words;
}

function sizeNotes(by) {
  notesSize = Math.max(0, Math.min(NOTES_SIZES.length - 1, notesSize + by));
  localStorage.setItem("desk:notes-size", notesSize);
  parts.notes.style.fontSize = `${NOTES_SIZES[notesSize]}px`;
}

start();
