// What to do about drift: one player's actual position minus the timeline's, positive when it is ahead.
// Free of DOM; instants are any monotonic count of milliseconds.

export const DEAD_ZONE_MS = 25;
export const SETTLED_MS = 6;
export const STRONG_NUDGE_BEYOND_MS = 250;
export const JUMP_BEYOND_MS = 1_500;
export const JUMP_EVERY_MS = 5_000;
export const JUMP_EVERY_MS_MAX = 60_000;

const NUDGE_MAX = 0.05;
const STRONG_NUDGE_MAX = 0.1;

// A nudge takes the drift back by 1/e in this time. The player answers within some 100 ms and the measurement is as old
// again; a gain several times slower than both cannot overshoot.
const TIME_CONSTANT_MS = 1_000;

// Every change of rate restarts the player's time stretcher, so changes nobody would need are not made.
const RATE_STEP = 0.0025;

/**
 * The correction policy. Small drift is left alone, larger drift is taken back by playing a little faster or slower,
 * and only a player that is far out jumps, at most once in five seconds and ever more seldom when that does not help.
 */
export class DriftPolicy {
  #isNudging = false;
  #jumpAllowedAt = -Infinity;
  #jumpEveryMs = JUMP_EVERY_MS;

  /** To be called when playback has just been placed: what is left of the drift is then taken back to the last bit. */
  settle() {
    this.#isNudging = true;
  }

  /** Answers {kind: "none" | "nudge" | "jump", factor}; the factor multiplies the party's own rate. */
  correct(driftMs, now) {
    const distanceMs = Math.abs(driftMs);
    if (distanceMs > JUMP_BEYOND_MS && now >= this.#jumpAllowedAt) {
      this.#jumpAllowedAt = now + this.#jumpEveryMs;
      this.#jumpEveryMs = Math.min(2 * this.#jumpEveryMs, JUMP_EVERY_MS_MAX);
      this.#isNudging = true;
      return { kind: "jump", factor: 1 };
    }
    if (distanceMs <= DEAD_ZONE_MS && now >= this.#jumpAllowedAt) {
      this.#jumpEveryMs = JUMP_EVERY_MS;
    }
    // Leaving later than entering keeps the rate from flickering at the edge of the dead zone.
    this.#isNudging = distanceMs > (this.#isNudging ? SETTLED_MS : DEAD_ZONE_MS);
    return this.#isNudging ? { kind: "nudge", factor: nudgeFactor(driftMs) } : { kind: "none", factor: 1 };
  }
}

function nudgeFactor(driftMs) {
  const most = Math.abs(driftMs) > STRONG_NUDGE_BEYOND_MS ? STRONG_NUDGE_MAX : NUDGE_MAX;
  const wanted = Math.min(most, Math.max(-most, driftMs / TIME_CONSTANT_MS));
  const steps = Math.max(1, Math.round(Math.abs(wanted) / RATE_STEP));
  return 1 - Math.sign(wanted) * steps * RATE_STEP;
}

/** The middle value, so that one late frame or timer does not look like drift; null of nothing. */
export function median(values) {
  if (values.length === 0) {
    return null;
  }
  const sorted = [...values].sort((left, right) => left - right);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
