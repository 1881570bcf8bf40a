// What can be learned of a medium before anybody plays it: how long it is.

import { systemTime } from "../time.js";
import { sourceOf, youtubeId } from "./address.js";
import { YouTubePlayer } from "./youtube.js";

/** @import { MediaItem, Player } from "./player.js" */
/** @import { Time } from "../time.js" */

const TIMEOUT_MS = 5_000;

// Manifests are small; what is larger is something else.
const MANIFEST_CHARACTERS_MAX = 4_000_000;

/**
 * @typedef {object} Probed
 * @property {number | null} durationMs whole milliseconds; null for what has no end, or does not tell it in time
 */

/**
 * Looks at an item without playing it to anybody.
 *
 * @param {Pick<MediaItem, "kind" | "url">} item
 * @param {{ time?: Time }} [options]
 * @returns {Promise<Probed>}
 */
export async function probe(item, { time = systemTime } = {}) {
  const over = new AbortController();
  const cancel = time.after(TIMEOUT_MS, () => over.abort());
  try {
    const durationMs = await durationOf(item, time, over.signal);
    return { durationMs: durationMs !== null && durationMs >= 1 ? Math.round(durationMs) : null };
  } catch {
    return { durationMs: null };
  } finally {
    cancel();
    over.abort();
  }
}

/**
 * @param {Pick<MediaItem, "kind" | "url">} item
 * @param {Time} time
 * @param {AbortSignal} signal
 * @returns {Promise<number | null>}
 */
async function durationOf(item, time, signal) {
  switch (item.kind) {
    case "hls":
      return hlsDurationMs(item.url, (url) => read(url, signal));
    case "dash":
      return dashDurationMs(await read(item.url, signal));
    case "youtube":
      return youtubeDurationMs(item.url, time, signal);
    default:
      return fileDurationMs(sourceOf(item), signal);
  }
}

/**
 * The length of all segments of an HLS playlist, or of the first variant that a multivariant playlist names.
 *
 * @param {string} url
 * @param {(url: string) => Promise<string>} read
 * @returns {Promise<number | null>} null while a broadcast goes on
 */
export async function hlsDurationMs(url, read) {
  const text = await read(url);
  const variant = /^#EXT-X-STREAM-INF:.*[\r\n]+([^#\r\n][^\r\n]*)/m.exec(text)?.[1];
  const playlist = variant === undefined ? text : await read(new URL(variant.trim(), url).href);
  if (!/^#EXT-X-ENDLIST\s*$/m.test(playlist)) {
    return null;
  }
  const seconds = [...playlist.matchAll(/^#EXTINF:([0-9.]+)/gm)].reduce((sum, [, each]) => sum + Number(each), 0);
  return seconds * 1000;
}

/**
 * The length that a DASH manifest tells for the whole presentation.
 *
 * @param {string} manifest
 * @returns {number | null} null for a broadcast, or if only its parts tell it
 */
export function dashDurationMs(manifest) {
  const root = /<MPD\b[^>]*>/.exec(manifest)?.[0] ?? "";
  const duration = /\bmediaPresentationDuration\s*=\s*["']([^"']+)["']/.exec(root)?.[1];
  return duration === undefined ? null : isoDurationMs(duration);
}

/**
 * @param {string} duration as of ISO 8601, in days and less
 * @returns {number | null}
 */
function isoDurationMs(duration) {
  const parts = /^P(?:([0-9.]+)D)?(?:T(?:([0-9.]+)H)?(?:([0-9.]+)M)?(?:([0-9.]+)S)?)?$/.exec(duration);
  if (parts === null) {
    return null;
  }
  const [days, hours, minutes, seconds] = parts.slice(1).map((part) => Number(part ?? 0));
  return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
}

/**
 * @param {string} url
 * @param {AbortSignal} signal
 */
async function read(url, signal) {
  const answer = await fetch(url, { signal });
  const text = answer.ok ? await answer.text() : "";
  if (text.length > MANIFEST_CHARACTERS_MAX) {
    throw new RangeError(`not a manifest: ${url}`);
  }
  return text;
}

/**
 * @param {string} url
 * @param {AbortSignal} signal
 * @returns {Promise<number | null>}
 */
function fileDurationMs(url, signal) {
  return new Promise((resolve) => {
    const element = document.createElement("video");
    const done = () => {
      const { duration } = element;
      element.onloadedmetadata = element.onerror = null;
      element.removeAttribute("src");
      element.load();
      resolve(Number.isFinite(duration) ? duration * 1000 : null);
    };
    element.preload = "metadata";
    element.onloadedmetadata = done;
    element.onerror = done;
    signal.addEventListener("abort", done, { once: true });
    element.src = url;
  });
}

/**
 * YouTube tells the length to a player only, and sometimes not before it has started, which it then does in silence and
 * out of sight.
 *
 * @param {string} url
 * @param {Time} time
 * @param {AbortSignal} signal
 * @returns {Promise<number | null>}
 */
async function youtubeDurationMs(url, time, signal) {
  const id = youtubeId(new URL(url));
  if (id === null) {
    return null;
  }
  const stage = outOfSight();
  const player = new YouTubePlayer({ stage, time, id });
  try {
    player.setMuted(true);
    await once(player, () => player.state().isLoaded, signal);
    if (player.state().durationMs === null) {
      await player.play();
      await once(player, () => player.state().durationMs !== null, signal);
    }
    return player.state().durationMs;
  } finally {
    player.close();
    stage.remove();
  }
}

function outOfSight() {
  const stage = document.createElement("div");
  stage.ariaHidden = "true";
  Object.assign(stage.style, { position: "fixed", insetInlineStart: "-1000px", width: "320px", height: "180px" });
  document.body.append(stage);
  return stage;
}

/**
 * @param {Player} player
 * @param {() => boolean} isSo
 * @param {AbortSignal} signal
 * @returns {Promise<void>}
 */
function once(player, isSo, signal) {
  return new Promise((resolve, reject) => {
    const look = () => {
      if (isSo()) {
        resolve();
      } else if (signal.aborted || player.state().error !== null) {
        reject(new Error("not told"));
      }
    };
    player.subscribe(look);
    signal.addEventListener("abort", look, { once: true });
    look();
  });
}
