// DASH, by Shaka Player.

import { empty } from "./media-element.js";
import { Retries } from "./retries.js";

/** @import { Feed } from "./media-element.js" */
/** @import { PlayerError } from "./player.js" */
/** @import { Time } from "../time.js" */

/**
 * The part of Shaka Player that is used here.
 *
 * @typedef {object} ShakaPlayer
 * @property {(element: HTMLMediaElement) => Promise<void>} attach
 * @property {(configuration: object) => boolean} configure
 * @property {(url: string) => Promise<void>} load
 * @property {(delaySeconds?: number) => boolean} retryStreaming
 * @property {(type: string, listener: (event: { detail: ShakaFault }) => void) => void} addEventListener
 * @property {() => Promise<void>} destroy
 */

/** @typedef {{ category: number, severity: number, code: number }} ShakaFault */

// shaka.util.Error's numbers.
const CATEGORY = { network: 1, manifest: 4, drm: 6 };
const CRITICAL = 2;
const INTERRUPTED = 7000;

/**
 * The media element has one master, and that is the party. Live streams may ask players to speed up when they are late;
 * no lateness is late here. And no rate is set to zero to wait for data: the element does that itself.
 */
const CONFIGURATION = {
  streaming: {
    rebufferingGoal: 0,
    bufferingGoal: 30,
    bufferBehind: 60,
    lowLatencyMode: false,
    vodDynamicPlaybackRate: false,
    returnToEndOfLiveWindowWhenOutside: false,
    liveSync: { enabled: true, targetLatency: 0, targetLatencyTolerance: 1e9, panicMode: false },
  },
  abr: { restrictToElementSize: true },
};

/**
 * @param {string} url of the manifest
 * @param {{ time: Time, libraries: string }} options
 * @returns {Feed}
 */
export function dash(url, { time, libraries }) {
  return (element, fail) => {
    const feeding = new DashFeeding(element, fail, time);
    void feeding.open(url, libraries);
    return () => feeding.close();
  };
}

/** One element fed by Shaka Player. */
class DashFeeding {
  /** @type {HTMLMediaElement} */
  #element;
  /** @type {(error: PlayerError) => void} */
  #fail;
  /** @type {Retries} */
  #retries;
  /** @type {ShakaPlayer | null} */
  #player = null;
  #isLoaded = false;
  #isClosed = false;
  #onProgress = () => this.#retries.reset();

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
    const library = await import(new URL("shaka.js", libraries).href).catch(() => null);
    if (library === null) {
      this.#fail("unreachable");
    } else if (!this.#isClosed) {
      await this.#start(new library.default.Player(), url);
    }
  }

  close() {
    this.#isClosed = true;
    this.#retries.close();
    this.#element.removeEventListener("canplay", this.#onProgress);
    if (this.#player === null) {
      return;
    }
    void this.#player.destroy().then(() => empty(this.#element));
  }

  /**
   * @param {ShakaPlayer} player
   * @param {string} url
   */
  async #start(player, url) {
    this.#player = player;
    player.configure(CONFIGURATION);
    player.addEventListener("error", ({ detail }) => this.#onFault(detail));
    this.#element.addEventListener("canplay", this.#onProgress);
    try {
      await player.attach(this.#element);
      await player.load(url);
      this.#isLoaded = true;
    } catch (refusal) {
      if (!isFault(refusal)) {
        throw refusal;
      }
      this.#onFault(refusal);
    }
  }

  /** @param {ShakaFault} fault */
  #onFault({ category, severity, code }) {
    if (this.#isClosed || severity !== CRITICAL || code === INTERRUPTED) {
      return;
    }
    const isPassing = category === CATEGORY.network && this.#isLoaded;
    if (isPassing && this.#retries.again(() => this.#player?.retryStreaming(0))) {
      return;
    }
    this.#fail(errorOf(category));
  }
}

/**
 * @param {unknown} refusal
 * @returns {refusal is ShakaFault}
 */
function isFault(refusal) {
  return typeof refusal === "object" && refusal !== null && "category" in refusal && "code" in refusal;
}

/**
 * @param {number} category
 * @returns {PlayerError}
 */
function errorOf(category) {
  switch (category) {
    case CATEGORY.network:
      return "unreachable";
    case CATEGORY.manifest:
      return "unsupported";
    case CATEGORY.drm:
      return "forbidden";
    default:
      return "failed";
  }
}
