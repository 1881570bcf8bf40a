// Who may do what: the party's policy by action and role, and what one person may do to another. Free of DOM.

/** From the least to the most. */
export const ROLES = ["viewer", "co-host", "host"];

/** Each action of a policy. */
export const ACTIONS = ["pause", "play", "seek", "skip", "rate", "queue", "suggest", "chat", "invite", "moderate"];

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

/** The least role for each action, by the preset's name on the wire. */
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

/** Viewers outrank nobody, so they cannot moderate. */
export function isPossible(action, role) {
  return action !== "moderate" || role !== "viewer";
}

/** What holds in a party whose server tells no policy. */
export const POLICY_FIRST = CO_HOSTS;

/** The preset that a policy equals, or null. */
export function presetOf(policy) {
  const found = [...PRESETS].find(([, preset]) =>
    ACTIONS.every((action) => preset[action] === policy[action]),
  );
  return found?.[0] ?? null;
}

/** The actions that a role may do, as a set; who is muted does not chat. */
export function mayOf(policy, role, isMuted = false) {
  const rank = ROLES.indexOf(role);
  return new Set(
    ACTIONS.filter(
      (action) => rank >= ROLES.indexOf(policy[action] ?? "host") && !(action === "chat" && isMuted),
    ),
  );
}

export function outranks(role, other) {
  return ROLES.indexOf(role) > ROLES.indexOf(other);
}

/**
 * What I may do to a person, in the order to be offered: "make-co-host", "make-viewer", "make-host", "mute", "unmute",
 * "kick", "ban".
 */
export function deedsOn(person, { userId, role, may }) {
  if (person.userId === userId) {
    return [];
  }
  const deeds = [];
  if (role === "host") {
    deeds.push(person.role === "viewer" ? "make-co-host" : "make-viewer", "make-host");
  }
  if (may.has("moderate") && outranks(role, person.role)) {
    deeds.push(person.isMuted ? "unmute" : "mute", "kick", "ban");
  }
  return deeds;
}
