// A player over a media element of the page: mp4, webm, audio; and, fed by a library, HLS and DASH.

import { Listeners } from "./listeners.js";

/** @import { PlayerError, PlayerState, PlayerTraits, ShownFrame, Start, TextTrackChoice } from "./player.js" */
/** @import { Time } from "../time.js" */

// Whatever changes the state, or tells that something asked for is done.
const EVENTS = [
  "loadedmetadata",
  "durationchange",
  "emptied",
  "seeked",
  "canplay",
  "canplaythrough",
  "playing",
  "waiting",
  "stalled",
  "pause",
  "ended",
];

// What every browser takes; beyond, setting a rate throws.
const RATE = { least: 0.0625, most: 16 };

const LOOK_TIMEOUT_MS = 4_000;

// With less than this to play from, a browser waits for more.
const AHEAD_MS = 1_000;

/**
 * Fills an element with its media, and answers how to let go again. It calls `fail` for what the element itself cannot
 * tell.
 *
 * @typedef {(element: HTMLMediaElement, fail: (error: PlayerError) => void) => () => void} Feed
 */

/** One media element in the stage, made for one medium and taken away with it. */
export class MediaElementPlayer {
  /** @type {PlayerTraits} */
  traits;

  /** @type {HTMLMediaElement} */
  #element;
  /** @type {HTMLElement} */
  #shown;
  #listeners = new Listeners();
  #abort = new AbortController();
  /** @type {() => void} */
  #release;
  /** @type {ShownFrame | null} */
  #frame = null;
  /** @type {PlayerError | null} */
  #error = null;
  #isMutedByPerson = false;
  #isMutedByBrowser = false;
  #rate = 1;

