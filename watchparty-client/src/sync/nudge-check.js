// Whether a player does what it is told about its rate. Some accept any, and go on at their own.

const ENOUGH_MS = 120;

// A player that is deaf to its rate shows nothing of a nudge, each time. One on a busy machine shows anything.
const TAKEN_SHARE = 0.4;
const DEAF_SHARE = 0.2;
const REFUSALS_MAX = 3;

// A player that has moved by more than this, and not by its rate, was disturbed: nothing can be learned from that.
const DISTURBED_MS = 30;

/** Compares what nudges should have changed with what they did, stretch by stretch. */
export class NudgeCheck {
  #expectedMs = 0;
  #observedMs = 0;
  /** @type {number | null} */
  #driftMs = null;
  #refusals = 0;

  /** Whether nudging this player has been of no use of late. */
  get isVain() {
    return this.#refusals >= REFUSALS_MAX;
  }

  /** Begins a new stretch: the player was moved or waited, or the clock was found wrong. */
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
    const changedMs = driftMs - (this.#driftMs ?? driftMs);
    if (Math.abs(changedMs) > Math.abs(byNudgeMs) + DISTURBED_MS) {
      this.restart();
    } else if (this.#driftMs !== null) {
      this.#expectedMs += byNudgeMs;
      this.#observedMs += changedMs;
    }
    this.#driftMs = driftMs;
    if (Math.abs(this.#expectedMs) >= ENOUGH_MS) {
      this.#judge(this.#observedMs / this.#expectedMs);
      this.restart();
      this.#driftMs = driftMs;
    }
  }

  /** @param {number} share how much of what was expected was seen */
  #judge(share) {
    if (share >= TAKEN_SHARE) {
      this.#refusals = 0;
    } else if (Math.abs(share) < DEAF_SHARE) {
      this.#refusals++;
    }
  }
}
