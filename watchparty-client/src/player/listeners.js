// Who wants to hear that a player's state has changed.

/** Those who listen. Telling them is safe while they come and go. */
export class Listeners {
  /** @type {Set<() => void>} */
  #listeners = new Set();

  /**
   * @param {() => void} listener
   * @returns {() => void} how to stop
   */
  add(listener) {
    const own = () => listener(); // the same function may be added twice, and is then two listeners
    this.#listeners.add(own);
    return () => {
      this.#listeners.delete(own);
    };
  }

  tell() {
    for (const listener of [...this.#listeners]) {
      listener();
    }
  }

  clear() {
    this.#listeners.clear();
  }
}
