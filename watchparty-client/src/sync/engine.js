// Makes a player follow a party's timeline. The player never leads: nothing that happens to it changes the party.

import { Costs } from "./costs.js";
import { DriftPolicy } from "./drift.js";
import { NudgeCheck } from "./nudge-check.js";
import { PositionFilter } from "./position-filter.js";
import { SteppedRatePolicy } from "./stepped-rates.js";

/** @import { Player, PlayerState, Start } from "../player/player.js" */
/** @import { Time } from "../time.js" */
/** @import { ServerClock } from "./clock.js" */
/** @import { Cost } from "./costs.js" */
/** @import { Timeline } from "./timeline.js" */

/**
 * What the engine is about: waiting (for the media or the time), still (the party stands, or the film is over), placing
 * (going where the party is), running (in step, or on the way to it), blocked (the browser wants somebody to press
 * something first).
 *
 * @typedef {"waiting" | "still" | "placing" | "running" | "blocked"} Phase
 */

/**
 * @typedef {object} Measured
 * @property {Phase} phase
 * @property {boolean} isStalled whether it runs in name only, and waits for data
 * @property {number | null} driftMs actual position minus wanted; null while not running
 * @property {number} factor by which the player is faster than the party just now
 * @property {number} jumps hard seeks that no command asked for
 * @property {number} seekCostMs
 * @property {number} startCostMs
 * @property {"heard" | "muted" | "blocked"} sound
 */

/**
 * A placing under way.
 *
 * @typedef {object} Placing
 * @property {"seeking" | "standing" | "starting" | "flying"} stage
 * @property {number} attempt counts from 1
 * @property {number} begunAt local
 * @property {boolean} isMoved whether it began with a seek
 * @property {Cost} cost what the seek teaches about
 * @property {number} soughtMs where to
 * @property {number} meetAtMs the server instant at which to play
 */

// How often to look: closely while something is going on, now and then when all is well, since the player calls.
const LOOK_MS = { close: 60, quiet: 250, still: 500 };

// After a start the pipeline fills its buffers; positions told before that say little.
const SETTLING_MS = { fine: 250, coarse: 700 };
const QUIET_AFTER_MS = 5_000;

// Up to this distance a nudge gets there soon enough to be better than a placing: two thirds of it are gone in 2 s.
const NEAR_MS = 150;

// A start later than this is better tried again.
const LATE_MS = 100;
const SAME_FRAME_MS = 4;

// Whoever was sent into endless media and stands as far from there as this cannot get there: a broadcast can be sought in
// its last minutes only, and begins to count where each player came in.
const OUT_OF_REACH_MS = 10_000;

// At the end players stop some frames early or late.
const END_MS = 500;

// Who came late once leaves more time the next time: another seek would cost more than standing a little.
const RETRY_LEADS = [1, 1.15, 1.3];
const PLACINGS_MAX = RETRY_LEADS.length;

// So much of the film is soon there once a player has begun to fetch it.
const COMING_MS = 5_000;
const READY_TIMEOUT_MS = 4_000;
const STARTING_TIMEOUT_MS = 4_000;

// A guess at the server's time is off by a message's way; the first answer comes about as soon as the film is ready.
const GUESS_TRUSTED_AFTER_MS = 1_000;

// Timers this rare cannot meet an instant, so that nobody stands and waits for it.
const SPARSE_MS = 400;
const LATENESS_KEPT = 0.7;

const CLOCK_STEP_MS = 1_000;

// More than this is a film that could not be placed or a stall, and no lesson about starting.
const LEARNED_MS_MAX = 400;
const COARSE_GRAIN_MS = 100;

// Whoever pauses a player behind our back is undone, but ever more patiently if they insist.
const RESUME_AFTER_MS = { first: 1_000, most: 30_000 };

