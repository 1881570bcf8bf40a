// The players alone, and what can be learned of a medium before it plays. See README.md.

export { TEST_FILM_PATH } from "./player/address.js";
export { canPlay, createPlayer, kindOf, mediaAt, probe } from "./player/choose.js";
export { MediaElementPlayer } from "./player/media-element.js";

/** @typedef {import("./player/player.js").Player} Player */
/** @typedef {import("./player/player.js").PlayerState} PlayerState */
/** @typedef {import("./player/player.js").PlayerTraits} PlayerTraits */
/** @typedef {import("./player/player.js").MediaItem} MediaItem */
/** @typedef {import("./player/player.js").Start} Start */
