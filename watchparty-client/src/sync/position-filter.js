// Where a player is, from what it tells. Free of DOM; instants are local, positions milliseconds of the media.

const FINE = { overMs: 600, samplesMin: 3 };

// Positions told four times a second: each is true when it is told, and stale until the next.
const COARSE = { grainMs: 100, overMs: 2_500, samplesMin: 3 };

// Browsers slow the timers of hidden pages down to one a second or less; then one sample must do.
const SPARSE_MS = 500;

// A position that stays the same so much longer than the player's grain means that it stands.
const STANDING_MS = 500;

// No player drifts this far between two looks: it was moved.
const MOVED_MS = 1_000;

// One sample this far off is a late one. Two that agree show that the player has lost or skipped something.
const STEP = { leastMs: 40, agreeWithinMs: 15 };

/**
 * Estimates a running player's position. What is told is compared with what it would be had the player run exactly at
 * its rate since the beginning; that difference, its lag, changes slowly, so that many samples make one good estimate.
 *
 * A media element's positions are good to a few milliseconds, wrong now and then when a timer or frame is late: the
 * middle lag is taken. A coarse player's position is stale by up to its grain, never early: a sample counts only when
 * the position has just changed, and the smallest lag is the one nearest to the truth. Media elements that tell their
 * position in bursts are found out and treated alike.
 */
export class PositionFilter {
  #grainMs;
  /** @type {{ at: number, leadMs: number }[]} */
  #samples = [];
  #repeats = 0;
  /** @type {{ at: number, positionMs: number } | null} */
  #changed = null;
  #lastAt = -Infinity;
  #isSparse = false;
  #rate = 1;
  #rateSince = 0;
  #ranMs = 0;

  /** @param {{ grainMs?: number }} [traits] of the player */
  constructor({ grainMs = 0 } = {}) {
    this.#grainMs = grainMs;
  }

  /** Forgets everything: the player was moved, or stood. */
  restart() {
    this.#samples = [];
    this.#changed = null;
    this.#repeats = 0;
    this.#lastAt = -Infinity;
  }

  /**
   * The player was told to run at another rate.
   *
   * @param {number} rate
   * @param {number} now
   */
  setRate(rate, now) {
    this.#ranMs = this.#ranBy(now);
    this.#rate = rate;
    this.#rateSince = now;
  }

  /**
   * @param {number} positionMs as told
   * @param {number} now
   */
  take(positionMs, now) {
    this.#isSparse = now - this.#lastAt > SPARSE_MS;
    this.#lastAt = now;
    if (this.#changed?.positionMs === positionMs) {
      this.#repeats++;
      if (this.#isStanding) this.#samples = []; // what it did before is no guide any more
      return;
    }
    this.#changed = { at: now, positionMs };
    const leadMs = positionMs - this.#ranBy(now);
    if (Math.abs(leadMs - (this.#samples.at(-1)?.leadMs ?? leadMs)) > MOVED_MS) {
      this.#samples = [];
    }
    this.#samples.push({ at: now, leadMs });
    const { overMs } = this.#isCoarse() ? COARSE : FINE;
    this.#samples = this.#samples.filter(({ at }) => now - at <= overMs);
    if (!this.#isCoarse() && hasStepped(this.#samples)) {
      this.#samples = this.#samples.slice(-2);
    }
    this.#repeats = Math.min(this.#repeats, this.#samples.length);
  }

  /**
   * Where the player is; null while too little is known.
   *
   * @param {number} now
   * @returns {number | null}
   */
  positionAt(now) {
    if (this.#changed !== null && this.#isStanding) {
      return this.#changed.positionMs;
    }
    const { samplesMin } = this.#isCoarse() ? COARSE : FINE;
    if (this.#samples.length < (this.#isSparse ? 1 : samplesMin)) {
      return null;
    }
    const leads = this.#samples.map(({ leadMs }) => leadMs);
    return this.#ranBy(now) + (this.#isCoarse() ? Math.max(...leads) : middle(leads));
  }

  get #isStanding() {
    return this.#changed !== null && this.#lastAt - this.#changed.at > Math.max(STANDING_MS, 2 * this.#grainMs);
  }

  #isCoarse() {
    return this.#grainMs >= COARSE.grainMs || 2 * this.#repeats > this.#samples.length + 1;
  }

  /** @param {number} now */
  #ranBy(now) {
    return this.#ranMs + (now - this.#rateSince) * this.#rate;
  }
}

/**
 * Whether the two latest agree on something else than those before.
 *
 * @param {{ leadMs: number }[]} samples
 */
function hasStepped(samples) {
  if (samples.length < 3) {
    return false;
  }
  const leads = samples.map(({ leadMs }) => leadMs);
  const [one, other] = leads.slice(-2);
  const before = middle(leads.slice(0, -2));
  return Math.abs(one - other) <= STEP.agreeWithinMs && Math.min(Math.abs(one - before), Math.abs(other - before)) > STEP.leastMs;
}

/**
 * The middle value, so that one late frame or timer does not look like drift.
 *
 * @param {number[]} values at least one
 */
export function middle(values) {
  const sorted = [...values].sort((left, right) => left - right);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}
