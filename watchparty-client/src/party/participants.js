// Who is in the party. Free of DOM.

/** @import { ParticipantJson, Role } from "../protocol.js" */

/**
 * @typedef {object} Participant
 * @property {string} userId
 * @property {string | null} name
 * @property {string | null} username
 * @property {Role} role
 * @property {boolean} isConnected
 * @property {boolean} isHidden nobody looks at their page
 * @property {boolean} isBuffering
 * @property {boolean} isMuted
 * @property {boolean} isWaitedFor
 * @property {number | null} offsetMs how far their film is ahead of the party, as they measured it
 * @property {number | null} roundTripMs
 */

const ORDER = ["host", "co-host", "viewer"];

/** The participants by user id, kept up to date from REST answers and events. */
export class Participants {
  /** @type {Map<string, Participant>} */
  #byUser = new Map();
  /** @type {Map<string, string | null>} */
  #names = new Map();

  /**
   * Takes the `participants` of a WatchParty; those who are gone are remembered by name only.
   *
   * @param {ParticipantJson[]} participants
   */
  replace(participants) {
    const before = this.#byUser;
    this.#byUser = new Map();
    participants.forEach((participant) => {
      const userId = participant.user_id;
      this.#put(userId, {
        name: participant.user?.display_name ?? participant.display_name ?? null,
        username: participant.user?.username ?? before.get(userId)?.username ?? null,
        role: participant.role,
        isConnected: participant.connected === true,
        isHidden: participant.hidden === true,
        isBuffering: participant.buffering === true,
        isMuted: participant.muted === true,
        isWaitedFor: participant.wait !== false,
        offsetMs: participant.sync_offset_ms || null, // 0 where they did not measure
        roundTripMs: before.get(userId)?.roundTripMs ?? null,
      });
    });
  }

  /** @param {{ user_id: string, display_name: string, role: Role }} participant */
  joined({ user_id: userId, display_name: name, role }) {
    const known = this.#byUser.get(userId);
    this.#put(userId, { ...(known ?? newcomer()), name, role, isConnected: true });
  }

  /**
   * "absent" ones come back without asking; the others are members no more.
   *
   * @param {string} userId
   * @param {string} [reason]
   */
  left(userId, reason = "absent") {
    if (reason === "absent") {
      this.#change(userId, { isConnected: false, isHidden: false, isBuffering: false });
    } else {
      this.#byUser.delete(userId);
    }
  }

  /**
   * @param {string} userId
   * @param {Role} role
   */
  roleChanged(userId, role) {
    this.#change(userId, { role });
  }

  /**
   * The former host, if any, takes the role told.
   *
   * @param {string} userId
   * @param {string} [formerUserId]
   * @param {Role} [formerRole]
   */
  hostChanged(userId, formerUserId, formerRole) {
    [...this.#byUser.values()]
      .filter((participant) => participant.role === "host" && participant.userId !== userId)
      .forEach((participant) => this.#change(participant.userId, { role: "viewer" }));
    if (formerUserId && formerRole) {
      this.#change(formerUserId, { role: formerRole });
    }
    this.#change(userId, { role: "host" });
  }

  /**
   * @param {string} userId
   * @param {boolean} isMuted
   */
  muted(userId, isMuted) {
    this.#change(userId, { isMuted });
  }

  /**
   * @param {string} userId
   * @param {boolean} isWaitedFor
   */
  waitedFor(userId, isWaitedFor) {
    this.#change(userId, { isWaitedFor });
  }

  /**
   * Takes the `participants` of a participant-status or the `statuses` of a snapshot.
   *
   * @param {{ user_id: string, connected?: boolean, hidden?: boolean, buffering?: boolean, offset_ms?: number, rtt_ms?: number }[]} statuses
   */
  statuses(statuses) {
    statuses.forEach((status) => {
      const known = this.#byUser.get(status.user_id);
      this.#change(status.user_id, {
        isConnected: status.connected ?? known?.isConnected === true,
        isHidden: status.hidden === true,
        isBuffering: status.buffering === true,
        offsetMs: status.offset_ms ?? known?.offsetMs ?? null,
        roundTripMs: status.rtt_ms ?? known?.roundTripMs ?? null,
      });
    });
  }

  /** @param {string} userId */
  roleOf(userId) {
    return this.#byUser.get(userId)?.role ?? null;
  }

  /** @param {string} userId */
  get(userId) {
    return this.#byUser.get(userId) ?? null;
  }

  /** @param {string} userId */
  has(userId) {
    return this.#byUser.has(userId);
  }

  /** The name of somebody who is here or was, or null. @param {string} userId */
  nameOf(userId) {
    return this.#names.get(userId) ?? null;
  }

  get size() {
    return this.#byUser.size;
  }

  get connectedCount() {
    return [...this.#byUser.values()].filter((participant) => participant.isConnected).length;
  }

  /** Those who may control first, then by name. */
  inOrder() {
    return [...this.#byUser.values()].sort(
      (left, right) => ORDER.indexOf(left.role) - ORDER.indexOf(right.role) || (left.name ?? "").localeCompare(right.name ?? ""),
    );
  }

  /**
   * @param {string} userId
   * @param {Omit<Participant, "userId">} participant
   */
  #put(userId, participant) {
    this.#byUser.set(userId, { userId, ...participant });
    this.#names.set(userId, participant.name);
  }

  /**
   * @param {string} userId
   * @param {Partial<Participant>} change
   */
  #change(userId, change) {
    const participant = this.#byUser.get(userId);
    if (participant) {
      this.#byUser.set(userId, { ...participant, ...change });
    }
  }
}

function newcomer() {
  return {
    username: null,
    isHidden: false,
    isBuffering: false,
    isMuted: false,
    isWaitedFor: true,
    offsetMs: null,
    roundTripMs: null,
  };
}
