// Keeps the screen on while the film plays, where the device lets us.

/** Holds a wake lock while it is wanted and the page is seen; made once for the page. */
export class Awake {
  #isWanted = false;
  #isAsking = false;
  #lock = null;

  constructor() {
    // A hidden page loses its lock; a page that is seen again wants it back.
    document.addEventListener("visibilitychange", () => this.#settle());
  }

  want(isWanted) {
    this.#isWanted = isWanted;
    this.#settle();
  }

  async #settle() {
    const isDue = this.#isWanted && document.visibilityState === "visible";
    if (!isDue) {
      this.#release();
    } else if (this.#lock === null && !this.#isAsking && navigator.wakeLock) {
      await this.#ask();
    }
  }

  async #ask() {
    this.#isAsking = true;
    try {
      const lock = await navigator.wakeLock.request("screen");
      lock.addEventListener("release", () => (this.#lock = this.#lock === lock ? null : this.#lock));
      this.#lock = lock;
    } catch {
      // A low battery, a policy: the screen does as it likes, and the film goes on.
    } finally {
      this.#isAsking = false;
    }
    if (!this.#isWanted) {
      this.#release();
    }
  }

  #release() {
    this.#lock?.release().catch(() => {});
    this.#lock = null;
  }
}
