// The sync engine alone, for players and servers of one's own. See README.md.

export { SyncEngine } from "./sync/engine.js";
export { ClockProbe } from "./sync/clock-probe.js";
export { ServerClock } from "./sync/clock.js";
export { Timeline } from "./sync/timeline.js";
export { systemTime } from "./time.js";

/** @typedef {import("./player/player.js").Player} Player */
/** @typedef {import("./player/player.js").PlayerState} PlayerState */
/** @typedef {import("./sync/engine.js").Measured} Measured */
/** @typedef {import("./time.js").Time} Time */
