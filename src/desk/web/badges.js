// States and counts as small signs with words: never by colour alone.
import { el, hiddenText } from "./dom.js";
import { t, term } from "./words.js";

/** The states that ask for work, in the order in which they are shown. */
export const WORK = ["missing", "stale", "unconfirmed"];

/** The state of a message as a pill. */
export const stateBadge = (state) => el("span", { class: `pill ${state}` }, sign(state), term("state", state));

/** The sign of a state or a severity, for the eye only. */
export const sign = (name) => el("span", { class: `sign ${name}`, "aria-hidden": "true" });

/** The counts of an artifact or a message that are not nought, as signs and numbers; screen readers hear the words. */
export function counts(of) {
  return [...WORK, "errors", "warnings"]
    .filter((name) => of[name])
    .map((name) =>
      el(
        "span",
        { class: `count ${name}`, title: t(`count-${name}`, { n: of[name] }) },
        sign(name),
        el("span", { "aria-hidden": "true" }, String(of[name])),
        hiddenText(`, ${t(`count-${name}`, { n: of[name] })}`),
      ),
    );
}
