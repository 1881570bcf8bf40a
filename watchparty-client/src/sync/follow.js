// Makes a media element follow a timeline. The element never leads: nothing that happens to it changes the party.

import { DriftPolicy } from "./drift.js";
import { middle as median } from "./position-filter.js";

const TICK_MS = 60;
const MEASURED_OVER_MS = 300;
const SAMPLES_MIN = 3;

// Browsers slow the timers of hidden pages down to one a second; then one sample must do.
const SPARSE_MS = 500;

// After a start the pipeline fills its buffers; positions read before that say little.
const SETTLING_MS = 250;

// A command says where to be. Up to this distance a nudge gets there soon enough to be better than a seek.
const NEAR_MS = 60;
const SAME_FRAME_MS = 4;
const PLACINGS_MAX = 3;
const PLACING_TIMEOUT_MS = 4_000;

const COSTS_FIRST = { seekMs: 150, startMs: 50 };
const SEEK_MS = { least: 60, most: 3_000 };
const START_MS = { least: 0, most: 250 };

// More than this is a film that could not be placed or a stall, and no lesson about starting.
const LEARNED_MS_MAX = 400;

/**
 * Holds one media element on the party's timeline: places it, starts it at the common instant, measures its drift and
 * corrects it. Confined to the page's thread.
 *
 * Placing a running film works like catching a train: seek to where the party will be in a moment, stand still there,
 * and start when the party passes. How long a seek and a start take on this device is measured and learned.
 *
 * Callbacks: onPlaying(how), how being "heard", "muted" (the browser allows it only without sound) or "blocked" (only
 * after a press); onMeasure({driftMs, factor, isRunning}) on each round of measuring.
 */
export class Follower {
  #video;
  #clock;
  #callbacks;
  #policy = new DriftPolicy();
  #timeline = null;
  #costs = { ...COSTS_FIRST };
  #samples = [];
  #frame = null;
  #run = 0; // rises with each new placing; whatever still waits for an older one gives up
  #phase = "still"; // waiting, still, placing, running, blocked
  #runningSince = 0;
  #isStartLearned = true;
  #isMutedByUs = false;
  #jumps = 0;
  #factor = 1;
  #driftMs = null;
  #ticking;
  #isClosed = false;
  #onLoaded = () => this.realign();

  constructor(video, clock, callbacks = {}) {
    this.#video = video;
    this.#clock = clock;
    this.#callbacks = { onPlaying() {}, onMeasure() {}, ...callbacks };
    this.#ticking = setInterval(() => this.#tick(), TICK_MS);
    video.addEventListener("loadedmetadata", this.#onLoaded);
    if ("requestVideoFrameCallback" in video) {
      this.#watchFrames();
    }
  }

  /** Follows a new timeline; `isCommanded` when it is someone's doing and not merely said again. */
  follow(timeline, { isCommanded = true } = {}) {
    this.#timeline = timeline;
    this.#align(isCommanded ? NEAR_MS : Infinity);
  }

  /** Puts the element where it belongs again: after a wake-up, a new film, or a press that allows playing. */
  realign() {
    if (this.#timeline) {
      this.#align(NEAR_MS);
    }
  }

  /** Answers to a person's press: from now on with sound. */
  allowSound() {
    this.#isMutedByUs = false;
    this.#video.muted = false;
    this.realign();
  }

  /** Lets go of the element. */
  close() {
    this.#isClosed = true;
    this.#run++;
    clearInterval(this.#ticking);
    this.#video.removeEventListener("loadedmetadata", this.#onLoaded);
    this.#video.pause();
  }

  get measured() {
    return {
      phase: this.#phase,
      driftMs: this.#driftMs,
      factor: this.#factor,
      jumps: this.#jumps,
      seekCostMs: this.#costs.seekMs,
      startCostMs: this.#costs.startMs,
    };
  }

  /** The last frame shown: its position and the server time at which it was to be seen; null where browsers hide it. */
  get frame() {
    return this.#frame;
  }

  #now() {
    return performance.now();
  }

  #serverNow() {
    return this.#clock.serverTime(this.#now());
  }

