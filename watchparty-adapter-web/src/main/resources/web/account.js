// The guest of this browser: a token and who it stands for, kept between visits.

const KEY = "watchparty.account";

/** Who uses the page. */
export class Account {
  #account = read();

  /** The token kept from the last visit, or null. */
  get token() {
    return this.#account?.token ?? null;
  }

  /** The PublicUser signed in, or null. */
  get user() {
    return this.#account?.user ?? null;
  }

  /** Keeps what signing in, or renewing a token, has answered. */
  keep({ token, user }) {
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
