// What this page reports of itself: buffering, hidden, out of step. Free of DOM; times are milliseconds.

// A hiccup shorter than this is nobody's business.
const BUFFERING_AFTER_MS = 300;
const OFFSET_EVERY_MS = 5_000;
const OFFSET_STEP_MS = 5;

/** Decides when a status is worth a frame. */
export class StatusReport {
  #told = null;
  #toldOffsetAt = -Infinity;
  #buffering = { isIt: false, since: -Infinity };

  /** A new connection knows nothing of us. */
  restart() {
    this.#told = null;
    this.#toldOffsetAt = -Infinity;
  }

  /**
   * Takes {isBuffering, isHidden, offsetMs, roundTripMs, positionMs} as seen now; offsetMs is how far the film is ahead
   * of the party, null when it stands still. Answers the fields to send, or null.
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
      ...(Number.isFinite(seen.roundTripMs) ? { rtt_ms: Math.round(seen.roundTripMs) } : {}),
      position_ms: Math.max(0, Math.round(seen.positionMs)),
    };
  }

  #isOffsetDue(offsetMs, now) {
    if (offsetMs === null || now - this.#toldOffsetAt < OFFSET_EVERY_MS) {
      return false;
    }
    const told = this.#told.offsetMs;
    return told === null || Math.abs(offsetMs - told) >= OFFSET_STEP_MS;
  }
}
