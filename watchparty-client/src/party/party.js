// One party as this client knows it: takes the server's frames, keeps the state, shows the film.

import { Announcements } from "../announcements.js";
import { Connection } from "../connection/connection.js";
import { CommandError, RestError } from "../connection/errors.js";
import { Farewell } from "../connection/farewell.js";
import { ServerClock } from "../sync/clock.js";
import { Timeline } from "../sync/timeline.js";
import { Versions } from "../sync/versions.js";
import { Commands } from "./commands.js";
import { Screen } from "./screen.js";
import { PartyState } from "./state.js";
import { StatusReport } from "./status.js";
import { Tabs } from "./tabs.js";

/** @import { ConnectionState } from "../connection/connection.js" */
/** @import { FarewellCode } from "../connection/farewell.js" */
/** @import { Rest } from "../connection/rest.js" */
/** @import { Tokens } from "../connection/tokens.js" */
/** @import { Action, Analytics, Ban, Frame, Message, Series, SettingsPatch, WatchParty } from "../protocol.js" */
/** @import { Sign, Surroundings } from "../surroundings.js" */
/** @import { FilmNotice, News } from "./news.js" */
/** @import { ScreenMakers } from "./screen.js" */

/**
 * What a party tells, by type.
 *
 * @typedef {object} PartyEvents
 * @property {undefined} change something to be shown has changed; often, so that drawing should be put off a little
 * @property {News} news something happened
 * @property {ReactionTold} reaction
 * @property {FilmNotice | null} film something is the matter with the film here, or nothing is any more
 * @property {CommandError} refusal an error that answers no command of ours
 * @property {FarewellTold} farewell it is over for us, and the party will not come back by itself
 * @property {{ expiresAtMs: number }} tokenExpiring the token runs out and no newer one can be had; server time
 */

/**
 * @typedef {object} ReactionTold
 * @property {string} emoji
 * @property {string} userId
 * @property {string | null} name
 * @property {string | null} clipId
 * @property {number} positionMs of the film
 */

/** @typedef {{ why: FarewellCode, reason: string }} FarewellTold `reason` is the server's own word, if it gave one */

/**
 * How the link to the server is measured.
 *
 * @typedef {object} ClockReading
 * @property {number | null} offsetMs server minus local
 * @property {number | null} roundTripMs
 * @property {number} uncertaintyMs
 */

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

const LOOK_EVERY_MS = 100;

// A device's clock that ran on while ours did not is a device that slept.
const SLEPT_MS = 1_000;

// What was asked for because of a gap should have come by then.
const GAP_ANSWERED_MS = 3_000;

// Beyond this distance from the party, our own frame is not the one to stop everybody on.
const OWN_FRAME_MS_MAX = 1_000;

/** A party we are in. Made by a WatchpartyServer; follows until it is closed. Confined to one thread. */
export class Party extends Commands {
  /** All that is known of the party but its film. */
  state;
  /** @type {Timeline | null} */
  timeline = null;
  /** @type {string | null} the item that the party watches */
  clipId = null;
  /** @type {ConnectionState} */
  connectionState = "connecting";
  /** @type {number | null} when the next try is due, as `localNow` counts; null while none is */
  retryAt = null;
  /** @type {FarewellTold | null} why it is over for us */
  farewell = null;

  #id;
  #inviteUrl;
  #userId;
  #rest;
  #world;
  #announcements = /** @type {Announcements<PartyEvents>} */ (new Announcements());
  #clock = new ServerClock();
  #versions = new Versions();
  #status = new StatusReport();
  #screen;
  #connection;
  #tabs;
  #wallMinusLocal;
  /** @type {number | null} */
  #gapAskedAt = null;
  #filmTold = "null";
  #isComing = true; // in or back, and not yet where the party is
  #isClosed = false;
  #cancelLook = () => {};
  #cancelRefresh = () => {};
  #unwatch;

