// The personal offset: this device plays a little earlier or later than the party, for late speakers or slow screens.

import { element, setText } from "./dom.js";
import { detentOf, directionOf, keepOffset, keptOffset, OFFSET_STEP_MS, offsetOf } from "./personal-offset.js";
import { t } from "./words.js";

/** Sets the personal offset on the player of the party that `party()` answers; made once for the page. */
export class OffsetView {
  #party;
  #offsetMs = keptOffset(localStorageOrNull());
  #isDragging = false;

  constructor({ party }) {
    this.#party = party;
    const slider = element("offset");
    slider.addEventListener("pointerdown", () => (this.#isDragging = true));
    slider.addEventListener("input", () => {
      const wished = Number(slider.value);
      this.#set(this.#isDragging ? detentOf(wished) : offsetOf(wished));
    });
    slider.addEventListener("change", () => {
      this.#isDragging = false;
      this.draw();
    });
    const step = (steps) => () => this.#set(offsetOf(this.#offsetMs + steps * OFFSET_STEP_MS));
    element("offset-later").addEventListener("click", step(-1));
    element("offset-earlier").addEventListener("click", step(1));
    element("offset-reset").addEventListener("click", () => this.#set(0));
  }

  /** Holds in the party there is now; the next one knows nothing of it. */
  apply() {
    const party = this.#party();
    if (party && party.personalOffsetMs !== this.#offsetMs) {
      party.personalOffsetMs = this.#offsetMs;
    }
  }

  draw() {
    const words = t(`offset.${directionOf(this.#offsetMs)}`, { ms: Math.abs(this.#offsetMs) });
    const slider = element("offset");
    if (!this.#isDragging) {
      slider.value = this.#offsetMs;
    }
    slider.setAttribute("aria-valuetext", words);
    setText(element("offset-words"), words);
    element("offset-reset").disabled = this.#offsetMs === 0;
  }

  #set(offsetMs) {
    this.#offsetMs = offsetMs;
    keepOffset(localStorageOrNull(), offsetMs);
    this.apply();
    this.draw();
  }
}

/** Even asking for it throws where it is forbidden. */
function localStorageOrNull() {
  try {
    return localStorage;
  } catch {
    return null;
  }
}
