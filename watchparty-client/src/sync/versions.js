// Keeps the events of a party in order. Free of DOM.

const STATE_EVENTS = new Set(["snapshot", "sync", "play", "pause", "seek", "skip", "rate"]);

// Who is connected is no change of the party: it is told under the version of the day, and never again. Taking it twice
// does no harm.
const PRESENCE_EVENTS = new Set(["participant-joined", "participant-left", "participant-status"]);

/**
 * What a frame is good for.
 *
 * @typedef {object} Verdict
 * @property {boolean} isTimeline whether to take its timeline
 * @property {boolean} isNext whether to take the rest of it
 * @property {boolean} isGap whether to ask for what is missing
 */

/**
 * Decides what a frame is good for, given the versions seen so far. The timeline of the newest state event is true
 * whatever was missed before it, so that playback never waits for a gap to be filled; all but presence does.
 */
export class Versions {
  /** The last version up to which nothing is missing, to resume from; null before the first frame. @type {number | null} */
  last = null;
  #timelineVersion = -1;

  /**
   * @param {{ type: string, version?: number }} frame
   * @returns {Verdict}
   */
  take({ type, version }) {
    if (version === undefined || !Number.isInteger(version)) {
      return { isTimeline: STATE_EVENTS.has(type), isNext: true, isGap: false };
    }
    const last = this.last ?? -1;
    const isWhole = type === "snapshot" || type === "sync" || this.last === null;
    const isGap = !isWhole && version > last + 1;
    const isBegun = type === "snapshot" || this.last === null;
    const isTimeline = STATE_EVENTS.has(type) && (isBegun || version >= Math.max(last, this.#timelineVersion));
    const isNext = PRESENCE_EVENTS.has(type) || (!isGap && (isWhole || version > last));
    if (isTimeline) {
      this.#timelineVersion = version;
    }
    if (isBegun) {
      this.last = version; // even if it is less: whoever tells everything has nothing newer
    } else if (!isGap) {
      this.last = Math.max(last, version);
    }
    return { isTimeline, isNext, isGap };
  }
}
