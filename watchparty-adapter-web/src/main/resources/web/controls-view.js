// What the controls do to everyone's film: play and pause, the next film, the speed.

import { element, fillSelect, setIcon, setText } from "./dom.js";
import { openMenu } from "./menu.js";
import { standingReason, whyNot } from "./reasons.js";
import { numberOf, t, whenReworded } from "./words.js";

const RATES = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 3, 4];
const EXPLAINED_MS = 3_500;

/** Controls the film of the party that `party()` answers; made once for the page. */
export class ControlsView {
  #party;
  #perform;
  #explainTimer = null;

  constructor({ party, perform }) {
    this.#party = party;
    this.#perform = perform;
    element("play").addEventListener("click", () => this.playOrPause());
    element("next").addEventListener("click", () => this.next());
    element("rate").addEventListener("change", (event) => this.#setRate(Number(event.target.value)));
    whenReworded(() => element("rate").replaceChildren()); // numbers are written otherwise, too
  }

  draw() {
    const party = this.#party();
    const isPlaying = party.timeline?.isPlaying === true;
    const words = t(isPlaying ? "player.pause" : "player.play");
    setIcon("play", isPlaying ? "pause" : "play");
    setText(element("play-words"), words);
    this.#gate("play", this.#whyNot(isPlaying ? "pause" : "play"), words);
    this.#gate("next", this.#whyNot("skip"), t("player.next-in-queue"));
    this.#drawRate(party.timeline?.rate ?? 1);
    const reason = standingReason(this.#seen());
    setText(element("controls-why"), reason ? t(`why.${reason}`) : "");
    element("controls-why").hidden = reason === null;
  }

  /** Whether the film may be moved, and if not, says why. */
  maySeek() {
    return this.#allows("seek");
  }

  get whyNotSeek() {
    return this.#whyNot("seek");
  }

  playOrPause() {
    const party = this.#party();
    const isPlaying = party.timeline?.isPlaying === true;
    if (this.#allows(isPlaying ? "pause" : "play")) {
      this.#perform(() => (isPlaying ? party.pause() : party.play()));
    }
  }

  /** For keys that say which of the two they mean. */
  setPlaying(isWanted) {
    if ((this.#party().timeline?.isPlaying === true) !== isWanted) {
      this.playOrPause();
    }
  }

  next() {
    if (this.#allows("skip")) {
      this.#perform(() => this.#party().skip());
    }
  }

  /** What the menu offers where there is no room for it among the controls. */
  entries() {
    const offers = [];
    if (element("next").offsetParent === null && this.#whyNot("skip") === null) {
      offers.push({ words: t("player.next-in-queue"), act: () => this.next() });
    }
    if (element("rate").offsetParent === null && this.#whyNot("rate") === null) {
      const rate = rateWords(this.#party().timeline?.rate ?? 1);
      offers.push({ words: t("player.rate-is", { rate }), act: () => this.#offerRates() });
    }
    return offers;
  }

  /** Says for a moment, over the film, why something was not done. */
  explain(sentence) {
    clearTimeout(this.#explainTimer);
    setText(element("why"), sentence);
    element("why").hidden = false;
    this.#explainTimer = setTimeout(() => {
      element("why").hidden = true;
      setText(element("why"), "");
    }, EXPLAINED_MS);
  }

  #offerRates() {
    const rate = this.#party().timeline?.rate ?? 1;
    openMenu(
      element("more"),
      RATES.map((offered) => ({
        words: rateWords(offered),
        isChosen: offered === rate,
        act: () => this.#setRate(offered),
      })),
    );
  }

  #setRate(rate) {
    this.#perform(() => this.#party().command("rate", { rate })).finally(() => this.#party() && this.draw());
  }

  #allows(action) {
    const why = this.#whyNot(action);
    if (why !== null) {
      this.explain(t(`why.${why}`));
    }
    return why === null;
  }

  #whyNot(action) {
    return whyNot(this.#seen(), action);
  }

  #seen() {
    const party = this.#party();
    return {
      isOnline: party.connectionState === "open",
      may: party.may,
      filmCount: party.state.queue.items.length,
    };
  }

  /** It can still be pressed and then says why it does nothing: a dead button tells nobody anything. */
  #gate(id, why, words) {
    const button = element(id);
    button.setAttribute("aria-disabled", why !== null);
    button.title = why === null ? words : t(`why.${why}`);
  }

  #drawRate(rate) {
    const select = element("rate");
    const value = String(rate);
    if (select.options.length === 0) {
      fillSelect(
        select,
        RATES.map((offered) => [String(offered), rateWords(offered)]),
        "1",
      );
    }
    if (![...select.options].some((option) => option.value === value)) {
      select.add(new Option(rateWords(rate), value));
    }
    const why = this.#whyNot("rate");
    select.disabled = why !== null;
    select.title = why === null ? t("player.rate-for-all") : t(`why.${why}`);
    if (document.activeElement !== select || select.disabled) {
      select.value = value;
    }
  }
}

function rateWords(rate) {
  return `${numberOf(rate)}×`;
}
