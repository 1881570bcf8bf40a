// What was said while the connection was away, and the draft of what is about to be said. Free of DOM.

export const WAITING_MAX = 20;

const KEPT_AS = "watchparty.draft.";

/** Messages that wait for the connection, in their order. */
export class Outbox {
  #waiting = [];
  #isSending = false;

  get texts() {
    return [...this.#waiting];
  }

  get isSending() {
    return this.#isSending;
  }

  /** Takes a message; false when too many wait already. */
  add(text) {
    if (this.#waiting.length >= WAITING_MAX) {
      return false;
    }
    this.#waiting.push(text);
    return true;
  }

  clear() {
    this.#waiting = [];
  }

  /**
   * Sends what waits, one after the other, by the function given, which rejects what is refused. What is refused stays
   * the first, and the refusal is thrown; a second call meanwhile does nothing.
   */
  async flush(send) {
    if (this.#isSending) {
      return;
    }
    this.#isSending = true;
    const flushed = this.#waiting;
    try {
      while (flushed.length > 0 && flushed === this.#waiting) {
        await send(flushed[0]);
        flushed.shift();
      }
    } finally {
      this.#isSending = false;
    }
  }
}

/** The draft for one party, kept in a Storage until it is sent. */
export class Draft {
  #storage;
  #key;

  constructor(storage, partyId) {
    this.#storage = storage;
    this.#key = `${KEPT_AS}${partyId}`;
  }

  read() {
    try {
      return this.#storage.getItem(this.#key) ?? "";
    } catch {
      return "";
    }
  }

  write(text) {
    try {
      if (text === "") {
        this.#storage.removeItem(this.#key);
      } else {
        this.#storage.setItem(this.#key, text);
      }
    } catch {
      // Then it lives in the field alone.
    }
  }
}
