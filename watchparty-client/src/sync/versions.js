// Keeps the events of a party in order. Free of DOM.

const STATE_EVENTS = new Set(["snapshot", "sync", "play", "pause", "seek", "skip", "rate"]);

// Who is connected is no change of the party: it is told under the version of the day, and never again. Taking it twice
// does no harm.
const PRESENCE_EVENTS = new Set(["participant-joined", "participant-left", "participant-status"]);

/**
 * Decides what a frame is good for, given the versions seen so far. The timeline of the newest state event is true
 * whatever was missed before it, so that playback never waits for a gap to be filled; all but presence does.
 */
export class Versions {
  /** The last version up to which nothing is missing, to resume from; null before the first frame. */
  last = null;
  #timelineVersion = -1;

  /** Answers {isTimeline, isNext, isGap}: take its timeline, take the rest of it, ask for what is missing. */
  take(frame) {
    const { type, version } = frame;
    if (!Number.isInteger(version)) {
      return { isTimeline: STATE_EVENTS.has(type), isNext: true, isGap: false };
    }
    const isWhole = type === "snapshot" || type === "sync" || this.last === null;
    const isGap = !isWhole && version > this.last + 1;
    const isTimeline = STATE_EVENTS.has(type) && version >= this.#timelineVersion;
    const isNext = PRESENCE_EVENTS.has(type) || (!isGap && (isWhole || version > this.last));
    if (isTimeline) {
      this.#timelineVersion = version;
    }
    if (!isGap) {
      this.last = Math.max(this.last ?? version, version);
    }
    return { isTimeline, isNext, isGap };
  }
}
