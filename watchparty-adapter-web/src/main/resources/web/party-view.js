// The film of a party, its controls, and the panel beside it.

import { ChatView } from "./chat-view.js";
import { element, fillSelect, icon, setText } from "./dom.js";
import { openMenu } from "./menu.js";
import { deedSentence } from "./news.js";
import { PeopleView } from "./people-view.js";
import { QueueView } from "./queue-view.js";
import { ReactionsView } from "./reactions-view.js";
import { SettingsView } from "./settings-view.js";
import { bindTabs } from "./tabs.js";
import { TogetherView } from "./together-view.js";
import { clockOf } from "./words.js";

const REDRAW_MS = 200;
const DRAW_AFTER_MS = 20;
const ARROW_MS = 5_000;
const KEY_SEEK_AFTER_MS = 200;
const RATES = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 3, 4];

/** Shows the party that `party()` answers (null: none) and turns presses into its commands; made once for the page. */
export class PartyView {
  #party;
  #perform;
  #isDragging = false;
  #seekTimer = null;
  #drawTimer = null;
  #shownPanel = "chat";
  #selectPanel;
  #chat;
  #people;
  #queue;
  #reactions;
  #settings;
  #together;

  /** `perform` runs an asynchronous action and shows its failure as a sentence; `askFriend(userId)` is one. */
  constructor({ party, perform, onLeft, askFriend, bondWith }) {
    this.#party = party;
    this.#perform = perform;
    const context = { party, perform };
    this.#chat = new ChatView({
      ...context,
      isShown: () => this.#shownPanel === "chat" && document.visibilityState === "visible",
    });
    this.#people = new PeopleView({ ...context, askFriend, bondWith });
    this.#queue = new QueueView(context);
    this.#reactions = new ReactionsView(context);
    this.#together = new TogetherView(context);
    this.#settings = new SettingsView({
      ...context,
      onEnd: async () => {
        await party().end();
        onLeft("The party has ended.");
      },
    });
    this.#selectPanel = bindTabs(element("panel").querySelector("[role=tablist]"), (panelId) =>
      this.#panelShown(panelId),
    );
    fillSelect(
      element("rate"),
      RATES.map((rate) => [String(rate), `${rate}×`]),
      "1",
    );
    this.#bindControls();
    this.#bindOwn(onLeft);
    document.addEventListener("keydown", (event) => this.#onKey(event));
    setInterval(() => this.#drawProgress(), REDRAW_MS);
  }

  /** A party has been entered. */
  open() {
    this.#chat.clear();
    this.#people.clear();
    this.#selectPanel("chat");
    this.#drawNow();
  }

  /** Draws soon: many frames may come at once. */
  draw() {
    this.#drawTimer ??= setTimeout(() => this.#drawNow(), DRAW_AFTER_MS);
  }

  float(reaction) {
    this.#reactions.float(reaction);
  }

  showFilmNotice(sentence) {
    element("film-notice").textContent = sentence ?? "";
    element("film-notice").hidden = sentence === null;
  }

  #drawNow() {
    clearTimeout(this.#drawTimer);
    this.#drawTimer = null;
    const party = this.#party();
    if (!party) {
      return;
    }
    this.#drawTitle(party);
    this.#drawControls(party);
    this.#drawPress(party);
    this.#chat.draw();
    this.#people.draw();
    this.#queue.draw();
    this.#reactions.draw();
    this.#together.draw();
    this.#drawSettings(party);
    this.#drawProgress();
  }

  #drawTitle(party) {
    setText(element("party-title"), party.title);
    document.title = `${party.title} · Watchparty`;
  }

  #drawControls(party) {
    const { may } = party;
    const isPlaying = party.timeline?.isPlaying === true;
    element("controls").disabled = party.connectionState !== "open";
    element("play").disabled = !may.has(isPlaying ? "pause" : "play");
    element("seek").disabled = !may.has("seek");
    element("next").disabled = !may.has("skip") || party.state.queue.items.length < 2;
    element("rate").disabled = !may.has("rate");
    this.#drawRate(party.timeline?.rate ?? 1);
    setText(element("play-words"), isPlaying ? "Pause" : "Play");
    setIcon("play", isPlaying ? "pause" : "play");
    setText(element("last-deed"), deedSentence(party.state.lastDeed, party.state));
    setText(element("controls-why"), whyNotControl(party));
    element("controls-why").hidden = whyNotControl(party) === "";
    document.body.dataset.connection = party.connectionState;
    document.body.dataset.playing = isPlaying;
  }

  #drawRate(rate) {
    const select = element("rate");
    const value = String(rate);
    if (![...select.options].some((option) => option.value === value)) {
      select.add(new Option(`${rate}×`, value));
    }
    if (document.activeElement !== select || select.disabled) {
      select.value = value;
    }
  }

  #drawSettings(party) {
    const isShown = party.state.isHost && party.state.settings !== null;
    element("tab-settings").hidden = !isShown;
    if (isShown) {
      this.#settings.draw();
    } else if (this.#shownPanel === "settings") {
      this.#selectPanel("chat");
    }
  }

  #drawProgress() {
    const party = this.#party();
    if (!party) {
      return;
    }
    const seek = element("seek");
    const durationMs = party.durationMs;
    const positionMs = Math.min(party.positionMs, durationMs || Infinity);
    seek.max = Math.round(durationMs);
    if (!this.#isDragging && this.#seekTimer === null) {
      seek.value = positionMs;
    }
    const shownMs = Number(seek.value);
    const words = `${clockOf(shownMs)} / ${clockOf(durationMs)}`;
    seek.style.setProperty("--part", durationMs > 0 ? shownMs / durationMs : 0);
    element("time").textContent = words;
    seek.setAttribute("aria-valuetext", words);
    element("step").textContent = stepOf(party);
    element("clock").textContent = clockWords(party.clock);
    setText(element("status"), connectionSentence(party));
    element("reconnect").hidden = party.connectionState !== "waiting";
    this.#chat.drawTyping();
    this.#together.drawTime();
  }

  #drawPress(party) {
    const words = { blocked: "Press to watch", muted: "Sound is off. Press to hear" }[party.sound];
    const isMutedStill = party.sound !== "muted" || element("video").muted;
    element("press").hidden = words === undefined || !isMutedStill;
    element("press").textContent = words ?? "";
    this.#drawMute();
  }

  #drawMute() {
    const { muted } = element("video");
    element("mute").setAttribute("aria-pressed", muted);
    setIcon("mute", muted ? "silence" : "sound");
  }

  #panelShown(panelId) {
    this.#shownPanel = panelId;
    if (panelId === "chat" && this.#party()) {
      this.#chat.shown();
    }
  }

  #bindControls() {
    const seek = element("seek");
    element("play").addEventListener("click", () => this.#playOrPause());
    element("next").addEventListener("click", () => this.#perform(() => this.#party().command("skip")));
    element("rate").addEventListener("change", (event) =>
      this.#perform(() => this.#party().command("rate", { rate: Number(event.target.value) })).finally(() =>
        this.draw(),
      ),
    );
    seek.addEventListener("pointerdown", () => (this.#isDragging = true));
    seek.addEventListener("input", () => this.#drawProgress());
    seek.addEventListener("change", () => {
      this.#isDragging = false;
      this.#seekSoon(Number(seek.value));
    });
    seek.addEventListener("keydown", (event) => this.#onSeekKey(event));
    window.addEventListener("pointerup", () => (this.#isDragging = false));
    window.addEventListener("pointercancel", () => (this.#isDragging = false));
  }

  #onSeekKey(event) {
    const step = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      event.stopPropagation();
      this.#seekBy(step * ARROW_MS);
    }
  }

  #seekBy(distanceMs) {
    const seek = element("seek");
    seek.value = Number(seek.value) + distanceMs;
    this.#seekSoon(Number(seek.value));
  }

  /** A held key or a nervous hand becomes one command. */
  #seekSoon(positionMs) {
    clearTimeout(this.#seekTimer);
    this.#seekTimer = setTimeout(() => {
      this.#perform(() => this.#party()?.seek(positionMs)).finally(() => (this.#seekTimer = null));
    }, KEY_SEEK_AFTER_MS);
    this.#drawProgress();
  }

  #playOrPause() {
    const party = this.#party();
    return this.#perform(() => (party.timeline?.isPlaying ? party.pause() : party.play()));
  }

  #bindOwn(onLeft) {
    const video = element("video");
    element("press").addEventListener("click", () => {
      const party = this.#party();
      party.sound = "heard";
      party.follower.allowSound();
      this.#drawPress(party);
    });
    element("mute").addEventListener("click", () => (video.muted = !video.muted));
    element("volume").addEventListener("input", () => (video.volume = Number(element("volume").value)));
    video.addEventListener("volumechange", () => this.#party() && this.#drawPress(this.#party()));
    element("full-screen").hidden = !document.fullscreenEnabled;
    element("full-screen").addEventListener("click", toggleFullScreen);
    element("more").addEventListener("click", (event) =>
      openMenu(event.currentTarget, [
        ...this.#together.entries(),
        {
          words: "Statistics of this party",
          act: () => window.open(`/#/statistics/${this.#party().id}`, "_blank", "noopener"),
        },
      ]),
    );
    element("reconnect").addEventListener("click", () => this.#party()?.reconnect());
    element("leave").addEventListener("click", () =>
      this.#perform(async () => {
        await this.#party().leave();
        onLeft("You have left the party.");
      }),
    );
  }

  #onKey(event) {
    const party = this.#party();
    const isElsewhere =
      event.target.closest("input, button, select, textarea, dialog, a, summary, [role=menu], [tabindex='0']") !== null;
    if (!party || isElsewhere || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const { may } = party;
    const mayPlay = may.has(party.timeline?.isPlaying ? "pause" : "play");
    const act = {
      " ": () => mayPlay && this.#playOrPause(),
      k: () => mayPlay && this.#playOrPause(),
      ArrowLeft: () => may.has("seek") && this.#seekBy(-ARROW_MS),
      ArrowRight: () => may.has("seek") && this.#seekBy(ARROW_MS),
      m: () => element("mute").click(),
      f: toggleFullScreen,
      c: () => {
        this.#selectPanel("chat");
        element("chat-text").focus();
      },
    }[event.key];
    if (act) {
      event.preventDefault();
      act();
    }
  }
}

