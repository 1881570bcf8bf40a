// A party: its film with the controls, and the panel beside it.

import { Awake } from "./awake.js";
import { ChatView } from "./chat-view.js";
import { ControlsView } from "./controls-view.js";
import { element, setText } from "./dom.js";
import { Immersion } from "./immersion.js";
import { InviteView } from "./invite-view.js";
import { Keys } from "./keys.js";
import { MediaKeys } from "./media-keys.js";
import { openMenu } from "./menu.js";
import { deedSentence } from "./news.js";
import { OffsetView } from "./offset-view.js";
import { OwnView } from "./own-view.js";
import { PeopleView } from "./people-view.js";
import { QueueView } from "./queue-view.js";
import { ReactionsView } from "./reactions-view.js";
import { watchSeenHeight } from "./seen-height.js";
import { SettingsView } from "./settings-view.js";
import { SyncView } from "./sync-view.js";
import { bindTabs } from "./tabs.js";
import { TimeLineView } from "./time-line-view.js";
import { TogetherView } from "./together-view.js";
import { t, whenReworded } from "./words.js";

const REDRAW_MS = 200;
const DRAW_AFTER_MS = 20;

// As well as it can be told: what is held in the hand has no keyboard.
const HAND_HELD = window.matchMedia("(pointer: coarse) and (hover: none)");

/** Shows the party that `party()` answers (null: none) and turns presses into its commands; made once for the page. */
export class PartyView {
  #party;
  #perform;
  #drawTimer = null;
  #shownPanel = "chat";
  #selectPanel;
  #film;
  #panel;
  #keys;
  #mediaKeys;
  #awake = new Awake();

  /** `perform` runs an asynchronous action and shows its failure as a sentence; `askFriend(userId)` is one. */
  constructor({ party, perform, onLeft, askFriend, bondWith }) {
    this.#party = party;
    this.#perform = perform;
    const context = { party, perform };
    this.#film = this.#makeFilm(context);
    this.#panel = this.#makePanel(context, { onLeft, askFriend, bondWith });
    this.#selectPanel = bindTabs(element("panel").querySelector("[role=tablist]"), (panelId) =>
      this.#panelShown(panelId),
    );
    this.#keys = new Keys({ isShown: () => party() !== null, acts: this.#acts() });
    this.#mediaKeys = new MediaKeys(this.#mediaActs());
    this.#bindOwn(onLeft);
    watchSeenHeight();
    setInterval(() => this.#drawTime(), REDRAW_MS);
    whenReworded(() => this.#reworded());
  }

  /** A party has been entered. */
  open() {
    this.#panel.chat.clear();
    this.#panel.people.clear();
    this.#film.sync.clear();
    this.#film.immersion.openDrawer(false);
    this.#selectPanel("chat");
    this.#film.offset.draw();
    this.#film.own.apply();
    this.#drawNow();
    // The strip is a pleasure, not a need: without it the time line is as good.
    this.#party()
      .readMarks()
      .catch(() => {});
  }

  /** Draws soon: many frames may come at once. */
  draw() {
    this.#drawTimer ??= setTimeout(() => this.#drawNow(), DRAW_AFTER_MS);
  }

  float(reaction) {
    this.#film.reactions.float(reaction);
  }

  showFilmNotice(sentence) {
    element("film-notice").textContent = sentence ?? "";
    element("film-notice").hidden = sentence === null;
    if (this.#party() === null) {
      this.#rest();
    }
  }

  #reworded() {
    if (this.#party()) {
      this.#film.offset.draw();
      this.#drawNow();
    }
  }

