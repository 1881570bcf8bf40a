// The party's playback timeline: position as a function of server time. Free of DOM; positions are milliseconds.

/**
 * What every event tells of the film; only the base dialect's fields are always there.
 *
 * @typedef {object} TimelineFrame
 * @property {number} [position] seconds
 * @property {number} [position_ms]
 * @property {number} [server_timestamp] seconds
 * @property {number} [server_time_ms]
 * @property {number} [effective_at_ms]
 * @property {number} [rate]
 * @property {boolean} [is_playing]
 * @property {string | null} [clip_id]
 * @property {number} [version]
 */

// Two courses this near to each other are one, told twice.
const SAME_MS = 20;

/**
 * An anchor: the media stands, or stood, at positionMs at the server instant startsAtMs and runs from there at the
 * given rate when isPlaying. An anchor in the future is a start that everyone waits for. Values never change.
 */
export class Timeline {
  /**
   * @param {object} anchor
   * @param {number} anchor.positionMs
   * @param {number} anchor.startsAtMs
   * @param {number} [anchor.rate]
   * @param {boolean} anchor.isPlaying
   * @param {string | null} [anchor.clipId]
   * @param {number} [anchor.version]
   */
  constructor({ positionMs, startsAtMs, rate = 1, isPlaying, clipId = null, version = 0 }) {
    this.positionMs = positionMs;
    this.startsAtMs = startsAtMs;
    this.rate = rate;
    this.isPlaying = isPlaying;
    this.clipId = clipId;
    this.version = version;
    Object.freeze(this);
  }

  /**
   * Reads any frame that tells the state of the party, the snapshot included.
   *
   * @param {TimelineFrame} frame
   */
  static fromFrame(frame) {
    const positionMs = frame.position_ms ?? (frame.position ?? 0) * 1000;
    const saidAtMs = frame.server_time_ms ?? (frame.server_timestamp ?? 0) * 1000;
    return new Timeline({
      positionMs,
      // An effective instant that has passed is history: the position is the one true when the frame was made.
      startsAtMs: Math.max(saidAtMs, frame.effective_at_ms ?? saidAtMs),
      rate: frame.rate ?? 1,
      isPlaying: frame.is_playing === true,
      clipId: frame.clip_id ?? null,
      version: frame.version ?? 0,
    });
  }

  /** @param {number} serverMs */
  positionAt(serverMs) {
    return this.isPlaying ? this.positionMs + Math.max(0, serverMs - this.startsAtMs) * this.rate : this.positionMs;
  }

  /**
   * The server instant at which a playing timeline passes a position.
   *
   * @param {number} positionMs
   */
  instantAt(positionMs) {
    return this.startsAtMs + (positionMs - this.positionMs) / this.rate;
  }

  /** @param {number} serverMs */
  isRunningAt(serverMs) {
    return this.isPlaying && serverMs >= this.startsAtMs;
  }

  /**
   * Whether the other says the same, if in other words.
   *
   * @param {Timeline} other
   * @param {number} serverNowMs
   */
  isSameCourse(other, serverNowMs) {
    if (this.isPlaying !== other.isPlaying || this.rate !== other.rate || this.clipId !== other.clipId) {
      return false;
    }
    const laterMs = Math.max(this.startsAtMs, other.startsAtMs, serverNowMs);
    return Math.abs(this.positionAt(laterMs) - other.positionAt(laterMs)) <= SAME_MS;
  }
}
