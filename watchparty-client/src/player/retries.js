// Trying again what a network refused, less and less often, and not for ever.

/** @import { Time } from "../time.js" */

const FIRST_MS = 1_000;
const LONGEST_MS = 10_000;

/** Some 80 s in all: longer than a tunnel or a router that starts again. */
export const RETRIES_MAX = 10;

/** The tries of one thing; a success in between starts the count anew. */
export class Retries {
  /** @type {Time} */
  #time;
  #count = 0;
  #cancel = () => {};

  /** @param {Time} time */
  constructor(time) {
    this.#time = time;
  }

  /**
   * Calls `act` after a while; a second ask replaces one that still waits.
   *
   * @param {() => void} act
   * @returns {boolean} false when it has been tried often enough
   */
  again(act) {
    this.#cancel();
    if (this.#count === RETRIES_MAX) {
      return false;
    }
    this.#cancel = this.#time.after(Math.min(LONGEST_MS, FIRST_MS * 2 ** this.#count), act);
    this.#count++;
    return true;
  }

  /** It went well. */
  reset() {
    this.#count = 0;
  }

  close() {
    this.#cancel();
  }
}
