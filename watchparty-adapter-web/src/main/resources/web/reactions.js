// Reactions: which are at hand, and how many float at once. Free of DOM.

/** The six at hand, and the last part of the key (emoji.…) of what they are called. */
export const AT_HAND = new Map([
  ["😂", "laughing"],
  ["❤️", "love"],
  ["👏", "applause"],
  ["😮", "surprised"],
  ["😢", "sad"],
  ["🔥", "fire"],
]);

const LANES = 8;
const FLOATING_MAX = 24;

/** Gives each floating reaction a lane, the one that was free the longest; a storm of them is thinned. */
export class Lanes {
  #lanes = Array.from({ length: LANES }, (_, number) => ({ number, takenAt: -Infinity }));
  #floating = 0;

  /** The place across as a part of the width, 0 to 1; null when too many float already. */
  take(now) {
    if (this.#floating >= FLOATING_MAX) {
      return null;
    }
    this.#floating++;
    // Not side by side: neighbours in time are far apart across.
    const lane = this.#lanes.reduce((longest, candidate) =>
      candidate.takenAt < longest.takenAt ? candidate : longest,
    );
    lane.takenAt = now;
    return ((lane.number * 3) % LANES) / (LANES - 1);
  }

  free() {
    this.#floating = Math.max(0, this.#floating - 1);
  }
}
