// A player over YouTube's IFrame API: https://developers.google.com/youtube/iframe_api_reference

import { Listeners } from "./listeners.js";

/** @import { PlayerError, PlayerState, PlayerTraits, ShownFrame, Start, TextTrackChoice } from "./player.js" */
/** @import { Time } from "../time.js" */

/**
 * The part of YT.Player that is used here.
 *
 * @typedef {object} YouTube
 * @property {() => void} playVideo
 * @property {() => void} pauseVideo
 * @property {(seconds: number, allowSeekAhead: boolean) => void} seekTo
 * @property {(rate: number) => void} setPlaybackRate
 * @property {() => number[]} getAvailablePlaybackRates
 * @property {() => void} mute
 * @property {() => void} unMute
 * @property {(percent: number) => void} setVolume
 * @property {() => number} getCurrentTime
 * @property {() => number} getDuration
 * @property {() => void} destroy
 */

/** @typedef {new (frame: HTMLIFrameElement, options: { events: Record<string, (event: { data: number }) => void> }) => YouTube} YouTubeConstructor */
/** @typedef {{ YT?: { Player?: YouTubeConstructor }, onYouTubeIframeAPIReady?: () => void }} ApiHolder */

const API = "https://www.youtube.com/iframe_api";

// Sets no cookies before something is played.
const HOST = "https://www.youtube-nocookie.com";

const STATE = { unstarted: -1, ended: 0, playing: 1, paused: 2, buffering: 3, cued: 5 };

/** @type {Record<number, PlayerError>} */
const ERRORS = { 2: "unreachable", 5: "unsupported", 100: "unreachable", 101: "forbidden", 150: "forbidden" };

// What the API tells of the position is up to this old.
const GRAIN_MS = 250;

// Until the API has told, only this is sure.
const RATES_FIRST = [1];

// A start that has not even begun to load by then was not allowed. Browsers do not tell frames so, nor frames us.
const BLOCKED_AFTER_MS = 2_500;

// The position told is the old one for a while after a seek.
const SOUGHT_WITHIN_MS = 1_500;
const SEEK_LOOK_MS = 100;
const SEEK_LOOKS_MAX = 40;

/** @type {Promise<YouTubeConstructor> | null} */
let api = null;

/** A film on YouTube in a frame of the stage. */
export class YouTubePlayer {
  /** @type {HTMLIFrameElement} */
  #frame;
  #listeners = new Listeners();
  /** @type {Time} */
  #time;
  /** @type {YouTube | null} */
  #player = null;
  #isReady = false;
  #isClosed = false;
  #state = STATE.unstarted;
  #isWanted = false;
  #rate = 1;
  #wantedRate = 1;
  /** @type {readonly number[]} */
  #rates = RATES_FIRST;
  #isMutedByPerson = false;
  #isMutedByBrowser = false;
  #volume = 1;
  /** @type {PlayerError | null} */
  #error = null;
  /** A seek on its way, or one that waits for the first start. @type {number | null} */
  #soughtMs = null;
  #cancelSeekLook = () => {};
  #cancelBlockedLook = () => {};
  /** @type {((how: Start) => void) | null} */
  #onStart = null;