  #makeFilm(context) {
    const controls = new ControlsView(context);
    return {
      controls,
      timeLine: new TimeLineView({ ...context, controls }),
      own: new OwnView(context),
      sync: new SyncView(context),
      offset: new OffsetView(context),
      invite: new InviteView(context),
      reactions: new ReactionsView(context),
      together: new TogetherView(context),
      immersion: new Immersion({
        isPlaying: () => context.party()?.timeline?.isPlaying === true,
        onDrawer: (isOpen) => isOpen && this.#panelShown(this.#shownPanel),
      }),
    };
  }

  #makePanel(context, { onLeft, askFriend, bondWith }) {
    return {
      chat: new ChatView({ ...context, isShown: () => this.#isChatSeen }),
      people: new PeopleView({ ...context, askFriend, bondWith }),
      queue: new QueueView(context),
      settings: new SettingsView({
        ...context,
        onEnd: async () => {
          await context.party().end();
          onLeft("settings.ended");
        },
      }),
    };
  }

  get #isChatSeen() {
    const { immersion } = this.#film;
    const isSeen = !immersion.isImmersive || immersion.isDrawerOpen;
    return this.#shownPanel === "chat" && isSeen && document.visibilityState === "visible";
  }

  #drawNow() {
    clearTimeout(this.#drawTimer);
    this.#drawTimer = null;
    const party = this.#party();
    if (!party) {
      return;
    }
    setText(element("party-title"), party.title);
    document.title = `${party.title} · Watchparty`;
    document.body.dataset.connection = party.connectionState;
    document.body.dataset.playing = party.timeline?.isPlaying === true;
    setText(element("last-deed"), deedSentence(party.state.lastDeed, party.state));
    ["controls", "own", "invite", "reactions", "together"].forEach((name) => this.#film[name].draw());
    ["chat", "people", "queue"].forEach((name) => this.#panel[name].draw());
    this.#drawSettings(party);
    this.#drawTime();
  }

  #drawSettings(party) {
    const isShown = party.state.isHost && party.state.settings !== null;
    element("tab-settings").hidden = !isShown;
    if (isShown) {
      this.#panel.settings.draw();
    } else if (this.#shownPanel === "settings") {
      this.#selectPanel("chat");
    }
  }

  /** What changes by itself, a few times a second. */
  #drawTime() {
    const party = this.#party();
    if (!party) {
      return;
    }
    this.#film.timeLine.draw();
    this.#film.sync.draw();
    this.#film.offset.apply();
    this.#panel.chat.drawTyping();
    this.#film.together.drawTime();
    this.#drawDrawerCount();
    const isPlaying = party.timeline?.isPlaying === true;
    this.#awake.want(isPlaying);
    this.#mediaKeys.draw(shownOf(party, isPlaying));
  }

  #drawDrawerCount() {
    const count = element("chat-count");
    element("drawer-count").hidden = count.hidden || this.#film.immersion.isDrawerOpen;
    setText(element("drawer-count"), count.textContent);
  }

  /** No party is shown any more. */
  #rest() {
    this.#awake.want(false);
    this.#mediaKeys.draw(null);
    if (document.fullscreenElement) {
      document.exitFullscreen().catch(() => {});
    }
  }

  #panelShown(panelId) {
    this.#shownPanel = panelId;
    if (panelId === "chat" && this.#party()) {
      this.#panel.chat.shown();
    }
  }

  #showChat() {
    if (this.#film.immersion.isImmersive) {
      this.#film.immersion.openDrawer(true);
    }
    this.#selectPanel("chat");
    element("chat-text").focus();
  }

  #acts() {
    const { controls, timeLine, own, immersion } = this.#film;
    return {
      playOrPause: () => controls.playOrPause(),
      next: () => controls.next(),
      seekBy: (ms) => timeLine.seekBy(ms),
      seekToPart: (part) => timeLine.seekToPart(part),
      toggleMuted: () => own.toggleMuted(),
      louderBy: (steps) => own.louderBy(steps),
      togglePicture: () => own.togglePicture(),
      toggleFullScreen: () => immersion.toggleFullScreen(),
      showChat: () => this.#showChat(),
    };
  }

  /** These keys may be pressed when no party is shown any more. */
  #mediaActs() {
    const { controls, timeLine } = this.#film;
    const inParty =
      (act) =>
      (...values) =>
        this.#party() && act(...values);
    return {
      setPlaying: inParty((isWanted) => controls.setPlaying(isWanted)),
      next: inParty(() => controls.next()),
      seekBy: inParty((ms) => timeLine.seekBy(ms)),
      seekTo: inParty((ms) => timeLine.seekToPart(ms / this.#party().durationMs)),
    };
  }

  #bindOwn(onLeft) {
    element("more").addEventListener("click", () => openMenu(element("more"), this.#entries()));
    element("reconnect").addEventListener("click", () => this.#party()?.reconnect());
    element("leave").addEventListener("click", () =>
      this.#perform(async () => {
        await this.#party().leave();
        onLeft("party.left");
      }),
    );
  }

  #entries() {
    const { controls, timeLine, together, own, sync } = this.#film;
    return [
      ...controls.entries(),
      ...timeLine.entries(element("more")),
      ...together.entries(),
      ...own.entries(),
      { words: t("sync.open"), act: () => sync.open() },
      ...(HAND_HELD.matches ? [] : [{ words: t("keys.title"), act: () => this.#keys.openHelp() }]),
      {
        words: t("settings.statistics"),
        act: () => window.open(`/#/statistics/${this.#party().id}`, "_blank", "noopener"),
      },
    ];
  }
}

function shownOf({ state, clipId, title, timeline, positionMs, durationMs }, isPlaying) {
  const item = state.queue.items.find(({ id }) => id === clipId);
  return item
    ? { title: item.title, party: title, isPlaying, positionMs, durationMs, rate: timeline?.rate ?? 1 }
    : null;
}
