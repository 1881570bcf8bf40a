// A player that is not there, with all the faults of those that are.

/** What a media element of a decent browser is like. */
export const MEDIA_ELEMENT = {
  durationMs: 7_200_000,
  loadMs: [100, 600],
  seekMs: [40, 200],
  hopMs: null, // what a seek takes into the data that another seek has fetched; null when that makes no difference
  fetchedMs: 0, // how much of the film one fetches
  toldMs: 0, // how much of that the player knows of at once
  startMs: [20, 90],
  rateMs: [20, 80], // until another rate is heard
  stretcherMs: [0, 25], // what is lost when it leaves its natural rate
  noiseMs: 3,
  clockPpm: 0, // by how much its sound card runs fast
  grainMs: 0,
  rates: null,
  autoplay: "allowed", // or "muted", "blocked"
};

/** And what a player in a frame of another site is like. */
export const FRAMED_PLAYER = {
  ...MEDIA_ELEMENT,
  seekMs: [150, 500],
  startMs: [80, 250],
  grainMs: 250,
  rates: [0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2],
};

/** Implements the Player contract in virtual time; `heardMs()` is where it truly is. */
export class SimPlayer {
  traits;
  seeks = []; // true instants
  rates = []; // {at, rate}, as asked for

  #world;
  #device;
  #random;
  #kind;
  #listeners = new Set();
  #isLoaded = false;
  #isPaused = true;
  #isSeeking = false;
  #isStarved = false;
  #isFlowing = false;
  #rate = 1;
  #askedRate = 1;
  #baseMs = 0;
  #baseAt = 0;
  #autoplay;
  #isMuted = false;
  #onStart = null;
  #flow = 0; // counts what may be overtaken
  #seek = 0;
  #fetchedFromMs = Infinity;

