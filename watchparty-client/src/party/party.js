// One party as this browser knows it: takes the server's frames, keeps the state, drives the follower.

import { CommandError, Connection, Farewell } from "../connection/connection.js";
import { isPlayable, sourceOf } from "./film.js";
import { PartyState } from "./state.js";
import { RestError } from "../connection/rest.js";
import { StatusReport } from "./status.js";
import { ServerClock } from "../sync/clock.js";
import { Follower } from "../sync/follow.js";
import { Timeline } from "../sync/timeline.js";
import { Versions } from "../sync/versions.js";

// Up to this size the list of participants is read again when someone goes; beyond, a crowd would ask for itself.
const REFRESHED_PARTICIPANTS_MAX = 50;
const REFRESH_AFTER_MS = { least: 500, most: 2_000 };

// Told under the version of the day, and never again.
const LIVE_EVENTS = new Set(["typing", "participant-status", "error", "closing"]);

const COMPANION_EVENTS = new Set(["votes", "waiting", "ready-check", "scheduled"]);

// These may stop or start the film, too, which they then tell in the fields that all events have.
const ALSO_TIMELINE_EVENTS = new Set([
  "waiting",
  "playlist-changed",
  "scheduled",
  "ready-check",
  "votes",
  "party-ended",
]);
const SAME_TIMELINE_MS = 20;

const STATUS_EVERY_MS = 100;

// A clock that ran on while the page did not is a device that slept.
const SLEPT_MS = 1_000;

// Beyond this distance from the party, our own frame is not the one to stop everybody on.
const OWN_FRAME_MS_MAX = 1_000;

/**
 * A party we are in. Calls onChange() whenever something to be shown has changed, onFarewell(why, reason) when it is
 * over for us, onFilm(FilmNotice | null) when the film cannot be shown here or can again, onRefusal(CommandError) for an error
 * that answers no command of ours, onNews(News) for what happened, and onReaction({emoji, name}).
 */
export class Party {
  state;
  timeline = null;
  clipId = null;
  connectionState = "connecting";
  retryAt = null;
  sound = "heard";

  #rest;
  #account;
  #video;
  #handlers;
  #clock = new ServerClock();
  #versions = new Versions();
  #status = new StatusReport();
  #follower;
  #connection;
  #refreshTimer = null;
  #watchTimer;
  #statusTimer;
  #wallMinusMonotonic = Date.now() - performance.now();
  #isGapAsked = false;
  #listeners = new AbortController();

