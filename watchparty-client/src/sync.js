// The sync engine alone, for those who bring their own connection: a clock, a timeline, and an engine that holds a
// player on it.

export { ClockProbe } from "./sync/clock-probe.js";
export { ServerClock } from "./sync/clock.js";
export { SyncEngine } from "./sync/engine.js";
export { Timeline } from "./sync/timeline.js";
export { Versions } from "./sync/versions.js";
export { systemTime } from "./time.js";
