// HLS: by hls.js where the browser lets scripts feed a media element, else by the browser itself (iPhones).

import { empty } from "./media-element.js";
import { Retries } from "./retries.js";

/** @import { Feed } from "./media-element.js" */
/** @import { PlayerError } from "./player.js" */
/** @import { Time } from "../time.js" */

/**
 * The part of hls.js that is used here.
 *
 * @typedef {object} Hls
 * @property {(event: string, listener: (event: string, data: HlsFault) => void) => void} on
 * @property {(element: HTMLMediaElement) => void} attachMedia
 * @property {(url: string) => void} loadSource
 * @property {() => void} startLoad
 * @property {() => void} recoverMediaError
 * @property {() => void} destroy
 */

/** @typedef {{ fatal?: boolean, type?: string, details?: string }} HlsFault */

const ERROR = "hlsError";
const FRAGMENT_LOADED = "hlsFragLoaded";
const RECOVERIES_MAX = 2;

// The media element has one master, and that is the party: no speeding up towards the live edge.
const CONFIGURATION = {
  maxLiveSyncPlaybackRate: 1,
  lowLatencyMode: false,
  liveDurationInfinity: true,
  capLevelToPlayerSize: true,
  backBufferLength: 60,
};

/** Whether this browser plays HLS without help. */
export function isHlsNative() {
  return document.createElement("video").canPlayType("application/vnd.apple.mpegurl") !== "";
}

/** Whether scripts can feed a media element here. */
export function canFeed() {
  return "MediaSource" in globalThis || "ManagedMediaSource" in globalThis;
}

/**
 * @param {string} url of the playlist
 * @param {{ time: Time, libraries: string }} options
 * @returns {Feed}
 */
export function hls(url, { time, libraries }) {
  return (element, fail) => {
    if (!canFeed()) {
      element.src = url;
      return () => empty(element);
    }
    const feeding = new HlsFeeding(element, fail, time);
    void feeding.open(url, libraries);
    return () => feeding.close();
  };
}

/** One element fed by hls.js. */
class HlsFeeding {
  /** @type {HTMLMediaElement} */
  #element;
  /** @type {(error: PlayerError) => void} */
  #fail;
  /** @type {Retries} */
  #retries;
  /** @type {Hls | null} */
  #hls = null;
  #recoveries = 0;
  #isClosed = false;

  /**
   * @param {HTMLMediaElement} element
   * @param {(error: PlayerError) => void} fail
   * @param {Time} time
   */
  constructor(element, fail, time) {
    this.#element = element;
    this.#fail = fail;
    this.#retries = new Retries(time);
  }

  /**
   * @param {string} url
   * @param {string} libraries
   */
  async open(url, libraries) {
    const library = await import(new URL("hls.js", libraries).href).catch(() => null);
    if (library === null) {
      this.#fail("unreachable");
    } else if (!this.#isClosed) {
      this.#start(new library.default({ ...CONFIGURATION, workerPath: library.workerUrl }), url);
    }
  }

  close() {
    this.#isClosed = true;
    this.#retries.close();
    this.#hls?.destroy();
    empty(this.#element);
  }

  /**
   * @param {Hls} library
   * @param {string} url
   */
  #start(library, url) {
    this.#hls = library;
    library.on(FRAGMENT_LOADED, () => this.#retries.reset());
    library.on(ERROR, (_, fault) => {
      if (fault.fatal) {
        this.#onFault(library, fault);
      }
    });
    library.attachMedia(this.#element);
    library.loadSource(url);
  }

  /**
   * hls.js has tried what it could by itself. A network that is away comes back; a decoder that stumbled may be set up
   * anew; the rest is final.
   *
   * @param {Hls} library
   * @param {HlsFault} fault
   */
  #onFault(library, { type, details = "" }) {
    const isManifest = details.startsWith("manifest");
    if (type === "networkError" && !isManifest && this.#retries.again(() => library.startLoad())) {
      return;
    }
    if (type === "mediaError" && !isManifest && this.#recoveries < RECOVERIES_MAX) {
      this.#recoveries++;
      library.recoverMediaError();
      return;
    }
    this.#fail(errorOf(type, details));
  }
}

/**
 * @param {string | undefined} type
 * @param {string} details
 * @returns {PlayerError}
 */
function errorOf(type, details) {
  if (details === "manifestParsingError" || details === "manifestIncompatibleCodecsError") {
    return "unsupported";
  }
  switch (type) {
    case "networkError":
      return "unreachable";
    case "keySystemError":
      return "forbidden";
    default:
      return "failed";
  }
}
