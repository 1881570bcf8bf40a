// Reads what a list shows, and goes on trying by itself while the server cannot be reached. Free of DOM.

const RETRY_MS = { least: 2_000, most: 30_000 };

/**
 * One thing that is read again and again. `state` is "unread", "reading" (for the first time), "read", or "unreachable":
 * the server did not answer, what was read before may still be shown, and another try will come by itself.
 */
export class Reading {
  state = "unread";
  #read;
  #onChange;
  #onRefused;
  #time;
  #cancel = () => {};
  #retryMs = RETRY_MS.least;
  #asked = 0;

  /**
   * `read()` reads; `onChange()` is called whenever there is something else to show, `onRefused(refusal)` when trying
   * again would not help; `time` is the library's.
   */
  constructor({ read, onChange, onRefused, time }) {
    this.#read = read;
    this.#onChange = onChange;
    this.#onRefused = onRefused;
    this.#time = time;
  }

  /** Reads now; resolves when it has been tried. An answer to an older question is not heeded. */
  async now() {
    const asked = ++this.#asked;
    this.#cancel();
    if (this.state === "unread") {
      this.#become("reading");
    }
    try {
      await this.#read();
      if (asked === this.#asked) {
        this.#retryMs = RETRY_MS.least;
        this.#become("read");
      }
    } catch (refusal) {
      if (asked === this.#asked) {
        this.#failed(refusal);
      }
    }
  }

  /** The network is back, as it seems: no need to wait for the next try. */
  async nudge() {
    if (this.state === "unreachable") {
      this.#retryMs = RETRY_MS.least;
      await this.now();
    }
  }

  /** Nobody looks any more. */
  stop() {
    this.#asked++;
    this.#cancel();
  }

  #failed(refusal) {
    if (isPassing(refusal)) {
      const waitMs = Math.max(this.#retryMs, (refusal.retryAfterSeconds ?? 0) * 1000);
      this.#cancel = this.#time.after(waitMs, () => this.now());
      this.#retryMs = Math.min(RETRY_MS.most, this.#retryMs * 2);
      this.#become("unreachable");
    } else {
      this.#become(this.state === "reading" ? "unread" : this.state);
      this.#onRefused(refusal);
    }
  }

  #become(state) {
    this.state = state;
    this.#onChange();
  }
}

/** Whether the same may work a little later: no answer at all, or a server that is busy or broken for now. */
export function isPassing({ status }) {
  return status === 0 || status === 429 || status >= 500;
}
