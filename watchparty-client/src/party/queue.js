// What the party plays and will play, and the votes on it. Free of DOM.

/** @import { Frame, Item, Loop } from "../protocol.js" */

/** @typedef {{ item: Item, userId: string }} Suggestion */

/** How a playlist may repeat. @type {Loop[]} */
export const LOOPS = ["off", "one", "all"];

/** The playlist in order, the loop, and what was suggested. */
export class Queue {
  /** @type {Item[]} */
  items = [];
  /** @type {Suggestion[]} */
  suggestions = [];
  /** @type {Loop} */
  loop = "off";
  /** @type {string | null} what plays */
  clipId = null;

  /** @param {{ playlist?: Item[], suggestions?: { item: Item, user_id: string }[], loop?: Loop }} whole */
  reset({ playlist = [], suggestions = [], loop = "off" }) {
    this.items = playlist;
    this.suggestions = suggestions.map(({ item, user_id: userId }) => ({ item, userId }));
    this.loop = loop;
  }

  /**
   * Takes a playlist-changed, whose item_id is what was changed, and clip_id what plays; answers false for a change that is
   * not understood, so that a snapshot must tell.
   *
   * @param {Frame} frame
   */
  take(frame) {
    switch (frame.change) {
      case "added":
        this.#insert(frame.items, frame.place);
        return true;
      case "removed":
        this.items = this.items.filter((item) => item.id !== frame.item_id);
        return true;
      case "moved":
        return this.#move(frame.item_id, frame.place);
      case "shuffled":
        return this.#reorder(frame.order);
      case "loop":
        this.loop = frame.loop;
        return true;
      case "suggested":
        this.#unsuggest(frame.item.id);
        this.suggestions.push({ item: frame.item, userId: frame.user_id });
        return true;
      case "accepted":
        return this.#accept(frame.item_id, frame.place);
      case "declined":
        this.#unsuggest(frame.item_id);
        return true;
      default:
        return false;
    }
  }

  get currentPlace() {
    return this.items.findIndex((item) => item.id === this.clipId);
  }

  get current() {
    return this.items[this.currentPlace] ?? null;
  }

  /** What comes after the current item. */
  get upcoming() {
    return this.items.slice(this.currentPlace + 1);
  }

  /** @param {string} clipId */
  placeOf(clipId) {
    return this.items.findIndex((item) => item.id === clipId);
  }

  /**
   * The place to move an item to so that it follows the current one; places count without the item itself.
   *
   * @param {string} clipId
   */
  placeAfterCurrent(clipId) {
    const [own, current] = [this.placeOf(clipId), this.currentPlace];
    return own >= 0 && own < current ? current : current + 1;
  }

  /**
   * @param {Item[]} items
   * @param {number} [place]
   */
  #insert(items, place = this.items.length) {
    const ids = new Set(items.map((item) => item.id));
    const others = this.items.filter((item) => !ids.has(item.id));
    this.items = [...others.slice(0, place), ...items, ...others.slice(place)];
  }

  /**
   * @param {string} clipId
   * @param {number} place
   */
  #move(clipId, place) {
    const item = this.items.find((candidate) => candidate.id === clipId);
    if (!item) {
      return false;
    }
    this.#insert([item], place);
    return true;
  }

  /**
   * Those named change places among themselves; the others stay where they are.
   *
   * @param {string[]} order
   */
  #reorder(order) {
    const byId = new Map(this.items.map((item) => [item.id, item]));
    const ordered = order.flatMap((id) => byId.get(id) ?? []);
    if (ordered.length < order.length) {
      return false;
    }
    const named = new Set(order);
    const next = ordered.values();
    this.items = this.items.map((item) => (named.has(item.id) ? (next.next().value ?? item) : item));
    return true;
  }

  /**
   * @param {string} clipId
   * @param {number} place
   */
  #accept(clipId, place) {
    const suggestion = this.suggestions.find(({ item }) => item.id === clipId);
    if (!suggestion) {
      return this.placeOf(clipId) >= 0;
    }
    this.#unsuggest(clipId);
    this.#insert([suggestion.item], place);
    return true;
  }

  /** @param {string} clipId */
  #unsuggest(clipId) {
    this.suggestions = this.suggestions.filter(({ item }) => item.id !== clipId);
  }

  /**
   * What somebody suggested goes with them, where they are put out.
   *
   * @param {string} userId
   */
  withdraw(userId) {
    this.suggestions = this.suggestions.filter((each) => each.userId !== userId);
  }
}

/** The votes on skipping the current item and on what follows. The server counts; who voted what stays with each. */
export class Votes {
  skip = { count: 0, needed: 0 };
  hasVotedSkip = false;
  /** @type {string | null} */
  votedNext = null;
  /** @type {Map<string, number>} */
  #next = new Map();

  /** @param {{ skip?: { count?: number, needed?: number }, next?: { clip_id: string, count: number }[] }} [votes] */
  take({ skip, next = [] } = {}) {
    this.skip = { count: skip?.count ?? 0, needed: skip?.needed ?? 0 };
    this.#next = new Map(next.map(({ clip_id: clipId, count }) => [clipId, count]));
    this.hasVotedSkip = this.hasVotedSkip && this.skip.count > 0;
    this.votedNext = this.votedNext !== null && this.#next.has(this.votedNext) ? this.votedNext : null;
  }

  /** More than half of those who are here. @param {number} hereCount */
  hereChanged(hereCount) {
    this.skip = { ...this.skip, needed: Math.floor(hereCount / 2) + 1 };
  }

  /** Votes are about the item that plays: with the next one they begin anew. */
  clear() {
    this.take({ skip: { count: 0, needed: this.skip.needed } });
  }

  /** @param {string} clipId */
  nextOf(clipId) {
    return this.#next.get(clipId) ?? 0;
  }
}
