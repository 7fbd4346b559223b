// Lists that are one stop of the Tab key and are walked with the arrow keys.

/**
 * Makes the elements that match `selector` in `container` such a list. Up and Down follow the picture, so that a grid
 * is walked as it is seen; `onFocus(item)` is called when a key has moved to an item.
 */
export function roving(container, selector, onFocus = () => {}) {
  container.addEventListener("focusin", (event) => {
    const item = event.target.closest(selector);
    if (item) makeStop(container, selector, item);
  });
  container.addEventListener("keydown", (event) => {
    const item = event.target.closest(selector);
    if (!item || event.altKey || event.ctrlKey || event.metaKey) return;
    const next = neighbour(
      [...container.querySelectorAll(selector)].filter((other) => other.offsetParent),
      item,
      event.key,
    );
    if (!next) return;
    event.preventDefault();
    next.focus();
    next.scrollIntoView({ block: "nearest" });
    onFocus(next);
  });
}

/** Makes `item` the one that Tab reaches; without one, the first. Call it after the list was filled. */
export function makeStop(container, selector, item) {
  const items = [...container.querySelectorAll(selector)];
  const stop = item ?? items[0];
  for (const other of items) other.tabIndex = other === stop ? 0 : -1;
}

function neighbour(items, item, key) {
  const at = items.indexOf(item);
  switch (key) {
    case "ArrowRight":
      return items[at + 1];
    case "ArrowLeft":
      return items[at - 1];
    case "Home":
      return items[0];
    case "End":
      return items.at(-1);
    case "ArrowDown":
      return nearestInNextRow(items.slice(at + 1), item);
    case "ArrowUp":
      return nearestInNextRow(items.slice(0, at).reverse(), item);
    default:
      return null;
  }
}

// Items are in reading order: the next row begins where the vertical place changes, and its nearest item is the neighbour.
function nearestInNextRow(candidates, item) {
  const own = item.getBoundingClientRect();
  const other = candidates.find((candidate) => Math.abs(candidate.getBoundingClientRect().top - own.top) > 4);
  if (!other) return null;
  const top = other.getBoundingClientRect().top;
  const row = candidates.filter((candidate) => Math.abs(candidate.getBoundingClientRect().top - top) <= 4);
  const distance = (candidate) => Math.abs(candidate.getBoundingClientRect().left - own.left);
  return row.reduce((best, candidate) => (distance(candidate) < distance(best) ? candidate : best));
}
