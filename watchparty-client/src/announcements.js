// Who wants to hear of what.

/**
 * Listeners by type. Telling them is safe while they come and go; one that throws does not keep the others from hearing.
 *
 * @template {Record<string, any>} Told what is told, by type
 */
export class Announcements {
  /** @type {Map<keyof Told, Set<{ listener: (told: any) => void }>>} */
  #listeners = new Map();

  /**
   * @template {keyof Told} Type
   * @param {Type} type
   * @param {(told: Told[Type]) => void} listener
   * @returns {() => void} how to stop
   */
  on(type, listener) {
    const listeners = this.#listeners.get(type) ?? new Set();
    this.#listeners.set(type, listeners);
    const own = { listener }; // the same function may listen twice
    listeners.add(own);
    return () => {
      listeners.delete(own);
    };
  }

  /**
   * @template {keyof Told} Type
   * @param {Type} type
   * @param {Told[Type]} told
   */
  tell(type, told) {
    [...(this.#listeners.get(type) ?? [])].forEach(({ listener }) => {
      try {
        listener(told);
      } catch (mistake) {
        queueMicrotask(() => {
          throw mistake;
        });
      }
    });
  }
}
