// Texts that were typed for a message that is no longer there: shown, to be copied, until a person discards them.
import { el, fill, button } from "./dom.js";
import { on, textAttributes } from "./view.js";
import { toast } from "./notices.js";
import { t } from "./words.js";

/** Listens for such texts. */
export function startLost() {
  on("lost", (entry) => toast(t("text-lost", { id: entry.key.id }), { action: { label: t("show"), run: () => show(entry) } }));
}

function show({ key, parts, forget }) {
  const close = () => dialog.remove();
  const discard = () => {
    forget();
    close();
  };
  const dialog = el("dialog", { class: "help", "aria-labelledby": "lost-title", onclose: close });
  fill(
    dialog,
    el("h2", { id: "lost-title" }, t("lost-title")),
    el("p", { class: "hint" }, `${key.locale} · ${key.article} · ${key.id}`),
    el("p", {}, t("lost-what")),
    ...parts.map(({ name, text }) =>
      el(
        "textarea",
        { class: "lost-text", readOnly: true, rows: 4, "aria-label": name || t("text"), ...textAttributes(key.locale) },
        text,
      ),
    ),
    el("div", { class: "actions" }, button(t("close"), close, { class: "primary" }), button(t("discard"), discard)),
  );
  document.body.append(dialog);
  dialog.showModal();
}