  constructor({ world, device, random, kind = MEDIA_ELEMENT }) {
    this.#world = world;
    this.#device = device;
    this.#random = random;
    this.#kind = kind;
    this.#autoplay = kind.autoplay;
    if (kind.hopMs !== null) this.hasDataAt = (positionMs) => this.#isWithin(positionMs, kind.toldMs);
    this.traits = { rates: kind.rates, grainMs: kind.grainMs, hasPicture: true };
    world.after(this.#cost("loadMs"), () => {
      this.#isLoaded = true;
      this.#tell();
    });
  }

  state() {
    return {
      isLoaded: this.#isLoaded,
      isReady: this.#isLoaded && !this.#isSeeking && !this.#isStarved,
      isPaused: this.#isPaused,
      isSeeking: this.#isSeeking,
      isEnded: this.#isLoaded && this.heardMs() >= this.#kind.durationMs,
      isSeekable: this.#isLoaded,
      positionMs: this.#isLoaded ? this.#toldMs() : 0,
      durationMs: this.#isLoaded ? this.#kind.durationMs : null,
      error: null,
    };
  }

  /** Where it truly is. */
  heardMs() {
    return this.#positionAt(this.#world.now());
  }

  get isFlowing() {
    return this.#isFlowing;
  }

  get isMuted() {
    return this.#isMuted;
  }

  play() {
    this.#settle("interrupted");
    if (this.#autoplay === "blocked" || (this.#autoplay === "muted" && this.#isMuted)) {
      return this.#soon("blocked");
    }
    this.#isMuted ||= this.#autoplay === "muted";
    this.#isPaused = false;
    if (this.#isFlowing) {
      return this.#soon(this.#isMuted ? "muted" : "heard");
    }
    const start = new Promise((resolve) => (this.#onStart = resolve));
    this.#flowIn(this.#cost("startMs"));
    return start;
  }

  pause() {
    this.#settle("interrupted");
    this.#isPaused = true;
    this.#stop();
  }

  seek(positionMs) {
    this.seeks.push(this.#world.now());
    this.#stop();
    this.#move(Math.max(0, Math.min(positionMs, this.#kind.durationMs)));
    this.#isSeeking = true;
    const seek = ++this.#seek;
    const isHop = this.#kind.hopMs !== null && this.#isWithin(positionMs, this.#kind.fetchedMs);
    this.#world.after(this.#cost(isHop ? "hopMs" : "seekMs"), () => {
      if (seek === this.#seek) {
        this.#isSeeking = false;
        if (!isHop) this.#fetchedFromMs = positionMs;
        if (!this.#isPaused) this.#flowIn(this.#cost("startMs") / 2);
        this.#tell();
      }
    });
  }

  setRate(rate) {
    const nearest = this.#kind.rates?.reduce((best, each) =>
      Math.abs(each - rate) < Math.abs(best - rate) ? each : best);
    this.#askedRate = this.#kind.isDeafToRates ? 1 : (nearest ?? rate);
    this.rates.push({ at: this.#world.now(), rate: this.#askedRate });
    const asked = this.#askedRate;
    this.#world.after(this.#isFlowing ? this.#cost("rateMs") : 0, () => {
      const isStretching = this.#isFlowing && this.#rate === 1 && asked !== 1;
      this.#move(this.heardMs() - (isStretching ? this.#cost("stretcherMs") : 0));
      this.#rate = asked;
    });
  }

  setMuted(isMuted) {
    this.#isMuted = isMuted;
  }

  setVolume() {}

  frame() {
    return this.#isFlowing ? { positionMs: this.heardMs(), atMs: this.#device.now() } : null;
  }

  textTracks() {
    return [];
  }

  showTextTrack() {}

  subscribe(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close() {
    this.#listeners.clear();
  }

  // ---- what befalls it

  /** Runs out of data for a while. */
  starve(ms) {
    this.#isStarved = true;
    this.#stop();
    this.#tell();
    this.#world.after(ms, () => {
      this.#isStarved = false;
      if (!this.#isPaused && !this.#isSeeking) this.#flowIn(0);
      this.#tell();
    });
  }

  /** Stands for a while without saying so. */
  hang(ms) {
    if (!this.#isFlowing) return;
    this.#stop();
    const flow = this.#flow;
    this.#world.after(ms, () => {
      if (flow === this.#flow && !this.#isPaused) this.#flowIn(0);
    });
  }

  /** Somebody presses a key of the device. */
  pressPause() {
    this.pause();
    this.#tell();
  }

  /** The browser has seen a gesture. */
  allow() {
    this.#autoplay = "allowed";
  }

  #flowIn(ms) {
    const flow = ++this.#flow;
    this.#world.after(ms, () => {
      if (flow !== this.#flow || this.#isPaused || this.#isSeeking || this.#isStarved) return;
      this.#move(this.heardMs());
      this.#isFlowing = true;
      this.#settle(this.#isMuted ? "muted" : "heard");
      this.#tell();
    });
  }

  #stop() {
    this.#flow++;
    this.#move(this.heardMs());
    this.#isFlowing = false;
  }

  #move(positionMs) {
    const now = this.#world.now();
    this.#baseMs = positionMs;
    this.#baseAt = now;
  }

  #isWithin(positionMs, fetchedMs) {
    return positionMs >= this.#fetchedFromMs && positionMs < this.#fetchedFromMs + fetchedMs;
  }

  #positionAt(trueMs) {
    const ranMs = this.#isFlowing ? (trueMs - this.#baseAt) * this.#rate * (1 + this.#kind.clockPpm * 1e-6) : 0;
    return Math.min(this.#kind.durationMs, this.#baseMs + ranMs);
  }

  /** A coarse player tells its position now and then; asked in between, it says what it told last. */
  #toldMs() {
    const { grainMs, noiseMs } = this.#kind;
    if (grainMs > 0) {
      return this.#toldBase();
    }
    return this.#isFlowing ? this.heardMs() + this.#random.between(-noiseMs, noiseMs) : this.heardMs();
  }

  #toldBase() {
    const { grainMs } = this.#kind;
    if (grainMs === 0 || !this.#isFlowing) return this.heardMs();
    const toldAt = Math.floor(this.#world.now() / grainMs) * grainMs;
    return toldAt >= this.#baseAt ? this.#positionAt(toldAt) : this.#baseMs;
  }

  #settle(how) {
    if (this.#onStart !== null) {
      this.#onStart(how);
      this.#onStart = null;
      this.#world.promised();
    }
  }

  #soon(how) {
    this.#world.promised();
    return Promise.resolve(how);
  }

  #cost(name) {
    return this.#random.between(...this.#kind[name]);
  }

  #tell() {
    [...this.#listeners].forEach((listener) => this.#device.whenAwake(listener));
  }
}
