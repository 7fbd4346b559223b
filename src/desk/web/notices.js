// What the page says by itself: to screen readers, in passing (toasts), and in the banner.
import { el, fill, button } from "./dom.js";
import { t } from "./words.js";
import { view, on } from "./view.js";

const SHOWN_MS = 6000;
const byId = (id) => document.getElementById(id);

/** Says something to screen readers when they have finished what they read. */
export function announce(text) {
  // Emptied first: the same words twice are said twice.
  byId("announcer").textContent = "";
  setTimeout(() => (byId("announcer").textContent = text), 60);
}

/** Shows a sentence for some seconds, with at most one thing to do about it. It stays while it is pointed at or has the focus. */
export function toast(text, { action = null, isError = false } = {}) {
  const note = el("div", { class: isError ? "toast error" : "toast", role: isError ? "alert" : "status" }, el("span", {}, text));
  const close = () => note.remove();
  if (action) {
    note.append(
      button(action.label, () => {
        close();
        action.run();
      }),
    );
  }
  note.append(button("×", close, { class: "quiet icon", "aria-label": t("close") }));
  byId("toasts").append(note);
  if (isError || action) return;
  const leave = () => (note.matches(":hover, :focus-within") ? setTimeout(leave, SHOWN_MS) : close());
  setTimeout(leave, SHOWN_MS);
}

/** Shows an error of a request; while the server is away, the banner says it already. */
export function report(error) {
  if (!error.isOffline && view.isOnline) toast(t("request-failed", { reason: error.message }), { isError: true });
}

/** The banner for a server that is gone (status 0) or is another one (401, 403). */
export function showBanner(status) {
  const root = view.project?.root ?? "…";
  const command = `fluentpress desk --port ${location.port} --project ${/^[\w./-]+$/.test(root) ? root : `'${root}'`}`;
  const again = status === 401 || status === 403;
  const banner = byId("banner");
  // It is an alert: the same one again would be read out again, at each attempt to reconnect.
  if (!banner.hidden && banner.dataset.again === String(again)) return;
  banner.dataset.again = again;
  fill(
    banner,
    el("strong", {}, t(again ? "server-other" : "server-gone")),
    el("span", {}, t(again ? "server-other-do" : "server-gone-do")),
    again ? null : el("code", {}, command),
    el("span", {}, t("server-nothing-lost")),
  );
  banner.hidden = false;
}

on("online", () => {
  if (!view.isOnline) return;
  byId("banner").hidden = true;
  for (const note of byId("toasts").querySelectorAll(".error")) note.remove();
});
