// The fields of a translation: one for each part, growing with its text, with findings underlined.
import { el, fill } from "./dom.js";
import { isSameKey, textAttributes, view } from "./view.js";
import * as drafts from "./drafts.js";
import { t, term } from "./words.js";

export class Editor {
  /** `onTyped` is called after each input, once its text is on its way. */
  constructor(onTyped) {
    this.onTyped = onTyped;
    this.fields = new Map(); // by the part's name
    this.element = el("div", { class: "fields" });
    new ResizeObserver(() => this.#growAll()).observe(this.element);
  }

  /** Shows a message. A text that is being typed here is never replaced. */
  show(message) {
    const parts = partsToShow(message);
    const isKept =
      isSameKey(this.message, message) && parts.every(({ name }) => this.fields.has(name)) && parts.length === this.fields.size;
    this.message = message;
    if (!isKept) this.#build(parts);
    const typed = drafts.unsentOf(message);
    for (const { name, text } of typed ? parts.map((part) => typed.find((other) => other.name === part.name) ?? part) : parts)
      this.#setText(name, text);
    for (const { area } of this.fields.values()) area.readOnly = Boolean(message.cannotEdit);
    this.showFindings(message.findings);
  }

  /** The text as it stands in the fields. A part that was never there and is empty is none. */
  parts() {
    const known = new Set(this.message.saved.map(({ name }) => name));
    return [...this.fields]
      .map(([name, { area }]) => ({ name, text: area.value }))
      .filter(({ name, text }) => text || known.has(name));
  }

  /** Puts the caret at a place and the keyboard there; without a place, at the end of the first field. */
  focus(caret) {
    const { area } = this.fields.get(caret?.part ?? "") ?? [...this.fields.values()][0] ?? {};
    if (!area) return;
    const offset = caret?.offset ?? area.value.length;
    area.focus({ preventScroll: true });
    area.setSelectionRange(offset, offset);
    area.scrollIntoView({ block: "nearest" });
  }

  /** Selects what a finding is about. */
  select({ part, from, to }) {
    const { area } = this.fields.get(part ?? "") ?? {};
    area?.focus();
    if (area && from !== null) area.setSelectionRange(from, to);
  }

  /** Writes a text where the caret is, as if it were typed: undo takes it away again. */
  insert(text) {
    const area = this.last?.isConnected ? this.last : [...this.fields.values()][0]?.area;
    if (!area || area.readOnly) return;
    area.focus();
    // The one way that keeps the browser's undo; the other is for browsers without it.
    if (document.execCommand("insertText", false, text)) return;
    area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
    area.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }

  /** Replaces the whole text of the value, as if it were typed. */
  replace(text) {
    const area = (this.fields.get("") ?? [...this.fields.values()][0])?.area;
    if (!area || area.readOnly) return;
    area.focus();
    area.select();
    this.last = area;
    this.insert(text);
  }

  /** Underlines the places of findings. */
  showFindings(findings) {
    for (const [name, field] of this.fields) {
      field.findings = findings.filter((finding) => (finding.part ?? "") === name && Number.isInteger(finding.from));
      underline(field);
    }
  }

  #build(parts) {
    this.fields.clear();
    fill(this.element, ...parts.map(({ name }) => this.#makeField(name, parts.length)));
  }

  #makeField(name, count) {
    const { message } = this;
    const id = `part-${name || "value"}`;
    const area = el("textarea", {
      id,
      rows: 1,
      spellcheck: true,
      ...textAttributes(message.locale),
      "aria-describedby": "finding-list",
    });
    const under = el("div", { class: "under", "aria-hidden": "true", ...textAttributes(message.locale) });
    area.addEventListener("input", () => this.#onInput(name));
    area.addEventListener("focus", () => (this.last = area));
    this.fields.set(name, { area, under, before: "", findings: [] });
    const label = name ? term("part", name) : t("text");
    return el(
      "div",
      { class: "field" },
      el("label", { for: id, class: count > 1 ? "part-name" : "sr" }, label),
      el("div", { class: "text-box" }, under, area),
    );
  }

  #setText(name, text) {
    const field = this.fields.get(name);
    const { area } = field;
    if (area.value === text) return;
    // The caret stays where it was, as far as the new text goes.
    const { selectionStart, selectionEnd } = area;
    area.value = text;
    field.before = text;
    if (document.activeElement === area) area.setSelectionRange(selectionStart, selectionEnd);
    grow(area);
  }

  #onInput(name) {
    const field = this.fields.get(name);
    grow(field.area);
    field.findings = moved(field.findings, field.before, field.area.value);
    field.before = field.area.value;
    underline(field);
    drafts.typed(view.message, this.parts());
    this.onTyped();
  }

  #growAll() {
    for (const { area } of this.fields.values()) grow(area);
  }
}

/** The parts to show: those of the source text, which a translation needs, then what the translation has besides. */
function partsToShow({ parts, source, isSource, cannotEdit }) {
  if (cannotEdit === "source" && source) return source.parts;
  const wanted = isSource ? [] : (source?.parts ?? []);
  const names = new Set([...wanted, ...parts].map(({ name }) => name));
  return [...names].map((name) => ({ name, text: parts.find((part) => part.name === name)?.text ?? "" }));
}

function grow(area) {
  if (!area.isConnected) return;
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight}px`;
}

function underline({ area, under, findings }) {
  fill(under, ...underlined(area.value, findings));
}

/** The places of findings after an edit, until the server has sent new ones: those before it stay, those behind it move, those in it are gone. */
function moved(findings, before, after) {
  let same = 0;
  while (same < before.length && same < after.length && before[same] === after[same]) same += 1;
  const shift = after.length - before.length;
  const end = same + Math.max(0, -shift);
  const behind = findings
    .filter(({ from }) => from >= end)
    .map((finding) => ({ ...finding, from: finding.from + shift, to: finding.to + shift }));
  return [...findings.filter(({ to, from }) => to <= same && from < end), ...behind];
}

function underlined(text, findings) {
  const nodes = [];
  let at = 0;
  for (const { from, to, severity } of [...findings].sort((a, b) => a.from - b.from)) {
    if (from < at) continue;
    nodes.push(text.slice(at, from), el("span", { class: `wave ${severity}` }, text.slice(from, to)));
    at = to;
  }
  return [...nodes, text.slice(at)];
}