  /**
   * @param {object} options
   * @param {HTMLElement} options.stage
   * @param {Time} options.time
   * @param {string} options.id of the film on YouTube
   * @param {string} [options.title]
   */
  constructor({ stage, time, id, title = "YouTube" }) {
    this.#time = time;
    this.#frame = frameOf(stage.ownerDocument, id, title);
    stage.append(this.#frame);
    void this.#open(stage.ownerDocument);
  }

  /** @returns {PlayerTraits} */
  get traits() {
    return { rates: this.#rates, grainMs: GRAIN_MS, hasPicture: true };
  }

  /** @returns {PlayerState} */
  state() {
    const durationMs = (this.#isReady ? (this.#player?.getDuration() ?? 0) : 0) * 1000;
    const isSeeking = this.#soughtMs !== null && this.#hasBegun;
    return {
      isLoaded: this.#isReady,
      isReady: this.#isReady && !isSeeking && this.#state !== STATE.buffering && this.#error === null,
      isPaused: !this.#isRunning,
      isSeeking,
      isEnded: this.#state === STATE.ended,
      isSeekable: this.#isReady,
      positionMs: this.#soughtMs ?? this.#toldMs,
      durationMs: durationMs > 0 ? durationMs : null,
      error: this.#error,
    };
  }

  /** @returns {Promise<Start>} */
  play() {
    this.#settle("interrupted");
    const player = this.#player;
    if (!this.#isReady || player === null) {
      return Promise.resolve("interrupted");
    }
    this.#isWanted = true;
    if (this.#state === STATE.playing) {
      return Promise.resolve(this.#isMutedByBrowser ? "muted" : "heard");
    }
    /** @type {Promise<Start>} */
    const start = new Promise((resolve) => (this.#onStart = resolve));
    this.#start(player);
    return start;
  }

  pause() {
    this.#isWanted = false;
    this.#settle("interrupted");
    if (this.#isRunning) {
      this.#player?.pauseVideo();
    }
  }

  /** @param {number} positionMs */
  seek(positionMs) {
    this.#soughtMs = positionMs;
    this.#cancelSeekLook();
    if (this.#hasBegun) {
      this.#seekNow(positionMs);
    }
  }

  /** @param {number} rate */
  setRate(rate) {
    this.#wantedRate = rate;
    const nearest = this.#rates.reduce((best, each) => (Math.abs(each - rate) < Math.abs(best - rate) ? each : best));
    if (this.#isReady && nearest !== this.#rate) {
      this.#rate = nearest;
      this.#player?.setPlaybackRate(nearest);
    }
  }

  /** @param {boolean} isMuted */
  setMuted(isMuted) {
    this.#isMutedByPerson = isMuted;
    this.#isMutedByBrowser = false;
    this.#mute();
  }

  /** @param {number} volume */
  setVolume(volume) {
    this.#volume = Math.min(1, Math.max(0, volume));
    if (this.#isReady) {
      this.#player?.setVolume(Math.round(this.#volume * 100));
    }
  }

  /** @returns {ShownFrame | null} */
  frame() {
    return null;
  }

  /** @returns {TextTrackChoice[]} */
  textTracks() {
    return []; // the API tells of none
  }

  showTextTrack() {}

  /** @param {() => void} listener */
  subscribe(listener) {
    return this.#listeners.add(listener);
  }

  close() {
    this.#isClosed = true;
    this.#listeners.clear();
    this.#cancelSeekLook();
    this.#settle("interrupted");
    this.#player?.destroy();
    this.#frame.remove();
  }

  /** Whether the film was ever started: before, the API takes a seek for a start. */
  get #hasBegun() {
    return this.#state !== STATE.unstarted && this.#state !== STATE.cued;
  }

  get #isRunning() {
    return this.#state === STATE.playing || this.#state === STATE.buffering;
  }

  get #toldMs() {
    return this.#isReady ? (this.#player?.getCurrentTime() ?? 0) * 1000 : 0;
  }

  /** @param {Document} page */
  async #open(page) {
    try {
      const Player = await loadApi(page);
      if (!this.#isClosed) {
        this.#player = new Player(this.#frame, { events: this.#events() });
      }
    } catch {
      this.#fail("unreachable");
    }
  }

  /** @returns {Record<string, (event: { data: number }) => void>} */
  #events() {
    return {
      onReady: () => this.#onReady(),
      onStateChange: ({ data }) => this.#onStateChange(data),
      onPlaybackRateChange: ({ data }) => (this.#rate = data),
      onError: ({ data }) => this.#fail(ERRORS[data] ?? "failed"),
      onAutoplayBlocked: () => this.#onBlocked(),
    };
  }

  #onReady() {
    this.#isReady = true;
    this.#takeRates();
    this.#mute();
    this.setVolume(this.#volume);
    this.setRate(this.#wantedRate);
    this.#listeners.tell();
  }

  #takeRates() {
    const rates = this.#player?.getAvailablePlaybackRates() ?? [];
    this.#rates = rates.length > 0 ? [...rates].sort((one, other) => one - other) : RATES_FIRST;
  }

  /** @param {number} state */
  #onStateChange(state) {
    this.#state = state;
    if (state === STATE.playing) {
      this.#takeRates();
      if (this.#isWanted) {
        this.#settle(this.#isMutedByBrowser ? "muted" : "heard");
      } else {
        this.#player?.pauseVideo(); // a seek in a film that had ended, or one that was sought before it began
      }
    }
    this.#listeners.tell();
  }

  /** @param {YouTube} player */
  #start(player) {
    this.#cancelBlockedLook();
    this.#cancelBlockedLook = this.#time.after(BLOCKED_AFTER_MS, () => {
      if (!this.#isRunning) {
        this.#onBlocked();
      }
    });
    if (this.#soughtMs !== null && !this.#hasBegun) {
      this.#seekNow(this.#soughtMs);
    }
    player.playVideo();
  }

  #onBlocked() {
    if (this.#onStart === null || this.#player === null) {
      return;
    }
    if (this.#isMutedByPerson || this.#isMutedByBrowser) {
      this.#isWanted = false;
      this.#settle("blocked");
      return;
    }
    this.#isMutedByBrowser = true;
    this.#mute();
    this.#start(this.#player);
  }

  /** @param {Start} how */
  #settle(how) {
    this.#cancelBlockedLook();
    this.#onStart?.(how);
    this.#onStart = null;
  }

  /** @param {number} positionMs */
  #seekNow(positionMs) {
    this.#player?.seekTo(positionMs / 1000, true);
    if (!this.#isWanted) {
      this.#player?.pauseVideo(); // "from another state than paused" a seek starts the film
    }
    this.#lookForSeek(1);
  }

  /** @param {number} look the how manieth */
  #lookForSeek(look) {
    this.#cancelSeekLook();
    this.#cancelSeekLook = this.#time.after(SEEK_LOOK_MS, () => {
      const soughtMs = this.#soughtMs ?? 0;
      const isThere = this.#state !== STATE.buffering && Math.abs(this.#toldMs - soughtMs) <= SOUGHT_WITHIN_MS;
      if (!isThere && look < SEEK_LOOKS_MAX) {
        this.#lookForSeek(look + 1);
      } else {
        this.#soughtMs = null;
        this.#listeners.tell();
      }
    });
  }

  #mute() {
    if (!this.#isReady) {
      return;
    }
    if (this.#isMutedByPerson || this.#isMutedByBrowser) {
      this.#player?.mute();
    } else {
      this.#player?.unMute();
    }
  }

  /** @param {PlayerError} error */
  #fail(error) {
    if (this.#error === null && !this.#isClosed) {
      this.#error = error;
      this.#settle("interrupted");
      this.#listeners.tell();
    }
  }
}