  #positionMs() {
    return this.#video.currentTime * 1000;
  }

  /** Where the timeline says to be, but never beyond the film's own end. */
  #wantedAt(serverMs) {
    const endMs = Number.isFinite(this.#video.duration) ? this.#video.duration * 1000 : Infinity;
    return Math.min(this.#timeline.positionAt(serverMs), endMs);
  }

  #align(nearMs) {
    const run = ++this.#run;
    if (this.#video.readyState === 0 || !this.#clock.isKnown) {
      this.#phase = "waiting";
      return; // loadedmetadata comes back here, and a frame that tells a timeline tells the time too
    }
    this.#setFactor(1);
    this.#samples = [];
    if (!this.#timeline.isPlaying) {
      this.#standStill();
      return;
    }
    const serverNow = this.#serverNow();
    const isFlowing = this.#timeline.isRunningAt(serverNow) && !this.#video.paused && !this.#video.seeking;
    if (isFlowing && Math.abs(this.#positionMs() - this.#wantedAt(serverNow)) <= nearMs) {
      this.#enterRunning();
      return;
    }
    this.#place(run);
  }

  #standStill() {
    this.#phase = "still";
    this.#driftMs = null;
    this.#video.pause();
    this.#seekTo(this.#wantedAt(0));
  }

  #seekTo(positionMs) {
    if (Math.abs(this.#positionMs() - positionMs) > SAME_FRAME_MS) {
      this.#video.currentTime = positionMs / 1000;
    }
  }

  async #place(run) {
    this.#phase = "placing";
    this.#video.pause();
    for (let placing = 1; placing <= PLACINGS_MAX && run === this.#run; placing++) {
      const begunAt = this.#now();
      const serverNow = this.#serverNow();
      const isThere = Math.abs(this.#positionMs() - this.#wantedAt(serverNow)) <= SAME_FRAME_MS;
      const leadMs = isThere && !this.#timeline.isRunningAt(serverNow) ? 0 : this.#costs.seekMs * placing;
      const meetAt = Math.max(this.#timeline.startsAtMs, serverNow + leadMs);
      const meetingMs = this.#wantedAt(meetAt);
      this.#seekTo(meetingMs);
      await this.#isReady(run);
      if (run !== this.#run) {
        return;
      }
      if (leadMs > 0) {
        this.#learn("seekMs", (this.#now() - begunAt) * 1.2, SEEK_MS);
      }
      const isLate = this.#serverNow() > meetAt + NEAR_MS;
      if (isLate && placing < PLACINGS_MAX) {
        continue;
      }
      await until(this.#clock.localTime(meetAt) - this.#costs.startMs);
      if (run === this.#run) {
        this.#isStartLearned = isLate;
        await this.#start(run);
      }
      return;
    }
  }

  /** Waits until the seek is done and there is something to play, but not for ever: a slow network must not end it. */
  async #isReady(run) {
    const givenUpAt = this.#now() + PLACING_TIMEOUT_MS;
    while (run === this.#run && this.#now() < givenUpAt) {
      if (!this.#video.seeking && this.#video.readyState >= 3) {
        return;
      }
      await nextOf(this.#video, ["seeked", "canplay", "canplaythrough", "playing"], 100);
    }
  }

  async #start(run) {
    const isAtEnd = Number.isFinite(this.#video.duration) && this.#positionMs() >= this.#video.duration * 1000 - 1;
    if (isAtEnd) {
      this.#phase = "still"; // play() at the end would begin the film again
      return;
    }
    const how = await this.#play();
    if (run !== this.#run) {
      return;
    }
    if (how === "blocked") {
      this.#phase = "blocked";
    } else if (how !== "interrupted") {
      this.#enterRunning();
    }
    this.#callbacks.onPlaying(how);
  }

  async #play() {
    try {
      await this.#video.play();
      return this.#isMutedByUs ? "muted" : "heard";
    } catch (refusal) {
      if (refusal.name !== "NotAllowedError") {
        return "interrupted"; // by our own pause or a new film; both come with a placing of their own
      }
      if (this.#video.muted) {
        return "blocked";
      }
      this.#isMutedByUs = true;
      this.#video.muted = true;
      return this.#play();
    }
  }

  #enterRunning() {
    this.#phase = "running";
    this.#runningSince = this.#now();
    this.#policy.settle();
  }

  #tick() {
    if (!this.#timeline?.isPlaying || !this.#clock.isKnown || this.#phase === "placing") {
      return;
    }
    if (this.#phase === "running") {
      this.#holdTheLine();
    } else if (this.#phase === "still" && this.#wantedAt(this.#serverNow()) < (this.#video.duration || 0) * 1000) {
      this.realign();
    }
  }

  #holdTheLine() {
    const now = this.#now();
    if (this.#video.ended) {
      this.#phase = "still";
      return;
    }
    if (this.#video.paused) {
      this.realign(); // not our doing: a media key, a lost headphone, a locked phone
      return;
    }
    if (this.#video.seeking || this.#video.readyState < 3) {
      this.#samples = []; // buffering: there is no position to correct
      return;
    }
    if (now - this.#runningSince < SETTLING_MS) {
      return;
    }
    // Not from the frames shown: they agree with this position but for the rounding to whole frames (see frame).
    const isSparse = this.#samples.length > 0 && now - this.#samples.at(-1).at > SPARSE_MS;
    this.#samples.push({ at: now, driftMs: this.#positionMs() - this.#wantedAt(this.#clock.serverTime(now)) });
    this.#samples = this.#samples.filter((sample) => now - sample.at <= MEASURED_OVER_MS);
    if (isSparse || this.#samples.length >= SAMPLES_MIN) {
      this.#correct(median(this.#samples.map((sample) => sample.driftMs)), now);
    }
  }

  #correct(driftMs, now) {
    this.#driftMs = driftMs;
    if (!this.#isStartLearned && Math.abs(driftMs) <= LEARNED_MS_MAX) {
      // Behind means started too late: next time press earlier by a part of it.
      this.#learn("startMs", this.#costs.startMs - driftMs, START_MS);
    }
    this.#isStartLearned = true;
    const correction = this.#policy.correct(driftMs, now);
    if (correction.kind === "jump") {
      this.#jumps++;
      this.#place(++this.#run);
    } else {
      this.#setFactor(correction.factor);
    }
    this.#callbacks.onMeasure({ driftMs, factor: this.#factor });
  }

  #learn(cost, measuredMs, { least, most }) {
    const learnedMs = (this.#costs[cost] + measuredMs) / 2;
    this.#costs[cost] = Math.min(most, Math.max(least, learnedMs));
  }

  #setFactor(factor) {
    this.#factor = factor;
    const rate = (this.#timeline?.rate ?? 1) * factor;
    if (Math.abs(this.#video.playbackRate - rate) > 1e-4) {
      this.#video.playbackRate = rate;
    }
  }

  #watchFrames() {
    this.#video.requestVideoFrameCallback((_, metadata) => {
      if (this.#clock.isKnown) {
        const serverTimeMs = this.#clock.serverTime(metadata.expectedDisplayTime);
        this.#frame = { positionMs: metadata.mediaTime * 1000, serverTimeMs };
      }
      if (!this.#isClosed) {
        this.#watchFrames();
      }
    });
  }
}

function until(localMs) {
  return new Promise((resolve) => {
    const waitMs = localMs - performance.now();
    if (waitMs <= 0) {
      resolve();
    } else {
      setTimeout(resolve, waitMs);
    }
  });
}

/** The next of the named events, or the end of the time, whichever is first. */
function nextOf(target, types, timeoutMs) {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      types.forEach((type) => target.removeEventListener(type, done));
      resolve();
    };
    const timer = setTimeout(done, timeoutMs);
    types.forEach((type) => target.addEventListener(type, done));
  });
}
