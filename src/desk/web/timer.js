// The time that a talk has taken: it runs, waits, and survives a reload of the window.

export class Timer {
  /** `name` is where the browser keeps it. */
  constructor(name) {
    this.name = name;
    const kept = JSON.parse(sessionStorage.getItem(name) ?? "{}");
    this.spent = kept.spent ?? 0; // milliseconds before it was started last
    this.since = kept.since ?? null; // when that was; null while it waits
  }

  get isRunning() {
    return this.since !== null;
  }

  elapsed() {
    return this.spent + (this.isRunning ? Date.now() - this.since : 0);
  }

  toggle() {
    this.#set(this.elapsed(), this.isRunning ? null : Date.now());
  }

  start() {
    if (!this.isRunning) this.toggle();
  }

  reset() {
    this.#set(0, this.isRunning ? Date.now() : null);
  }

  #set(spent, since) {
    Object.assign(this, { spent, since });
    sessionStorage.setItem(this.name, JSON.stringify({ spent, since }));
  }
}

/** Hours, minutes and seconds, as short as they can be read. */
export function asTime(milliseconds) {
  const seconds = Math.floor(milliseconds / 1000);
  const two = (number) => String(number).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  return `${hours ? `${hours}:` : ""}${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}
