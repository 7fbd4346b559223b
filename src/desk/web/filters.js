// A search field and switches above a list.
import { el, fill, button } from "./dom.js";
import { t } from "./words.js";
import { sign } from "./badges.js";

/**
 * Filters with a search field, `switches` (their names), and selects `[{name, label, options: [[value, text]]}]`.
 * Returns `{element, render(counts, selects), chosen}`; `onChange` is called when anything was chosen.
 */
export function makeFilters({ switches, onChange }) {
  const chosen = { text: "", switches: new Set(), selects: {} };
  const search = el("input", { type: "search", spellcheck: false, autocomplete: "off" });
  search.addEventListener("input", () => {
    chosen.text = fold(search.value);
    onChange();
  });
  // From the search straight into what was found, which follows the filters.
  search.addEventListener("keydown", (event) => {
    const first = event.key === "ArrowDown" && element.nextElementSibling.querySelector("[tabindex='0']");
    if (!first) return;
    event.preventDefault();
    first.focus();
  });
  const selects = el("div", { class: "selects" });
  const row = el("div", { class: "switches", role: "group" });
  const element = el("div", { class: "filters" }, search, selects, row);

  const toggle = (name) => {
    if (!chosen.switches.delete(name)) chosen.switches.add(name);
    onChange();
  };
  const render = (counts, choices = []) => {
    search.placeholder = t("search");
    search.setAttribute("aria-label", t("search"));
    row.setAttribute("aria-label", t("filters"));
    renderSwitches(
      row,
      switches.filter((name) => counts[name] || chosen.switches.has(name)),
      counts,
      chosen,
      toggle,
    );
    fill(selects, ...choices.filter(({ options }) => options.length > 2).map((choice) => makeSelect(choice, chosen, onChange)));
  };
  return { element, render, chosen };
}

/** Letters as they are compared: without case and accents. */
export const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("’", "'").toLowerCase();

// The buttons are kept where they are the same, so that one that was pressed keeps the focus.
function renderSwitches(row, names, counts, chosen, toggle) {
  const old = new Map([...row.children].map((child) => [child.dataset.name, child]));
  fill(
    row,
    ...names.map((name) => {
      const node = old.get(name) ?? button("", () => toggle(name), { class: "switch", dataset: { name } });
      node.setAttribute("aria-pressed", chosen.switches.has(name));
      return fill(node, sign(name), t(`filter-${name}`, { n: counts[name] ?? 0 }));
    }),
  );
}

function makeSelect({ name, label, options }, chosen, onChange) {
  const select = el("select", { "aria-label": label }, ...options.map(([value, text]) => el("option", { value }, text)));
  select.value = options.some(([value]) => value === chosen.selects[name]) ? chosen.selects[name] : options[0][0];
  select.addEventListener("change", () => {
    chosen.selects[name] = select.value;
    onChange();
  });
  return select;
}
