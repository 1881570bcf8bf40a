// The chat: what was said, who is typing, and the field to say something.

import { MESSAGE_CHARACTERS_MAX, partsOf, rowsOf, TypingSignal } from "/client/index.js";
import { drawList, element, iconButton, initialOf, make, say, setText, wordAttribute } from "./dom.js";
import { nameOf, newsSentence, refusalSentence } from "./news.js";
import { Draft, Outbox, WAITING_MAX } from "./outbox.js";
import { listOf, numberOf, t, waitOf, whenOf, whenReworded } from "./words.js";

const AT_BOTTOM_PX = 60;

// Said sooner than this, it is as good as said at once; later, people want to see that it is on its way.
const SAID_WITHIN_MS = 700;
const COUNTED_FROM = MESSAGE_CHARACTERS_MAX - 100;

/** The chat of the party that `party()` answers; made once for the page. */
export class ChatView {
  #party;
  #perform;
  #isShown;
  #signal = new TypingSignal();
  #drawn = "";
  #unread = 0;
  #messagesSeen = 0;
  #waitUntil = 0;
  #isAtBottom = true;
  #outbox = new Outbox();
  #handedAt = -Infinity;
  #draft = new Draft(null, "");

  /** `isShown` answers whether people see the chat now. */
  constructor({ party, perform, isShown }) {
    this.#party = party;
    this.#perform = perform;
    this.#isShown = isShown;
    this.#bind();
    whenReworded(() => this.#reword());
  }

  /** Forgets what belongs to the party before, and takes up the draft for the one there is now. */
  clear() {
    this.#outbox = new Outbox();
    this.#draft = new Draft(sessionStorageOrNull(), this.#party().id);
    this.#drawn = "";
    this.#unread = 0;
    this.#messagesSeen = 0;
    this.#waitUntil = 0;
    element("chat-log").replaceChildren();
    element("chat-text").value = this.#draft.read();
    this.#fit();
    say("chat-refusal", null);
    say("chat-left", null);
  }

  draw() {
    const party = this.#party();
    const { chat, me } = party.state;
    const drawn = `${party.id} ${chat.revision} ${me.role} ${me.may.has("moderate")}`;
    if (drawn !== this.#drawn) {
      this.#drawn = drawn;
      this.#drawEntries(chat, me);
    }
    const may = me.may.has("chat");
    element("chat-text").disabled = !may;
    wordAttribute(element("chat-text"), "placeholder", placeholderFor(me));
    this.#drawSend();
    this.#drawOutbox();
    element("earlier").hidden = !chat.hasEarlier;
    element("chat-empty").hidden = chat.entries.length > 0;
    this.#drawTyping();
  }

  /** What changes by itself: who falls silent, what is long on its way, and the wait after too many messages. */
  drawTime() {
    this.#drawTyping();
    if (this.#outbox.texts.length > 0) {
      this.#drawOutbox();
    }
    if (this.#waitUntil > 0 && this.#waitUntil <= performance.now()) {
      this.#waitUntil = 0;
      say("chat-refusal", null);
      this.#drawSend();
    }
  }

  #drawTyping() {
    const { chat, participants } = this.#party().state;
    const names = chat.typists(performance.now()).map((userId) => nameOf(participants.nameOf(userId)));
    setText(
      element("typing"),
      names.length === 0 ? "" : t("chat.typing", { count: names.length, names: listOf(names, 2) }),
    );
  }

  /** To be called when the chat comes into sight. */
  shown() {
    this.#noteSeen();
    this.#toBottom();
  }

