// Virtual time: one true clock, a queue of what is to happen, and devices whose own clocks are wrong.

/** A heap of events; of two at the same instant, the first planned comes first. */
class Agenda {
  #heap = [];
  #planned = 0;

  get nextAt() {
    return this.#heap.length === 0 ? Infinity : this.#heap[0].at;
  }

  add(at, act) {
    const event = { at, order: this.#planned++, act, isCancelled: false };
    this.#heap.push(event);
    this.#rise(this.#heap.length - 1);
    return event;
  }

  take() {
    const first = this.#heap[0];
    const last = this.#heap.pop();
    if (this.#heap.length > 0) {
      this.#heap[0] = last;
      this.#sink(0);
    }
    return first;
  }

  #isBefore(left, right) {
    const [one, other] = [this.#heap[left], this.#heap[right]];
    return one.at < other.at || (one.at === other.at && one.order < other.order);
  }

  #swap(left, right) {
    [this.#heap[left], this.#heap[right]] = [this.#heap[right], this.#heap[left]];
  }

  #rise(index) {
    while (index > 0 && this.#isBefore(index, (index - 1) >> 1)) {
      this.#swap(index, (index - 1) >> 1);
      index = (index - 1) >> 1;
    }
  }

  #sink(index) {
    for (;;) {
      const [left, right] = [2 * index + 1, 2 * index + 2];
      let least = index;
      if (left < this.#heap.length && this.#isBefore(left, least)) least = left;
      if (right < this.#heap.length && this.#isBefore(right, least)) least = right;
      if (least === index) return;
      this.#swap(index, least);
      index = least;
    }
  }
}

/** True time in milliseconds, and everything that happens in it. Is itself a Time, of a device whose clock is right. */
export class World {
  #now = 0;
  #agenda = new Agenda();
  #hasPromises = false;

  now() {
    return this.#now;
  }

  after(ms, act) {
    const event = this.#agenda.add(this.#now + Math.max(0, ms), act);
    return () => {
      event.isCancelled = true;
    };
  }

  /** Says that a promise has been settled, so that whoever awaits it is let run before time goes on. */
  promised() {
    this.#hasPromises = true;
  }

  /** Runs everything of the next so many milliseconds; for what awaits nothing. */
  run(ms) {
    const end = this.#now + ms;
    while (this.#agenda.nextAt <= end) {
      this.#step();
    }
    this.#now = end;
  }

  /** The same, for what has promises. */
  async play(ms) {
    const end = this.#now + ms;
    await this.#settle();
    while (this.#agenda.nextAt <= end) {
      this.#step();
      await this.#settle();
    }
    this.#now = end;
  }

  /** Lets time pass in which nothing runs; what was due then comes late. */
  sleep(ms) {
    this.#now += ms;
  }

  #step() {
    const { at, act, isCancelled } = this.#agenda.take();
    this.#now = Math.max(this.#now, at);
    if (!isCancelled) act();
  }

  async #settle() {
    while (this.#hasPromises) {
      this.#hasPromises = false;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}
