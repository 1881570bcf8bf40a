// What this page reports of itself: buffering, hidden, out of step. Free of DOM; times are milliseconds.

// A hiccup shorter than this is nobody's business.
const BUFFERING_AFTER_MS = 300;
const OFFSET_EVERY_MS = 5_000;
const OFFSET_STEP_MS = 5;

// 366 days, beyond which the server refuses the whole report; broadcasts may count from 1970.
const POSITION_MS_MAX = 31_622_400_000;

/**
 * How we fare, as seen now: `offsetMs` is how far the film is ahead of the party, null where there is nothing to tell.
 *
 * @typedef {object} Seen
 * @property {boolean} isBuffering
 * @property {boolean} isHidden
 * @property {number | null} offsetMs
 * @property {number | null} roundTripMs
 * @property {number} positionMs
 */

/** Decides when a status is worth a frame. */
export class StatusReport {
  /** @type {{ buffering: boolean, hidden: boolean, offsetMs: number | null } | null} */
  #told = null;
  #toldOffsetAt = -Infinity;
  #buffering = { isIt: false, since: -Infinity };

  /** A new connection knows nothing of us. */
  restart() {
    this.#told = null;
    this.#toldOffsetAt = -Infinity;
  }

  /**
   * Answers the fields to send, or null.
   *
   * @param {Seen} seen
   * @param {number} now
   */
  take(seen, now) {
    if (seen.isBuffering !== this.#buffering.isIt) {
      this.#buffering = { isIt: seen.isBuffering, since: now };
    }
    const isSteady = now - this.#buffering.since >= BUFFERING_AFTER_MS;
    const buffering = isSteady ? seen.isBuffering : (this.#told?.buffering ?? false);
    const isChanged = this.#told === null || this.#told.buffering !== buffering || this.#told.hidden !== seen.isHidden;
    if (!isChanged && !this.#isOffsetDue(seen.offsetMs, now)) {
      return null;
    }
    const offsetMs = seen.offsetMs === null ? null : Math.round(seen.offsetMs);
    this.#told = { buffering, hidden: seen.isHidden, offsetMs: offsetMs ?? this.#told?.offsetMs ?? null };
    if (offsetMs !== null) {
      this.#toldOffsetAt = now;
    }
    return {
      buffering,
      hidden: seen.isHidden,
      ...(offsetMs === null ? {} : { offset_ms: offsetMs }),
      ...(seen.roundTripMs === null ? {} : { rtt_ms: Math.round(seen.roundTripMs) }),
      position_ms: Math.min(POSITION_MS_MAX, Math.max(0, Math.round(seen.positionMs))),
    };
  }

  /**
   * @param {number | null} offsetMs
   * @param {number} now
   */
  #isOffsetDue(offsetMs, now) {
    if (offsetMs === null || now - this.#toldOffsetAt < OFFSET_EVERY_MS) {
      return false;
    }
    const told = this.#told?.offsetMs ?? null;
    return told === null || Math.abs(offsetMs - told) >= OFFSET_STEP_MS;
  }
}
