// Where somebody wants the film, until the party has been asked. Positions are milliseconds of the film. Free of DOM.

const ASKED_AFTER_MS = 200;

/** A held key or a nervous hand becomes one command, and what comes while it is under way becomes the next. */
export class Aim {
  #seek;
  #time;
  #aimed = null;
  #cancel = () => {};

  /** `seek(positionMs)` asks the party and resolves when it has answered; `time` is the library's. */
  constructor({ seek, time }) {
    this.#seek = seek;
    this.#time = time;
  }

  /** Where the film is wanted; null where it is wanted where it is. */
  get positionMs() {
    return this.#aimed?.positionMs ?? null;
  }

  at(positionMs) {
    const aimed = { positionMs };
    this.#aimed = aimed;
    this.#cancel();
    this.#cancel = this.#time.after(ASKED_AFTER_MS, () => this.#ask(aimed));
  }

  async #ask(aimed) {
    try {
      await this.#seek(aimed.positionMs);
    } finally {
      if (this.#aimed === aimed) {
        this.#aimed = null;
      }
    }
  }
}
