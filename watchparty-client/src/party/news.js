// What happens in a party, as facts without words; whoever shows them says them in their language.

/**
 * One fact. `at` is the server's time in milliseconds; `isUrgent` marks what should be seen even by those who do not look
 * at the chat. People are user ids, for whom `PartyState.nameOf` has names, even of those who are gone; `actor` is who
 * did it, null where nobody did or the server does not tell.
 *
 * @typedef {{ at: number, isUrgent: boolean } & Happening} News
 */

/**
 * Each kind of fact.
 *
 * @typedef {(
 *   | { kind: "joined", userId: string }
 *   | { kind: "left", userId: string, reason: "left" | "absent" | "kicked" | "banned" | "erased" }
 *   | { kind: "role-changed", userId: string, role: import("../protocol.js").Role, actor: string }
 *   | { kind: "host-changed", userId: string, formerUserId: string | null, cause: "left" | "absence" | "return" | "transfer" | null }
 *   | { kind: "muted", userId: string, isMuted: boolean, actor: string | null }
 *   | { kind: "settings-changed", actor: string }
 *   | { kind: "items-added", items: import("../protocol.js").Item[], actor: string | null }
 *   | { kind: "item-suggested", item: import("../protocol.js").Item, actor: string | null }
 *   | { kind: "suggestion-accepted", item: import("../protocol.js").Item, actor: string | null }
 *   | { kind: "queue-shuffled", actor: string | null }
 *   | { kind: "start-scheduled", startsAtMs: number, actor: string | null }
 *   | { kind: "start-cancelled", actor: string }
 *   | { kind: "ready-asked", isThenPlayed: boolean, actor: string | null }
 *   | { kind: "ready-passed" }
 * )} Happening
 */

/**
 * What somebody did last to the film.
 *
 * @typedef {object} Deed
 * @property {"play" | "pause" | "seek" | "skip" | "rate"} kind
 * @property {string} actor a user id
 * @property {number} at the server's time in milliseconds
 */

/**
 * What is the matter with the film here.
 *
 * @typedef {(
 *   | { kind: "no-film" }
 *   | { kind: "not-playable", item: import("../protocol.js").Item }
 *   | { kind: "not-seekable", item: import("../protocol.js").Item }
 *   | { kind: "failed", item: import("../protocol.js").Item, error: import("../player/player.js").PlayerError }
 * )} FilmNotice
 */

export {};
