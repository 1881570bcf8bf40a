// The party's playback timeline: position as a function of server time. Free of DOM; positions are milliseconds.

/**
 * An anchor: the media stands, or stood, at positionMs at the server instant startsAtMs and runs from there at the
 * given rate when isPlaying. An anchor in the future is a start that everyone waits for. Values never change.
 */
export class Timeline {
  constructor({ positionMs, startsAtMs, rate = 1, isPlaying, clipId = null, version = 0 }) {
    Object.assign(this, { positionMs, startsAtMs, rate, isPlaying, clipId, version });
    Object.freeze(this);
  }

  /** Reads any frame that tells the state of the party, the snapshot included. */
  static fromFrame(frame) {
    const positionMs = frame.position_ms ?? frame.position * 1000;
    const saidAtMs = frame.server_time_ms ?? frame.server_timestamp * 1000;
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

  positionAt(serverMs) {
    return this.isPlaying ? this.positionMs + Math.max(0, serverMs - this.startsAtMs) * this.rate : this.positionMs;
  }

  /** The server instant at which a playing timeline passes a position. */
  instantAt(positionMs) {
    return this.startsAtMs + (positionMs - this.positionMs) / this.rate;
  }

  isRunningAt(serverMs) {
    return this.isPlaying && serverMs >= this.startsAtMs;
  }
}