/** Why someone cannot press what others can; empty for those who can press the most. */
function whyNotControl({ may }) {
  if (may.has("play") && may.has("pause")) {
    return "";
  }
  return may.has("pause") ? "You may pause; others do the rest." : "You see what the host plays.";
}

function connectionSentence(party) {
  switch (party.connectionState) {
    case "open":
      return "Connected";
    case "waiting": {
      const seconds = Math.max(1, Math.ceil((party.retryAt - performance.now()) / 1000));
      return `Connection lost. Trying again in ${seconds} s.`;
    }
    default:
      return "Connecting…";
  }
}

function stepOf(party) {
  const { driftMs, phase } = party.follower.measured;
  if (phase === "placing") {
    return "falling in";
  }
  if (driftMs === null || party.timeline?.isPlaying !== true) {
    return "";
  }
  const rounded = Math.round(driftMs);
  return `${Math.abs(rounded)} ms ${rounded < 0 ? "behind" : "ahead"}`;
}

function clockWords({ uncertaintyMs }) {
  return Number.isFinite(uncertaintyMs) ? `clock within ${Math.max(1, Math.round(uncertaintyMs))} ms` : "";
}

function toggleFullScreen() {
  if (document.fullscreenElement) {
    document.exitFullscreen();
  } else {
    element("screen").requestFullscreen();
  }
}

function setIcon(id, name) {
  const shown = element(id).querySelector("use");
  if (shown.getAttribute("href") !== `#icon-${name}`) {
    shown.closest("svg").replaceWith(icon(name));
  }
}
