// A column of pages: those of one artifact, loaded when they come near.
import { el, scrollBehavior } from "./dom.js";
import { ApiError, get, send } from "./api.js";
import { view, emit } from "./view.js";
import { openMessage } from "./actions.js";
import { Page } from "./page.js";
import { report } from "./notices.js";
import { t } from "./words.js";

const MARGIN = 24; // pixels around the pages
const ASK_AGAIN_MS = 400;

export class Column {
  constructor(side) {
    this.pages = [];
    this.list = el("div", { class: "pages" });
    this.element = el("section", { class: `column ${side}`, tabindex: 0 }, this.list);
    this.near = new IntersectionObserver((entries) => this.#onNear(entries), { root: this.element, rootMargin: "60% 0%" });
    this.list.addEventListener("pointermove", (event) => this.#onMove(event));
    this.list.addEventListener("pointerleave", () => emit("hover", null));
    this.list.addEventListener("click", (event) => this.#onClick(event));
  }

  /** Shows an artifact; `place` is where it should open. */
  async show(artifact, place = null) {
    this.artifact = artifact;
    this.element.setAttribute("aria-label", t("pages-of", { name: artifact.name }));
    this.#clear();
    await this.ask();
    if (this.artifact === artifact) this.element.scrollTop = 0;
    if (place && this.artifact === artifact) this.reveal(place, "auto");
  }

  /** Asks the server for the pages again. */
  async ask() {
    const { name } = this.artifact;
    try {
      const { pages } = await get(`/pages/${encodeURIComponent(name)}`);
      if (this.artifact.name === name) this.update(pages);
    } catch (error) {
      if (error instanceof ApiError) report(error);
      else throw error;
    }
  }

  /** Takes the new pages of the artifact: each keeps its place, and its picture until the new one is ready. */
  update(pages) {
    while (this.pages.length > pages.length) this.pages.pop().element.remove();
    pages.forEach((page, at) => (this.pages[at] ?? this.#add(at + 1)).change(page));
    this.zoom(this.zoomed);
    emit("pages", this);
    this.#load();
  }

  // Pictures are read one after the other: those in sight come first.
  async #load() {
    const { scrollTop, clientHeight } = this.element;
    const isInSight = ({ element }) =>
      element.offsetTop < scrollTop + clientHeight && element.offsetTop + element.offsetHeight > scrollTop;
    const near = this.pages.filter((page) => page.isNear);
    await Promise.all(near.filter(isInSight).map((page) => page.load()));
    for (const page of near) page.load();
  }

  /** Sets the zoom: "width", "page", or pixels for each point. What stands at the top stays there. */
  zoom(to) {
    this.zoomed = to;
    if (!this.pages.length) return;
    const place = this.element.scrollTop / Math.max(1, this.element.scrollHeight);
    const wide = (this.element.clientWidth - 2 * MARGIN) / Math.max(...this.pages.map((page) => page.width));
    const high = (this.element.clientHeight - 2 * MARGIN) / Math.max(...this.pages.map((page) => page.height));
    this.scale = Math.max(0.05, to === "width" ? wide : to === "page" ? Math.min(wide, high) : to);
    const old = this.list.style.getPropertyValue("--scale");
    this.list.style.setProperty("--scale", this.scale);
    if (old !== String(this.scale)) this.element.scrollTop = place * this.element.scrollHeight;
    if (this.postponed) this.reveal(this.postponed, "auto");
  }

  /** Scrolls to a place unless it is in sight; `y` is in points from the top of the page. */
  reveal({ page, y = 0 }, behavior = scrollBehavior()) {
    const target = this.pages[page - 1];
    // A column that is not on the screen, as in another tab of a narrow one, scrolls when it gets there.
    this.postponed = target && !this.element.clientHeight ? { page, y } : null;
    if (!target || this.postponed) return;
    const top = target.element.offsetTop + y * this.scale;
    const { scrollTop, clientHeight } = this.element;
    if (top > scrollTop + clientHeight * 0.1 && top < scrollTop + clientHeight * 0.8) return;
    this.element.scrollTo({ top: top - clientHeight * 0.3, behavior });
  }

  /** The number of the page in the middle of the view. */
  currentPage() {
    const middle = this.element.scrollTop + this.element.clientHeight / 2;
    const at = this.pages.findLastIndex((page) => page.element.offsetTop <= middle);
    return Math.max(1, at + 1);
  }

  /** Marks a message on all pages. */
  mark(kind, key) {
    for (const page of this.pages) page.mark(kind, key);
  }

  #clear() {
    for (const page of this.pages) this.near.unobserve(page.element);
    this.pages = [];
    this.list.replaceChildren();
  }

  #add(number) {
    const page = new Page(number, t("page-number", { n: number }), () => this.#askSoon());
    page.mark("open", view.key);
    this.pages.push(page);
    this.list.append(page.element);
    this.near.observe(page.element);
    return page;
  }

  #askSoon() {
    clearTimeout(this.asking);
    this.asking = setTimeout(() => this.ask(), ASK_AGAIN_MS);
  }

  #onNear(entries) {
    for (const { target, isIntersecting } of entries) {
      const page = this.#pageOf(target);
      if (!page) continue;
      page.isNear = isIntersecting;
      if (isIntersecting) page.load();
    }
  }

  #pageOf(node) {
    const element = node.closest?.(".page");
    return element ? this.pages[element.dataset.number - 1] : null;
  }

  #onMove(event) {
    const page = this.#pageOf(event.target);
    const hit = page?.messageAt(page.pointOf(event)) ?? null;
    this.list.classList.toggle("on-message", Boolean(hit));
    emit("hover", hit);
  }

  // Beside a translation, the source text leads to its translation: that is what is worked on. No letter of it was meant.
  #asked(hit) {
    const isBeside = this.artifact.name !== view.artifact.name;
    return isBeside ? [{ ...hit, locale: view.artifact.locale }, { focus: true }] : [hit, { caret: hit, focus: true, stay: true }];
  }

  async #onClick(event) {
    const page = this.#pageOf(event.target);
    if (!page) return;
    try {
      const hit = await send("POST", "/at", { artifact: this.artifact.name, page: page.number, ...page.pointOf(event) });
      if (hit) await openMessage(...this.#asked(hit));
    } catch (error) {
      report(error);
    }
  }
}
