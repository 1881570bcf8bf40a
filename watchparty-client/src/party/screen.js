// What the film is shown on: a player for the item of the moment, and the engine that keeps it in step.

/** @import { Item } from "../protocol.js" */
/** @import { Player, PlayerState, TextTrackChoice } from "../player/player.js" */
/** @import { Measured, SyncEngine } from "../sync/engine.js" */
/** @import { Timeline } from "../sync/timeline.js" */
/** @import { FilmNotice } from "./news.js" */

/**
 * Where players and engines come from.
 *
 * @typedef {object} ScreenMakers
 * @property {(item: Item) => boolean} canPlay
 * @property {(item: Item, stage: any) => Player} createPlayer mounts it in the stage
 * @property {(player: Player, onChange: () => void) => SyncEngine} createEngine
 */

/** @type {PlayerState} */
const NOTHING = {
  isLoaded: false,
  isReady: false,
  isPaused: true,
  isSeeking: false,
  isEnded: false,
  isSeekable: false,
  positionMs: 0,
  durationMs: null,
  error: null,
};

/** Shows the party's item in a stage, once there is one; without a stage it knows nothing and does nothing. */
export class Screen {
  #makers;
  #onChange;
  /** @type {any} */
  #stage = null;
  /** @type {Item | null} */
  #item = null;
  /** @type {Player | null} */
  #player = null;
  /** @type {SyncEngine | null} */
  #engine = null;
  /** @type {Timeline | null} */
  #timeline = null;
  #hasItem = false;
  #isMuted = false;
  #volume = 1;
  #personalOffsetMs = 0;

  /**
   * @param {ScreenMakers} makers
   * @param {() => void} onChange something to be shown of it has changed
   */
  constructor(makers, onChange) {
    this.#makers = makers;
    this.#onChange = onChange;
  }

  /** @param {any} stage an HTMLElement; null for none any more */
  mount(stage) {
    if (stage !== this.#stage) {
      this.#stage = stage;
      this.#remake();
    }
  }

  /**
   * @param {Item | null} item what the party watches; null where there is nothing
   * @param {Timeline} timeline
   * @param {{ isCommanded: boolean }} how
   */
  follow(item, timeline, how) {
    const isOther = !this.#hasItem || item?.id !== this.#item?.id || item?.url !== this.#item?.url;
    this.#hasItem = true;
    this.#item = item;
    this.#timeline = timeline;
    if (isOther) {
      this.#remake();
    } else {
      this.#engine?.follow(timeline, how);
    }
  }

  realign() {
    this.#engine?.realign();
  }

  /** Tries a film once more that could not be reached; to be called when there is reason to hope. */
  retry() {
    if (this.#player?.state().error === "unreachable") {
      this.#remake();
    }
  }

  /** To be called while somebody presses something, which is when browsers allow sound. */
  allowSound() {
    this.#isMuted = false;
    this.#engine?.allowSound();
  }

  close() {
    this.#stage = null;
    this.#closePlayer();
  }

  get isMuted() {
    return this.#isMuted;
  }

  set isMuted(isMuted) {
    if (isMuted !== this.#isMuted) {
      this.#isMuted = isMuted;
      this.#player?.setMuted(isMuted); // said again, it would undo a silence that the browser wants
    }
  }

  get volume() {
    return this.#volume;
  }

  set volume(volume) {
    this.#volume = volume;
    this.#player?.setVolume(volume);
  }

  get personalOffsetMs() {
    return this.#personalOffsetMs;
  }

  set personalOffsetMs(offsetMs) {
    this.#personalOffsetMs = offsetMs;
    if (this.#engine) {
      this.#engine.personalOffsetMs = offsetMs;
    }
  }

  /** @returns {PlayerState} */
  get playerState() {
    return this.#player?.state() ?? NOTHING;
  }

  /** @returns {Measured | null} */
  get measured() {
    return this.#engine?.measured ?? null;
  }

  get frame() {
    return this.#engine?.frame ?? null;
  }

  /** @returns {TextTrackChoice[]} */
  get textTracks() {
    return this.#player?.textTracks() ?? [];
  }

  /** @param {string | null} id */
  showTextTrack(id) {
    this.#player?.showTextTrack(id);
  }

  /** @returns {FilmNotice | null} what is the matter with the film; null while nothing is, or nothing is known */
  get notice() {
    const item = this.#item;
    if (!this.#hasItem || this.#stage === null) {
      return null;
    }
    if (item === null) {
      return { kind: "no-film" };
    }
    if (this.#player === null) {
      return { kind: "not-playable", item };
    }
    const { error, isLoaded, isSeekable } = this.#player.state();
    if (error !== null) {
      return { kind: "failed", item, error };
    }
    return isLoaded && !isSeekable ? { kind: "not-seekable", item } : null;
  }

  #remake() {
    this.#closePlayer();
    const item = this.#item;
    if (this.#stage !== null && item !== null && this.#makers.canPlay(item)) {
      const player = this.#makers.createPlayer(item, this.#stage);
      player.setVolume(this.#volume);
      player.setMuted(this.#isMuted);
      this.#player = player;
      player.subscribe(() => this.#onChange());
      this.#engine = this.#makers.createEngine(player, () => this.#onChange());
      this.#engine.personalOffsetMs = this.#personalOffsetMs;
      if (this.#timeline !== null) {
        this.#engine.follow(this.#timeline, { isCommanded: true });
      }
    }
    this.#onChange();
  }

  #closePlayer() {
    this.#engine?.close();
    this.#player?.close();
    this.#engine = null;
    this.#player = null;
  }
}
