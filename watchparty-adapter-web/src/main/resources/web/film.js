// What to watch: the test film every server carries, or whatever is at an address.

import { mediaAt, probe, TEST_FILM_PATH } from "/client/players.js";
import { t } from "./words.js";

const TEST_FILM_MS = 60_000;
const TITLE_CHARACTERS_MAX = 200;

/** A playlist item for an address, or for the test film when the address is empty. */
export async function playlistItem(address) {
  if (address === "") {
    const url = new URL(TEST_FILM_PATH, location.origin).href;
    return { title: t("film.test"), url, kind: "mp4", duration_ms: TEST_FILM_MS };
  }
  const { url, kind } = mediaAt(address);
  const { durationMs } = await probe({ url, kind });
  const item = { title: titleOf(url, kind), url, kind };
  // Without a duration the server cannot know when the film is over; it still plays.
  return durationMs === null ? item : { ...item, duration_ms: durationMs };
}

function titleOf(url, kind) {
  const { pathname, hostname, searchParams } = new URL(url);
  if (kind === "youtube") {
    return `YouTube ${searchParams.get("v")}`;
  }
  const name = pathname.split("/").pop();
  try {
    return decodeURIComponent(name).slice(0, TITLE_CHARACTERS_MAX) || hostname;
  } catch {
    return name.slice(0, TITLE_CHARACTERS_MAX);
  }
}
