// The keys of keyboards, headphones and lock screens: what they ask for goes to the party, as a press on the page does.

const TOLD_EVERY_MS = 5_000;

/** Tells the device what plays and takes its keys; made once for the page. */
export class MediaKeys {
  #session = navigator.mediaSession ?? null;
  #drawn = "";
  #toldAt = -Infinity;

  /** `acts`: setPlaying(isWanted), next, seekBy(ms), seekTo(ms). */
  constructor(acts) {
    this.#take("play", () => acts.setPlaying(true));
    this.#take("pause", () => acts.setPlaying(false));
    this.#take("nexttrack", () => acts.next());
    this.#take("seekbackward", ({ seekOffset }) => acts.seekBy(-1000 * (seekOffset ?? 10)));
    this.#take("seekforward", ({ seekOffset }) => acts.seekBy(1000 * (seekOffset ?? 10)));
    this.#take("seekto", ({ seekTime }) => acts.seekTo(1000 * seekTime));
  }

  /** Takes {title, party, isPlaying, positionMs, durationMs, rate}, or null where nothing is shown. */
  draw(shown) {
    if (this.#session === null) {
      return;
    }
    const now = performance.now();
    const drawn =
      shown === null ? "" : `${shown.title} ${shown.party} ${shown.isPlaying} ${shown.durationMs} ${shown.rate}`;
    if (drawn === this.#drawn && now - this.#toldAt < TOLD_EVERY_MS) {
      return;
    }
    this.#drawn = drawn;
    this.#toldAt = now;
    this.#tell(shown);
  }

  #tell(shown) {
    this.#session.metadata =
      shown === null ? null : new MediaMetadata({ title: shown.title, artist: shown.party, album: "Watchparty" });
    this.#session.playbackState = shown === null ? "none" : shown.isPlaying ? "playing" : "paused";
    if (shown?.durationMs > 0) {
      this.#session.setPositionState?.({
        duration: shown.durationMs / 1000,
        position: Math.min(shown.positionMs, shown.durationMs) / 1000,
        playbackRate: shown.rate,
      });
    }
  }

  #take(action, handle) {
    try {
      this.#session?.setActionHandler(action, handle);
    } catch {
      // A key that this browser does not know.
    }
  }
}
