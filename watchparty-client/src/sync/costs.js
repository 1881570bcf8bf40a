// What moving a player costs in time, on this device and with this film.

/** @typedef {"seekMs" | "startMs" | "flightMs"} Cost */

const FIRST = {
  fine: { seekMs: 150, startMs: 50, flightMs: 150 },
  coarse: { seekMs: 400, startMs: 200, flightMs: 400 },
};
const COARSE_GRAIN_MS = 100;

const BOUNDS = {
  seekMs: { least: 60, most: 3_000 },
  startMs: { least: 0, most: 250 },
  flightMs: { least: 0, most: 3_000 },
};
const COARSE_START_MS_MAX = 1_500;

/**
 * Learns how long it takes from asking for a seek until playing is possible (seekMs), from asking to play until it plays
 * (startMs), and how far a player falls behind that is moved while it plays (flightMs). Each lesson counts half.
 */
export class Costs {
  /** @type {Record<Cost, number>} */
  #learned;
  #isCoarse;

  /** @param {{ grainMs: number }} traits of the player */
  constructor({ grainMs }) {
    this.#isCoarse = grainMs >= COARSE_GRAIN_MS;
    this.#learned = { ...(this.#isCoarse ? FIRST.coarse : FIRST.fine) };
  }

  /** @param {Cost} cost */
  of(cost) {
    return this.#learned[cost];
  }

  /**
   * @param {Cost} cost
   * @param {number} measuredMs
   */
  learn(cost, measuredMs) {
    const { least, most } = BOUNDS[cost];
    const bound = cost === "startMs" && this.#isCoarse ? COARSE_START_MS_MAX : most;
    this.#learned[cost] = Math.min(bound, Math.max(least, (this.#learned[cost] + measuredMs) / 2));
  }
}
