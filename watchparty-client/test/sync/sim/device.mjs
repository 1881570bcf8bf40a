// A device: its own monotonic clock, which begins anywhere and runs at a rate of its own, and timers that come late.

/** The Time of one device in the world. */
export class Device {
  #world;
  #random;
  #rate;
  #startMs;
  #timersEveryMs = 0;
  #wakesAt = 0;
  #lostMs = 0;

  /** `startMs` is what its clock shows at the beginning of the world, `ppm` by how much it runs fast. */
  constructor({ world, random, ppm = 0, startMs = 0 }) {
    this.#world = world;
    this.#random = random;
    this.#rate = 1 + ppm * 1e-6;
    this.#startMs = startMs;
  }

  now() {
    return this.at(this.#world.now());
  }

  /** What its clock shows at a true instant. */
  at(trueMs) {
    return this.#startMs + (trueMs - this.#lostMs) * this.#rate;
  }

  after(ms, act) {
    let cancel = () => {};
    const dueIn = Math.max(0, ms) / this.#rate + this.#lateness();
    cancel = this.#world.after(dueIn, () => {
      cancel = this.whenAwake(act);
    });
    return () => cancel();
  }

  /** Runs the act now, or when the device wakes up. */
  whenAwake(act) {
    const sleepsForMs = this.#wakesAt - this.#world.now();
    if (sleepsForMs <= 0) {
      act();
      return () => {};
    }
    return this.#world.after(sleepsForMs, () => this.whenAwake(act));
  }

  /** A hidden page's timers come only once in so many milliseconds; 0 makes it seen again. */
  throttle(everyMs) {
    this.#timersEveryMs = everyMs;
  }

  /** Nothing runs for a while; some devices stop their monotonic clock meanwhile. */
  sleep(ms, { isClockStopped = false } = {}) {
    this.#wakesAt = this.#world.now() + ms;
    if (isClockStopped) {
      this.#world.after(ms, () => {});
      this.#lostMs += ms;
    }
  }

  #lateness() {
    const usualMs = this.#random.between(0, 4);
    return this.#timersEveryMs > 0 ? usualMs + this.#random.between(0, this.#timersEveryMs) : usualMs;
  }
}
