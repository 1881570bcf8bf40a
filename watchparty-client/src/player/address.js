// What an address leads to: which kind of media, and where a client finds it.

/** @import { MediaKind } from "./player.js" */

/** The film that every server carries, to try things with. */
export const TEST_FILM_PATH = "/film/time-code.mp4";

/** @type {[RegExp, MediaKind][]} */
const ENDINGS = [
  [/\.m3u8$/i, "hls"],
  [/\.mpd$/i, "dash"],
  [/\.webm$/i, "webm"],
  [/\.(mp3|m4a|aac|oga|ogg|opus|wav|flac|weba)$/i, "audio"],
];

const YOUTUBE_HOSTS = /^(?:(?:www|m|music)\.)?youtube(?:-nocookie)?\.com$/;
const YOUTUBE_SHORT_HOST = "youtu.be";
const YOUTUBE_PATH = /^\/(?:embed|shorts|live|v|e)\/([^/]+)/;
const YOUTUBE_ID = /^[A-Za-z0-9_-]{11}$/;

/**
 * The kind and the canonical address of what somebody pasted: all links to a film on YouTube become the same one. What
 * tells nothing by its name is taken for mp4.
 *
 * @param {string} address absolute
 * @returns {{ url: string, kind: MediaKind }}
 */
export function mediaAt(address) {
  const url = new URL(address);
  const id = youtubeId(url);
  if (id !== null) {
    return { url: `https://www.youtube.com/watch?v=${id}`, kind: "youtube" };
  }
  const kind = ENDINGS.find(([ending]) => ending.test(url.pathname))?.[1] ?? "mp4";
  return { url: url.href, kind };
}

/**
 * The kind of what is at an address, told by its looks.
 *
 * @param {string} address absolute
 * @returns {MediaKind}
 */
export function kindOf(address) {
  return mediaAt(address).kind;
}

/**
 * The id of a film on YouTube.
 *
 * @param {URL} url
 * @returns {string | null} null for any other address
 */
export function youtubeId(url) {
  const candidate = youtubeCandidate(url);
  return candidate !== null && YOUTUBE_ID.test(candidate) ? candidate : null;
}

/**
 * Where this client fetches an item: the test film from the server it is connected to, by whatever name that goes.
 *
 * @param {{ url: string }} item
 * @returns {string}
 */
export function sourceOf(item) {
  const url = new URL(item.url);
  return url.pathname === TEST_FILM_PATH ? TEST_FILM_PATH : url.href;
}

/** @param {URL} url */
function youtubeCandidate({ hostname, pathname, searchParams }) {
  if (hostname === YOUTUBE_SHORT_HOST) {
    return pathname.slice(1).replace(/\/$/, "");
  }
  if (!YOUTUBE_HOSTS.test(hostname)) {
    return null;
  }
  return /^\/watch\/?$/.test(pathname) ? searchParams.get("v") : (YOUTUBE_PATH.exec(pathname)?.[1] ?? null);
}