/**
 * Holds one player on the party's timeline: places it, starts it at the common instant, measures its drift and corrects
 * it. Pure: it knows no DOM, and no time but what it is given. Confined to one thread.
 *
 * Placing a running film works like catching a train: seek to where the party will be in a moment, stand still there,
 * and start when the party passes. How long a seek and a start take on this device is measured and learned. Where timers are
 * rare nobody can wait for an instant; then it is done in flight: the player is moved to where the party will be when it
 * plays again.
 *
 * `onChange` is called when the phase, the sound, or whether it is stalled has changed.
 */
export class SyncEngine {
  /** @type {Time} */
  #time;
  /** @type {ServerClock} */
  #clock;
  /** @type {Player} */
  #player;
  /** @type {() => void} */
  #onChange;
  #unsubscribe;
  #isCoarse;
  #settlingMs;
  #costs;
  #filter;
  /** @type {DriftPolicy | SteppedRatePolicy} */
  #policy;
  #nudgeCheck = new NudgeCheck();
  /** @type {Timeline | null} */
  #timeline = null;
  #personalOffsetMs = 0;

  /** @type {Phase} */
  #phase = "still";
  /** @type {Placing | null} */
  #placing = null;
  /** Whether the party is where this player cannot go; then it just plays. */
  #isOutOfReach = false;
  #runningSince = 0;
  #isStalled = false;
  /** @type {{ cost: Cost, lateMs: number } | null} what the next measured drift teaches about */
  #lesson = null;
  /** @type {"heard" | "muted" | "blocked"} */
  #sound = "heard";
  #jumps = 0;
  #factor = 1;
  #rate = NaN;
  /** @type {number | null} */
  #driftMs = null;
  #measuredAt = 0;
  #quietSince = 0;
  #resumeAt = -Infinity;
  #resumeAfterMs = 0;
  /** @type {number | null} */
  #knownSince = null;
  /** @type {number | null} */
  #offsetMs = null;

  #cancelLook = () => {};
  #isLooking = false;
  #lateMs = 0; // how late timers have been of late
  #isClosed = false;
  #told = "";

  /**
   * @param {object} options
   * @param {Time} options.time
   * @param {ServerClock} options.clock
   * @param {Player} options.player
   * @param {() => void} [options.onChange]
   */
  constructor({ time, clock, player, onChange = () => {} }) {
    this.#time = time;
    this.#clock = clock;
    this.#player = player;
    this.#onChange = onChange;
    this.#isCoarse = player.traits.grainMs >= COARSE_GRAIN_MS;
    this.#settlingMs = this.#isCoarse ? SETTLING_MS.coarse : SETTLING_MS.fine;
    this.#costs = new Costs(player.traits);
    this.#filter = new PositionFilter(player.traits);
    this.#policy = player.traits.rates === null ? new DriftPolicy(player.traits) : new SteppedRatePolicy();
    this.#unsubscribe = player.subscribe(() => this.#look());
  }

  /**
   * Follows a new timeline; `isCommanded` when it is someone's doing and not merely said again.
   *
   * @param {Timeline} timeline
   * @param {{ isCommanded?: boolean }} [how]
   */
  follow(timeline, { isCommanded = true } = {}) {
    if (this.#isClosed) {
      return;
    }
    const before = this.#timeline;
    this.#timeline = timeline;
    const isMoving = this.#phase === "running" || this.#phase === "placing";
    if (before !== null && isMoving && timeline.isSameCourse(before, this.#serverNow())) {
      return;
    }
    this.#align(isCommanded ? NEAR_MS : Infinity);
  }

  /** Puts the player where it belongs again: after a wake-up, or a press that allows playing. */
  realign() {
    if (this.#timeline !== null && !this.#isClosed) {
      this.#align(NEAR_MS);
    }
  }

  /** Answers to a person's press: from now on with sound. */
  allowSound() {
    this.#player.setMuted(false);
    const isBlocked = this.#phase === "blocked" && this.#course.isRunningAt(this.#serverNow());
    if (isBlocked) {
      this.#takeOff(); // at once, while the press still counts
    } else if (this.#phase === "running") {
      void this.#play(() => {});
    } else {
      this.#sound = "heard"; // if the browser still wants silence, the next start finds out
      this.realign();
    }
  }

  /** By how much this player shall run ahead of the party, in milliseconds of film; negative is behind. */
  get personalOffsetMs() {
    return this.#personalOffsetMs;
  }

  set personalOffsetMs(offsetMs) {
    if (offsetMs === this.#personalOffsetMs) {
      return;
    }
    this.#personalOffsetMs = offsetMs;
    if (this.#phase === "running") {
      this.#policy.settle();
      this.#nudgeCheck.restart();
    } else {
      this.realign();
    }
  }

  #takeOff() {
    this.#phase = "placing";
    this.#fly(this.#time.now(), this.#player.state(), 1);
    this.#lookAgain();
  }

