// The server's clock, as seen from here. Free of DOM and of the wall clock: "local" is any monotonic count of
// milliseconds (performance.now() in a browser), "server" is milliseconds since the Unix epoch on the server.

const WINDOW_MS = 120_000;
const SAMPLES_MAX = 64;

// Quartz clocks differ by some tens of parts per million, so that an old sample says less than it once did.
const CLOCK_DRIFT = 50e-6;

/**
 * Estimates the clock offset (server minus local) from four-timestamp exchanges (RFC 5905 section 8).
 *
 * No message arrives before it was sent: each exchange proves the offset to lie between t2 - t3 and t1 - t0. The offset
 * is inside all these intervals of a sliding window, so their intersection is taken, and its middle believed. That is
 * the quickest way there joined to the quickest way back, though the two may belong to different exchanges; jitter,
 * which only ever adds delay, drops out twice as fast as with the quickest exchange alone.
 */
export class ServerClock {
  #samples = [];
  #estimate = null;
  #guessedOffsetMs = null;

  /** Takes one exchange: t0 sent and t3 received on the local clock, t1 received and t2 sent on the server's. */
  add({ t0, t1, t2, t3 }) {
    const roundTripMs = t3 - t0 - (t2 - t1);
    if (![t0, t1, t2, t3].every(Number.isFinite) || roundTripMs < 0) {
      return;
    }
    const sample = { leastMs: t2 - t3, mostMs: t1 - t0, roundTripMs, takenAt: t3 };
    this.#samples = [...this.#samples.filter((old) => t3 - old.takenAt < WINDOW_MS), sample].slice(-SAMPLES_MAX);
    this.#estimate = intersection(this.#samples, t3);
    if (this.#estimate === null) {
      // A clock was set or a device slept; what was proved before is no longer so.
      this.#samples = [sample];
      this.#estimate = intersection(this.#samples, t3);
    }
  }

  /** A first idea from a frame that says when it was sent; late by its way here, and dropped at the first exchange. */
  guess(serverMs, localMs) {
    const offsetMs = serverMs - localMs;
    // The way here only makes the offset look smaller, so that the largest guess is the nearest.
    this.#guessedOffsetMs = Math.max(this.#guessedOffsetMs ?? offsetMs, offsetMs);
  }

  /** Forgets everything measured, as after a sleep of the device; the old offset serves until the next sample. */
  restart() {
    this.#guessedOffsetMs = this.offsetMs;
    this.#samples = [];
    this.#estimate = null;
  }

  get isKnown() {
    return this.#estimate !== null || this.#guessedOffsetMs !== null;
  }

  get isMeasured() {
    return this.#estimate !== null;
  }

  /** Server minus local in milliseconds, or null while nothing is known. */
  get offsetMs() {
    return this.#estimate ? this.#estimate.offsetMs : this.#guessedOffsetMs;
  }

  /** The shortest round trip in the window, without the server's own time; null before the first one. */
  get roundTripMs() {
    return this.#estimate && Math.min(...this.#samples.map((sample) => sample.roundTripMs));
  }

  /** How wrong the offset may be at most, either way, at the local instant; infinite before the first exchange. */
  uncertaintyMs(localMs) {
    return this.#estimate
      ? this.#estimate.uncertaintyMs + (localMs - this.#estimate.madeAt) * CLOCK_DRIFT
      : Infinity;
  }

  /** The server's time at a local instant. */
  serverTime(localMs) {
    return localMs + this.offsetMs;
  }

  /** The local instant of a server time. */
  localTime(serverMs) {
    return serverMs - this.offsetMs;
  }
}

/** What all samples agree on, each widened by its age; null when they contradict each other. */
function intersection(samples, madeAt) {
  const widened = ({ takenAt }) => (madeAt - takenAt) * CLOCK_DRIFT;
  const leastMs = Math.max(...samples.map((sample) => sample.leastMs - widened(sample)));
  const mostMs = Math.min(...samples.map((sample) => sample.mostMs + widened(sample)));
  return leastMs > mostMs ? null : { offsetMs: (leastMs + mostMs) / 2, uncertaintyMs: (mostMs - leastMs) / 2, madeAt };
}
