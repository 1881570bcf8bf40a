// The keys that control the film, and the dialog that tells of them.

import { bindSheet, element, make } from "./dom.js";
import { t } from "./words.js";

const ARROW_MS = 5_000;
const JUMP_MS = 10_000;

// Where a key means something of its own.
const ELSEWHERE = "input, textarea, select, dialog, [role=menu], [role=tablist], [contenteditable]";
const PRESSED_BY_SPACE = "button, a, summary";

/**
 * Listens to the keys while `isShown()`; `acts` has a function for each of: playOrPause, seekBy(ms), seekToPart(part),
 * next, toggleMuted, louderBy(steps), toggleFullScreen, togglePicture, showChat.
 */
export class Keys {
  #isShown;
  #acts;

  constructor({ isShown, acts }) {
    this.#isShown = isShown;
    this.#acts = acts;
    document.addEventListener("keydown", (event) => this.#onKey(event));
    bindSheet(element("keys-dialog"), element("keys-close"));
  }

  openHelp() {
    const rows = [
      [["Space", "K"], t("keys.play")],
      [["←", "→"], t("keys.arrows")],
      [["J", "L"], t("keys.jump")],
      [["0–9"], t("keys.part")],
      [["N"], t("keys.next")],
      [["M"], t("keys.mute")],
      [["↑", "↓"], t("keys.volume")],
      [["F"], t("keys.full-screen")],
      [["I"], t("keys.picture")],
      [["C"], t("keys.chat")],
      [["?"], t("keys.help")],
    ].map(([keys, words]) =>
      make(
        "div",
        {},
        make("dt", {}, words),
        make(
          "dd",
          {},
          keys.map((key) => make("kbd", {}, keyName(key))),
        ),
      ),
    );
    element("keys").replaceChildren(...rows);
    element("keys-dialog").showModal();
  }

  #onKey(event) {
    const isTaken =
      event.target.closest(ELSEWHERE) !== null ||
      (event.key === " " && event.target.closest(PRESSED_BY_SPACE) !== null);
    if (!this.#isShown() || isTaken || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const act = this.#actFor(event.key);
    if (act) {
      event.preventDefault();
      act();
    }
  }

  #actFor(key) {
    const acts = this.#acts;
    if (/^[0-9]$/.test(key)) {
      return () => acts.seekToPart(Number(key) / 10);
    }
    return {
      " ": acts.playOrPause,
      k: acts.playOrPause,
      ArrowLeft: () => acts.seekBy(-ARROW_MS),
      ArrowRight: () => acts.seekBy(ARROW_MS),
      j: () => acts.seekBy(-JUMP_MS),
      l: () => acts.seekBy(JUMP_MS),
      n: acts.next,
      m: acts.toggleMuted,
      ArrowUp: () => acts.louderBy(1),
      ArrowDown: () => acts.louderBy(-1),
      f: acts.toggleFullScreen,
      i: acts.togglePicture,
      c: acts.showChat,
      "?": () => this.openHelp(),
    }[key.length === 1 ? key.toLowerCase() : key];
  }
}

function keyName(key) {
  return key === "Space" ? t("keys.space") : key;
}