  /** Lets go of the player. */
  close() {
    this.#isClosed = true;
    this.#placing = null;
    this.#cancelLook();
    this.#unsubscribe();
    this.#player.pause();
  }

  /** @returns {Measured} */
  get measured() {
    return {
      phase: this.#phase,
      isStalled: this.#isStalled,
      driftMs: this.#driftMs,
      factor: this.#factor,
      jumps: this.#jumps,
      seekCostMs: this.#costs.of("seekMs"),
      startCostMs: this.#costs.of("startMs"),
      sound: this.#sound,
    };
  }

  /**
   * The last frame shown: its position and the server time at which it was to be seen; null where players hide it.
   *
   * @returns {{ positionMs: number, serverTimeMs: number } | null}
   */
  get frame() {
    const frame = this.#player.frame();
    return frame && this.#clock.isKnown
      ? { positionMs: frame.positionMs, serverTimeMs: this.#clock.serverTime(frame.atMs) }
      : null;
  }

  #serverNow() {
    return this.#clock.serverTime(this.#time.now());
  }

  /** @returns {Timeline} only to be asked for once there is one */
  get #course() {
    return /** @type {Timeline} */ (this.#timeline);
  }

  /**
   * Where this player should be, but never outside the film.
   *
   * @param {number} serverMs
   * @param {PlayerState} state
   */
  #wantedAt(serverMs, { durationMs }) {
    const wantedMs = this.#course.positionAt(serverMs) + this.#personalOffsetMs;
    return Math.max(0, Math.min(wantedMs, durationMs ?? Infinity));
  }

  // ---- looking

  #look() {
    if (this.#timeline === null || this.#isLooking) {
      return;
    }
    this.#isLooking = true; // a player may call back while it is told something
    try {
      this.#act(this.#time.now());
    } finally {
      this.#isLooking = false; // a player that throws once may do better the next time
      this.#lookAgain();
    }
    this.#tellChange();
  }

  /** @param {number} now */
  #act(now) {
    if (this.#hasClockStepped(now)) {
      this.#align(NEAR_MS);
    }
    const state = this.#player.state();
    switch (this.#phase) {
      case "waiting":
        if (state.isLoaded && this.#isTimeKnown(now)) this.#align(NEAR_MS);
        break;
      case "still":
        this.#stayStill(now, state);
        break;
      case "placing":
        this.#goOnPlacing(now, state);
        break;
      case "running":
        this.#holdTheLine(now, state);
        break;
      default:
    }
  }

  /** Plans the next look, at the end of each. */
  #lookAgain() {
    this.#cancelLook();
    if (this.#isClosed) {
      return;
    }
    const now = this.#time.now();
    const dueAt = now + Math.max(0, this.#nextLookIn(now));
    this.#cancelLook = this.#time.after(dueAt - now, () => {
      this.#lateMs = Math.max(this.#time.now() - dueAt, this.#lateMs * LATENESS_KEPT);
      this.#look();
    });
  }

  /** @param {number} now */
  #nextLookIn(now) {
    if (this.#phase === "placing" && this.#placing?.stage === "standing") {
      return Math.min(this.#startsInMs(now, this.#placing), LOOK_MS.quiet); // the clock may be refined meanwhile
    }
    if (this.#phase === "running") {
      const isQuiet = now - this.#quietSince >= QUIET_AFTER_MS && !this.#isCoarse; // what is told seldom must be caught
      return isQuiet ? LOOK_MS.quiet : LOOK_MS.close;
    }
    return this.#phase === "placing" || this.#phase === "waiting" ? LOOK_MS.close : LOOK_MS.still;
  }

  #tellChange() {
    const told = `${this.#phase} ${this.#sound} ${this.#isStalled}`;
    if (told !== this.#told) {
      this.#told = told;
      this.#onChange();
    }
  }

  /** @param {number} now */
  #hasClockStepped(now) {
    const before = this.#offsetMs;
    this.#offsetMs = this.#clock.offsetMs;
    return this.#isTimeKnown(now) && before !== null && this.#offsetMs !== null
      && this.#phase !== "waiting" && Math.abs(this.#offsetMs - before) > CLOCK_STEP_MS;
  }

  /** @param {number} now */
  #isTimeKnown(now) {
    if (!this.#clock.isKnown) {
      return false;
    }
    this.#knownSince ??= now;
    return this.#clock.isMeasured || now - this.#knownSince >= GUESS_TRUSTED_AFTER_MS;
  }

  // ---- placing

  /** @param {number} nearMs up to which distance a running player is left running */
  #align(nearMs) {
    const now = this.#time.now();
    const state = this.#player.state();
    this.#placing = null;
    if (!state.isLoaded || !this.#isTimeKnown(now)) {
      this.#phase = "waiting"; // the player calls when it is loaded, and the time is looked at
    } else if (!this.#course.isPlaying) {
      this.#standStill(now, state);
    } else if (this.#isNear(now, state, nearMs)) {
      this.#goOnRunning(now);
    } else {
      this.#place(1);
    }
    if (!this.#isLooking) {
      this.#lookAgain();
      this.#tellChange();
    }
  }

  /**
   * @param {number} now
   * @param {PlayerState} state
   * @param {number} nearMs
   */
  #isNear(now, state, nearMs) {
    const serverNow = this.#clock.serverTime(now);
    if (!this.#course.isRunningAt(serverNow) || state.isPaused || state.isSeeking || state.isEnded) {
      return false;
    }
    const positionMs = this.#filter.positionAt(now) ?? state.positionMs;
    return Math.abs(positionMs - this.#wantedAt(serverNow, state)) <= nearMs + this.#player.traits.grainMs;
  }

  /** @param {number} now */
  #goOnRunning(now) {
    if (this.#phase === "running") {
      this.#setFactor(this.#factor, now);
      this.#policy.settle();
      this.#nudgeCheck.restart();
      this.#quietSince = now;
    } else {
      this.#enterRunning(now);
    }
  }

  /**
   * @param {number} now
   * @param {PlayerState} state
   */
  #standStill(now, state) {
    this.#phase = "still";
    this.#driftMs = null;
    this.#isStalled = false;
    if (!state.isPaused) this.#player.pause();
    this.#setFactor(1, now);
    this.#seekTo(this.#wantedAt(0, state), state);
  }

  /**
   * @param {number} now
   * @param {PlayerState} state
   */
  #stayStill(now, state) {
    if (!this.#course.isPlaying) {
      if (!state.isPaused && !state.isEnded && this.#mayResume(now)) {
        this.#player.pause(); // somebody pressed play on the player itself
      }
      return;
    }
    const wantedMs = this.#wantedAt(this.#clock.serverTime(now), state);
    if (wantedMs < (state.durationMs ?? Infinity) - (state.isEnded ? END_MS : 1)) {
      this.#align(NEAR_MS);
    }
  }

  /**
   * @param {number} positionMs
   * @param {PlayerState} state
   * @returns {boolean} whether that took a seek
   */
  #seekTo(positionMs, state) {
    const isSought = state.isSeekable && Math.abs(state.positionMs - positionMs) > SAME_FRAME_MS;
    if (isSought) this.#player.seek(positionMs);
    return isSought;
  }

  /** @param {number} attempt */
  #place(attempt) {
    const now = this.#time.now();
    const state = this.#player.state();
    const serverNow = this.#clock.serverTime(now);
    this.#phase = "placing";
    this.#isOutOfReach = false;
    this.#driftMs = null;
    this.#isStalled = false;
    this.#filter.restart();
    this.#nudgeCheck.restart();
    this.#setFactor(1, now);
    if (this.#course.isRunningAt(serverNow) && this.#lateMs > SPARSE_MS) {
      this.#fly(now, state, attempt);
      return;
    }
    if (!state.isPaused) this.#player.pause();
    const isThere = Math.abs(state.positionMs - this.#wantedAt(serverNow, state)) <= SAME_FRAME_MS;
    const isMoved = state.isSeekable && !(isThere && !this.#course.isRunningAt(serverNow));
    const cost = this.#costOfSeek(serverNow, state, attempt);
    const leadMs = isMoved ? this.#costs.atMost(cost) * RETRY_LEADS[attempt - 1] : 0;
    // A player that is to be behind the party stands at the beginning until the party is so far ahead.
    const leavesAtMs = Math.max(this.#course.startsAtMs, this.#course.instantAt(-this.#personalOffsetMs));
    const meetAtMs = Math.max(leavesAtMs, serverNow + leadMs);
    const soughtMs = this.#wantedAt(meetAtMs, state);
    const isSought = this.#seekTo(soughtMs, state);
    this.#placing = { stage: "seeking", attempt, begunAt: now, isMoved: isSought, cost, soughtMs, meetAtMs };
    if (!isSought) this.#awaitReady(now, state, this.#placing);
  }

  /**
   * Where the data is there already a seek takes a hop's time; and one that came late has begun to fetch what follows.
   *
   * @param {number} serverNow
   * @param {PlayerState} state
   * @param {number} attempt
   * @returns {Cost}
   */
  #costOfSeek(serverNow, state, attempt) {
    if (this.#player.hasDataAt === undefined) {
      return "seekMs";
    }
    const landsAtMs = this.#wantedAt(serverNow + this.#costs.atMost("hopMs"), state);
    const onMs = landsAtMs - state.positionMs;
    const isComing = attempt === 2 && state.isReady && onMs > 0 && onMs < COMING_MS;
    return isComing || this.#player.hasDataAt(landsAtMs) ? "hopMs" : "seekMs";
  }

  /**
   * @param {number} now
   * @param {PlayerState} state
   * @param {number} attempt
   */
  #fly(now, state, attempt) {
    const costMs = this.#costs.of("flightMs") + (state.isPaused ? this.#costs.of("startMs") : 0);
    const meetAtMs = this.#clock.serverTime(now) + costMs;
    const soughtMs = this.#wantedAt(meetAtMs, state);
    if (state.isSeekable) this.#player.seek(soughtMs);
    this.#placing = { stage: "flying", attempt, begunAt: now, isMoved: true, cost: "flightMs", soughtMs, meetAtMs };
    if (state.isPaused) this.#start(this.#placing);
  }

  /**
   * @param {number} now
   * @param {PlayerState} state
   */
  #goOnPlacing(now, state) {
    const placing = this.#placing;
    if (placing === null) {
      this.#align(NEAR_MS);
      return;
    }
    switch (placing.stage) {
      case "seeking":
        this.#awaitReady(now, state, placing);
        break;
      case "standing":
        this.#awaitInstant(now, state, placing);
        break;
      default:
        this.#awaitPlaying(now, state, placing);
    }
  }

  /**
   * Until the seek is done and there is something to play, but not for ever: some browsers load only what plays.
   *
   * @param {number} now
   * @param {PlayerState} state
   * @param {Placing} placing
   */
  #awaitReady(now, state, placing) {
    const isReady = !state.isSeeking && state.isReady;
    if (!isReady && now - placing.begunAt < READY_TIMEOUT_MS) {
      return;
    }
    if (placing.isMoved) {
      this.#costs.learn(placing.cost, now - placing.begunAt);
    }
    if (isReady && state.isSeekable) {
      this.#isOutOfReach = isElsewhere(state, placing);
      placing.meetAtMs = this.#isOutOfReach ? this.#clock.serverTime(now) : this.#meetingOf(state, placing);
    }
    placing.stage = "standing";
    this.#awaitInstant(now, state, placing);
  }

  /**
   * When the party passes the place at which the player really stands, which need not be the one it was sent to.
   *
   * @param {PlayerState} state
   * @param {Placing} placing
   */
  #meetingOf(state, placing) {
    if (this.#isCoarse) {
      return placing.meetAtMs;
    }
    const passesAtMs = this.#course.instantAt(state.positionMs - this.#personalOffsetMs);
    return Math.max(this.#course.startsAtMs, passesAtMs);
  }

  /**
   * @param {number} now
   * @param {PlayerState} state
   * @param {Placing} placing
   */
  #awaitInstant(now, state, placing) {
    const startsInMs = this.#startsInMs(now, placing);
    if (startsInMs > 0.5) {
      return;
    }
    const isMissed = -startsInMs > LATE_MS && placing.attempt < PLACINGS_MAX;
    if (isMissed && state.isSeekable) {
      this.#place(placing.attempt + 1);
      return;
    }
    if (state.durationMs !== null && state.positionMs >= state.durationMs - 1) {
      this.#phase = "still"; // to play at the end would begin the film again
      return;
    }
    placing.stage = "starting";
    placing.begunAt = now;
    this.#lesson = { cost: "startMs", lateMs: Math.max(0, -startsInMs) };
    this.#start(placing);
  }

  /**
   * @param {number} now
   * @param {Placing} placing
   */
  #startsInMs(now, placing) {
    return this.#clock.localTime(placing.meetAtMs) - this.#costs.of("startMs") - now;
  }

  /**
   * @param {number} now
   * @param {PlayerState} state
   * @param {Placing} placing
   */
  #awaitPlaying(now, state, placing) {
    const isPlaying = !state.isPaused && !state.isSeeking && state.isReady;
    if (placing.stage === "flying" && isPlaying && now > placing.begunAt) {
      this.#lesson = { cost: "flightMs", lateMs: 0 };
      this.#isOutOfReach = state.isSeekable && isElsewhere(state, placing);
      this.#enterRunning(now);
    } else if (now - placing.begunAt > STARTING_TIMEOUT_MS) {
      this.#lesson = null;
      this.#enterRunning(now); // it plays and has not said so, or it waits for data
    }
  }

  /** @param {Placing} placing */
  #start(placing) {
    void this.#play((how) => {
      if (placing !== this.#placing || this.#isClosed) {
        return; // overtaken
      }
      if (how === "blocked") {
        this.#phase = "blocked";
        this.#placing = null;
      } else if (how === "interrupted") {
        this.#enterRunning(this.#time.now()); // if it is paused, that is seen at the next look
      } else if (placing.stage === "starting") {
        this.#enterRunning(this.#time.now());
      }
      this.#lookAgain();
    });
  }

  /** @param {(how: Start) => void} then */
  async #play(then) {
    const how = await this.#player.play();
    if (how !== "interrupted" && !this.#isClosed) {
      this.#sound = how;
    }
    then(how);
    this.#tellChange();
  }

  // ---- running

  /** @param {number} now */
  #enterRunning(now) {
    this.#phase = "running";
    this.#placing = null;
    this.#runningSince = now;
    this.#quietSince = now;
    this.#filter.restart();
    this.#nudgeCheck.restart();
    this.#setFactor(1, now);
    this.#policy.settle(now);
  }

  /**
   * @param {number} now
   * @param {PlayerState} state
   */
  #holdTheLine(now, state) {
    if (state.isEnded) {
      this.#phase = "still";
      this.#driftMs = null;
      return;
    }
    if (state.isPaused) {
      this.#driftMs = null;
      this.#resume(now); // not our doing: a media key, a lost headphone, a locked phone
      return;
    }
    const isStalled = state.isSeeking || !state.isReady;
    if (isStalled || this.#isStalled) {
      this.#isStalled = isStalled;
      this.#runningSince = this.#quietSince = now; // there is no position to correct, and soon after not a good one
      this.#filter.restart();
      this.#nudgeCheck.restart();
      this.#setFactor(1, now);
    }
    if (now - this.#runningSince >= this.#settlingMs && !this.#isOutOfReach) {
      this.#filter.take(state.positionMs, now);
      this.#measure(now, state);
    }
  }

  /** @param {number} now */
  #resume(now) {
    if (this.#mayResume(now)) {
      this.#place(1);
    }
  }

  /** @param {number} now */
  #mayResume(now) {
    if (now < this.#resumeAt) {
      return false;
    }
    const hasLasted = now - this.#resumeAt > RESUME_AFTER_MS.most;
    this.#resumeAfterMs = hasLasted ? RESUME_AFTER_MS.first : Math.min(2 * this.#resumeAfterMs, RESUME_AFTER_MS.most);
    this.#resumeAt = now + this.#resumeAfterMs;
    return true;
  }

  /**
   * @param {number} now
   * @param {PlayerState} state
   */
  #measure(now, state) {
    const positionMs = this.#filter.positionAt(now);
    if (positionMs === null) {
      return;
    }
    const driftMs = positionMs - this.#wantedAt(this.#clock.serverTime(now), state);
    const byNudgeMs = (now - this.#measuredAt) * (this.#factor - 1) * this.#course.rate;
    this.#nudgeCheck.take(driftMs, byNudgeMs);
    this.#driftMs = driftMs;
    this.#measuredAt = now;
    this.#learnFrom(driftMs);
    this.#correct(driftMs, now, state);
  }

  /**
   * Behind means begun too late, if it was not for being late ourselves: next time by a part of it earlier.
   *
   * @param {number} driftMs
   */
  #learnFrom(driftMs) {
    if (this.#lesson !== null && (Math.abs(driftMs) <= LEARNED_MS_MAX || this.#isCoarse)) {
      const { cost, lateMs } = this.#lesson;
      this.#costs.learn(cost, this.#costs.of(cost) - driftMs / this.#course.rate - lateMs);
    }
    this.#lesson = null;
  }

  /**
   * @param {number} driftMs
   * @param {number} now
   * @param {PlayerState} state
   */
  #correct(driftMs, now, state) {
    const circumstances = {
      rate: this.#course.rate,
      gapMs: this.#lateMs,
      isNudgingVain: this.#nudgeCheck.isVain,
      rates: this.#player.traits.rates,
    };
    const { kind, factor } = this.#policy.correct(driftMs, now, circumstances);
    if (kind !== "none") {
      this.#quietSince = now;
    }
    if (kind === "jump" && state.isSeekable) {
      this.#jumps++;
      this.#place(1);
    } else {
      this.#setFactor(factor, now);
    }
  }

  /**
   * @param {number} factor
   * @param {number} now
   */
  #setFactor(factor, now) {
    this.#factor = factor;
    const rate = this.#course.rate * factor;
    if (rate !== this.#rate) {
      this.#rate = rate;
      this.#filter.setRate(rate, now);
      this.#player.setRate(rate);
    }
  }
}

/**
 * Whether a player was sent where it cannot go.
 *
 * @param {PlayerState} state
 * @param {Placing} placing
 */
function isElsewhere({ durationMs, positionMs }, { soughtMs }) {
  return durationMs === null && Math.abs(positionMs - soughtMs) > OUT_OF_REACH_MS;
}
