// The picture of a page as a stack of strips: where a text changes, only the strips that show it are read again.
import { el } from "./dom.js";
import { get } from "./api.js";

export class Picture {
  constructor(alt) {
    this.shown = [];
    this.element = el("div", { class: "picture", role: "img", "aria-label": alt });
  }

  /**
   * Shows a page, of which the strips are asked for unless they are known; what was shown stays until all of them are ready.
   * Fails where the server no longer knows the page.
   */
  async show({ id, height, strips: known }) {
    const strips = known ?? (await get(`/page/${id}`)).strips;
    const next = strips.map((strip) => {
      const key = `${strip.id} ${strip.y} ${height}`;
      return this.shown.find((old) => old.key === key) ?? { key, picture: makeStrip(strip, height) };
    });
    await Promise.all(next.filter((strip) => !this.shown.includes(strip)).map(({ picture }) => picture.decode()));
    for (const old of this.shown) if (!next.includes(old)) old.picture.remove();
    // Each reaches a little under the next one.
    next.forEach(({ picture }, at) => {
      const before = this.element.children[at];
      if (before !== picture) this.element.insertBefore(picture, before ?? null);
    });
    this.shown = next;
  }
}

function makeStrip({ id, y, height }, whole) {
  const picture = el("img", { alt: "", src: `/strip/${id}`, draggable: false });
  picture.style.top = `${(100 * y) / whole}%`;
  picture.style.height = `${(100 * height) / whole}%`;
  return picture;
}
