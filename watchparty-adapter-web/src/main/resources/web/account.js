// The guest of this browser: a token and who it stands for, kept between visits.

const KEY = "watchparty.account";

export class Account {
  #rest;
  #account = read();

  /** `rest` is a function that answers the Rest to use; the two need each other. */
  constructor(rest) {
    this.#rest = rest;
  }

  get token() {
    return this.#account?.token ?? null;
  }

  /** The PublicUser signed in, or null. */
  get user() {
    return this.#account?.user ?? null;
  }

  async signInAsGuest(displayName) {
    const { token, user } = await this.#rest().post("/auth/guest", { display_name: displayName });
    this.#account = { token, user };
    try {
      localStorage.setItem(KEY, JSON.stringify(this.#account));
    } catch {
      // A browser that keeps nothing signs in again at the next visit.
    }
  }

  forget() {
    this.#account = null;
    try {
      localStorage.removeItem(KEY);
    } catch {
      // as above
    }
  }
}

function read() {
  try {
    const account = JSON.parse(localStorage.getItem(KEY));
    return account?.token && account?.user ? account : null;
  } catch {
    return null;
  }
}