  /**
   * @param {object} options
   * @param {HTMLElement} options.stage
   * @param {Time} options.time
   * @param {Feed} options.feed
   * @param {boolean} [options.hasPicture]
   * @param {string} [options.title] shown where there is no picture
   */
  constructor({ stage, time, feed, hasPicture = true, title = "" }) {
    const { ownerDocument: page } = stage;
    this.traits = { rates: null, grainMs: 0, hasPicture };
    this.#element = hasPicture ? video(page) : page.createElement("audio");
    this.#element.preload = "auto";
    this.#element.disableRemotePlayback = true;
    this.#shown = hasPicture ? this.#element : plate(this.#element, title);
    stage.append(this.#shown);
    for (const type of EVENTS) {
      this.#listen(type, () => this.#listeners.tell());
    }
    for (const type of ["addtrack", "removetrack", "change"]) {
      this.#element.textTracks.addEventListener(type, () => this.#listeners.tell(), { signal: this.#abort.signal });
    }
    this.#listen("ratechange", () => this.setRate(this.#rate)); // by a browser's own menu
    this.#listen("error", () => void this.#explain(time));
    this.#watchFrames();
    this.#release = feed(this.#element, (error) => this.#fail(error));
  }

  /** @returns {PlayerState} */
  state() {
    const element = this.#element;
    const isLoaded = element.readyState >= HTMLMediaElement.HAVE_METADATA;
    const hasData = element.readyState >= HTMLMediaElement.HAVE_FUTURE_DATA || element.ended;
    return {
      isLoaded,
      isReady: hasData && !element.seeking && this.#error === null,
      isPaused: element.paused,
      isSeeking: element.seeking,
      isEnded: element.ended,
      isSeekable: isLoaded && isSeekable(element.seekable),
      positionMs: isLoaded ? element.currentTime * 1000 : 0,
      durationMs: Number.isFinite(element.duration) ? element.duration * 1000 : null,
      error: this.#error,
    };
  }

  /** @returns {Promise<Start>} */
  async play() {
    try {
      await this.#element.play();
      return this.#isMutedByBrowser ? "muted" : "heard";
    } catch (refusal) {
      if (!(refusal instanceof DOMException) || refusal.name !== "NotAllowedError") {
        return "interrupted"; // by a pause, a seek, a failure: each is told elsewhere
      }
      if (this.#element.muted) {
        return "blocked";
      }
      this.#isMutedByBrowser = true;
      this.#mute();
      return this.play();
    }
  }

  pause() {
    this.#element.pause();
  }

  /** @param {number} positionMs */
  seek(positionMs) {
    this.#element.currentTime = positionMs / 1000;
  }

  /** @param {number} positionMs */
  hasDataAt(positionMs) {
    const { buffered } = this.#element;
    return Array.from({ length: buffered.length }, (_, index) => index).some(
      (index) => buffered.start(index) * 1000 <= positionMs && positionMs + AHEAD_MS <= buffered.end(index) * 1000,
    );
  }

  /** @param {number} rate */
  setRate(rate) {
    const nearest = Math.min(RATE.most, Math.max(RATE.least, rate));
    this.#rate = nearest;
    this.#element.defaultPlaybackRate = nearest; // which it falls back to when its media is set up anew
    if (Math.abs(this.#element.playbackRate - nearest) > 1e-4) {
      this.#element.playbackRate = nearest;
    }
  }

  /** @param {boolean} isMuted */
  setMuted(isMuted) {
    this.#isMutedByPerson = isMuted;
    this.#isMutedByBrowser = false; // if it still wants silence, the next start finds out
    this.#mute();
  }

  /** @param {number} volume */
  setVolume(volume) {
    this.#element.volume = Math.min(1, Math.max(0, volume));
  }

  /** @returns {ShownFrame | null} */
  frame() {
    return this.#frame;
  }

  /** @returns {TextTrackChoice[]} */
  textTracks() {
    return [...this.#element.textTracks]
      .filter((track) => track.kind === "subtitles" || track.kind === "captions")
      .map((track, id) => ({ id: String(id), label: track.label, language: track.language, isShown: isShown(track) }));
  }

  /** @param {string | null} id */
  showTextTrack(id) {
    [...this.#element.textTracks]
      .filter((track) => track.kind === "subtitles" || track.kind === "captions")
      .forEach((track, index) => (track.mode = String(index) === id ? "showing" : "disabled"));
  }

  /** @param {() => void} listener */
  subscribe(listener) {
    return this.#listeners.add(listener);
  }

  close() {
    this.#abort.abort();
    this.#listeners.clear();
    this.#element.pause();
    this.#release();
    this.#shown.remove();
  }

  #mute() {
    this.#element.muted = this.#isMutedByPerson || this.#isMutedByBrowser;
  }

  /**
   * An element does not tell a file that is not there from one that it cannot play: its address is asked once more.
   *
   * @param {Time} time
   */
  async #explain(time) {
    const { error, currentSrc } = this.#element;
    const isUnclear = error?.code === MediaError.MEDIA_ERR_SRC_NOT_SUPPORTED && /^https?:/.test(currentSrc);
    const isGone = isUnclear && !(await isThere(currentSrc, time, this.#abort.signal));
    this.#fail(isGone ? "unreachable" : errorOf(error));
  }

  /** @param {PlayerError} error */
  #fail(error) {
    if (this.#error === null && !this.#abort.signal.aborted) {
      this.#error = error;
      this.#listeners.tell();
    }
  }

  #watchFrames() {
    const element = this.#element;
    if (!(element instanceof HTMLVideoElement) || !("requestVideoFrameCallback" in element)) {
      return;
    }
    /** @type {VideoFrameRequestCallback} */
    const onFrame = (_, { mediaTime, expectedDisplayTime }) => {
      this.#frame = { positionMs: mediaTime * 1000, atMs: expectedDisplayTime };
      if (!this.#abort.signal.aborted) {
        element.requestVideoFrameCallback(onFrame);
      }
    };
    element.requestVideoFrameCallback(onFrame);
  }

  /**
   * @param {string} type
   * @param {() => void} listener
   */
  #listen(type, listener) {
    this.#element.addEventListener(type, listener, { signal: this.#abort.signal });
  }
}

/**
 * Feeds an element with one file.
 *
 * @param {string} url
 * @returns {Feed}
 */
export function file(url) {
  return (element) => {
    element.src = url;
    return () => empty(element);
  };
}

/**
 * Takes everything out of an element, so that the browser lets go of memory and connections.
 *
 * @param {HTMLMediaElement} element
 */
export function empty(element) {
  element.removeAttribute("src");
  element.load();
}

/**
 * Whether a server answers for an address at all; what a foreign one answers, no page may know.
 *
 * @param {string} url
 * @param {Time} time
 * @param {AbortSignal} signal
 */
async function isThere(url, time, signal) {
  const look = new AbortController();
  const cancel = time.after(LOOK_TIMEOUT_MS, () => look.abort());
  signal.addEventListener("abort", () => look.abort());
  try {
    const answer = await fetch(url, { method: "HEAD", mode: "no-cors", signal: look.signal });
    return answer.type === "opaque" || answer.ok;
  } catch {
    return false;
  } finally {
    cancel();
  }
}

/** @param {Document} page */
function video(page) {
  const element = page.createElement("video");
  element.playsInline = true;
  return element;
}

/**
 * What is seen where there is nothing to be seen: a note and the title. The page's style sheet dresses it.
 *
 * @param {HTMLMediaElement} element
 * @param {string} title
 */
function plate(element, title) {
  const page = element.ownerDocument;
  const shown = page.createElement("div");
  shown.className = "audio-plate";
  const note = page.createElement("span");
  note.className = "audio-note";
  note.textContent = "♪";
  note.ariaHidden = "true";
  const caption = page.createElement("span");
  caption.className = "audio-title";
  caption.textContent = title;
  shown.append(note, caption, element);
  return shown;
}

/**
 * A web server without byte ranges serves a film that can only be played from its start.
 *
 * @param {TimeRanges} ranges
 */
function isSeekable(ranges) {
  return ranges.length > 0 && ranges.end(ranges.length - 1) > 0;
}

/** @param {TextTrack} track */
function isShown(track) {
  return track.mode === "showing";
}

/**
 * @param {MediaError | null} error
 * @returns {PlayerError}
 */
function errorOf(error) {
  switch (error?.code) {
    case MediaError.MEDIA_ERR_NETWORK:
      return "unreachable";
    case MediaError.MEDIA_ERR_SRC_NOT_SUPPORTED:
      return "unsupported";
    default:
      return "failed";
  }
}
