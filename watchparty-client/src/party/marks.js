// Where along its films a party laughed and talked. Positions are milliseconds of a film.

/**
 * What happened in one stretch of a film.
 *
 * @typedef {object} Stretch
 * @property {number} fromMs
 * @property {number} toMs
 * @property {number} reactions
 * @property {number} messages
 * @property {[emoji: string, count: number][]} emoji many first
 */

/**
 * @typedef {object} Bucket
 * @property {number} reactions
 * @property {number} messages
 * @property {Map<string, number>} emoji
 */

/**
 * The answer of `GET /watch-parties/{id}/moments`.
 *
 * @typedef {object} Moments
 * @property {{clip_id?: string | null, position_ms: number, messages: number, reactions: number, emoji?: Record<string, number>}[]} moments
 */

const BUCKET_MS = 1_000;

// As fine as anybody looks; beyond, what happens in a new place is not marked any more.
const BUCKETS_MAX = 20_000;
const EMOJI_MAX = 16;

/** Counts reactions and messages by film and position. */
export class Marks {
  /** Rises whenever something has been counted. */
  revision = 0;
  /** @type {Map<string | null, Map<number, Bucket>>} */
  #films = new Map();
  #size = 0;

  /** Begins anew with what the server has counted. @param {Moments} counted */
  take({ moments }) {
    this.#films.clear();
    this.#size = 0;
    moments.forEach(({ clip_id: clipId, position_ms: positionMs, messages, reactions, emoji = {} }) => {
      const bucket = this.#bucketAt(clipId ?? null, positionMs);
      if (bucket) {
        bucket.messages += messages;
        bucket.reactions += reactions;
        Object.entries(emoji).forEach(([symbol, times]) => addEmoji(bucket, symbol, times));
      }
    });
    this.revision++;
  }

  /** @param {string | null} clipId @param {number} positionMs @param {string} emoji */
  reacted(clipId, positionMs, emoji) {
    const bucket = this.#bucketAt(clipId, positionMs);
    if (bucket) {
      bucket.reactions++;
      addEmoji(bucket, emoji, 1);
      this.revision++;
    }
  }

  /** @param {string | null} clipId @param {number} positionMs */
  said(clipId, positionMs) {
    const bucket = this.#bucketAt(clipId, positionMs);
    if (bucket) {
      bucket.messages++;
      this.revision++;
    }
  }

  /**
   * A film cut into `count` stretches of equal length.
   *
   * @param {string | null} clipId
   * @param {number} durationMs
   * @param {number} count
   * @returns {Stretch[]}
   */
  stretches(clipId, durationMs, count) {
    const lengthMs = durationMs / count;
    const cut = Array.from({ length: count }, (_, place) => ({
      fromMs: place * lengthMs,
      toMs: (place + 1) * lengthMs,
      reactions: 0,
      messages: 0,
      emoji: new Map(),
    }));
    this.#films.get(clipId)?.forEach((bucket, number) => {
      const stretch = cut[Math.min(count - 1, Math.floor((number * BUCKET_MS) / lengthMs))];
      stretch.reactions += bucket.reactions;
      stretch.messages += bucket.messages;
      bucket.emoji.forEach((times, symbol) => addEmoji(stretch, symbol, times));
    });
    return cut.map((stretch) => ({ ...stretch, emoji: [...stretch.emoji].sort(([, one], [, other]) => other - one) }));
  }

  /** @param {string | null} clipId @param {number} positionMs @returns {Bucket | null} null when there are too many */
  #bucketAt(clipId, positionMs) {
    const film = this.#films.get(clipId) ?? new Map();
    this.#films.set(clipId, film);
    const number = Math.max(0, Math.floor(positionMs / BUCKET_MS));
    const known = film.get(number);
    if (known || this.#size >= BUCKETS_MAX) {
      return known ?? null;
    }
    this.#size++;
    const bucket = { reactions: 0, messages: 0, emoji: new Map() };
    film.set(number, bucket);
    return bucket;
  }
}

/** @param {{emoji: Map<string, number>}} counted @param {string} symbol @param {number} times */
function addEmoji({ emoji }, symbol, times) {
  if (emoji.has(symbol) || emoji.size < EMOJI_MAX) {
    emoji.set(symbol, (emoji.get(symbol) ?? 0) + times);
  }
}
