// How far ahead of the party, or behind it, one person wants the film on this device. Milliseconds; positive is ahead.
// Free of DOM.

const OFFSET_MS_MAX = 2_000;
export const OFFSET_STEP_MS = 10;

// A slider let go this close to the middle is meant to be in the middle.
const DETENT_MS = 30;
const KEPT_AS = "watchparty.personal-offset-ms";

/** A number as an offset: whole steps, within the bounds; 0 for what is none. */
export function offsetOf(number) {
  if (!Number.isFinite(number)) {
    return 0;
  }
  const bounded = Math.min(OFFSET_MS_MAX, Math.max(-OFFSET_MS_MAX, number));
  return Math.round(bounded / OFFSET_STEP_MS) * OFFSET_STEP_MS || 0; // and not -0
}

/** An offset chosen by dragging, which sticks to the middle. */
export function detentOf(number) {
  const offsetMs = offsetOf(number);
  return Math.abs(offsetMs) <= DETENT_MS ? 0 : offsetMs;
}

/** What an offset does here: "none", "earlier" or "later". */
export function directionOf(offsetMs) {
  if (offsetMs === 0) {
    return "none";
  }
  return offsetMs > 0 ? "earlier" : "later";
}

/** The offset of this device as it is kept in a Storage. */
export function keptOffset(storage) {
  try {
    return offsetOf(Number(storage.getItem(KEPT_AS) ?? 0));
  } catch {
    return 0; // storage is forbidden here
  }
}

/** Keeps the offset for the next time, where that is allowed. */
export function keepOffset(storage, offsetMs) {
  try {
    if (offsetMs === 0) {
      storage.removeItem(KEPT_AS);
    } else {
      storage.setItem(KEPT_AS, String(offsetMs));
    }
  } catch {
    // Then it holds for as long as the page is open.
  }
}