  /**
   * @param {object} options
   * @param {WatchParty} options.party as the server told it last
   * @param {string} options.inviteUrl
   * @param {string} options.userId who we are
   * @param {string} options.address
   * @param {Rest} options.rest
   * @param {Tokens} options.tokens
   * @param {Surroundings} options.surroundings
   * @param {(clock: ServerClock) => ScreenMakers} options.screen
   */
  constructor({ party, inviteUrl, userId, address, rest, tokens, surroundings, screen }) {
    super((type, extra) => this.#connection.command(type, extra));
    this.#id = party.id;
    this.#inviteUrl = inviteUrl;
    this.#userId = userId;
    this.#rest = rest;
    this.#world = surroundings;
    this.state = new PartyState(userId);
    this.state.takeParty(party);
    this.#screen = new Screen(screen(this.#clock), () => this.#screenChanged());
    this.#tabs = new Tabs(surroundings.channel(`watchparty ${party.id} ${userId}`), surroundings.newId());
    this.#wallMinusLocal = this.#measureWall();
    this.#unwatch = surroundings.watch((sign) => this.#noticed(sign));
    this.#connection = new Connection({
      address,
      partyId: party.id,
      tokens,
      since: () => this.#versions.last,
      clock: this.#clock,
      surroundings,
      handlers: {
        onFrame: (frame, heardAt) => this.#onFrame(frame, heardAt),
        onState: (state, retryInMs) => this.#onConnection(state, retryInMs),
        onRefused: () => this.#mayTryAgain(),
        onFarewell: (why, reason) => this.#bidFarewell(why, reason),
        onTokenExpiring: (expiresAtMs) => this.#announcements.tell("tokenExpiring", { expiresAtMs }),
      },
    });
    this.#look();
  }

  /**
   * Hears of something; see PartyEvents.
   *
   * @template {keyof PartyEvents} Type
   * @param {Type} type
   * @param {(told: PartyEvents[Type]) => void} listener
   * @returns {() => void} how to stop
   */
  on(type, listener) {
    return this.#announcements.on(type, listener);
  }

  // ---- what it is

  get id() {
    return this.#id;
  }

  get title() {
    return this.state.title;
  }

  /** The invite code, as far as we may know it. */
  get code() {
    return this.state.code;
  }

  get inviteUrl() {
    return this.#inviteUrl;
  }

  get role() {
    return this.state.me.role;
  }

  /** @returns {Set<Action>} the actions that I may do now */
  get may() {
    return this.state.me.may;
  }

  /** The last version up to which nothing is missing; null before the first frame. */
  get version() {
    return this.#versions.last;
  }

  /** The item that the party watches, or null. */
  get item() {
    return this.state.queue.items.find((item) => item.id === this.clipId) ?? null;
  }

  // ---- where it is

  /** Where the party is in its film, in milliseconds; 0 while that is unknown. */
  get positionMs() {
    return this.timeline && this.#clock.isKnown ? this.timeline.positionAt(this.serverNow) : 0;
  }

  /** How long the film is; 0 while that is unknown. */
  get durationMs() {
    return this.item?.duration_ms ?? this.#screen.playerState.durationMs ?? 0;
  }

  /** Local time in milliseconds, from any start. */
  get localNow() {
    return this.#world.time.now();
  }

  /** The server's time in Unix milliseconds, as well as it is known. */
  get serverNow() {
    return this.#clock.serverTime(this.localNow);
  }

  get isClockKnown() {
    return this.#clock.isKnown;
  }

  /** @returns {ClockReading} */
  get clock() {
    const { offsetMs, roundTripMs } = this.#clock;
    return { offsetMs, roundTripMs, uncertaintyMs: this.#clock.uncertaintyMs(this.localNow) };
  }

  // ---- the film here

  /**
   * Shows the film in a part of the page, from now on and whatever the party watches next.
   *
   * @param {HTMLElement | null} stage null to show it no more
   */
  show(stage) {
    if (!this.#isClosed) {
      this.#screen.mount(stage);
    }
  }

  /** What the sync engine has measured; null while nothing is shown. */
  get measured() {
    return this.#screen.measured;
  }

  /** The last frame seen here, and the server time at which it was; null where browsers do not tell. */
  get frame() {
    return this.#screen.frame;
  }

  /** How the player here stands. */
  get playerState() {
    return this.#screen.playerState;
  }

  /** What is the matter with the film here; null while nothing is. */
  get filmNotice() {
    return this.#screen.notice;
  }

  /** Whether the browser lets it be heard: "muted" and "blocked" ask for a press that calls `allowSound`. */
  get sound() {
    return this.#screen.measured?.sound ?? "heard";
  }

  /** To be called while somebody presses something, which is when browsers allow sound. */
  allowSound() {
    this.#screen.allowSound();
    this.#tellChange();
  }

  /** What the person wants; nobody else is muted by it. */
  get isMuted() {
    return this.#screen.isMuted;
  }

  set isMuted(isMuted) {
    this.#screen.isMuted = isMuted;
    this.#tellChange();
  }

  /** From 0 to 1. */
  get volume() {
    return this.#screen.volume;
  }

  set volume(volume) {
    this.#screen.volume = volume;
    this.#tellChange();
  }

  /**
   * By how many milliseconds of film this player runs ahead of the party; negative is behind. It is this tab's alone.
   */
  get personalOffsetMs() {
    return this.#screen.personalOffsetMs;
  }

  set personalOffsetMs(offsetMs) {
    this.#screen.personalOffsetMs = offsetMs;
    this.#tellChange();
  }

  /** Subtitles to choose from; each chooses for themselves. */
  get textTracks() {
    return this.#screen.textTracks;
  }

  /** @param {string | null} id */
  showTextTrack(id) {
    this.#screen.showTextTrack(id);
    this.#tellChange();
  }

  // ---- asking for something

  /**
   * Pauses on the frame seen here, unless this player is itself out of step.
   *
   * @override
   * @param {number} [positionMs]
   */
  pause(positionMs = this.#ownPositionMs()) {
    return super.pause(positionMs);
  }

  /**
   * Reacts to what the party sees now.
   *
   * @override
   * @param {string} emoji
   * @param {number} [positionMs]
   */
  react(emoji, positionMs = this.timeline ? this.positionMs : undefined) {
    return super.react(emoji, positionMs);
  }

  /** Shows others that I write a message, or do not any more. @param {boolean} isTyping */
  showTyping(isTyping) {
    this.#connection.tell("typing", { is_typing: isTyping });
  }

  /** @param {SettingsPatch} patch */
  async changeSettings(patch) {
    await this.#rest.patch(this.#path("settings"), patch);
  }

  /** @returns {Promise<Ban[]>} the last one first */
  async bans() {
    return (await this.#rest.get(this.#path("bans"))).bans;
  }

  /** Reads the page of messages before those known. */
  async readEarlier() {
    /** @type {{ messages: Message[] }} */
    const { messages } = await this.#rest.get(this.#path(`messages?${this.state.chat.earlierQuery}`));
    this.state.chat.addEarlier(messages);
    this.#tellChange();
  }

  /** Marks the films with what people did until now; what they do from now on is marked by itself. */
  async readMarks() {
    this.state.marks.take(await this.#rest.get(this.#path("moments")));
    this.#tellChange();
  }

  /** @returns {Promise<Analytics>} */
  analytics() {
    return this.#rest.get(this.#path("analytics"));
  }

  /** @returns {Promise<Series>} */
  series() {
    return this.#rest.get(this.#path("analytics/series"));
  }

  /** Leaves the party for good: it goes on without us. */
  async leave() {
    await this.#rest.delete(this.#path("leave"));
  }

  /** Ends the party for everybody. */
  async end() {
    await this.#rest.post(this.#path("end"));
  }

  /** Tries to connect now instead of a little later. */
  reconnect() {
    this.#connection.reconnect();
  }

  /** Stops following, without leaving the party. */
  close() {
    this.#isClosed = true;
    this.#cancelLook();
    this.#cancelRefresh();
    this.#unwatch();
    this.#tabs.close();
    this.#connection.close();
    this.#screen.close();
  }

  // ---- hearing from the server

  /**
   * @param {ConnectionState} state
   * @param {number | null} retryInMs
   */
  #onConnection(state, retryInMs) {
    const isBack = state === "open" && this.#versions.last !== null;
    this.connectionState = state;
    this.retryAt = retryInMs === null ? null : this.localNow + retryInMs;
    this.#gapAskedAt = null;
    if (state === "open") {
      this.#status.restart();
      this.#isComing = true;
    }
    if (isBack) {
      this.#refreshSoon(); // presence is not part of the versions that a resume replays
      this.#screen.retry();
    }
    this.#tellChange();
  }

  /**
   * @param {Frame} frame
   * @param {number} heardAt
   */
  #onFrame(frame, heardAt) {
    if (Number.isFinite(frame.server_time_ms) && !this.#clock.isMeasured) {
      this.#clock.guess(frame.server_time_ms, heardAt);
    }
    const last = this.#versions.last;
    const { isTimeline, isNext, isGap } = this.#versions.take(frame);
    // One change may be told in several frames of one version: the film goes on, and the votes are cleared.
    const isSameAgain = frame.version === last && COMPANION_EVENTS.has(frame.type);
    const isOld = last !== null && frame.version !== undefined && frame.version < last; // told a second time
    if (frame.type === "sync" && last !== null && frame.version > last + 1) {
      this.#resync(); // it brings the film up to date, and nothing else
      return;
    }
    this.#mindTheGap(isGap);
    if (isNext || LIVE_EVENTS.has(frame.type) || isSameAgain) {
      this.#apply(frame, heardAt);
    }
    if (isTimeline || (ALSO_TIMELINE_EVENTS.has(frame.type) && !isGap && !isOld && this.#isOtherTimeline(frame))) {
      this.#takeTimeline(frame);
    }
    this.#tellChange();
  }

  /** Asks once for what is missing, and again if nothing comes. @param {boolean} isGap */
  #mindTheGap(isGap) {
    if (!isGap) {
      this.#gapAskedAt = null;
    } else if (this.#gapAskedAt === null || this.localNow - this.#gapAskedAt > GAP_ANSWERED_MS) {
      this.#gapAskedAt = this.localNow;
      this.#connection.requestSync(this.#versions.last);
    }
  }

  /**
   * @param {Frame} frame
   * @param {number} heardAt
   */
  #apply(frame, heardAt) {
    const { news, isStale } = this.state.take({ ...frame, heardAt });
    news.forEach((each) => this.#announcements.tell("news", each));
    if (isStale) {
      this.#resync();
    }
    switch (frame.type) {
      case "reaction":
        this.#announcements.tell("reaction", this.#reactionOf(frame));
        break;
      case "participant-left":
        if (frame.reason === undefined) {
          this.#refreshFewSoon(); // for good, or for a while?
        }
        break;
      case "party-ended":
        this.#bidFarewell(Farewell.PARTY_ENDED, "");
        break;
      case "error":
        this.#announcements.tell("refusal", new CommandError(frame.code, frame.message, frame.retry_after ?? null));
        break;
      default:
    }
  }

  /**
   * @param {Frame} frame
   * @returns {ReactionTold}
   */
  #reactionOf({ reaction, clip_id: clipId = null }) {
    const { user_id: userId, username = null, emoji, video_timestamp: seconds } = reaction;
    const known = this.state.nameOf(userId);
    const name = this.state.participants.has(userId) ? known : (username ?? known);
    return { emoji, userId, name, clipId, positionMs: Math.round((seconds ?? 0) * 1000) };
  }

  /** @param {Frame} frame */
  #isOtherTimeline(frame) {
    const told = Timeline.fromFrame(frame);
    const known = this.timeline;
    const isOtherClip = told.clipId !== null && told.clipId !== known?.clipId;
    return known === null || isOtherClip || !withClip(told, known.clipId).isSameCourse(known, this.serverNow);
  }

  /** @param {Frame} frame */
  #takeTimeline(frame) {
    const timeline = Timeline.fromFrame(frame);
    this.timeline = timeline;
    const clipId = timeline.clipId ?? this.clipId;
    const isOther = clipId !== this.clipId;
    this.clipId = clipId;
    this.state.takeClip(clipId);
    if (clipId !== null && this.item === null && isOther && this.#versions.last !== null) {
      this.#resync(); // the playlist has changed behind our back
      return;
    }
    this.#screen.follow(this.item, timeline, { isCommanded: frame.type !== "sync" });
  }

  /** Throws our state away and takes a snapshot. */
  #resync() {
    this.#versions = new Versions();
    this.#connection.reconnect();
  }

  // ---- what no event tells

  #refreshFewSoon() {
    if (this.state.participants.size <= REFRESHED_PARTICIPANTS_MAX) {
      this.#refreshSoon();
    }
  }

  #refreshSoon() {
    this.#cancelRefresh();
    const { least, most } = REFRESH_AFTER_MS;
    const waitMs = least + this.#world.random() * (most - least);
    this.#cancelRefresh = this.#world.time.after(waitMs, () => void this.#refresh());
  }

  async #refresh() {
    const before = this.#versions.last;
    try {
      /** @type {WatchParty} */
      const party = await this.#rest.get(this.#path());
      const known = this.#versions.last;
      if (known !== before && known !== null && party.version < known) {
        this.#refreshSoon(); // it was overtaken on its way here by what we were told
        return;
      }
      this.state.takeParty(party);
      this.#tellChange();
    } catch {
      // The list stays as it was; the next event or reconnect brings another chance.
    }
  }

  /** Finds out why the socket was refused; answers whether to go on trying. */
  async #mayTryAgain() {
    try {
      await this.#rest.get("/auth/me");
      /** @type {WatchParty} */
      const party = await this.#rest.get(this.#path());
      if (party.ended_at) {
        this.#bidFarewell(Farewell.PARTY_ENDED, "");
        return false;
      }
      const isIn = party.participants?.some(({ user_id: userId }) => userId === this.#userId) === true;
      if (!isIn) {
        this.#bidFarewell(Farewell.NOT_IN_IT, "");
      }
      return isIn;
    } catch (refusal) {
      return this.#mayTryAfter(refusal);
    }
  }

  /** @param {unknown} refusal */
  #mayTryAfter(refusal) {
    if (!(refusal instanceof RestError)) {
      throw refusal;
    }
    switch (refusal.status) {
      case 401:
        this.#bidFarewell(Farewell.TOKEN_EXPIRED, "");
        return false;
      case 403:
      case 404:
        this.#bidFarewell(Farewell.NOT_IN_IT, "");
        return false;
      default:
        return true;
    }
  }

  /**
   * @param {FarewellCode} why
   * @param {string} reason
   */
  #bidFarewell(why, reason) {
    if (this.#isClosed) {
      return; // found out too late to matter
    }
    this.farewell = { why, reason };
    this.close();
    this.#announcements.tell("farewell", this.farewell);
    this.#tellChange();
  }

  // ---- how we fare

  #look() {
    this.#cancelLook = this.#world.time.after(LOOK_EVERY_MS, () => this.#look());
    this.#noticeSleep();
    this.#noticeArrival();
    this.#reportStatus();
  }

  #noticeArrival() {
    const measured = this.#screen.measured;
    const isThere = measured?.phase === "running" && !measured.isStalled;
    const isNobodyDisturbed = this.timeline?.isPlaying === false && !this.state.waiting.isHolding;
    this.#isComing &&= !isThere && !isNobodyDisturbed;
  }

  #reportStatus() {
    if (this.connectionState !== "open") {
      return;
    }
    const report = this.#status.take(this.#seen(), this.localNow);
    if (report !== null) {
      this.#connection.tell("status", report);
    }
  }

  /**
   * Nothing to play on is buffering only while the party wants to play. Who comes into a film that runs has to load it, too,
   * but a party that waits for those who buffer is not to stop for every newcomer.
   */
  #seen() {
    const { isReady, isEnded, error, positionMs } = this.#screen.playerState;
    const measured = this.#screen.measured;
    const isWanted = this.timeline?.isPlaying === true || this.state.waiting.isHolding;
    const isHidden = this.#world.isHidden();
    // Whoever has two tabs is not in two places: the one that is looked at tells where they are.
    const isTold = measured?.phase === "running" && !measured.isStalled && !isHidden && this.#tabs.isMine;
    return {
      isBuffering: isWanted && !this.#isComing && measured !== null && error === null && !isEnded && !isReady,
      isHidden,
      offsetMs: isTold ? measured.driftMs : null,
      roundTripMs: this.#clock.roundTripMs,
      positionMs,
    };
  }

  /** Where the film stands here, if that is where the party is, too. */
  #ownPositionMs() {
    const { isReady, positionMs } = this.#screen.playerState;
    const ownMs = positionMs - this.personalOffsetMs;
    return isReady && Math.abs(ownMs - this.positionMs) <= OWN_FRAME_MS_MAX ? ownMs : undefined;
  }

  /** @param {Sign} sign */
  #noticed(sign) {
    if (sign === "visible") {
      this.#isComing = true;
      this.#tabs.claim();
      this.#screen.retry();
      this.#screen.realign();
    }
    this.#reportStatus();
  }

  #noticeSleep() {
    const before = this.#wallMinusLocal;
    this.#wallMinusLocal = this.#measureWall();
    if (Math.abs(this.#wallMinusLocal - before) > SLEPT_MS) {
      this.#isComing = true;
      this.#clock.restart();
      this.#connection.doubt();
      this.#screen.realign();
    }
  }

  #measureWall() {
    return this.#world.wallNow() - this.localNow;
  }

  #screenChanged() {
    const notice = this.#screen.notice;
    const told = JSON.stringify(notice);
    if (told !== this.#filmTold) {
      this.#filmTold = told;
      this.#announcements.tell("film", notice);
    }
    this.#tellChange();
  }

  #tellChange() {
    this.#announcements.tell("change", undefined);
  }

  /** @param {string} [below] */
  #path(below) {
    return `/watch-parties/${this.#id}${below === undefined ? "" : `/${below}`}`;
  }
}

/**
 * A timeline that tells no item is about the one that is known.
 *
 * @param {Timeline} timeline
 * @param {string | null} clipId
 */
function withClip(timeline, clipId) {
  return timeline.clipId === null ? new Timeline({ ...timeline, clipId }) : timeline;
}
