// One client's TCP connection to the server, as its messages see it: late, jittery, in order, never lost.

const RETRANSMIT_MS = 200;

/** Two ways; each message waits for those before it, and a lost one holds up all behind it until it was sent again. */
export class Link {
  #world;
  #random;
  #road;
  #arrivals = { up: 0, down: 0 };
  #isBackAt = 0;

  /** `road`: {roundTripMs, jitterUpMs, jitterDownMs, loss, upShare}, upShare being the way up's share of the round trip. */
  constructor({ world, random, road }) {
    this.#world = world;
    this.#random = random;
    this.#road = { jitterUpMs: 0, jitterDownMs: 0, loss: 0, upShare: 0.5, ...road };
  }

  up(act) {
    this.#carry("up", this.#road.roundTripMs * this.#road.upShare, this.#road.jitterUpMs, act);
  }

  down(act) {
    this.#carry("down", this.#road.roundTripMs * (1 - this.#road.upShare), this.#road.jitterDownMs, act);
  }

  /** Carries nothing for a while; what was sent meanwhile comes afterwards. */
  cut(ms) {
    this.#isBackAt = this.#world.now() + ms;
  }

  #carry(way, bareMs, jitterMs, act) {
    const now = this.#world.now();
    let tookMs = bareMs + this.#random.between(0, jitterMs);
    while (this.#random.chance(this.#road.loss)) {
      tookMs += RETRANSMIT_MS + this.#road.roundTripMs;
    }
    const sentAt = now < this.#isBackAt ? this.#isBackAt + this.#random.between(0, RETRANSMIT_MS) : now;
    this.#arrivals[way] = Math.max(this.#arrivals[way], sentAt + tookMs);
    this.#world.after(this.#arrivals[way] - now, act);
  }
}
