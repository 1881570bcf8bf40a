// What to do about drift: one player's actual position minus the timeline's, positive when it is ahead.
// Free of DOM; instants are any monotonic count of milliseconds.

import { JumpBudget } from "./jump-budget.js";
import { LastingDrift } from "./lasting-drift.js";

export { JUMP_EVERY_MS, JUMP_EVERY_MS_MAX } from "./jump-budget.js";

export const DEAD_ZONE_MS = 25;
export const SETTLED_MS = 6;
// A media element loses some 20 ms when it leaves its natural rate (seen in Chromium: the time stretcher fills its
// buffer). What is not worth that is left alone, even just after a placing.
export const WORTH_NUDGING_MS = 15;
export const STRONG_NUDGE_BEYOND_MS = 250;
export const JUMP_BEYOND_MS = 1_500;

export const NUDGE_MAX = 0.05;
export const STRONG_NUDGE_MAX = 0.1;

// A nudge takes the drift back by 1/e in this time. The player answers within some 100 ms and the measurement is as old
// again; a gain several times slower than both cannot overshoot.
const TIME_CONSTANT_MS = 1_000;

// A nudge lasts until the next measurement at least, and must not be through with the drift before it.
const GAPS_PER_TIME_CONSTANT = 2;

// Of a position told four times a second no more is known than to some tens of milliseconds.
const COARSE = { grainMs: 100, deadZoneMs: 40, worthMs: 30, settledMs: 20, timeConstantMs: 3_000 };
const FINE = { deadZoneMs: DEAD_ZONE_MS, worthMs: WORTH_NUDGING_MS, settledMs: SETTLED_MS, timeConstantMs: TIME_CONSTANT_MS };

// Every change of rate restarts the player's time stretcher, so changes nobody would need are not made.
const RATE_STEP = 0.0025;

/**
 * What to do: nothing, play at the party's rate times the factor, or go where the party is.
 *
 * @typedef {object} Correction
 * @property {"none" | "nudge" | "jump"} kind
 * @property {number} factor
 */

/**
 * How the drift was measured, and of what.
 *
 * @typedef {object} Circumstances
 * @property {number} [rate] the party's, 1 is normal
 * @property {number} [gapMs] how long it may take until the next measurement
 * @property {boolean} [isNudgingVain] whether the player seems not to do what it is told about its rate
 * @property {readonly number[] | null} [rates] the only ones the player has; null for any
 */

/**
 * The correction policy. Small drift is left alone, larger drift is taken back by playing a little faster or slower,
 * and only a player that is far out jumps, at most once in five seconds and ever more seldom when that does not help.
 * Where nudging seems vain it goes on all the same, for a busy machine looks like that, too; but a drift that stays is
 * then worth a jump.
 */
export class DriftPolicy {
  #limits;
  #isNudging = false;
  #isSettling = false;
  #jumps = new JumpBudget();
  #lasting = new LastingDrift();

  /** @param {{ grainMs?: number }} [traits] of the player */
  constructor({ grainMs = 0 } = {}) {
    this.#limits = grainMs >= COARSE.grainMs ? COARSE : FINE;
  }

  /**
   * To be called when playback has just been placed: what is left of the drift is then taken back before the dead zone
   * counts.
   *
   * @param {number} [_now]
   */
  settle(_now) {
    this.#lasting.restart();
    this.#isSettling = true;
  }

  /**
   * @param {number} driftMs
   * @param {number} now
   * @param {Circumstances} [circumstances]
   * @returns {Correction}
   */
  correct(driftMs, now, { rate = 1, gapMs = 0, isNudgingVain = false } = {}) {
    const distanceMs = Math.abs(driftMs);
    const isLasting = isNudgingVain && this.#lasting.isJumpDue(driftMs, now);
    const { deadZoneMs, worthMs, settledMs, timeConstantMs } = this.#limits;
    if ((distanceMs > JUMP_BEYOND_MS || isLasting) && this.#jumps.isAllowed(now)) {
      this.#jumps.spend(now);
      if (isLasting) this.#lasting.jumped(now);
      this.#isNudging = false;
      return { kind: "jump", factor: 1 };
    }
    if (distanceMs <= deadZoneMs) {
      this.#jumps.inStep(now);
    }
    // Leaving later than entering keeps the rate from flickering at the edge of the dead zone.
    const enteredAtMs = this.#isSettling ? worthMs : deadZoneMs;
    this.#isNudging = distanceMs > (this.#isNudging ? settledMs : enteredAtMs);
    if (!this.#isNudging) {
      this.#isSettling = false;
      return { kind: "none", factor: 1 };
    }
    const overMs = rate * Math.max(timeConstantMs, GAPS_PER_TIME_CONSTANT * gapMs);
    return { kind: "nudge", factor: nudgeFactor(driftMs, overMs) };
  }
}

/**
 * @param {number} driftMs
 * @param {number} overMs
 */
function nudgeFactor(driftMs, overMs) {
  const most = Math.abs(driftMs) > STRONG_NUDGE_BEYOND_MS ? STRONG_NUDGE_MAX : NUDGE_MAX;
  const wanted = Math.min(most, Math.max(-most, driftMs / overMs));
  const steps = Math.round(Math.abs(wanted) / RATE_STEP);
  // The last bit is nudged by one step; with timers a minute apart even that would be too much.
  const isLastBit = steps === 0 && Math.abs(driftMs) > RATE_STEP * overMs / GAPS_PER_TIME_CONSTANT;
  return 1 - Math.sign(wanted) * (isLastBit ? 1 : steps) * RATE_STEP;
}
