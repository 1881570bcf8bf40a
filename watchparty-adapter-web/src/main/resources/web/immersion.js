// The film over the whole screen: full screen, or a phone held sideways. Controls go when nobody moves; the chat is a
// drawer over the film.

import { element, setIcon } from "./dom.js";
import { mediaOf } from "./film-player.js";

const IDLE_AFTER_MS = 3_000;
const SIDEWAYS = "(orientation: landscape) and (max-height: 30rem) and (min-width: 30rem)";

/** Spreads the film, and hides what lies over it; made once for the page. */
export class Immersion {
  #isPlaying;
  #onDrawer;
  #sideways = window.matchMedia(SIDEWAYS);
  #idleTimer = null;

  /** `isPlaying` answers whether the film runs: only then do controls hide. `onDrawer(isOpen)` is told of the chat. */
  constructor({ isPlaying, onDrawer }) {
    this.#isPlaying = isPlaying;
    this.#onDrawer = onDrawer;
    this.#bindIdle();
    element("full-screen").addEventListener("click", () => this.toggleFullScreen());
    element("drawer").addEventListener("click", () => this.openDrawer(!this.isDrawerOpen));
    this.#sideways.addEventListener("change", () => this.draw());
    ["fullscreenchange", "webkitfullscreenchange"].forEach((type) =>
      document.addEventListener(type, () => this.draw()),
    );
    element("party").addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.isImmersive && this.isDrawerOpen) {
        this.openDrawer(false);
        element("drawer").focus();
      }
    });
    this.draw();
  }

  get isImmersive() {
    return this.#sideways.matches || document.fullscreenElement !== null;
  }

  get isDrawerOpen() {
    return element("party").dataset.drawer === "open";
  }

  draw() {
    const { isImmersive } = this;
    document.body.dataset.immersive = isImmersive;
    setIcon("full-screen", document.fullscreenElement ? "small" : "full");
    element("full-screen").hidden = !document.fullscreenEnabled && !mediaOf()?.webkitEnterFullscreen;
    element("drawer").hidden = !isImmersive;
    if (!isImmersive) {
      this.openDrawer(false);
    }
    this.wake();
  }

  openDrawer(isOpen) {
    element("party").dataset.drawer = isOpen ? "open" : "closed";
    element("drawer").setAttribute("aria-expanded", isOpen);
    this.#onDrawer(isOpen);
  }

  /** The whole page becomes full, so that menus, dialogs and the chat come along; Safari on a phone does it to films only. */
  async toggleFullScreen() {
    try {
      if (document.fullscreenElement) {
        await document.exitFullscreen();
      } else if (document.fullscreenEnabled) {
        await document.documentElement.requestFullscreen({ navigationUI: "hide" });
      } else {
        mediaOf()?.webkitEnterFullscreen?.();
      }
    } catch {
      // The browser wants a press of its own for it; the film stays as large as it is.
    }
  }

  /** Shows the controls, and hides them again after a while. */
  wake() {
    clearTimeout(this.#idleTimer);
    delete document.body.dataset.idle;
    if (this.isImmersive) {
      this.#idleTimer = setTimeout(() => this.#rest(), IDLE_AFTER_MS);
    }
  }

  #rest() {
    const isUsed =
      element("deck").querySelector(":focus-visible") !== null ||
      document.querySelector(".menu, dialog[open]") !== null ||
      this.isDrawerOpen;
    if (isUsed || !this.#isPlaying()) {
      this.wake();
    } else {
      document.body.dataset.idle = "true";
    }
  }

  #bindIdle() {
    document.addEventListener("pointermove", (event) => event.pointerType === "mouse" && this.wake());
    document.addEventListener("keydown", () => this.wake(), { capture: true });
    element("deck").addEventListener("pointerdown", () => this.wake());
    element("touch").addEventListener("click", () => this.#tapped());
    element("touch").addEventListener("dblclick", () => this.toggleFullScreen());
  }

  /** A tap on the film shows the controls or sends them away. */
  #tapped() {
    if (this.isDrawerOpen) {
      this.openDrawer(false);
    } else if (document.body.dataset.idle === "true" || !this.#isPlaying()) {
      this.wake();
    } else {
      clearTimeout(this.#idleTimer);
      document.body.dataset.idle = "true";
    }
  }
}