  #drawEntries(chat, me) {
    const isAtBottom = this.#isAtBottom;
    const messages = chat.entries.filter((entry) => entry.kind === "message");
    const isFirst = this.#messagesSeen === 0 && element("chat-log").childElementCount === 0;
    const fresh = isFirst ? 0 : Math.max(0, messages.length - this.#messagesSeen);
    drawList(
      element("chat-log"),
      rowsOf(chat.entries, me).map((row) => this.#worded(row)),
      (row) => row.key,
      (row) => this.#row(row),
    );
    this.#messagesSeen = messages.length;
    const isOwn = chat.entries.at(-1)?.userId === me.userId;
    if (isAtBottom || isFirst || isOwn) {
      this.#toBottom();
    }
    if (this.#isShown() && (isAtBottom || isOwn)) {
      this.#noteSeen();
    } else {
      this.#unread += fresh;
      this.#drawUnread();
    }
  }

  #worded(row) {
    return row.kind === "news"
      ? { ...row, text: newsSentence(row.news, this.#party().state) }
      : { ...row, name: row.name ?? t("chat.deleted-account") };
  }

  #row(row) {
    if (row.kind === "news") {
      return make("div", { class: "news" }, row.text);
    }
    const remove =
      row.mayDelete &&
      iconButton("delete", t("chat.delete", { name: row.name }), () =>
        this.#perform(() => this.#party().command("delete-message", { message_id: row.key })),
      );
    const parts = partsOf(row.text).map(({ text, href }) =>
      href ? make("a", { href, target: "_blank", rel: "noopener noreferrer" }, text) : text,
    );
    return make(
      "div",
      { class: `message${row.isContinued ? " continued" : ""}` },
      row.isContinued ? null : initialOf(row.userId, row.name),
      make(
        "div",
        {},
        make(
          "p",
          { class: row.isContinued ? "unseen" : "by" },
          make("strong", {}, row.name),
          " ",
          make("time", { datetime: new Date(row.at).toISOString() }, whenOf(row.at)),
        ),
        make("p", { class: "text" }, parts),
      ),
      remove,
    );
  }

  #bind() {
    const text = element("chat-text");
    const form = element("chat-form");
    text.addEventListener("input", () => {
      this.#draft.write(text.value);
      this.#fit();
      this.#drawSend();
      this.#signalTyping(this.#signal.changed(text.value, performance.now()));
    });
    text.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        form.requestSubmit();
      }
    });
    text.addEventListener("blur", () => this.#signalTyping(this.#signal.stopped()));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
    });
    element("earlier").addEventListener("click", () => this.#perform(() => this.#readEarlier()));
    element("chat-newest").addEventListener("click", () => this.shown());
    const scroll = element("chat-scroll");
    scroll.addEventListener(
      "scroll",
      () => {
        this.#isAtBottom = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < AT_BOTTOM_PX;
        if (this.#isAtBottom && this.#isShown()) {
          this.#noteSeen();
        }
      },
      { passive: true },
    );
    // A keyboard that comes up, or a field that grows, does not hide the newest.
    new ResizeObserver(() => this.#isAtBottom && this.#toBottom()).observe(scroll);
  }

  /** A message leaves the field at once; without a connection it waits for one. */
  #send() {
    const text = element("chat-text");
    const message = text.value.trim();
    if (message === "" || element("chat-send").disabled) {
      return;
    }
    say("chat-refusal", null);
    this.#handedAt = this.#outbox.texts.length === 0 ? performance.now() : this.#handedAt;
    if (this.#outbox.add(message)) {
      this.#signal.sent();
      this.#write("");
      this.#flush();
    } else {
      say("chat-refusal", t("chat.outbox-full", { count: WAITING_MAX }));
    }
    text.focus();
  }

  async #flush() {
    const party = this.#party();
    const outbox = this.#outbox;
    if (party?.connectionState !== "open" || outbox.isSending) {
      this.#drawOutbox();
      return;
    }
    try {
      await outbox.flush((message) => party.command("chat", { message }));
    } catch (refusal) {
      if (outbox === this.#outbox && this.#party()?.connectionState === "open") {
        this.#takeBack(refusal);
      }
    }
    this.#drawOutbox();
  }

  /** What was refused is in the field again, before what has been begun since. */
  #takeBack(refusal) {
    const { texts } = this.#outbox;
    this.#outbox.clear();
    this.#write([...texts, element("chat-text").value].join("\n").trim());
    this.#refused(refusal);
    this.#drawSend();
  }

  #write(text) {
    element("chat-text").value = text;
    this.#draft.write(text);
    this.#fit();
    this.#drawSend();
  }

  /** What waits is seen only while it has to. */
  #drawOutbox() {
    const isOffline = this.#party()?.connectionState !== "open";
    const isLate = performance.now() - this.#handedAt > SAID_WITHIN_MS;
    const waiting = isOffline || isLate ? this.#outbox.texts : [];
    const state = isOffline ? "chat.waiting" : "chat.sending";
    drawList(
      element("chat-outbox"),
      waiting.map((text, place) => ({ text, place, state })),
      ({ place }) => place,
      ({ text }) => make("li", {}, make("p", { class: "text" }, text), make("p", { class: "hint" }, t(state))),
    );
    if (!isOffline && this.#outbox.texts.length > 0 && !this.#outbox.isSending) {
      this.#flush();
    } else if (waiting.length > 0 && this.#isAtBottom) {
      this.#toBottom();
    }
  }

  #refused(refusal) {
    const { code, retryAfterSeconds: seconds } = refusal;
    if (code === "RATE_LIMITED" && seconds > 0) {
      // Said once, not counted down: a live region that ticks would be read out every second.
      this.#waitUntil = performance.now() + seconds * 1000;
      say("chat-refusal", t("chat.wait", { wait: waitOf(seconds) }));
    } else {
      say("chat-refusal", refusalSentence(refusal, "chat"));
    }
  }

  async #readEarlier() {
    const scroll = element("chat-scroll");
    const fromBottom = scroll.scrollHeight - scroll.scrollTop;
    // What was said long ago need not be read out when it comes in above.
    element("chat-log").setAttribute("aria-live", "off");
    await this.#party().readEarlier();
    this.#messagesSeen = this.#party().state.chat.entries.filter((entry) => entry.kind === "message").length;
    this.draw();
    scroll.scrollTop = scroll.scrollHeight - fromBottom;
    setTimeout(() => element("chat-log").setAttribute("aria-live", "polite"), 500);
  }

  #signalTyping(isTyping) {
    if (isTyping !== null) {
      this.#party()?.showTyping(isTyping);
    }
  }

  #drawSend() {
    const length = [...element("chat-text").value.trim()].length;
    const isTooLong = length > MESSAGE_CHARACTERS_MAX;
    const mayWrite = this.#party()?.may.has("chat") === true;
    element("chat-send").disabled = !mayWrite || length === 0 || isTooLong || this.#waitUntil > performance.now();
    const left = MESSAGE_CHARACTERS_MAX - length;
    say("chat-left", length <= COUNTED_FROM ? null : leftWords(left));
  }

  #reword() {
    this.#drawn = "";
    say("chat-refusal", null);
    if (this.#party()) {
      this.draw();
    }
  }

  /** The field is as high as its text, up to a few lines. */
  #fit() {
    const text = element("chat-text");
    text.style.height = "auto";
    text.style.height = `${Math.min(text.scrollHeight + 2, 140)}px`;
  }

  #toBottom() {
    const scroll = element("chat-scroll");
    scroll.scrollTop = scroll.scrollHeight;
    this.#isAtBottom = true;
  }

  #noteSeen() {
    this.#unread = 0;
    this.#drawUnread();
  }

  #drawUnread() {
    const badge = element("chat-count");
    badge.hidden = this.#unread === 0 || this.#isShown();
    setText(badge, this.#unread > 99 ? "99+" : numberOf(this.#unread));
    setText(element("chat-unread"), badge.hidden ? "" : t("chat.unread", { count: this.#unread }));
    element("chat-newest").hidden = this.#unread === 0 || !this.#isShown();
  }
}

/** The key of the words in the empty field. */
function placeholderFor({ isMuted, may }) {
  if (isMuted) {
    return "chat.muted";
  }
  return may.has("chat") ? "chat.placeholder" : "chat.not-allowed";
}

function leftWords(left) {
  return left < 0 ? t("chat.too-long", { count: -left }) : t("chat.left", { count: left });
}

/** Even asking for it throws where it is forbidden. */
function sessionStorageOrNull() {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}
