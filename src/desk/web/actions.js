// What a person can do: everything that changes what is shown, or the project, goes through here.
import { get, send, messagePath } from "./api.js";
import { view, emit, isSameKey, isSameText, keyOf, sourceOf } from "./view.js";
import * as drafts from "./drafts.js";
import { announce, report, toast } from "./notices.js";
import { t } from "./words.js";

/** Loads the state of the project, and the list of messages with it. */
export async function loadProject() {
  view.project = await get("/state");
  if (view.artifact) view.artifact = view.project.artifacts.find(({ name }) => name === view.artifact.name) ?? view.artifact;
  emit("project");
  if (view.messagesOf) await loadMessages(view.messagesOf);
}

async function loadMessages(locale) {
  view.messages = await get(`/messages/${encodeURIComponent(locale)}`);
  view.messagesOf = locale;
  emit("messages");
}

/** Shows the pages of an artifact; `place` is `{page, y}` where they should open. */
export async function openArtifact(name, place = null) {
  const artifact = view.project.artifacts.find((other) => other.name === name);
  if (!artifact) return;
  const isAnother = view.artifact?.name !== name;
  view.artifact = artifact;
  if (isAnother) look();
  emit("artifact", { place, isAnother });
  if (view.messagesOf !== artifact.locale) await loadMessages(artifact.locale).catch(report);
  if (!place) await followLanguage(artifact);
}

/** Tells the server which artifact is looked at: it is made first. */
export function look() {
  if (view.artifact) send("POST", "/look", { artifact: view.artifact.name }).catch(report);
}

// Another language of the same article: the open text is shown in that language.
async function followLanguage({ locale, article }) {
  const isHere = view.key && view.key.locale !== locale && [article, "labels"].includes(view.key.article);
  if (isHere && view.messages.some((message) => isSameText(message, view.key))) await openMessage({ ...view.key, locale });
}

let wanted = null;

/**
 * Opens a message. `caret` is `{part, offset}`; `focus` puts the keyboard into its text; `stay` leaves the pages where they are.
 * Where its pages are not those that are looked at, the nearest artifact that shows it is opened.
 */
export async function openMessage(key, { caret = null, focus = false, stay = false } = {}) {
  wanted = keyOf(key);
  let message;
  const settle = drafts.whileAsking(key);
  try {
    message = settle(await get(messagePath(key)));
  } catch (error) {
    // Some words on the pages are no message: those of the settings, or of a bibliography. They have a place all the same.
    if (error.status === 404 && key.file) return showForeign(key);
    return report(error);
  }
  if (!isSameKey(wanted, key)) return;
  Object.assign(view, { key: wanted, message });
  emit("message", { caret, focus });
  if (!stay) await revealMessage(message);
}

function showForeign(place) {
  Object.assign(view, { key: null, message: null });
  emit("foreign", place);
}

/** Scrolls to the open message, where the pages that are looked at show it; says whether they do. */
export function revealHere() {
  const here = view.message?.shown.filter(({ artifact }) => artifact === view.artifact?.name) ?? [];
  if (here.length) emit("reveal", here);
  return here.length > 0;
}

async function revealMessage({ shown, locale }) {
  const place = nearest(shown);
  if (revealHere()) return;
  if (place) await openArtifact(place.artifact, place);
  else if (view.messagesOf !== locale) await loadMessages(locale).catch(report);
}

function nearest(shown) {
  const likeness = ({ artifact }) => {
    const other = view.project.artifacts.find(({ name }) => name === artifact);
    return ["audience", "format"].filter((part) => other?.[part] === view.artifact?.[part]).length;
  };
  return [...shown].sort((a, b) => likeness(b) - likeness(a))[0] ?? null;
}

let refreshes = 0;

/** Fetches the open message again: its state, its findings, and its text unless it is being typed. Of answers that cross, the last counts. */
export async function refreshMessage() {
  if (!view.key) return;
  const { key } = view;
  refreshes += 1;
  const own = refreshes;
  const settle = drafts.whileAsking(key);
  const message = await get(messagePath(key)).catch((error) => (error.status === 404 ? null : Promise.reject(error)));
  if (!isSameKey(key, view.key) || !message || own !== refreshes) return;
  view.message = settle(message);
  emit("message", { isSame: true });
}

/** Saves the open message; with `confirm`, its translation is said to be right for the source text as it is. */
export async function save(confirm) {
  const { message } = view;
  if (!message || message.cannotEdit) return;
  const isTyped = drafts.isTyped(message);
  if (!isTyped && !(confirm && message.state !== "current")) return announceAndShow(t("nothing-to-save"));
  try {
    const answer = isTyped ? await drafts.save(message, confirm) : await send("POST", "/confirm", keyOf(message));
    await refreshMessage();
    tellOutcome(answer, !isTyped ? "confirmed" : confirm ? "saved-confirmed" : "saved");
  } catch (error) {
    if (error.isOffline) toast(t("not-saved-gone"), { isError: true });
    report(error);
  }
}

function tellOutcome(answer, done) {
  if (["saved", "confirmed"].includes(answer.outcome)) announceAndShow(t(done));
  if (answer.outcome === "conflict") announce(t("conflict-title"));
  if (answer.outcome === "refused") {
    view.message.findings = answer.findings;
    emit("findings");
    toast(t("refused"), { isError: true });
  }
}

function announceAndShow(text) {
  announce(text);
  emit("said", text);
}

/** Takes back what was typed into the open message. The text can be had again for as long as the sentence about it is shown. */
export async function takeBack() {
  const { message } = view;
  if (!message) return;
  const parts = drafts.unsentOf(message) ?? message.parts;
  if (drafts.isSameParts(parts, message.saved)) return;
  try {
    await drafts.takeBack(message);
  } catch (error) {
    return error.isOffline ? toast(t("not-saved-gone"), { isError: true }) : report(error);
  }
  await refreshMessage().catch(report);
  announce(t("taken-back"));
  toast(t("taken-back"), { action: { label: t("undo"), run: () => giveBack(message, parts) } });
}

async function giveBack(key, parts) {
  await drafts.keep(await get(messagePath(key)), parts).catch(report);
  await openMessage(key, { focus: true });
}

/** Opens the next message that is stale, missing or unconfirmed. */
export async function openNext(state) {
  const key = view.message ? view.message.next[state] : view.messages.find((message) => message.state === state);
  if (!key || (view.key && isSameKey({ locale: view.messagesOf, ...key }, view.key))) return announceAndShow(t(`no-next-${state}`));
  await openMessage({ locale: view.messagesOf, ...key }, { focus: true });
}

/** Opens the message before (-1) or after (+1) the open one, in the order of the article. */
export async function step(by) {
  const at = view.messages.findIndex(({ article, id }) => article === view.key?.article && id === view.key?.id);
  const next = view.messages[at < 0 ? 0 : at + by];
  if (next) await openMessage({ locale: view.messagesOf, ...next }, { focus: true });
}

/** Shows the source language beside the translation, or no longer. */
export function setBeside(isBeside) {
  view.isBeside = isBeside && Boolean(view.artifact && sourceOf(view.artifact));
  emit("beside");
}

/** Opens a place in the editor that the desk was started with. */
export function openInEditor(file, line, column) {
  send("POST", "/open", { file, line, column }).then(() => announceAndShow(t("opened-in-editor")), report);
}
