// How well this player keeps in step, in words; and all the figures for those who want to know.

import { bindSheet, element, make, setText } from "./dom.js";
import { isStarved, measuredOf } from "./film-player.js";
import { Corrections, Indicator } from "./indicator.js";
import { numberOf, t } from "./words.js";

/** Shows how the party that `party()` answers is followed; made once for the page. */
export class SyncView {
  #party;
  #indicator = new Indicator();
  #corrections = new Corrections();
  #figuresDrawn = "";

  constructor({ party }) {
    this.#party = party;
    element("sync").addEventListener("click", () => this.open());
    bindSheet(element("sync-dialog"), element("sync-close"));
  }

  /** Forgets what belongs to the party before. */
  clear() {
    this.#indicator = new Indicator();
    this.#corrections = new Corrections();
    setText(element("sync-said"), "");
  }

  open() {
    element("sync-dialog").showModal();
    this.draw();
  }

  /** To be called a few times a second. */
  draw() {
    const party = this.#party();
    const now = performance.now();
    const measured = measuredOf(party);
    this.#corrections.take(measured, now);
    this.#indicator.take(seenOf(party, measured), now);
    const { state } = this.#indicator;
    element("sync").dataset.state = state;
    setText(element("step"), t(`sync.${state}`));
    this.#sayAloud(party);
    this.#drawStatus(party);
    if (element("sync-dialog").open) {
      this.#drawDialog(party, state, measured);
    }
  }

  #sayAloud(party) {
    const state = this.#indicator.toSay();
    if (state !== null) {
      setText(element("sync-said"), `${t(`sync.${state}`)}. ${this.#whyOf(party, state)}`);
    }
  }

  /** Only trouble has a line of its own. */
  #drawStatus(party) {
    const isWaiting = this.#indicator.state === "offline" && party.retryAt !== null;
    const seconds = isWaiting ? Math.max(1, Math.ceil((party.retryAt - performance.now()) / 1000)) : 0;
    setText(element("status"), isWaiting ? t("sync.retry-in", { seconds }) : "");
    element("reconnect").hidden = !isWaiting;
  }

  #drawDialog(party, state, measured) {
    setText(element("sync-title"), t(`sync.${state}`));
    setText(element("sync-why"), this.#whyOf(party, state));
    const figures = figuresOf(party, measured, this.#corrections.counted);
    const drawn = JSON.stringify(figures);
    if (drawn !== this.#figuresDrawn) {
      this.#figuresDrawn = drawn;
      const rows = figures.map(([name, value]) => make("div", {}, make("dt", {}, name), make("dd", {}, value)));
      element("sync-figures").replaceChildren(...rows);
    }
  }

  #whyOf(party, state) {
    if (state === "stands" && party.state.schedule.startsAtMs !== null) {
      return t("sync.stands-scheduled");
    }
    return t(`sync.${state}-why`);
  }
}

function seenOf(party, { phase, driftMs }) {
  const isPlaying = party.timeline?.isPlaying === true;
  return {
    connection: party.version === null ? "connecting" : party.connectionState,
    isFilm: party.clipId !== null,
    isBroken: ["failed", "not-playable"].includes(party.filmNotice?.kind),
    isBlocked: party.sound === "blocked",
    isClockMeasured: Number.isFinite(party.clock.uncertaintyMs),
    isHeld: party.state.waiting.isHolding,
    isPlaying,
    isStarved: isPlaying && isStarved(party),
    isPlacing: phase === "placing" || phase === "waiting",
    driftMs: phase === "running" ? driftMs : null,
  };
}

function figuresOf({ clock }, { driftMs }, { nudges, jumps }) {
  return [
    [t("sync.drift"), driftWords(driftMs)],
    [t("sync.clock-within"), Number.isFinite(clock.uncertaintyMs) ? `± ${millisecondsOf(clock.uncertaintyMs)}` : "–"],
    [t("sync.round-trip"), Number.isFinite(clock.roundTripMs) ? millisecondsOf(clock.roundTripMs) : "–"],
    [t("sync.nudges"), numberOf(nudges)],
    [t("sync.jumps"), numberOf(jumps)],
  ];
}

/** How far a film is from the party's; a dash where it stands. */
function driftWords(driftMs) {
  if (driftMs === null) {
    return "–";
  }
  const ms = Math.round(driftMs);
  return ms === 0 ? millisecondsOf(0) : t(ms < 0 ? "sync.ms-behind" : "sync.ms-ahead", { ms: Math.abs(ms) });
}

function millisecondsOf(ms) {
  return t("sync.ms", { ms: ms > 0 ? Math.max(1, Math.round(ms)) : 0 });
}
