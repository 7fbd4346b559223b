// The start of the desk: words, panels, keys, then the project, and the events that keep all of it up to date.
import { el, fill } from "./dom.js";
import { listen } from "./api.js";
import { view, emit, isSameKey, on } from "./view.js";
import { loadProject, look, openMessage, openNext, refreshMessage, save, setBeside, step, takeBack } from "./actions.js";
import { keepAddress, openAddress } from "./address.js";
import { showTab, startBrowse } from "./browse.js";
import { showHelp, startKeys } from "./commands.js";
import * as drafts from "./drafts.js";
import { showUnsaved, takeMessage } from "./list.js";
import { startLost } from "./lost.js";
import { takeFirstPage } from "./matrix.js";
import { startMessage, takeFindings } from "./message.js";
import { report, showBanner } from "./notices.js";
import { askPagesAgain, startViewer, takePages } from "./viewer.js";
import { chooseLanguage, loadWords, preferredLanguage, t } from "./words.js";

const STATE_MS = 800; // a project that changes with every key is asked for this often at most
const PAUSE_MS = 500; // a pause of typing
const LONGEST_MS = 3000; // and how long it is waited for
const EVENTS_MS = 300; // the first answers wait this long for the stream of events at most
const OWN_MS = 1500; // for so long after typing, news about that text come from here

const byId = (id) => document.getElementById(id);
const PANELS = ["browse", "pages", "message"];
let lastTyped = 0;

async function start() {
  // The token of the address has become a cookie; it belongs in no bookmark.
  history.replaceState(null, "", `${location.pathname}${location.hash}`);
  const language = preferredLanguage();
  await loadWords(language);
  byId("language").value = language;
  startBrowse(byId("browse"));
  startViewer(byId("pages"));
  startMessage(byId("message"));
  startLost();
  startBar();
  startTabs();
  startKeys({
    save: () => save(false),
    confirm: () => save(true),
    "take-back": takeBack,
    "next-stale": () => openNext("stale"),
    "next-missing": () => openNext("missing"),
    "next-unconfirmed": () => openNext("unconfirmed"),
    previous: () => step(-1),
    following: () => step(1),
    search: () => goTo("browse", () => showTab("messages", { focus: true })),
    "to-text": () => goTo("message", () => byId("message").querySelector("textarea")?.focus()),
    "to-pages": () => goTo("pages", () => byId("pages").querySelector(".column.chosen")?.focus()),
    beside: () => setBeside(!view.isBeside),
    help: () => showHelp(byId("help")),
  });
  keepAddress();
  on("project", showProject);
  emit("language");
  addEventListener("input", () => (lastTyped = Date.now()));
  await startEvents();
  await connected(true);
}

/** Listens to the server, and waits for it a moment: what happens after the first answers must not be missed. */
function startEvents() {
  return new Promise((resolve) => {
    setTimeout(resolve, EVENTS_MS);
    const open = () => (view.project ? connected(false).catch(report) : resolve());
    listen({ ...whenLoaded(events), open });
  });
}

const events = {
  lost(status) {
    view.isOnline = false;
    showBanner(status);
    emit("online");
  },
  pages(event) {
    takePages(event);
    takeFirstPage(event);
  },
  message(event) {
    takeMessage(event);
    if (!isSameKey(event, view.key)) return;
    takeFindings(event);
    // What another window has typed into the same message has to be seen here.
    if (Date.now() - lastTyped > OWN_MS) refreshMessage().catch(report);
  },
  state: throttled(() => pauseOfTyping().then(loadProject).then(refreshMessage).catch(report), STATE_MS),
};

// The lists on the left are many; they are not made anew between two letters, unless the typing never stops.
async function pauseOfTyping() {
  for (const end = Date.now() + LONGEST_MS; Date.now() < end && Date.now() - lastTyped < PAUSE_MS;) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

// What comes before the project is known is part of the answer that is awaited.
function whenLoaded({ lost, ...others }) {
  const guarded = Object.entries(others).map(([name, handle]) => [name, (event) => view.project && handle(event)]);
  return { lost, ...Object.fromEntries(guarded) };
}

async function connected(isFirst) {
  view.isOnline = true;
  emit("online");
  await loadProject();
  if (isFirst) await openAddress();
  await drafts.resend();
  if (isFirst) return;
  look();
  await Promise.all([refreshMessage(), askPagesAgain()]);
}

function showProject() {
  const { root, readOnly, unsaved, isBusy } = view.project;
  byId("project-name").textContent = root.split("/").at(-1);
  byId("project-name").title = root;
  byId("busy").textContent = isBusy ? t("busy") : "";
  byId("read-only").hidden = !readOnly;
  byId("read-only").textContent = t("read-only");
  const conflicts = unsaved.filter(({ isConflict }) => isConflict).length;
  byId("unsaved").hidden = !unsaved.length;
  byId("unsaved").textContent = [t("unsaved-count", { n: unsaved.length }), conflicts ? t("conflict-count", { n: conflicts }) : ""]
    .filter(Boolean)
    .join(" · ");
}

function startBar() {
  const browse = byId("toggle-browse");
  browse.addEventListener("click", () => {
    const isOpen = document.body.classList.toggle("without-browse") === false;
    browse.setAttribute("aria-expanded", isOpen);
  });
  byId("help-button").addEventListener("click", () => showHelp(byId("help")));
  byId("unsaved").addEventListener("click", openUnsaved);
  byId("language").addEventListener("change", async (event) => {
    await chooseLanguage(event.target.value);
    emit("language");
  });
  on("language", () => {
    browse.setAttribute("aria-label", t("browse"));
    browse.title = t("browse");
    byId("help-button").textContent = t("help");
    byId("language-label").textContent = t("language-of-interface");
    for (const name of PANELS) byId(name).setAttribute("aria-label", t(name));
    if (view.project) showProject();
  });
}

function openUnsaved() {
  const first = view.project.unsaved.find(({ isConflict }) => isConflict) ?? view.project.unsaved[0];
  showUnsaved();
  goTo("browse", () => showTab("messages"));
  if (first) openMessage(first, { focus: true });
}

// On a narrow screen the three columns are three tabs; opening something shows where it is.
function startTabs() {
  const render = () =>
    fill(
      byId("tabs"),
      ...PANELS.map((name) =>
        el("button", { type: "button", "aria-current": document.body.dataset.tab === name, onclick: () => goTo(name) }, t(name)),
      ),
    );
  on("tab", render);
  on("language", () => {
    byId("tabs").setAttribute("aria-label", t("parts-of-desk"));
    render();
  });
  on("artifact", ({ isAnother }) => isAnother && view.key && goTo("pages"));
  on("message", ({ focus, caret }) => (focus || caret) && goTo("message"));
}

function goTo(name, then = () => {}) {
  if (name === "browse") document.body.classList.remove("without-browse");
  document.body.dataset.tab = name;
  emit("tab");
  then();
}

/** Runs a task at most once in so many milliseconds, and once more for calls that came meanwhile. */
function throttled(task, milliseconds) {
  let isWaiting = false;
  let isAgain = false;
  const run = async () => {
    isWaiting = true;
    isAgain = false;
    await task();
    setTimeout(() => {
      isWaiting = false;
      if (isAgain) run();
    }, milliseconds);
  };
  return () => {
    isAgain = true;
    if (!isWaiting) run();
  };
}

start().catch(report);
