// The client library: a server, the parties on it, and what they tell. See README.md.

export { WatchpartyServer } from "./server.js";
export { CommandError, RestError } from "./connection/errors.js";
export { Farewell } from "./connection/farewell.js";
export { ACTIONS, deedsOn, isPossible, presetOf, PRESETS, ROLES } from "./party/policy.js";
export { MESSAGE_CHARACTERS_MAX, partsOf, rowsOf, TypingSignal } from "./party/chat.js";
export { LOOPS } from "./party/queue.js";
export { graphemeOf } from "./party/reactions.js";

/** @typedef {import("./server.js").NewParty} NewParty */
/** @typedef {import("./server.js").ServerEvents} ServerEvents */
/** @typedef {import("./server.js").ServerOptions} ServerOptions */
/** @typedef {import("./server.js").SignedIn} SignedIn */
/** @typedef {import("./party/party.js").Party} Party */
/** @typedef {import("./party/party.js").PartyEvents} PartyEvents */
/** @typedef {import("./party/party.js").ReactionTold} ReactionTold */
/** @typedef {import("./party/party.js").FarewellTold} FarewellTold */
/** @typedef {import("./party/news.js").News} News */
/** @typedef {import("./party/news.js").FilmNotice} FilmNotice */
/** @typedef {import("./party/news.js").Deed} Deed */
/** @typedef {import("./connection/connection.js").ConnectionState} ConnectionState */
/** @typedef {import("./connection/tokens.js").TokenSource} TokenSource */
/** @typedef {import("./surroundings.js").Surroundings} Surroundings */
/** @typedef {import("./server.js").Players} Players */
/** @typedef {import("./party/chat.js").ChatEntry} ChatEntry */
/** @typedef {import("./party/participants.js").Participant} Participant */
/** @typedef {import("./player/player.js").Player} Player */
/** @typedef {import("./protocol.js").Item} Item */
/** @typedef {import("./protocol.js").NewItem} NewItem */
/** @typedef {import("./protocol.js").WatchParty} WatchParty */
/** @typedef {import("./time.js").Time} Time */
