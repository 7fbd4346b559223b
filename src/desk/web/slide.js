// A slide as a picture that changes without a flash.
import { el } from "./dom.js";

export class Slide {
  constructor() {
    this.element = el("div", { class: "slide" });
  }

  /** Shows a page; what was shown stays until its picture is ready. Of calls in a row, the last one counts. */
  async show(page, alt) {
    this.page = page;
    if (!page) return this.element.replaceChildren();
    this.element.style.aspectRatio = `${page.width} / ${page.height}`;
    const picture = el("img", { alt, src: `/page/${page.id}/svg`, draggable: false });
    // A picture that cannot be shown leaves the earlier one: the server may be away during a talk.
    await picture.decode().catch(() => (picture.hidden = true));
    if (this.page === page && !picture.hidden) this.element.replaceChildren(picture);
  }

  /** Loads a picture before it is wanted. */
  static prepare(page) {
    if (page) new Image().src = `/page/${page.id}/svg`;
  }
}
