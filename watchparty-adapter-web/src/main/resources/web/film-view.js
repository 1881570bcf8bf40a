// The film of a party with all that controls it: buttons, keys, the keys of the device, and the menu.

import { Awake } from "./awake.js";
import { ControlsView } from "./controls-view.js";
import { element } from "./dom.js";
import { Immersion } from "./immersion.js";
import { InviteView } from "./invite-view.js";
import { Keys } from "./keys.js";
import { languageEntries } from "./language.js";
import { MediaKeys } from "./media-keys.js";
import { openMenu } from "./menu.js";
import { OffsetView } from "./offset-view.js";
import { OwnView } from "./own-view.js";
import { ReactionsView } from "./reactions-view.js";
import { mayStudy } from "./settings.js";
import { SyncView } from "./sync-view.js";
import { TimeLineView } from "./time-line-view.js";
import { TogetherView } from "./together-view.js";
import { t } from "./words.js";

// As well as it can be told: what is held in the hand has no keyboard.
const HAND_HELD = window.matchMedia("(pointer: coarse) and (hover: none)");

/** The film of the party that `party()` answers; made once for the page. */
export class FilmView {
  #party;
  #controls;
  #timeLine;
  #own;
  #sync;
  #offset;
  #invite;
  #reactions;
  #together;
  #immersion;
  #keys;
  #mediaKeys;
  #awake = new Awake();

  /** `onDrawer(isOpen)` is told when the panel opens over the film; `showChat()` puts the cursor into the chat. */
  constructor({ party, perform, onDrawer, showChat }) {
    const context = { party, perform };
    this.#party = party;
    this.#controls = new ControlsView(context);
    this.#timeLine = new TimeLineView({ ...context, controls: this.#controls });
    this.#own = new OwnView(context);
    this.#sync = new SyncView(context);
    this.#offset = new OffsetView(context);
    this.#invite = new InviteView(context);
    this.#reactions = new ReactionsView(context);
    this.#together = new TogetherView(context);
    this.#immersion = new Immersion({ isPlaying: () => this.#isPlaying, onDrawer });
    this.#keys = new Keys({ isShown: () => party() !== null, acts: this.#acts(showChat) });
    this.#mediaKeys = new MediaKeys(this.#mediaActs());
    element("more").addEventListener("click", () => openMenu(element("more"), this.#entries()));
    element("reconnect").addEventListener("click", () => party()?.reconnect());
  }

  /** A party has been entered. */
  open() {
    this.#sync.clear();
    this.#immersion.openDrawer(false);
    this.#own.apply();
    this.#offset.apply();
    // The strip is a pleasure, not a need: without it the time line is as good.
    this.#party()
      .readMarks()
      .catch(() => {});
  }

  /** No party is shown any more. */
  close() {
    this.#awake.want(false);
    this.#mediaKeys.draw(null);
    if (document.fullscreenElement) {
      document.exitFullscreen().catch(() => {});
    }
  }

  draw() {
    [this.#controls, this.#own, this.#offset, this.#invite, this.#reactions, this.#together].forEach((view) =>
      view.draw(),
    );
  }

  /** Draws what changes by itself, a few times a second. */
  drawTime() {
    this.#timeLine.draw();
    this.#sync.draw();
    this.#together.drawTime();
    this.#awake.want(this.#isPlaying);
    this.#mediaKeys.draw(shownOf(this.#party()));
  }

  float(reaction) {
    this.#reactions.float(reaction);
  }

  /** Whether the panel can be seen: beside the film, or as a drawer over it. */
  get isPanelSeen() {
    return !this.#immersion.isImmersive || this.#immersion.isDrawerOpen;
  }

  openPanel() {
    if (!this.isPanelSeen) {
      this.#immersion.openDrawer(true);
    }
  }

  get #isPlaying() {
    return this.#party()?.timeline?.isPlaying === true;
  }

  #acts(showChat) {
    return {
      playOrPause: () => this.#controls.playOrPause(),
      next: () => this.#controls.next(),
      seekBy: (ms) => this.#timeLine.seekBy(ms),
      seekToPart: (part) => this.#timeLine.seekToPart(part),
      toggleMuted: () => this.#own.toggleMuted(),
      louderBy: (steps) => this.#own.louderBy(steps),
      togglePicture: () => this.#own.togglePicture(),
      toggleFullScreen: () => this.#immersion.toggleFullScreen(),
      showChat,
    };
  }

  /** These keys may be pressed when no party is shown any more. */
  #mediaActs() {
    const inParty = (act) => (value) => this.#party() && act(value);
    return {
      setPlaying: inParty((isWanted) => this.#controls.setPlaying(isWanted)),
      next: inParty(() => this.#controls.next()),
      seekBy: inParty((ms) => this.#timeLine.seekBy(ms)),
      seekTo: inParty((ms) => this.#timeLine.seekToPart(ms / this.#party().durationMs)),
    };
  }

  #entries() {
    return [
      ...this.#controls.entries(),
      ...this.#timeLine.entries(element("more")),
      ...this.#together.entries(),
      ...this.#own.entries(),
      { words: t("sync.open"), act: () => this.#sync.open() },
      ...(HAND_HELD.matches ? [] : [{ words: t("keys.title"), act: () => this.#keys.openHelp() }]),
      ...languageEntries(element("more")),
      ...this.#statisticsEntries(),
    ];
  }

  #statisticsEntries() {
    const { id, state } = this.#party();
    const open = () => window.open(`/#/statistics/${id}`, "_blank", "noopener");
    return mayStudy(state) ? [{ words: t("settings.statistics"), act: open }] : [];
  }
}

/** What the device is told of the film; null where there is none. */
function shownOf({ item, title, timeline, positionMs, durationMs }) {
  const { isPlaying = false, rate = 1 } = timeline ?? {};
  return item ? { title: item.title, party: title, isPlaying, positionMs, durationMs, rate } : null;
}
