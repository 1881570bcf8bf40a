// What moving a player costs in time, on this device and with this film.

/** @typedef {"seekMs" | "hopMs" | "startMs" | "flightMs"} Cost */

/**
 * What is known of one cost: its mean, and by how much it differs from it in the mean.
 *
 * @typedef {object} Knowledge
 * @property {number} meanMs
 * @property {number} deviationMs
 */

const FIRST = {
  fine: { seekMs: 150, hopMs: 150, startMs: 50, flightMs: 150 },
  coarse: { seekMs: 400, hopMs: 400, startMs: 200, flightMs: 400 },
};
const COARSE_GRAIN_MS = 100;

const BOUNDS = {
  seekMs: { least: 60, most: 3_000 },
  hopMs: { least: 60, most: 3_000 },
  startMs: { least: 0, most: 250 },
  flightMs: { least: 0, most: 3_000 },
};
const COARSE_START_MS_MAX = 1_500;

// A media element seeks in a tenth of a second where it has the data, and in a second where it has not.
const SAFE_DEVIATIONS = 2;

/**
 * Learns how long it takes from asking for a seek until playing is possible (seekMs), the same where the data is there
 * already (hopMs), from asking to play until it plays
 * (startMs), and how far a player falls behind that is moved while it plays (flightMs). Each lesson counts half. What has
 * to be over at an instant is planned as TCP plans its timeouts: the mean, and some deviations more (RFC 6298).
 */
export class Costs {
  /** @type {Record<Cost, Knowledge>} */
  #known;
  #isCoarse;

  /** @param {{ grainMs: number }} traits of the player */
  constructor({ grainMs }) {
    this.#isCoarse = grainMs >= COARSE_GRAIN_MS;
    const first = this.#isCoarse ? FIRST.coarse : FIRST.fine;
    this.#known = {
      seekMs: unproved(first.seekMs),
      hopMs: unproved(first.hopMs),
      startMs: unproved(first.startMs),
      flightMs: unproved(first.flightMs),
    };
  }

  /**
   * What it costs in the mean.
   *
   * @param {Cost} cost
   */
  of(cost) {
    return this.#known[cost].meanMs;
  }

  /**
   * What it hardly ever exceeds.
   *
   * @param {Cost} cost
   */
  atMost(cost) {
    const { meanMs, deviationMs } = this.#known[cost];
    return Math.min(this.#mostOf(cost), meanMs + SAFE_DEVIATIONS * deviationMs);
  }

  /**
   * @param {Cost} cost
   * @param {number} measuredMs
   */
  learn(cost, measuredMs) {
    const { meanMs, deviationMs } = this.#known[cost];
    const boundedMs = Math.min(this.#mostOf(cost), Math.max(BOUNDS[cost].least, measuredMs));
    this.#known[cost] = {
      meanMs: (meanMs + boundedMs) / 2,
      deviationMs: (deviationMs + Math.abs(boundedMs - meanMs)) / 2,
    };
  }

  /** @param {Cost} cost */
  #mostOf(cost) {
    return cost === "startMs" && this.#isCoarse ? COARSE_START_MS_MAX : BOUNDS[cost].most;
  }
}

/**
 * @param {number} meanMs
 * @returns {Knowledge}
 */
function unproved(meanMs) {
  return { meanMs, deviationMs: 0 };
}
