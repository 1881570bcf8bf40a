// Several tabs of one person in one party: each follows by itself; only one of them tells how far it is from the party.

/** @import { Channel } from "../surroundings.js" */

/**
 * Decides among the tabs of one browser which one reports. The tab that somebody came to last does; when it is closed,
 * those that are left decide anew. Without other tabs, or a way to reach them, it is this one.
 */
export class Tabs {
  #channel;
  #own;
  #isMine = true;

  /**
   * @param {Channel | null} channel to the other tabs of the same party and person
   * @param {string} own an id that no other tab has
   */
  constructor(channel, own) {
    this.#channel = channel;
    this.#own = own;
    if (channel) {
      channel.onmessage = ({ data }) => this.#heard(data);
    }
    this.claim();
  }

  /** Whether this tab is the one to report. */
  get isMine() {
    return this.#isMine;
  }

  /** Somebody looks at this tab now. */
  claim() {
    this.#isMine = true;
    this.#channel?.postMessage({ kind: "claimed", by: this.#own });
  }

  close() {
    this.#channel?.postMessage({ kind: "closed", by: this.#own, wasMine: this.#isMine });
    this.#channel?.close();
    this.#channel = null;
  }

  /** @param {any} said */
  #heard(said) {
    if (said?.kind === "claimed") {
      this.#isMine = false;
    } else if (said?.kind === "closed" && said.wasMine === true) {
      this.claim(); // if others do so, too, the last one has it
    }
  }
}
