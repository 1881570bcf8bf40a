/** Time that stands until it is moved on. */
export class VirtualTime {
  #now = 0;
  #timers = new Set();

  now() {
    return this.#now;
  }

  after(ms, act) {
    const timer = { at: this.#now + ms, act };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  async pass(ms) {
    this.#now += ms;
    const due = [...this.#timers].filter((timer) => timer.at <= this.#now);
    for (const timer of due) {
      this.#timers.delete(timer);
      await timer.act();
    }
  }
}
