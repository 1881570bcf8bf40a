// Where time comes from. Nothing else in this library asks a clock or sets a timer.

/**
 * A monotonic clock with timers; tests hand in a virtual one.
 *
 * @typedef {object} Time
 * @property {() => number} now milliseconds, with fraction, from any start; never set back
 * @property {(ms: number, act: () => void) => () => void} after calls `act` once, no sooner than after `ms`; answers a
 *     function that cancels the call
 */

/** The time of this browser, or of Node.js. @type {Time} */
export const systemTime = {
  now: () => performance.now(),
  after(ms, act) {
    const timer = setTimeout(act, ms);
    return () => clearTimeout(timer);
  },
};
