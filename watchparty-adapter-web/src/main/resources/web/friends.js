// My friends and the requests between us. Free of DOM.

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Friends as the server knows them; each change is followed by a fresh list. */
export class Friends {
  friends = [];
  incoming = [];
  outgoing = [];
  #rest;

  constructor(rest) {
    this.#rest = rest;
  }

  async load() {
    const { friends = [], incoming = [], outgoing = [] } = await this.#rest.get("/friends");
    Object.assign(this, { friends, incoming, outgoing });
  }

  /** Asks somebody, named by user id or by username, to be friends. */
  async ask(name) {
    await this.#rest.post("/friends", requestOf(name));
    await this.load();
  }

  async accept(userId) {
    await this.#rest.post(`/friends/${userId}/accept`);
    await this.load();
  }

  async decline(userId) {
    await this.#rest.post(`/friends/${userId}/decline`);
    await this.load();
  }

  /** Ends a friendship, or withdraws my request. */
  async remove(userId) {
    await this.#rest.delete(`/friends/${userId}`);
    await this.load();
  }

  /** "friend", "asked", "asks" or null. */
  bondWith(userId) {
    const isIn = (bonds) => bonds.some(({ user }) => user.id === userId);
    if (isIn(this.friends)) {
      return "friend";
    }
    if (isIn(this.outgoing)) {
      return "asked";
    }
    return isIn(this.incoming) ? "asks" : null;
  }
}

/** The body that names a person: a user id, or a username with or without "@". */
export function requestOf(name) {
  const stripped = name.trim();
  return UUID.test(stripped) ? { user_id: stripped.toLowerCase() } : { username: stripped.replace(/^@/, "") };
}
