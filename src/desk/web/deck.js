// A deck in step: its slides, which one is shown, and the other windows that show it too.
import { get, listen } from "./api.js";

export class Deck {
  /** `onChange` is called when another slide is shown or the slides changed. */
  constructor(artifact, onChange) {
    this.artifact = artifact;
    this.onChange = onChange;
    this.slides = [];
    this.at = 0;
    this.channel = new BroadcastChannel(`desk:present:${artifact}`);
    this.channel.onmessage = ({ data }) => this.#receive(data);
  }

  /** Loads the slides, asks the other windows where they are, and follows the changes of the project. */
  async start() {
    await this.#load();
    this.channel.postMessage({ ask: true });
    listen({
      open: (isAgain) => isAgain && this.#load(),
      lost: () => {},
      state: () => {},
      message: () => {},
      pages: ({ artifact }) => artifact === this.artifact && this.#load(),
    });
  }

  get current() {
    return this.slides[this.at] ?? null;
  }

  get next() {
    return this.slides[this.at + 1] ?? null;
  }

  /** Shows a slide, by its number from 0, in all windows. */
  go(at) {
    const wanted = Math.max(0, Math.min(this.slides.length - 1, at));
    if (wanted === this.at) return;
    this.at = wanted;
    this.channel.postMessage({ at: wanted });
    this.onChange();
  }

  async #load() {
    try {
      const { pages, locale } = await get(`/pages/${encodeURIComponent(this.artifact)}`);
      Object.assign(this, { slides: pages, locale });
      this.at = Math.min(this.at, Math.max(0, pages.length - 1));
      this.onChange();
    } catch {
      // The slides that are shown stay: a talk goes on when the server does not.
    }
  }

  #receive({ ask, at }) {
    if (ask && this.slides.length) this.channel.postMessage({ at: this.at });
    if (at === undefined || at === this.at) return;
    this.at = at;
    this.onChange();
  }
}
