// Whether a player does what it is told about its rate. Some accept any, and go on at their own.

const ENOUGH_MS = 120;
const TAKEN_SHARE = 0.4;
const REFUSALS_MAX = 2;

/** Compares what nudges should have changed with what they did. */
export class NudgeCheck {
  #expectedMs = 0;
  #observedMs = 0;
  /** @type {number | null} */
  #driftMs = null;
  #refusals = 0;

  /** Whether nudging this player is of no use. */
  get isVain() {
    return this.#refusals >= REFUSALS_MAX;
  }

  /** Forgets what is under way: the player was moved, or the clock was. */
  restart() {
    this.#driftMs = null;
    this.#expectedMs = 0;
    this.#observedMs = 0;
  }

  /**
   * Takes a measurement.
   *
   * @param {number} driftMs
   * @param {number} byNudgeMs what nudging should have added to the drift since the last one
   */
  take(driftMs, byNudgeMs) {
    if (this.#driftMs !== null) {
      this.#expectedMs += byNudgeMs;
      this.#observedMs += driftMs - this.#driftMs;
    }
    this.#driftMs = driftMs;
    if (Math.abs(this.#expectedMs) >= ENOUGH_MS) {
      const isTaken = this.#observedMs / this.#expectedMs >= TAKEN_SHARE;
      this.#refusals = isTaken ? 0 : this.#refusals + 1;
      this.restart();
      this.#driftMs = driftMs;
    }
  }
}
