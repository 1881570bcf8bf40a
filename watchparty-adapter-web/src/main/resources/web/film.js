// What to watch: the test film every server carries, or a film by its address.

import { TEST_FILM_PATH } from "/client/party/film.js";
import { t } from "./words.js";

const TEST_FILM_MS = 60_000;
const PROBE_TIMEOUT_MS = 5_000;
const KINDS = [[/\.webm$/i, "webm"], [/\.(mp3|m4a|aac|ogg|opus|wav|flac)$/i, "audio"]];

/** A playlist item for an address, or for the test film when the address is empty. */
export async function playlistItem(address) {
  if (address === "") {
    const url = new URL(TEST_FILM_PATH, location.origin).href;
    return { title: t("film.test"), url, kind: "mp4", duration_ms: TEST_FILM_MS };
  }
  const { href, pathname } = new URL(address);
  const kind = KINDS.find(([ending]) => ending.test(pathname))?.[1] ?? "mp4";
  const item = { title: titleOf(href), url: href, kind };
  const durationMs = await probeDurationMs(href);
  // Without a duration the server cannot know when the film is over; it still plays.
  return durationMs === null ? item : { ...item, duration_ms: durationMs };
}

function titleOf(href) {
  const { pathname, hostname } = new URL(href);
  const name = pathname.split("/").pop();
  try {
    return decodeURIComponent(name).slice(0, 200) || hostname;
  } catch {
    return name.slice(0, 200);
  }
}

function probeDurationMs(href) {
  return new Promise((resolve) => {
    const probe = document.createElement("video");
    const done = () => {
      clearTimeout(timer);
      const durationMs = Math.round(probe.duration * 1000);
      probe.removeAttribute("src");
      probe.load();
      resolve(Number.isFinite(durationMs) && durationMs > 0 ? durationMs : null);
    };
    const timer = setTimeout(done, PROBE_TIMEOUT_MS);
    probe.preload = "metadata";
    probe.onloadedmetadata = done;
    probe.onerror = done;
    probe.src = href;
  });
}
