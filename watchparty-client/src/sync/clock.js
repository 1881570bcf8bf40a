// The server's clock, as seen from here. Free of DOM and of the wall clock: "local" is any monotonic count of
// milliseconds (performance.now() in a browser), "server" is milliseconds since the Unix epoch on the server.

/**
 * One exchange of four timestamps: t0 sent and t3 received on the local clock, t1 received and t2 sent on the server's.
 *
 * @typedef {object} Exchange
 * @property {number} t0
 * @property {number} t1
 * @property {number} t2
 * @property {number} t3
 */

/**
 * What one exchange proves: the offset lies between the two.
 *
 * @typedef {object} Sample
 * @property {number} leastMs
 * @property {number} mostMs
 * @property {number} roundTripMs without the server's own time
 * @property {number} takenAt local
 */

/**
 * @typedef {object} Interval
 * @property {number} leastMs
 * @property {number} mostMs
 */

const WINDOW_MS = 120_000;
const SAMPLES_MAX = 64;

// Quartz clocks differ by some tens of parts per million, bad ones by a hundred, so that an old sample says less than
// it once did.
const CLOCK_DRIFT = 100e-6;

// So many of the newest that agree with each other are believed against any number of older ones.
const TURNED_BY = 3;

// Browsers blur their clocks by up to a millisecond; on a fast link that is more than the round trip.
const RESOLUTION_MS = 1;

/**
 * Estimates the clock offset (server minus local) from four-timestamp exchanges (RFC 5905 section 8).
 *
 * No message arrives before it was sent: each exchange proves the offset to lie between t2 - t3 and t1 - t0. The offset
 * is inside all these intervals of a sliding window, so their intersection is taken, and its middle believed. That is
 * the quickest way there joined to the quickest way back, though the two may belong to different exchanges; jitter,
 * which only ever adds delay, drops out twice as fast as with the quickest exchange alone.
 *
 * Exchanges that contradict each other cannot all be honest. What most of them agree on is taken (Marzullo and Owicki,
 * "Maintaining the time in a distributed system", 1983; RFC 5905 section 11.2.1), so that one wrong sample is outvoted
 * before and after. A clock that was set, slewed fast, or stood still while a device slept makes every new sample
 * contradict the old ones: as soon as three of them agree, the old ones are forgotten.
 *
 * What no exchange can show is a way that is always slower in one direction: half the difference stays in the offset,
 * and within the uncertainty. Only the local clock is read, so that wall clocks may be wrong by any amount.
 */
export class ServerClock {
  /** @type {Sample[]} */
  #samples = [];
  /** @type {Interval & { madeAt: number } | null} */
  #estimate = null;
  /** @type {number | null} */
  #guessedOffsetMs = null;

  /**
   * Takes one exchange; what cannot be is dropped.
   *
   * @param {Exchange} exchange
   * @returns {boolean} whether the clocks were found changed, so that the old samples were forgotten
   */
  add({ t0, t1, t2, t3 }) {
    const roundTripMs = t3 - t0 - (t2 - t1);
    if (![t0, t1, t2, t3].every(Number.isFinite) || roundTripMs < 0 || t2 < t1) {
      return false;
    }
    const sample = { leastMs: t2 - t3, mostMs: t1 - t0, roundTripMs, takenAt: t3 };
    this.#samples = [...this.#samples.filter((old) => t3 - old.takenAt < WINDOW_MS), sample].slice(-SAMPLES_MAX);
    const before = this.#samples.length;
    this.#estimate = { ...this.#agreement(t3), madeAt: t3 };
    return this.#samples.length < before;
  }

  /**
   * A first idea from a frame that says when it was sent; late by its way here, and dropped at the first exchange.
   *
   * @param {number} serverMs
   * @param {number} localMs
   */
  guess(serverMs, localMs) {
    const offsetMs = serverMs - localMs;
    // The way here only makes the offset look smaller, so that the largest guess is the nearest.
    this.#guessedOffsetMs = Math.max(this.#guessedOffsetMs ?? offsetMs, offsetMs);
  }

  /** Forgets everything measured, as after a sleep of the device; the old offset serves until the next sample. */
  restart() {
    this.#guessedOffsetMs = this.isKnown ? this.offsetMs : null;
    this.#samples = [];
    this.#estimate = null;
  }

  get isKnown() {
    return this.#estimate !== null || this.#guessedOffsetMs !== null;
  }

