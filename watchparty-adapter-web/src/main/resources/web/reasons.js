// Why somebody cannot press what others can, as the last part of a key (why.…). Free of DOM.

/**
 * Why an action is not to be had now; null when it is. `party` tells {isOnline, may, filmCount}.
 *
 * Without a connection the film goes on by the last timeline, and only what would change it for all has to wait.
 */
export function whyNot({ isOnline, may, filmCount }, action) {
  if (!isOnline) {
    return "offline";
  }
  if (!may.has(action)) {
    return "not-you";
  }
  return action === "skip" && filmCount < 2 ? "no-next" : null;
}

/** What those are told for good who may press less than others; null for those who can press the most. */
export function standingReason({ isOnline, may }) {
  if (!isOnline) {
    return "offline";
  }
  if (may.has("play") && may.has("pause")) {
    return null;
  }
  return may.has("pause") ? "may-pause" : "watching";
}
