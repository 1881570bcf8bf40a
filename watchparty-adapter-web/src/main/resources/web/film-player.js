// The player in the stage, as the page's own controls see it: for this person alone.

import { element } from "./dom.js";

/** The media element in the stage; null where there is none, or one of another page. */
export function mediaOf() {
  return element("stage").querySelector("video, audio");
}

const NOTHING_MEASURED = { phase: "waiting", isStalled: false, driftMs: null, factor: 1, jumps: 0 };

/** What the engine has measured; without one, nothing. */
export function measuredOf(party) {
  return party.measured ?? NOTHING_MEASURED;
}

/** Whether the player waits for data, however willing it is. */
export function isStarved(party) {
  const { isLoaded, isReady, isSeeking, error } = party.playerState;
  return error === null && (measuredOf(party).isStalled || !isLoaded || (!isReady && !isSeeking));
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
