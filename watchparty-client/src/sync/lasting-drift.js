// A drift that stays, where nudging is of no use.

const BEYOND_MS = 400;
const FOR_MS = 3_000;
const EVERY_MS = 30_000;

/** Notices a drift that is large and stays so; it is worth a jump, but seldom. */
export class LastingDrift {
  /** @type {number | null} */
  #since = null;
  #jumpedAt = -Infinity;

  /** Begins to watch anew: the player was moved. */
  restart() {
    this.#since = null;
  }

  /**
   * Takes a measurement; answers whether a jump is due, until `jumped` says that it was done.
   *
   * @param {number} driftMs
   * @param {number} now
   */
  isJumpDue(driftMs, now) {
    this.#since = Math.abs(driftMs) > BEYOND_MS ? (this.#since ?? now) : null;
    return this.#since !== null && now - this.#since >= FOR_MS && now - this.#jumpedAt >= EVERY_MS;
  }

  /** @param {number} now */
  jumped(now) {
    this.#since = null;
    this.#jumpedAt = now;
  }
}