  get isMeasured() {
    return this.#estimate !== null;
  }

  /**
   * Server minus local in milliseconds, or null while nothing is known.
   *
   * @returns {number | null}
   */
  get offsetMs() {
    return this.#estimate ? (this.#estimate.leastMs + this.#estimate.mostMs) / 2 : this.#guessedOffsetMs;
  }

  /** The shortest round trip in the window, without the server's own time; null before the first one. */
  get roundTripMs() {
    return this.#estimate && Math.min(...this.#samples.map((sample) => sample.roundTripMs));
  }

  /**
   * How wrong the offset may be at most, either way, at the local instant; infinite before the first exchange.
   *
   * @param {number} localMs
   */
  uncertaintyMs(localMs) {
    if (this.#estimate === null) {
      return Infinity;
    }
    const { leastMs, mostMs, madeAt } = this.#estimate;
    return (mostMs - leastMs) / 2 + (localMs - madeAt) * CLOCK_DRIFT;
  }

  /**
   * The server's time at a local instant; the local one itself while nothing is known.
   *
   * @param {number} localMs
   */
  serverTime(localMs) {
    return localMs + (this.offsetMs ?? 0);
  }

  /**
   * The local instant of a server time.
   *
   * @param {number} serverMs
   */
  localTime(serverMs) {
    return serverMs - (this.offsetMs ?? 0);
  }

  /**
   * What the samples agree on, and forgets the old ones when the newest have turned from them.
   *
   * @param {number} now local
   * @returns {Interval}
   */
  #agreement(now) {
    const intervals = this.#samples.map((sample) => widened(sample, now));
    const most = agreedByMost(intervals);
    const newest = agreedByNewest(intervals);
    const isTurned = newest.count >= Math.min(TURNED_BY, intervals.length - newest.count);
    if (!isTurned || apartMs(newest, most) <= RESOLUTION_MS) {
      return most;
    }
    this.#samples = this.#samples.slice(-newest.count);
    return newest;
  }
}

/**
 * A sample as far as it still goes: a clock may have drifted since it was taken.
 *
 * @param {Sample} sample
 * @param {number} now
 * @returns {Interval}
 */
function widened({ leastMs, mostMs, takenAt }, now) {
  const byMs = (now - takenAt) * CLOCK_DRIFT;
  return { leastMs: leastMs - byMs, mostMs: mostMs + byMs };
}

/**
 * Marzullo's algorithm: the smallest interval that lies in as many of them as possible; of equals, one that lies in the
 * newest.
 *
 * @param {Interval[]} intervals the newest last, at least one
 * @returns {Interval}
 */
function agreedByMost(intervals) {
  const newest = intervals[intervals.length - 1];
  const edges = intervals.flatMap(({ leastMs, mostMs }) => [{ atMs: leastMs, step: 1 }, { atMs: mostMs, step: -1 }]);
  edges.sort((left, right) => left.atMs - right.atMs || right.step - left.step);
  let best = newest;
  let bestCount = 0;
  let count = 0;
  edges.forEach(({ atMs, step }, index) => {
    count += step;
    const found = { leastMs: atMs, mostMs: edges[index + 1]?.atMs ?? atMs };
    if (step > 0 && (count > bestCount || (count === bestCount && overlaps(found, newest)))) {
      best = found;
      bestCount = count;
    }
  });
  return best;
}

/**
 * What the newest agree on, and how many they are.
 *
 * @param {Interval[]} intervals the newest last, at least one
 * @returns {Interval & { count: number }}
 */
function agreedByNewest(intervals) {
  let { leastMs, mostMs } = intervals[intervals.length - 1];
  let count = 1;
  for (let index = intervals.length - 2; index >= 0 && overlaps(intervals[index], { leastMs, mostMs }); index--) {
    leastMs = Math.max(leastMs, intervals[index].leastMs);
    mostMs = Math.min(mostMs, intervals[index].mostMs);
    count++;
  }
  return { leastMs, mostMs, count };
}

/**
 * @param {Interval} left
 * @param {Interval} right
 */
function overlaps(left, right) {
  return apartMs(left, right) <= 0;
}

/**
 * The gap between two intervals; negative where they overlap.
 *
 * @param {Interval} left
 * @param {Interval} right
 */
function apartMs(left, right) {
  return Math.max(left.leastMs - right.mostMs, right.leastMs - left.mostMs);
}
