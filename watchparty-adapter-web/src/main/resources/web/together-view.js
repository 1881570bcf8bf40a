// Beginning and waiting together: the countdown, the ready check, and the banner while the party waits.

import { element, say, setText } from "./dom.js";
import { nameOf, refusalSentence } from "./news.js";
import { countdownOf, t, whenOf } from "./words.js";

const DAYS_AHEAD_MAX = 30;

/** What the party that `party()` answers waits for; made once for the page. */
export class TogetherView {
  #party;
  #perform;

  constructor({ party, perform }) {
    this.#party = party;
    this.#perform = perform;
    element("countdown-cancel").addEventListener("click", () => perform(() => party().command("schedule")));
    element("ready-yes").addEventListener("click", () =>
      perform(() => party().command("status", { ready: !party().state.readyCheck.isReady(party().state.me.userId) })),
    );
    element("ready-cancel").addEventListener("click", () =>
      perform(() => party().command("ready-check", { open: false })),
    );
    this.#bindSchedule(element("schedule-dialog"));
  }

  /** What the menu offers for it: [{words, act}]. */
  entries() {
    const party = this.#party();
    if (!party.may.has("play")) {
      return [];
    }
    const { readyCheck, schedule } = party.state;
    return [
      readyCheck.isOpen
        ? {
            words: t("together.stop-asking-who"),
            act: () => this.#perform(() => party.command("ready-check", { open: false })),
          }
        : this.#askEntry(party),
      {
        words: schedule.startsAtMs === null ? t("together.schedule") : t("together.reschedule"),
        act: () => this.#askWhen(),
      },
    ];
  }

  #askEntry(party) {
    const isThenPlayed = party.timeline?.isPlaying !== true;
    return {
      words: isThenPlayed ? t("together.ask-then-play") : t("together.ask"),
      act: () => this.#perform(() => party.command("ready-check", { then_play: isThenPlayed })),
    };
  }

  draw() {
    const party = this.#party();
    const { readyCheck, me } = party.state;
    const isReady = readyCheck.isReady(me.userId);
    const asker =
      readyCheck.askedBy && readyCheck.askedBy !== me.userId ? nameOf(party.state.nameOf(readyCheck.askedBy)) : null;
    element("ready").hidden = !readyCheck.isOpen;
    setText(element("ready-question"), asker ? t("together.asked-by", { name: asker }) : t("together.asked"));
    setText(element("ready-count"), readyCheck.isOpen ? readyWords(readyCheck) : "");
    setText(element("ready-yes"), isReady ? t("together.is-ready") : t("together.ready"));
    element("ready-yes").setAttribute("aria-pressed", isReady);
    element("ready-cancel").hidden = !me.may.has("play");
    this.drawTime();
  }

  /** What changes by itself: what is left of the countdown and of the waiting. */
  drawTime() {
    const party = this.#party();
    const { schedule, waiting } = party.state;
    const countdown = party.isClockKnown ? schedule.countdown(party.serverNow) : null;
    element("countdown").hidden = countdown === null;
    if (countdown !== null) {
      setText(element("countdown-words"), countdownOf(countdown.leftMs));
      element("countdown").classList.toggle("final", countdown.isFinal);
      setText(
        element("countdown-when"),
        t("together.starts-at", { when: whenOf(Date.now() + schedule.leftMs(party.serverNow)) }),
      );
      element("countdown-cancel").hidden = !party.may.has("play");
    }
    const names = waiting.userIds.map((userId) =>
      userId === party.state.me.userId ? t("together.you") : nameOf(party.state.nameOf(userId)),
    );
    element("waiting").hidden = !waiting.isHolding;
    setText(
      element("waiting-for"),
      waiting.isHolding ? t("together.waiting-for", { names: names.length > 0 ? names : t("together.anybody") }) : "",
    );
    const left = party.isClockKnown ? waiting.secondsLeft(party.serverNow) : null;
    setText(element("waiting-left"), left === null ? "" : t("together.seconds", { seconds: left }));
  }

  #askWhen() {
    const { startsAtMs } = this.#party().state.schedule;
    const soon = Math.ceil((Date.now() + 5 * 60_000) / 300_000) * 300_000;
    const field = element("schedule-at");
    field.value = localMinutes(startsAtMs ?? soon);
    field.min = localMinutes(Date.now());
    field.max = localMinutes(Date.now() + DAYS_AHEAD_MAX * 86_400_000);
    say("schedule-refusal", null);
    element("schedule-dialog").showModal();
  }

  #bindSchedule(dialog) {
    const form = element("schedule-form");
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#schedule(dialog, new Date(element("schedule-at").value).getTime());
    });
    form.addEventListener("click", (event) => {
      const minutes = Number(event.target.dataset.minutes);
      if (minutes > 0) {
        this.#schedule(dialog, Date.now() + minutes * 60_000);
      }
    });
    element("schedule-close").addEventListener("click", () => dialog.close());
  }

  /** The instant is meant by this device's clock; the server is told it by its own. */
  async #schedule(dialog, localMs) {
    const party = this.#party();
    try {
      const aheadMs = party.serverNow - Date.now();
      await party.command("schedule", { at_ms: Math.round(localMs + aheadMs) });
      dialog.close();
    } catch (refusal) {
      say("schedule-refusal", refusalSentence(refusal));
    }
  }
}

function readyWords({ readyCount, hereCount, isThenPlayed }) {
  const counted = t("together.count", { count: readyCount, of: hereCount });
  return isThenPlayed ? `${counted} ${t("together.then-play")}` : counted;
}

/** The value of a datetime-local field: wall-clock time, to the minute. */
function localMinutes(ms) {
  const date = new Date(ms);
  return new Date(ms - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
