// Parties that anybody may find: the public list with search, what is on now, and my own past. Free of DOM.

export const PAGE_PARTIES = 20;
const TRENDING_PARTIES = 6;
const PAGE_HISTORY = 10;

const CODE = /^[A-Za-z0-9]{6}$/;
const INVITE = /\/watch-parties\/([A-Za-z0-9]{6})(?:[/?#]|$)/;

/** The invite code that somebody has typed, or pasted as a link; null when it is neither. */
export function codeOf(text) {
  const stripped = text.trim();
  const found = INVITE.exec(stripped)?.[1] ?? stripped.replace(/[\s-]+/g, "");
  return CODE.test(found) ? found.toUpperCase() : null;
}

/** The public list; an answer that comes after a newer question is dropped. */
export class Discovery {
  parties = [];
  trending = [];
  totalCount = 0;
  query = "";
  #rest;
  #asked = 0;

  constructor(rest) {
    this.#rest = rest;
  }

  get hasMore() {
    return this.parties.length < this.totalCount;
  }

  /** Begins the list anew, with the titles that hold the query. */
  async search(query = this.query) {
    this.query = query.trim();
    await this.#load(0);
  }

  async more() {
    await this.#load(this.parties.length);
  }

  async loadTrending() {
    this.trending = (await this.#rest.get(`/watch-parties/trending?limit=${TRENDING_PARTIES}`)).parties;
  }

  async #load(offset) {
    const asked = ++this.#asked;
    const query = this.query === "" ? "" : `&q=${encodeURIComponent(this.query)}`;
    const answer = await this.#rest.get(`/watch-parties/public?limit=${PAGE_PARTIES}&offset=${offset}${query}`);
    if (asked !== this.#asked) {
      return;
    }
    const known = offset === 0 ? [] : this.parties;
    const ids = new Set(known.map((party) => party.id));
    this.parties = [...known, ...answer.parties.filter((party) => !ids.has(party.id))];
    // The list moves while one turns its pages: an empty page is the end of it.
    this.totalCount = answer.parties.length === 0 ? this.parties.length : answer.total_count;
  }
}

/** The ended parties I was in, newest first, and the sum of those I gave. */
export class History {
  entries = [];
  totalCount = 0;
  hosting = null;
  #rest;
  #page = 0;

  constructor(rest) {
    this.#rest = rest;
  }

  get hasMore() {
    return this.entries.length < this.totalCount;
  }

  async load() {
    this.#page = 0;
    this.entries = [];
    await this.more();
  }

  async more() {
    const page = this.#page + 1;
    const { history, pagination } = await this.#rest.get(`/watch-parties/history?page=${page}&limit=${PAGE_HISTORY}`);
    const ids = new Set(this.entries.map((entry) => entry.id));
    this.entries = [...this.entries, ...history.filter((entry) => !ids.has(entry.id))];
    this.totalCount = history.length === 0 ? this.entries.length : pagination.total_count;
    this.#page = page;
  }

  async loadHosting(userId) {
    this.hosting = await this.#rest.get(`/users/${userId}/watch-party-stats`);
  }
}
