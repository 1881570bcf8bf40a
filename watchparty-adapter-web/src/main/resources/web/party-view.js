// A party: its film, and the panel beside it.

import { ChatView } from "./chat-view.js";
import { element, setText } from "./dom.js";
import { FilmView } from "./film-view.js";
import { deedSentence } from "./news.js";
import { PeopleView } from "./people-view.js";
import { QueueView } from "./queue-view.js";
import { watchSeenHeight } from "./seen-height.js";
import { SettingsView } from "./settings-view.js";
import { bindTabs } from "./tabs.js";
import { whenReworded } from "./words.js";

const REDRAW_MS = 200;
const DRAW_AFTER_MS = 20;

/** Shows the party that `party()` answers (null: none) and turns presses into its commands; made once for the page. */
export class PartyView {
  #party;
  #drawTimer = null;
  #shownPanel = "chat";
  #selectPanel;
  #film;
  #chat;
  #people;
  #queue;
  #settings;

  /**
   * `perform` runs an asynchronous action and shows its failure as a sentence; `askFriend(userId)` is one. `onLeft(key)`
   * is told when the party is over for us, with the key of the sentence that says how.
   */
  constructor({ party, perform, onLeft, askFriend, bondWith }) {
    const context = { party, perform };
    this.#party = party;
    this.#film = new FilmView({
      ...context,
      onDrawer: (isOpen) => isOpen && this.#panelShown(this.#shownPanel),
      showChat: () => this.#showChat(),
    });
    this.#chat = new ChatView({ ...context, isShown: () => this.#isChatSeen });
    this.#people = new PeopleView({ ...context, askFriend, bondWith });
    this.#queue = new QueueView(context);
    this.#settings = new SettingsView({ ...context, onEnd: () => this.#end(onLeft) });
    this.#selectPanel = bindTabs(element("panel").querySelector("[role=tablist]"), (panelId) =>
      this.#panelShown(panelId),
    );
    element("leave").addEventListener("click", () => perform(() => this.#leave(onLeft)));
    watchSeenHeight();
    setInterval(() => this.#drawTime(), REDRAW_MS);
    whenReworded(() => this.#drawNow());
  }

  /** A party has been entered. */
  open() {
    this.#chat.clear();
    this.#people.clear();
    this.#film.open();
    this.#selectPanel("chat");
    this.#drawNow();
  }

  /** The party has been left, or there was none. */
  close() {
    this.showFilmNotice(null);
    this.#film.close();
  }

  /** Draws soon: many frames may come at once. */
  draw() {
    this.#drawTimer ??= setTimeout(() => this.#drawNow(), DRAW_AFTER_MS);
  }

  float(reaction) {
    this.#film.float(reaction);
  }

  showFilmNotice(sentence) {
    element("film-notice").textContent = sentence ?? "";
    element("film-notice").hidden = sentence === null;
  }

  get #isChatSeen() {
    return this.#shownPanel === "chat" && this.#film.isPanelSeen && document.visibilityState === "visible";
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
    [this.#film, this.#chat, this.#people, this.#queue].forEach((view) => view.draw());
    this.#drawSettings(party);
    this.#drawTime();
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

  /** What changes by itself, a few times a second. */
  #drawTime() {
    if (this.#party()) {
      this.#film.drawTime();
      this.#chat.drawTime();
      this.#drawDrawerCount();
    }
  }

  #drawDrawerCount() {
    const count = element("chat-count");
    element("drawer-count").hidden = count.hidden;
    setText(element("drawer-count"), count.textContent);
  }

  #panelShown(panelId) {
    this.#shownPanel = panelId;
    if (panelId === "chat" && this.#party()) {
      this.#chat.shown();
    }
  }

  #showChat() {
    this.#film.openPanel();
    this.#selectPanel("chat");
    element("chat-text").focus();
  }

  async #leave(onLeft) {
    await this.#party().leave();
    onLeft("party.left");
  }

  async #end(onLeft) {
    await this.#party().end();
    onLeft("settings.ended");
  }
}
