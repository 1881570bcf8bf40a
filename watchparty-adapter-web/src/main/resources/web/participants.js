// Who is in the party. Free of DOM.

const ORDER = ["host", "co-host", "viewer"];

/** The participants by user id, kept up to date from REST answers and events. */
export class Participants {
  #byUser = new Map();

  /** Takes the `participants` of a WatchParty. */
  replace(participants) {
    this.#byUser = new Map(participants.map((participant) => [
      participant.user_id,
      {
        userId: participant.user_id,
        name: participant.user?.display_name ?? participant.display_name ?? "Somebody",
        role: participant.role,
        isConnected: participant.connected === true,
      },
    ]));
  }

  joined({ user_id: userId, display_name: name, role }) {
    this.#byUser.set(userId, { userId, name, role, isConnected: true });
  }

  left(userId) {
    this.#change(userId, { isConnected: false });
  }

  roleChanged(userId, role) {
    this.#change(userId, { role });
  }

  roleOf(userId) {
    return this.#byUser.get(userId)?.role ?? null;
  }

  has(userId) {
    return this.#byUser.has(userId);
  }

  get size() {
    return this.#byUser.size;
  }

  /** Those who may control first, then by name. */
  inOrder() {
    return [...this.#byUser.values()].sort((left, right) =>
      ORDER.indexOf(left.role) - ORDER.indexOf(right.role) || left.name.localeCompare(right.name));
  }

  #change(userId, change) {
    const participant = this.#byUser.get(userId);
    if (participant) {
      this.#byUser.set(userId, { ...participant, ...change });
    }
  }
}
