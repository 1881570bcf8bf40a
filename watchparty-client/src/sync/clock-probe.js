// When to ask the server for its time. Whoever owns the link uses it like this:
//
//   const probe = new ClockProbe({ time, clock, send: (t0) => socket.send(JSON.stringify({ type: "clock", t0 })) });
//   probe.start();                     when the link is up: asks ten times, then three times every ten seconds
//   probe.take({ t0, t1, t2, t3 });    for each answer, t3 being time.now() when it arrived: tells the clock
//   probe.burst();                     after a wake-up, a change of network: asks ten times anew
//   probe.stop();                      when the link is down or not wanted any more
//
// While it runs, `send` is called at least every ten seconds, so that it is also a good place to notice a dead link.

/** @import { Time } from "../time.js" */
/** @import { Exchange, ServerClock } from "./clock.js" */

export const BURST = 10;
export const BURST_GAP_MS = 60;
export const ROUND_EVERY_MS = 10_000;

// One question alone may meet a queue.
const ROUND = 3;

// A timer this late has slept, with its device or in a hidden tab; what the clocks did meanwhile is anybody's guess.
const SLEPT_MS = 2_000;

const GROWN = { factor: 2, leastMs: 10 };

/** Keeps a clock measured: in a burst at first, then now and again, and in a burst once more when it has become vague. */
export class ClockProbe {
  /** @type {Time} */
  #time;
  /** @type {ServerClock} */
  #clock;
  /** @type {(t0: number) => void} */
  #send;
  #isRunning = false;
  #remaining = 0;
  #isBurst = false;
  /** @type {number | null} after the latest burst; null until it is over */
  #burstUncertaintyMs = null;
  #cancel = () => {};

  /**
   * @param {object} options
   * @param {Time} options.time
   * @param {ServerClock} options.clock
   * @param {(t0: number) => void} options.send
   */
  constructor({ time, clock, send }) {
    this.#time = time;
    this.#clock = clock;
    this.#send = send;
  }

  /** Begins with a burst. */
  start() {
    this.#isRunning = true;
    this.burst();
  }

  /** Falls silent until the next start. */
  stop() {
    this.#isRunning = false;
    this.#cancel();
  }

  /** Measures anew, at once; nothing while stopped. */
  burst() {
    this.#isBurst = true;
    this.#burstUncertaintyMs = null;
    this.#ask(BURST);
  }

  /**
   * Takes an answer.
   *
   * @param {Exchange} exchange
   */
  take(exchange) {
    const hasBegunAnew = this.#clock.add(exchange);
    if (hasBegunAnew && !this.#isBurst) {
      this.burst();
    }
  }

  /** @param {number} times */
  #ask(times) {
    this.#cancel();
    if (this.#isRunning) {
      this.#remaining = times;
      this.#next();
    }
  }

  #next() {
    this.#remaining--;
    if (this.#remaining > 0) {
      this.#later(BURST_GAP_MS, () => this.#next());
    } else {
      this.#isBurst = false;
      this.#later(ROUND_EVERY_MS, () => this.#round());
    }
    this.#send(this.#time.now()); // last, because it may stop us
  }

  #round() {
    const uncertaintyMs = this.#clock.uncertaintyMs(this.#time.now());
    this.#burstUncertaintyMs ??= uncertaintyMs;
    const isVague = uncertaintyMs > Math.max(GROWN.leastMs, GROWN.factor * this.#burstUncertaintyMs);
    if (isVague) {
      this.burst();
    } else {
      this.#ask(ROUND);
    }
  }

  /**
   * @param {number} ms
   * @param {() => void} act
   */
  #later(ms, act) {
    const dueAt = this.#time.now() + ms;
    this.#cancel = this.#time.after(ms, () => {
      if (this.#time.now() - dueAt > SLEPT_MS && !this.#isBurst) {
        this.burst();
      } else {
        act();
      }
    });
  }
}
