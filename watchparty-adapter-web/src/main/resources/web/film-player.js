// The player in the stage, as the page's own controls see it: for this person alone.

import { element } from "./dom.js";

/** The media element in the stage; null where there is none, or one of another page. */
export function mediaOf() {
  return element("stage").querySelector("video, audio");
}

const NOTHING_MEASURED = { phase: "waiting", driftMs: null, factor: 1, jumps: 0 };

/** What the engine has measured; without one, nothing. */
export function measuredOf(party) {
  return party.measured ?? NOTHING_MEASURED;
}

/** Whether the player could go on at once; true where nobody can tell. */
export function isStarved() {
  const media = mediaOf();
  return media !== null && media.readyState < HTMLMediaElement.HAVE_FUTURE_DATA && !media.ended && media.error === null;
}

/** Up to where the media has been fetched from here on, in milliseconds; null where that is not told. */
export function bufferedToMs(positionMs) {
  const buffered = mediaOf()?.buffered;
  for (let range = 0; range < (buffered?.length ?? 0); range++) {
    if (buffered.start(range) * 1000 <= positionMs + 500 && buffered.end(range) * 1000 >= positionMs) {
      return buffered.end(range) * 1000;
    }
  }
  return null;
}
