// Texts that the server has not answered for yet, in this browser's storage: a server that is killed loses nothing.

const PREFIX = "desk:text:";
const ownTab = crypto.randomUUID();

// A lock that is held as long as the tab lives shows the other tabs that its texts are still its own.
navigator.locks.request(PREFIX + ownTab, () => new Promise(() => {}));

const placeOf = (name, tab = ownTab) => `${PREFIX}${tab}:${name}`;

/** Keeps a text of this tab. */
export function rememberText(name, { key, parts, base, last }) {
  try {
    localStorage.setItem(placeOf(name), JSON.stringify({ key, parts, base, last }));
  } catch {
    // A browser without room for it: the server still gets the text.
  }
}

/** Removes a text that has arrived; `origin` is the place of one that another tab had left. */
export function forgetText(name, origin) {
  localStorage.removeItem(placeOf(name));
  if (origin) localStorage.removeItem(origin);
}

/** The texts of tabs that are no longer there, by the name of their message. */
export async function textsOfClosedTabs() {
  const { held } = await navigator.locks.query();
  const living = new Set(held.map((lock) => lock.name));
  const texts = [];
  for (const origin of Object.keys(localStorage).filter((place) => place.startsWith(PREFIX))) {
    const [tab, name] = origin.slice(PREFIX.length).split(/:(.*)/s);
    if (!living.has(PREFIX + tab)) texts.push([name, { ...JSON.parse(localStorage.getItem(origin)), origin }]);
  }
  return texts;
}
