// Shapes the numbers of a party for its statistics page. Free of DOM.

import { clockOf, durationOf, numberOf, t } from "./words.js";

const BARS_MAX = 120;
const EMOJI_TOLD_MAX = 5;

/** [[key of the name, value]] of an Analytics answer and its series, in the order to be read. */
export function figuresOf(analytics, series) {
  return [
    ["statistics.unique", numberOf(analytics.unique_viewers)],
    ["statistics.peak", numberOf(analytics.peak_concurrent)],
    ["statistics.now", numberOf(analytics.current_viewers)],
    ["statistics.stay", durationOf(analytics.avg_duration_seconds)],
    ["statistics.watched", durationOf(series?.watch_seconds ?? 0)],
    ["statistics.messages", numberOf(analytics.chat_messages)],
    ["statistics.reactions", numberOf(analytics.reactions)],
    ["statistics.arrivals", `${numberOf(series?.joins ?? 0)} / ${numberOf(series?.leaves ?? 0)}`],
  ];
}

/**
 * How many were there, as steps: each point holds until the next one. `at` is RFC 3339 or milliseconds. Answers
 * {points: [{atMs, count}], fromMs, toMs, most}; the last count is drawn on until `nowMs` while people are there.
 */
export function stepsOf(people, nowMs) {
  const points = people
    .map(({ at, count }) => ({ atMs: typeof at === "number" ? at : Date.parse(at), count }))
    .filter(({ atMs }) => Number.isFinite(atMs))
    .sort((one, other) => one.atMs - other.atMs);
  if (points.length === 0) {
    return { points: [], fromMs: 0, toMs: 0, most: 0 };
  }
  const last = points.at(-1);
  const toMs = last.count > 0 ? Math.max(nowMs, last.atMs) : last.atMs;
  return { points, fromMs: points[0].atMs, toMs, most: Math.max(...points.map(({ count }) => count)) };
}

/** The films that were reacted to: [{clipId, title}], in the order of the queue, then those that are gone from it. */
export function filmsOf(reactions, playlist) {
  const ids = [...new Set(reactions.map((bucket) => bucket.clip_id ?? null))];
  const known = playlist
    .filter((item) => ids.includes(item.id))
    .map((item) => ({ clipId: item.id, title: item.title }));
  const gone = ids
    .filter((id) => !known.some(({ clipId }) => clipId === id))
    .map((clipId, place) => ({
      clipId,
      title:
        known.length === 0 && ids.length === 1
          ? t("statistics.the-film")
          : t("statistics.film-number", { number: known.length + place + 1 }),
    }));
  return [...known, ...gone];
}

/**
 * The reactions to one film as bars of equal width, [{fromMs, toMs, count, emoji: [[emoji, count]]}], many emoji first;
 * buckets are joined when there would be more bars than can be told apart.
 */
export function barsOf(reactions, clipId, bucketMs) {
  const own = reactions.filter((bucket) => (bucket.clip_id ?? null) === clipId);
  if (own.length === 0) {
    return [];
  }
  const count = Math.floor(Math.max(...own.map((bucket) => bucket.position_ms)) / bucketMs) + 1;
  const joined = Math.ceil(count / BARS_MAX);
  const widthMs = bucketMs * joined;
  const bars = Array.from({ length: Math.ceil(count / joined) }, (_, place) => ({
    fromMs: place * widthMs,
    toMs: (place + 1) * widthMs,
    count: 0,
    emoji: new Map(),
  }));
  own.forEach((bucket) => {
    const bar = bars[Math.floor(bucket.position_ms / widthMs)];
    bar.count += bucket.count;
    Object.entries(bucket.emoji ?? {}).forEach(([emoji, times]) =>
      bar.emoji.set(emoji, (bar.emoji.get(emoji) ?? 0) + times),
    );
  });
  return bars.map((bar) => ({ ...bar, emoji: [...bar.emoji].sort(([, one], [, other]) => other - one) }));
}

/** "0:40 to 0:50: 5 reactions, 😂 3, 👏 2". */
export function barWords({ fromMs, toMs, count, emoji }) {
  const values = { from: clockOf(fromMs), to: clockOf(toMs), count };
  return emoji.length === 0
    ? t("statistics.bar", values)
    : t("statistics.bar-emoji", { ...values, emoji: emojiWords(emoji.slice(0, EMOJI_TOLD_MAX)) });
}

/** "😂 3, 👏 2". */
export function emojiWords(emoji) {
  return emoji.map(([symbol, times]) => `${symbol} ${numberOf(times)}`).join(", ");
}

/** Round numbers from 0 to at least `most`, about `wanted` of them. */
export function ticksOf(most, wanted = 4) {
  const raw = Math.max(1, most) / wanted;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = Math.max(
    1,
    [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= raw),
  );
  return Array.from({ length: Math.ceil(Math.max(1, most) / step) + 1 }, (_, place) => place * step);
}
