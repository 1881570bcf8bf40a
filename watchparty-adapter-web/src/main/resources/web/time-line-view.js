// The time line: where the film is, how far it has been fetched, where people laughed and talked, and going elsewhere.

import { Aim } from "./aim.js";
import { element, setText } from "./dom.js";
import { bufferedToMs } from "./film-player.js";
import { heightsOf, momentsOf, pathOf, STRETCHES } from "./heat.js";
import { openMenu } from "./menu.js";
import { clockOf, t } from "./words.js";
import { systemTime } from "/client/sync.js";

const ARROW_MS = 5_000;
const PAGE_MS = 60_000;
const HEAT = { width: 1_000, height: 100 };
const EMOJI_TOLD_MAX = 3;

/** The time line of the party that `party()` answers; made once for the page. */
export class TimeLineView {
  #party;
  #perform;
  #controls;
  #isDragging = false;
  #aim;
  #hoveredAt = null;
  #drawnHeat = "";
  #stretches = [];

  /** `controls` knows whether the film may be moved, and says why not. */
  constructor({ party, perform, controls }) {
    this.#party = party;
    this.#perform = perform;
    this.#controls = controls;
    this.#aim = new Aim({ seek: (positionMs) => perform(() => party()?.seek(positionMs)), time: systemTime });
    this.#bindSeek(element("seek"));
    this.#bindHover(element("line"));
  }

  /** Draws what moves by itself. */
  draw() {
    const party = this.#party();
    const seek = element("seek");
    const { durationMs } = party;
    seek.max = Math.round(durationMs);
    const why = this.#controls.whyNotSeek;
    seek.disabled = why !== null || durationMs === 0;
    seek.title = why === null ? "" : t(`why.${why}`);
    if (!this.#isDragging) {
      seek.value = this.#aim.positionMs ?? Math.min(party.positionMs, durationMs || Infinity);
    }
    this.#drawParts(Number(seek.value), durationMs);
    this.#drawHeat(party, durationMs);
    this.#drawBubble(durationMs);
  }

  seekBy(distanceMs) {
    if (this.#controls.maySeek()) {
      const seek = element("seek");
      this.#seekSoon(Number(seek.value) + distanceMs);
    }
  }

  /** Goes to a part of the film, 0 to 1. */
  seekToPart(part) {
    if (this.#controls.maySeek()) {
      this.#seekSoon(part * this.#party().durationMs);
    }
  }

  /** The menu entry that offers the liveliest moments, where there are any. */
  entries(button) {
    const moments = momentsOf(this.#stretches);
    return moments.length === 0
      ? []
      : [{ words: t("marks.open"), act: () => openMenu(button, this.#momentEntries(moments)) }];
  }

  #momentEntries(moments) {
    return moments.map((moment) => ({
      words: `${clockOf(moment.atMs)} · ${stretchWords(moment)}`,
      act: () => this.#controls.maySeek() && this.#perform(() => this.#party().seek(moment.atMs)),
    }));
  }

  #drawParts(shownMs, durationMs) {
    const words = `${clockOf(shownMs)} / ${clockOf(durationMs)}`;
    setText(element("time"), words);
    element("seek").setAttribute("aria-valuetext", words);
    scale("played", durationMs > 0 ? shownMs / durationMs : 0);
    scale("buffered", durationMs > 0 ? (bufferedToMs(shownMs) ?? 0) / durationMs : 0);
  }

  #drawHeat({ clipId, state }, durationMs) {
    const drawn = `${clipId} ${Math.round(durationMs)} ${state.marks.revision}`;
    if (drawn === this.#drawnHeat) {
      return;
    }
    this.#drawnHeat = drawn;
    this.#stretches = durationMs > 0 ? state.marks.stretches(clipId, durationMs, STRETCHES) : [];
    const path = pathOf(heightsOf(this.#stretches), HEAT.width, HEAT.height);
    element("heat").firstElementChild.setAttribute("d", path);
  }

  #drawBubble(durationMs) {
    const bubble = element("bubble");
    const part = this.#isDragging && durationMs > 0 ? Number(element("seek").value) / durationMs : this.#hoveredAt;
    bubble.hidden = part === null || durationMs === 0;
    if (!bubble.hidden) {
      const stretch = this.#stretches[Math.min(STRETCHES - 1, Math.floor(part * STRETCHES))];
      const lively = stretch && stretch.reactions + stretch.messages > 0 ? ` · ${stretchWords(stretch)}` : "";
      setText(bubble, `${clockOf(part * durationMs)}${lively}`);
      bubble.style.setProperty("--at", part);
    }
  }

  #bindSeek(seek) {
    seek.addEventListener("pointerdown", () => (this.#isDragging = true));
    seek.addEventListener("input", () => {
      if (this.#isDragging) {
        this.draw();
      } else {
        this.#seekSoon(Number(seek.value)); // no pointer: Home, End, or what people use who cannot see it
      }
    });
    seek.addEventListener("change", () => {
      this.#isDragging = false;
      this.#seekSoon(Number(seek.value));
    });
    seek.addEventListener("keydown", (event) => this.#onKey(event));
    const letGo = () => (this.#isDragging = false);
    window.addEventListener("pointerup", letGo);
    window.addEventListener("pointercancel", letGo);
  }

  #bindHover(line) {
    const hover = (event) => {
      const { left, width } = element("track").getBoundingClientRect();
      const part = Math.min(1, Math.max(0, (event.clientX - left) / width));
      this.#hoveredAt = event.pointerType === "mouse" ? part : null;
      this.#drawBubble(this.#party()?.durationMs ?? 0);
    };
    line.addEventListener("pointermove", hover);
    line.addEventListener("pointerleave", () => {
      this.#hoveredAt = null;
      this.#drawBubble(this.#party()?.durationMs ?? 0);
    });
    line.addEventListener("pointerdown", () => element("seek").disabled && this.#controls.maySeek());
  }

  #onKey(event) {
    const distanceMs = {
      ArrowLeft: -ARROW_MS,
      ArrowDown: -ARROW_MS,
      ArrowRight: ARROW_MS,
      ArrowUp: ARROW_MS,
      PageDown: -PAGE_MS,
      PageUp: PAGE_MS,
    }[event.key];
    if (distanceMs !== undefined) {
      event.preventDefault();
      event.stopPropagation();
      this.seekBy(distanceMs);
    }
  }

  /** The slider keeps it between the film's beginning and its end. */
  #seekSoon(positionMs) {
    const seek = element("seek");
    seek.value = positionMs;
    this.#aim.at(Number(seek.value));
    this.draw();
  }
}

/** "😂 4 👏 2 · 3 messages" */
function stretchWords({ emoji, messages }) {
  const told = emoji.slice(0, EMOJI_TOLD_MAX).map(([symbol, count]) => `${symbol} ${count}`);
  return [
    ...(told.length > 0 ? [told.join(" ")] : []),
    ...(messages > 0 ? [t("marks.messages", { count: messages })] : []),
  ].join(" · ");
}

/** Only transforms move with the time: they cost no layout. */
function scale(id, part) {
  element(id).style.transform = `scaleX(${Math.min(1, part).toFixed(4)})`;
}
