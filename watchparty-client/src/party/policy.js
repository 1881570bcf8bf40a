// Who may do what: the party's policy by action and role, and what one person may do to another. Free of DOM.

/** @import { Action, Policy, Preset, Role } from "../protocol.js" */

/** From the least to the most. @type {Role[]} */
export const ROLES = ["viewer", "co-host", "host"];

/** Each action of a policy. @type {Action[]} */
export const ACTIONS = ["pause", "play", "seek", "skip", "rate", "queue", "suggest", "chat", "invite", "moderate"];

/** @type {Policy} */
const CO_HOSTS = {
  pause: "co-host",
  play: "co-host",
  seek: "co-host",
  skip: "co-host",
  rate: "co-host",
  queue: "co-host",
  suggest: "viewer",
  chat: "viewer",
  invite: "viewer",
  moderate: "host",
};

/** The least role for each action, by the preset's name on the wire. @type {Map<Preset, Policy>} */
export const PRESETS = new Map([
  [
    "host-only",
    {
      ...CO_HOSTS,
      pause: "host",
      play: "host",
      seek: "host",
      skip: "host",
      rate: "host",
      queue: "host",
    },
  ],
  ["co-hosts", CO_HOSTS],
  ["anyone-may-pause", { ...CO_HOSTS, pause: "viewer" }],
  [
    "everyone",
    {
      ...CO_HOSTS,
      pause: "viewer",
      play: "viewer",
      seek: "viewer",
      skip: "viewer",
      rate: "viewer",
      queue: "viewer",
    },
  ],
]);

/**
 * Viewers outrank nobody, so they cannot moderate.
 *
 * @param {Action} action
 * @param {Role} role
 */
export function isPossible(action, role) {
  return action !== "moderate" || role !== "viewer";
}

/** What holds in a party whose server tells no policy. */
export const POLICY_FIRST = CO_HOSTS;

/**
 * The preset that a policy equals, or null.
 *
 * @param {Policy} policy
 */
export function presetOf(policy) {
  const found = [...PRESETS].find(([, preset]) =>
    ACTIONS.every((action) => preset[action] === policy[action]),
  );
  return found?.[0] ?? null;
}

/**
 * The actions that a role may do; who is muted does not chat, and who has no role may do nothing.
 *
 * @param {Partial<Policy>} policy
 * @param {Role | null} role
 * @param {boolean} [isMuted]
 * @returns {Set<Action>}
 */
export function mayOf(policy, role, isMuted = false) {
  const rank = rankOf(role);
  return new Set(
    ACTIONS.filter(
      (action) => rank >= rankOf(policy[action] ?? "host") && !(action === "chat" && isMuted),
    ),
  );
}

/**
 * @param {Role | null} role
 * @param {Role} other
 */
export function outranks(role, other) {
  return rankOf(role) > rankOf(other);
}

/** @param {Role | null} role */
function rankOf(role) {
  return role === null ? -1 : ROLES.indexOf(role);
}

/** @typedef {"make-co-host" | "make-viewer" | "make-host" | "mute" | "unmute" | "kick" | "ban"} DeedOnPerson */

/**
 * What I may do to a person, in the order to be offered.
 *
 * @param {{ userId: string, role: Role, isMuted: boolean }} person
 * @param {{ userId: string, role: Role | null, may: Set<Action> }} me
 * @returns {DeedOnPerson[]}
 */
export function deedsOn(person, { userId, role, may }) {
  if (person.userId === userId) {
    return [];
  }
  /** @type {DeedOnPerson[]} */
  const deeds = [];
  if (role === "host") {
    deeds.push(person.role === "viewer" ? "make-co-host" : "make-viewer", "make-host");
  }
  if (may.has("moderate") && outranks(role, person.role)) {
    deeds.push(person.isMuted ? "unmute" : "mute", "kick", "ban");
  }
  return deeds;
}
