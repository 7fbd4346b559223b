// Making elements. Texts are only ever set as text nodes, so nothing from a project can become markup.

/** Makes an element. Properties that start with "on" are listeners; a null child is left out. */
export function el(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) set(node, name, value);
  node.append(...present(children));
  return node;
}

/** Replaces all children of an element. */
export function fill(node, ...children) {
  node.replaceChildren(...present(children));
  return node;
}

/** A button that says what it does; `label` is for those that show a sign only. */
export function button(text, onclick, properties = {}) {
  return el("button", { type: "button", onclick, ...properties }, text);
}

/** Text for screen readers only. */
export function hiddenText(text) {
  return el("span", { class: "sr" }, text);
}

/** How the page may move: at once for those who asked for reduced motion. */
export function scrollBehavior() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
}

const present = (children) => children.flat().filter((child) => child !== null && child !== undefined && child !== false);

function set(node, name, value) {
  if (value === null || value === undefined) return;
  // "false" is a value of its own for ARIA: a switch that is off.
  if (name.startsWith("aria-")) return node.setAttribute(name, String(value));
  if (value === false) return;
  if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
  else if (name === "class") node.className = value;
  else if (name === "dataset") Object.assign(node.dataset, value);
  else if (name in node && name !== "list") node[name] = value;
  else node.setAttribute(name, value === true ? "" : value);
}
