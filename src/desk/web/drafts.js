// Texts that are typed: sent one request at a time, and kept in this browser until the server has answered.
import { get, send, messagePath } from "./api.js";
import { emit, keyOf } from "./view.js";
import { forgetText, rememberText, textsOfClosedTabs } from "./kept.js";
import { report } from "./notices.js";

/**
 * What is known of each text that was typed in this tab, by the name of its message:
 * `parts` as typed, `last` what the server had or has taken, `base` the file's digest that it was typed upon,
 * `sending` the requests under way, `sent` a text that the server may have taken, `isHeld` while a person has to choose (the server's text is another one).
 */
const entries = new Map();
const RETRY_MS = 2000;
const REFUSED = [400, 404, 413, 422]; // the same text again would be refused again
const nameOf = ({ locale, article, id }) => `${locale}/${article}/${id}`;

/** Whether two lists of parts are the same text. */
export function isSameParts(a, b) {
  const text = (parts) => JSON.stringify(parts.filter((part) => part.text).map((part) => [part.name, part.text]));
  return text(a) === text(b);
}

/** Takes what was typed into an open message, and sends it. */
export function typed(message, parts) {
  const name = nameOf(message);
  // While the file says something else, the digest of the file now would overwrite it in silence: an unknown one keeps the conflict.
  const base = message.conflict ? "" : message.base;
  const entry = entries.get(name) ?? { key: keyOf(message), base, last: message.parts, isHeld: false };
  entry.parts = parts;
  message.parts = parts;
  entries.set(name, entry);
  rememberText(name, entry);
  pump(entry);
}

/** The text that was typed here and that the server does not have yet. */
export function unsentOf(key) {
  const entry = entries.get(nameOf(key));
  return entry && entry.parts !== entry.last ? entry.parts : null;
}

/**
 * To be called before the server is asked for a message; the answer goes through the function that this returns. What was typed
 * while the question was under way is newer than the answer, and stays.
 */
export function whileAsking(key) {
  const before = entries.get(nameOf(key));
  const textBefore = before?.parts;
  const wasSending = Boolean(before?.sending);
  return (message) => {
    const now = entries.get(nameOf(key));
    if (!now || now.isHeld) return message;
    if (wasSending || now.parts !== textBefore) message.parts = now.parts;
    // Nothing is under way: what is typed next is typed upon this answer, which may be the work of another window.
    else if (now.parts === now.last && !message.conflict)
      Object.assign(now, { base: message.base, parts: message.parts, last: message.parts });
    return message;
  };
}

/** Whether a text was typed that is not saved. */
export const isTyped = (message) => Boolean(message.isUnsaved || unsentOf(message));

/** Whether the server did not take the newest text when it was sent. */
export const hasFailed = (key) => Boolean(unsentOf(key) && entries.get(nameOf(key)).error);

/** Whether somebody has to choose between this text and another one that the server has. */
export const isHeld = (key) => entries.get(nameOf(key))?.isHeld ?? false;

/** Waits until the server has the newest text of a message; throws where it cannot get there. */
async function flush(key) {
  const entry = entries.get(nameOf(key));
  if (!entry) return;
  await pump(entry);
  if (entry.error) throw entry.error;
}

/** Saves a message, once its newest text has arrived. What is typed meanwhile waits, and goes on upon the new file. */
export async function save(key, confirm) {
  await flush(key);
  const entry = entries.get(nameOf(key));
  if (entry) entry.isPaused = true;
  try {
    const answer = await send("POST", "/save", { ...keyOf(key), confirm });
    if (answer.outcome === "saved") await afterSaving(key, entry);
    return answer;
  } finally {
    if (entry) entry.isPaused = false;
    if (entry && entry.parts !== entry.last) pump(entry);
  }
}

/** Drops what was typed into a message, here and on the server. */
export async function takeBack(key) {
  const entry = entries.get(nameOf(key));
  const dropped = entry?.parts;
  if (entry) entry.isPaused = true;
  try {
    await entry?.sending;
    await send("DELETE", "/draft", keyOf(key));
  } finally {
    if (entry) entry.isPaused = false;
  }
  if (entry?.parts === dropped) return drop(nameOf(key));
  // What was typed while the request was under way is a new beginning.
  entry.last = null;
  pump(entry);
}

/** Keeps the text that was typed although the server has another one; `message` is the one that was chosen against. */
export async function keep(message, parts) {
  const name = nameOf(message);
  const entry = { key: keyOf(message), base: message.base, last: null, parts, isHeld: false };
  entries.set(name, entry);
  rememberText(name, entry);
  await flush(message);
}

/** Forgets the text that was typed here, for the one of the server. */
export const yieldTo = (key) => drop(nameOf(key));

/** Sends what never arrived, of this tab and of tabs that were closed. Called whenever the server is there again. */
export async function resend() {
  for (const [name, text] of await textsOfClosedTabs()) {
    if (!entries.has(name)) entries.set(name, { ...text, isHeld: false });
  }
  for (const [name, entry] of entries) {
    if (entry.parts !== entry.last) await resendOne(name, entry).catch((error) => onLost(name, entry, error));
  }
}

async function resendOne(name, entry) {
  const message = await get(messagePath(entry.key));
  if (isSameParts(message.parts, entry.parts)) return drop(name);
  const isNewer = !message.isUnsaved || (entry.last && isSameParts(message.parts, entry.last));
  entry.isHeld = message.base !== entry.base || !isNewer;
  if (entry.isHeld) emit("held", entry.key);
  else await pump(entry);
}

// A message that is no longer there cannot take its text; a person can.
function onLost(name, entry, error) {
  if (error.status !== 404) return report(error);
  emit("lost", { ...entry, forget: () => drop(name) });
}

// One request in flight; while it is, only the newest text is kept, and sent when the answer comes.
function pump(entry) {
  entry.sending ??= sendNewest(entry).finally(() => {
    entry.sending = null;
  });
  return entry.sending;
}

async function sendNewest(entry) {
  entry.error = null;
  while (entry.parts !== entry.last && !entry.isPaused && !entry.isHeld) {
    const { parts } = entry;
    // Another text than these was typed in another window.
    const known = [entry.last, entry.sent].filter(Boolean);
    entry.sent = parts;
    try {
      await send("PUT", "/draft", { ...entry.key, parts, base: entry.base, known });
      entry.sent = null;
    } catch (error) {
      if (error.status === 409) {
        entry.isHeld = true;
        emit("held", entry.key);
        break;
      }
      entry.error = error;
      report(error);
      if (!REFUSED.includes(error.status)) setTimeout(() => entries.get(nameOf(entry.key)) === entry && pump(entry), RETRY_MS);
      break;
    }
    entry.last = parts;
    if (entry.parts === parts) forgetText(nameOf(entry.key));
  }
  emit("draft", entry.key);
}

async function afterSaving(key, entry) {
  if (!entry) return;
  if (entry.parts === entry.last) return drop(nameOf(key));
  entry.base = (await get(messagePath(key))).base;
}

function drop(name) {
  const entry = entries.get(name);
  entries.delete(name);
  forgetText(name, entry?.origin);
  if (entry) emit("draft", entry.key);
}
