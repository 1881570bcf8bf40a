// How often a player may be thrown to another place while it plays.

export const JUMP_EVERY_MS = 5_000;
export const JUMP_EVERY_MS_MAX = 60_000;

/** Allows one jump in five seconds, and ever fewer while jumping does not help. */
export class JumpBudget {
  #allowedAt = -Infinity;
  #everyMs = JUMP_EVERY_MS;

  /** @param {number} now */
  isAllowed(now) {
    return now >= this.#allowedAt;
  }

  /** @param {number} now */
  spend(now) {
    this.#allowedAt = now + this.#everyMs;
    this.#everyMs = Math.min(2 * this.#everyMs, JUMP_EVERY_MS_MAX);
  }

  /**
   * Says that the player is in step: a jump after this is about something else.
   *
   * @param {number} now
   */
  inStep(now) {
    if (this.isAllowed(now)) {
      this.#everyMs = JUMP_EVERY_MS;
    }
  }
}