/**
 * The frame is made here and not by the API, so that YouTube learns who embeds it, which it insists on, but not the
 * address with the invite code.
 *
 * @param {Document} page
 * @param {string} id
 * @param {string} title
 */
function frameOf(page, id, title) {
  const frame = page.createElement("iframe");
  const address = new URL(`/embed/${id}`, HOST);
  address.search = new URLSearchParams({
    enablejsapi: "1",
    origin: page.location.origin,
    controls: "0",
    disablekb: "1",
    fs: "0",
    iv_load_policy: "3",
    playsinline: "1",
    rel: "0",
  }).toString();
  frame.title = title;
  frame.allow = "autoplay; encrypted-media; picture-in-picture";
  frame.referrerPolicy = "strict-origin";
  frame.src = address.href;
  return frame;
}

/**
 * Loads YouTube's own script, once; after a failure the next film tries again.
 *
 * @param {Document} page
 * @returns {Promise<YouTubeConstructor>}
 */
function loadApi(page) {
  api ??= new Promise((resolve, reject) => {
    const holder = /** @type {ApiHolder} */ (/** @type {unknown} */ (globalThis));
    if (holder.YT?.Player) {
      resolve(holder.YT.Player);
      return;
    }
    holder.onYouTubeIframeAPIReady = () => {
      if (holder.YT?.Player) {
        resolve(holder.YT.Player);
      }
    };
    const script = page.createElement("script");
    script.src = API;
    script.onerror = () => {
      api = null;
      script.remove();
      reject(new Error("YouTube does not answer"));
    };
    page.head.append(script);
  });
  return api;
}
