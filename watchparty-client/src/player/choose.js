// The right player for a medium, and what can be learned of a medium before it plays.

import { mediaAt, sourceOf, youtubeId } from "./address.js";
import { dash } from "./dash.js";
import { canFeed, hls, isHlsNative } from "./hls.js";
import { MediaElementPlayer, file } from "./media-element.js";
import { YouTubePlayer } from "./youtube.js";

export { kindOf, mediaAt } from "./address.js";
export { probe } from "./probe.js";

/** @import { MediaItem, Player } from "./player.js" */
/** @import { Time } from "../time.js" */

/** Where this server keeps the libraries of others. */
const LIBRARIES = new URL("../vendor/", import.meta.url).href;

/**
 * Whether this browser has a player for an item; that its media is there and in order, only playing tells.
 *
 * @param {Pick<MediaItem, "kind" | "url">} item
 * @returns {boolean}
 */
export function canPlay({ kind, url }) {
  switch (kind) {
    case "mp4":
    case "audio":
      return true;
    case "webm":
      return document.createElement("video").canPlayType("video/webm") !== "";
    case "hls":
      return canFeed() || isHlsNative();
    case "dash":
      return canFeed();
    case "youtube":
      return youtubeId(new URL(url)) !== null;
    default:
      return false;
  }
}

/**
 * A player for an item, mounted in `stage` until it is closed.
 *
 * @param {MediaItem} item one that `canPlay`
 * @param {object} options
 * @param {HTMLElement} options.stage
 * @param {Time} options.time
 * @param {string} [options.libraries] the folder with hls.js and shaka.js, as an absolute address that ends in a slash;
 *     without it, the one beside this library, where a Watchparty server has it
 * @returns {Player}
 */
export function createPlayer(item, { stage, time, libraries = LIBRARIES }) {
  const { title = "" } = item;
  switch (item.kind) {
    case "mp4":
    case "webm":
      return new MediaElementPlayer({ stage, time, title, feed: file(sourceOf(item)) });
    case "audio":
      return new MediaElementPlayer({ stage, time, title, feed: file(sourceOf(item)), hasPicture: false });
    case "hls":
      return new MediaElementPlayer({ stage, time, title, feed: hls(item.url, { time, libraries }) });
    case "dash":
      return new MediaElementPlayer({ stage, time, title, feed: dash(item.url, { time, libraries }) });
    case "youtube":
      return new YouTubePlayer({ stage, time, title, id: idOf(item.url) });
    default:
      throw new RangeError(`no player for ${item.kind}`);
  }
}

/** @param {string} address */
function idOf(address) {
  const id = youtubeId(new URL(mediaAt(address).url));
  if (id === null) {
    throw new RangeError(`not a film on YouTube: ${address}`);
  }
  return id;
}
