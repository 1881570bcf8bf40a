// What to do about drift where a player offers a few rates only, as YouTube's does in steps of a quarter.

import { JUMP_BEYOND_MS, STRONG_NUDGE_MAX } from "./drift.js";
import { JumpBudget } from "./jump-budget.js";
import { LastingDrift } from "./lasting-drift.js";

/** @import { Circumstances, Correction } from "./drift.js" */

const NUDGE = { beyondMs: 80, settledMs: 30 };

// A party at a rate this player does not have is followed by turns, now slower and now faster than it.
const TURN_AT_MS = 250;

// Nobody likes a seek. Just after a placing the picture is restless anyway, and one more makes up for what was not known
// about the player; later a drift must be large, and stay, to be worth one.
const TRIM_BEYOND_MS = 200;
const TRIM_WITHIN_MS = 5_000;

/**
 * The correction policy for stepped rates: those within a tenth of the party's rate are used for nudging as any other
 * would be, only all or nothing. Where there are none, nothing is done up to a wide limit, and beyond it the player
 * jumps, seldom: a quarter faster for a moment would be heard by everybody.
 */
export class SteppedRatePolicy {
  #jumps = new JumpBudget();
  #factor = 1;
  #mayTrim = false;
  #settledAt = -Infinity;
  #lasting = new LastingDrift();

  /** @param {number} [now] */
  settle(now = -Infinity) {
    this.#mayTrim = true;
    this.#settledAt = now;
    this.#lasting.restart();
  }

  /**
   * @param {number} driftMs
   * @param {number} now
   * @param {Circumstances} circumstances
   * @returns {Correction}
   */
  correct(driftMs, now, { rate = 1, rates }) {
    if (this.#isJumpDue(driftMs, now)) {
      this.#mayTrim = false;
      this.#jumps.spend(now);
      return { kind: "jump", factor: 1 };
    }
    this.#factor = this.#factorFor(driftMs, (rates ?? [rate]).map((offered) => offered / rate));
    return { kind: this.#factor === 1 ? "none" : "nudge", factor: this.#factor };
  }

  /**
   * @param {number} driftMs
   * @param {number} now
   */
  #isJumpDue(driftMs, now) {
    const distanceMs = Math.abs(driftMs);
    const isLasting = this.#lasting.isJumpDue(driftMs, now);
    if (distanceMs <= TRIM_BEYOND_MS) {
      this.#jumps.inStep(now);
      this.#mayTrim = false;
    }
    const isTrim = this.#mayTrim && distanceMs > TRIM_BEYOND_MS && now - this.#settledAt <= TRIM_WITHIN_MS;
    const isDue = (distanceMs > JUMP_BEYOND_MS || isTrim || isLasting) && this.#jumps.isAllowed(now);
    if (isDue && isLasting) this.#lasting.jumped(now);
    return isDue;
  }

  /**
   * @param {number} driftMs
   * @param {number[]} factors by which the rates that are offered differ from the party's
   */
  #factorFor(driftMs, factors) {
    const isOffered = factors.includes(1);
    const slower = factors.filter((factor) => factor < 1).at(-1) ?? null;
    const faster = factors.find((factor) => factor > 1) ?? null;
    if (!isOffered) {
      return this.#byTurns(driftMs, slower, faster);
    }
    const isNudging = Math.abs(driftMs) > (this.#factor === 1 ? NUDGE.beyondMs : NUDGE.settledMs);
    const wanted = driftMs > 0 ? slower : faster;
    const isMild = wanted !== null && Math.abs(wanted - 1) <= STRONG_NUDGE_MAX;
    return isNudging && isMild ? wanted : 1;
  }

  /**
   * @param {number} driftMs
   * @param {number | null} slower
   * @param {number | null} faster
   */
  #byTurns(driftMs, slower, faster) {
    if (slower === null || faster === null) {
      return slower ?? faster ?? 1;
    }
    if (Math.abs(driftMs) > TURN_AT_MS) {
      return driftMs > 0 ? slower : faster;
    }
    return this.#factor === slower || this.#factor === faster ? this.#factor : slower;
  }
}
