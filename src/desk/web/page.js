// One page: its picture, the boxes of its messages, and the marks on them.
import { el } from "./dom.js";
import { get } from "./api.js";
import { Picture } from "./picture.js";
import { isSameText } from "./view.js";

const SLACK = 2; // points around a box that still count as on it

export class Page {
  /** `onLost` is called when the server no longer knows the page's picture: its pages have to be asked for again. */
  constructor(number, alt, onLost) {
    this.number = number;
    this.onLost = onLost;
    this.picture = new Picture(alt);
    this.areas = [];
    this.isNear = false;
    this.marked = { hover: null, open: null };
    this.marks = el("div", { class: "marks", "aria-hidden": "true" });
    this.element = el("div", { class: "page", dataset: { number } }, this.picture.element, this.marks);
  }

  /** Tells which picture the page should show now. The one that is shown stays until the new one is ready. */
  change({ id, width, height, strips }) {
    Object.assign(this, { wanted: id, width, height, strips });
    this.element.style.setProperty("--width", width);
    this.element.style.setProperty("--height", height);
  }

  /** Loads the picture if it is not shown yet, one at a time: a page that changes with every key shows what it can and ends with the newest. */
  async load() {
    if (this.isLoading) return;
    this.isLoading = true;
    while (this.wanted && this.wanted !== this.shownId) {
      const id = this.wanted;
      if (!(await this.#showPicture(id))) break;
      this.loadAreas();
    }
    this.isLoading = false;
  }

  async #showPicture(id) {
    try {
      await this.picture.show({ id, height: this.height, strips: this.strips });
    } catch {
      // Another one may be wanted by now; else the page has to be asked for again.
      if (this.wanted !== id) return true;
      this.onLost();
      return false;
    }
    this.element.dataset.shown = id;
    this.shownId = id;
    return true;
  }

  /** The boxes of the messages on the page; asked for once for each picture. */
  async loadAreas() {
    const id = this.wanted;
    if (this.areasId === id) return;
    this.areasId = id;
    try {
      const { areas } = await get(`/page/${id}`);
      if (this.areasId !== id) return;
      this.areas = areas;
      this.#draw();
    } catch {
      this.areasId = null;
    }
  }

  /** Marks all places of a message; `kind` is "hover" or "open". */
  mark(kind, key) {
    if (this.marked[kind] === key) return;
    this.marked[kind] = key;
    this.#draw();
  }

  /** The place of a pointer on the page, in points. */
  pointOf(event) {
    const box = this.element.getBoundingClientRect();
    return { x: ((event.clientX - box.left) / box.width) * this.width, y: ((event.clientY - box.top) / box.height) * this.height };
  }

  /** The message at a place. Of boxes that overlap, the smallest is meant. */
  messageAt({ x, y }) {
    const hits = this.areas.filter(
      (area) => x >= area.x - SLACK && x <= area.x + area.width + SLACK && y >= area.y - SLACK && y <= area.y + area.height + SLACK,
    );
    return hits.sort((a, b) => a.width * a.height - b.width * b.height)[0] ?? null;
  }

  #draw() {
    this.marks.replaceChildren(
      ...["open", "hover"].flatMap((kind) =>
        this.areas.filter((area) => isSameText(area, this.marked[kind])).map((area) => this.#box(area, kind)),
      ),
    );
  }

  #box(area, kind) {
    const box = el("div", { class: `mark ${kind}` });
    const percent = (length, whole) => `${(100 * length) / whole}%`;
    box.style.left = percent(area.x - SLACK, this.width);
    box.style.top = percent(area.y - SLACK / 2, this.height);
    box.style.width = percent(area.width + 2 * SLACK, this.width);
    box.style.height = percent(area.height + SLACK, this.height);
    return box;
  }
}