  constructor({ rest, account, video, party, inviteUrl, ...handlers }) {
    Object.assign(this, { id: party.id, inviteUrl, state: new PartyState(account.user.id) });
    this.#rest = rest;
    this.#account = account;
    this.#video = video;
    this.#handlers = handlers;
    this.state.takeParty(party);
    this.#follower = new Follower(video, this.#clock, {
      onPlaying: (how) => {
        this.sound = how === "interrupted" ? this.sound : how;
        handlers.onChange();
      },
    });
    this.#connection = this.#connect();
    this.#watchTimer = setInterval(() => this.#noticeSleep(), 1_000);
    this.#statusTimer = setInterval(() => this.#reportStatus(), STATUS_EVERY_MS);
    this.#listen(document, "visibilitychange", () => {
      this.#reportStatus();
      if (document.visibilityState === "visible") {
        this.#wakeUp();
      }
    });
    this.#listen(window, "online", () => this.#wakeUp());
    this.#listen(video, "error", () => this.#filmFailed());
    this.#listen(video, "loadedmetadata", () => this.#noticeUnseekable());
    ["waiting", "playing", "canplay", "seeked"].forEach((type) =>
      this.#listen(video, type, () => this.#reportStatus()),
    );
  }

  get title() {
    return this.state.title;
  }

  get code() {
    return this.state.code;
  }

  get role() {
    return this.state.me.role;
  }

  /** The actions I may do now, as a set. */
  get may() {
    return this.state.me.may;
  }

  get positionMs() {
    return this.timeline && this.#clock.isKnown ? this.timeline.positionAt(this.serverNow) : 0;
  }

  get serverNow() {
    return this.#clock.serverTime(performance.now());
  }

  /** Whether the server's time is known at all. */
  get isClockKnown() {
    return this.#clock.isKnown;
  }

  get durationMs() {
    const listed = this.state.queue.items.find((item) => item.id === this.clipId)?.duration_ms;
    return listed ?? (Number.isFinite(this.#video.duration) ? this.#video.duration * 1000 : 0);
  }

  get clock() {
    return {
      offsetMs: this.#clock.offsetMs,
      roundTripMs: this.#clock.roundTripMs,
      uncertaintyMs: this.#clock.uncertaintyMs(performance.now()),
    };
  }

  get follower() {
    return this.#follower;
  }

  get version() {
    return this.#versions.last;
  }

  /** Any command of the protocol; resolves once it is durable, rejects with a CommandError. */
  command(type, extra = {}) {
    return this.#connection.command(type, extra);
  }

  /** What nobody waits for. */
  tell(type, extra = {}) {
    this.#connection.tell(type, extra);
  }

  play() {
    return this.#connection.command("play");
  }

  /** Pauses on the frame seen here, unless this player is itself out of step. */
  pause() {
    const ownMs = this.#video.currentTime * 1000;
    const isInStep = this.#video.readyState >= 2 && Math.abs(ownMs - this.positionMs) <= OWN_FRAME_MS_MAX;
    return this.#connection.command("pause", isInStep ? { position: ownMs / 1000 } : {});
  }

  seek(positionMs) {
    return this.#connection.command("seek", { position: Math.max(0, positionMs) / 1000 });
  }

  skip(clipId) {
    return this.#connection.command("skip", clipId === undefined ? {} : { clip_id: clipId });
  }

  react(emoji) {
    const at = this.timeline ? { video_timestamp: Math.max(0, this.positionMs) / 1000 } : {};
    return this.#connection.command("reaction", { emoji, ...at });
  }

  changeSettings(patch) {
    return this.#rest.patch(`/watch-parties/${this.id}/settings`, patch);
  }

  async bans() {
    return (await this.#rest.get(`/watch-parties/${this.id}/bans`)).bans;
  }

  /** Reads the page of messages before those known. */
  async readEarlier() {
    const { messages } = await this.#rest.get(`/watch-parties/${this.id}/messages?${this.state.chat.earlierQuery}`);
    this.state.chat.addEarlier(messages);
  }

  /** Marks the films with what people did until now. */
  async readMarks() {
    this.state.marks.take(await this.#rest.get(`/watch-parties/${this.id}/moments`));
    this.#handlers.onChange();
  }

  leave() {
    return this.#rest.delete(`/watch-parties/${this.id}/leave`);
  }

  end() {
    return this.#rest.post(`/watch-parties/${this.id}/end`);
  }

  reconnect() {
    this.#connection.reconnect();
  }

  /** Stops following; to be called once, when the page shows something else. */
  close() {
    clearInterval(this.#watchTimer);
    clearInterval(this.#statusTimer);
    clearTimeout(this.#refreshTimer);
    this.#listeners.abort();
    this.#connection.close();
    this.#follower.close();
    this.#video.removeAttribute("src");
    this.#video.load();
  }

  #connect() {
    return new Connection({
      partyId: this.id,
      token: () => this.#account.token,
      since: () => this.#versions.last,
      onFrame: (frame, heardAt) => this.#onFrame(frame, heardAt),
      onClock: (exchange) => this.#onClock(exchange),
      onState: (state, retryInMs) => this.#onConnection(state, retryInMs),
      onRefused: () => this.#mayTryAgain(),
      onFarewell: (why, reason) => this.#handlers.onFarewell(why, reason),
    });
  }

  #onConnection(state, retryInMs) {
    const isBack = state === "open" && this.#versions.last !== null;
    this.connectionState = state;
    this.retryAt = state === "waiting" ? performance.now() + retryInMs : null;
    this.#isGapAsked = false;
    if (state === "open") {
      this.#status.restart();
    }
    if (isBack) {
      this.#refreshSoon(); // presence is not part of the versions that a resume replays
    }
    this.#handlers.onChange();
  }

  #onClock(exchange) {
    const wasMeasured = this.#clock.isMeasured;
    this.#clock.add(exchange);
    if (!wasMeasured && this.#clock.isMeasured) {
      this.#follower.realign();
    }
  }

  #onFrame(frame, heardAt) {
    if (Number.isFinite(frame.server_time_ms) && !this.#clock.isMeasured) {
      this.#clock.guess(frame.server_time_ms, heardAt);
    }
    const last = this.#versions.last;
    const { isTimeline, isNext, isGap } = this.#versions.take(frame);
    // One change may be told in several frames of one version: the film goes on, and the votes are cleared.
    const isSameAgain = frame.version === last && COMPANION_EVENTS.has(frame.type);
    if (frame.type === "sync" && last !== null && frame.version > last + 1) {
      this.#resync(); // it brings the film up to date, and nothing else
      return;
    }
    if (isGap && !this.#isGapAsked) {
      this.#isGapAsked = true;
      this.#connection.requestSync(this.#versions.last);
    } else if (!isGap) {
      this.#isGapAsked = false;
    }
    if (isNext || LIVE_EVENTS.has(frame.type) || isSameAgain) {
      this.#apply(frame, heardAt);
    }
    if (isTimeline || (ALSO_TIMELINE_EVENTS.has(frame.type) && !isGap && this.#isOtherTimeline(frame))) {
      this.#takeTimeline(frame);
    }
    this.#handlers.onChange();
  }

  #apply(frame, heardAt) {
    const { news, isStale } = this.state.take({ ...frame, heardAt });
    news.forEach((each) => this.#handlers.onNews(each));
    if (isStale) {
      this.#resync();
    }
    switch (frame.type) {
      case "reaction":
        this.#handlers.onReaction({ emoji: frame.reaction.emoji, name: this.#nameOfReaction(frame.reaction) });
        break;
      case "participant-left":
        if (frame.reason === undefined) {
          this.#refreshFewSoon(); // for good, or for a while?
        }
        break;
      case "party-ended":
        this.#handlers.onFarewell(Farewell.PARTY_ENDED);
        break;
      case "error":
        this.#handlers.onRefusal(new CommandError(frame.code, frame.message, frame.retry_after ?? null));
        break;
      default:
    }
  }

  #nameOfReaction({ user_id: userId, username }) {
    const name = this.state.nameOf(userId);
    return this.state.participants.has(userId) ? name : (username ?? name);
  }

  #isOtherTimeline(frame) {
    const told = Timeline.fromFrame(frame);
    const known = this.timeline;
    if (
      !known ||
      known.isPlaying !== told.isPlaying ||
      known.rate !== told.rate ||
      (told.clipId ?? known.clipId) !== known.clipId
    ) {
      return true;
    }
    const later = Math.max(known.startsAtMs, told.startsAtMs);
    return Math.abs(known.positionAt(later) - told.positionAt(later)) > SAME_TIMELINE_MS;
  }

  #takeTimeline(frame) {
    this.timeline = Timeline.fromFrame(frame);
    const clipId = this.timeline.clipId ?? this.clipId;
    if (clipId !== this.clipId || frame.type === "snapshot") {
      this.#showClip(clipId);
    }
    this.#follower.follow(this.timeline, { isCommanded: frame.type !== "sync" });
  }

  #showClip(clipId) {
    const item = this.state.queue.items.find((candidate) => candidate.id === clipId);
    this.state.takeClip(clipId);
    if (clipId !== null && !item && this.#versions.last !== null && clipId !== this.clipId) {
      this.clipId = clipId;
      this.#resync(); // the playlist has changed behind our back
      return;
    }
    this.clipId = clipId;
    if (!item) {
      this.#handlers.onFilm({ kind: "no-film" });
      return;
    }
    if (!isPlayable(item)) {
      this.#handlers.onFilm({ kind: "not-playable", item });
      return;
    }
    this.#handlers.onFilm(null);
    const source = sourceOf(item);
    if (this.#video.getAttribute("src") !== source) {
      this.#video.src = source;
    }
  }

  #filmFailed() {
    if (this.#video.getAttribute("src")) {
      this.#handlers.onFilm({ kind: "not-loaded", address: this.#video.currentSrc || this.#video.src });
    }
  }

  /** A web server without byte ranges serves a film that can only be played from its start. */
  #noticeUnseekable() {
    const { seekable } = this.#video;
    if (seekable.length === 0 || seekable.end(seekable.length - 1) === 0) {
      this.#handlers.onFilm({ kind: "not-seekable" });
    }
  }

  /** Throws our state away and takes a snapshot. */
  #resync() {
    this.#versions = new Versions();
    this.#connection.reconnect();
  }

  #refreshFewSoon() {
    if (this.state.participants.size <= REFRESHED_PARTICIPANTS_MAX) {
      this.#refreshSoon();
    }
  }

  #refreshSoon() {
    clearTimeout(this.#refreshTimer);
    const waitMs = REFRESH_AFTER_MS.least + Math.random() * (REFRESH_AFTER_MS.most - REFRESH_AFTER_MS.least);
    this.#refreshTimer = setTimeout(() => this.#refresh(), waitMs);
  }

  async #refresh() {
    try {
      this.state.takeParty(await this.#rest.get(`/watch-parties/${this.id}`));
      this.#handlers.onChange();
    } catch {
      // The list stays as it was; the next event or reconnect brings another chance.
    }
  }

  /** Finds out why the socket was refused; answers whether to go on trying. */
  async #mayTryAgain() {
    try {
      await this.#rest.get("/auth/me");
      const party = await this.#rest.get(`/watch-parties/${this.id}`);
      if (party.ended_at) {
        this.#handlers.onFarewell(Farewell.PARTY_ENDED);
        return false;
      }
      const isIn = party.participants?.some((participant) => participant.user_id === this.#account.user.id) === true;
      if (!isIn) {
        this.#handlers.onFarewell(Farewell.NOT_IN_IT);
      }
      return isIn;
    } catch (refusal) {
      return this.#mayTryAfter(refusal);
    }
  }

  #mayTryAfter(refusal) {
    if (!(refusal instanceof RestError)) {
      throw refusal;
    }
    switch (refusal.status) {
      case 401:
        this.#handlers.onFarewell(Farewell.TOKEN_EXPIRED);
        return false;
      case 403:
      case 404:
        this.#handlers.onFarewell(Farewell.NOT_IN_IT);
        return false;
      default:
        return true;
    }
  }

  #reportStatus() {
    if (this.connectionState !== "open") {
      return;
    }
    const report = this.#status.take(this.#seen(), performance.now());
    if (report !== null) {
      this.#connection.tell("status", report);
    }
  }

  /** Nothing to play on is buffering only while the party wants to play. */
  #seen() {
    const video = this.#video;
    const isWanted = this.timeline?.isPlaying === true || this.state.waiting.isHolding;
    const isFilm = video.getAttribute("src") !== null && video.error === null && !video.ended;
    const isRunning = this.#follower.measured.phase === "running";
    return {
      isBuffering: isWanted && isFilm && video.readyState < HTMLMediaElement.HAVE_FUTURE_DATA,
      isHidden: document.visibilityState === "hidden",
      offsetMs: isRunning ? this.#follower.measured.driftMs : null,
      roundTripMs: this.#clock.roundTripMs,
      positionMs: video.currentTime * 1000,
    };
  }

  #wakeUp() {
    if (this.connectionState === "waiting") {
      this.#connection.reconnect();
    } else {
      this.#connection.measureClock();
    }
    this.#follower.realign();
  }

  #noticeSleep() {
    const wallMinusMonotonic = Date.now() - performance.now();
    if (Math.abs(wallMinusMonotonic - this.#wallMinusMonotonic) > SLEPT_MS) {
      this.#clock.restart();
      this.#wakeUp();
    }
    this.#wallMinusMonotonic = wallMinusMonotonic;
  }

  #listen(target, type, listener) {
    target.addEventListener(type, listener, { signal: this.#listeners.signal });
  }
}
