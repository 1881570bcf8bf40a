// Where a playlist item is fetched, and whether a media element can play it here.

/** The film that every server carries, to try things with. */
export const TEST_FILM_PATH = "/film/time-code.mp4";

/**
 * Where this client fetches an item: the test film from the server it is connected to, by whatever name that goes.
 *
 * @param {{url: string}} item
 * @returns {string}
 */
export function sourceOf(item) {
  const url = new URL(item.url);
  return url.pathname === TEST_FILM_PATH ? TEST_FILM_PATH : url.href;
}

/**
 * Whether a plain media element can play the item here.
 *
 * @param {{kind: string}} item
 * @returns {boolean}
 */
export function isPlayable(item) {
  switch (item.kind) {
    case "mp4":
    case "webm":
    case "audio":
      return true;
    case "hls":
      return document.createElement("video").canPlayType("application/vnd.apple.mpegurl") !== "";
    default:
      return false;
  }
}
