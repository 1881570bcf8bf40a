// What is said in a party, and who is about to say something. Free of DOM; times are milliseconds of any one clock.

/** How many messages a snapshot and a page of earlier ones hold at most. */
const SNAPSHOT_MESSAGES = 50;
export const PAGE_MESSAGES = 100;

// A page that is open for days forgets the oldest; they can be asked for again.
const ENTRIES_MAX = 2_000;
const NEWS_MAX = 200;

const TYPING_LASTS_MS = 6_000;
const TYPING_TOLD_EVERY_MS = 3_000;

const CONTINUED_MS = 3 * 60_000;

export const MESSAGE_CHARACTERS_MAX = 1_000;

/**
 * Messages and news in the order to be read. Entries: {key, kind: "message", userId, name, text, at, version}, where `name`
 * is null for somebody who was erased, and {key, kind: "news", news, at}.
 */
export class Chat {
  entries = [];
  hasEarlier = false;
  /** Rises whenever the entries change. */
  revision = 0;
  #oldestVersion = null;
  #typists = new Map();
  #newsCount = 0;

  /** Begins with the messages of a snapshot, oldest first; news since the page was opened stay. */
  reset(messages) {
    this.revision++;
    const news = this.entries.filter((entry) => entry.kind === "news");
    this.entries = [...messages.map(entryOf), ...news].sort((one, other) => one.at - other.at);
    this.hasEarlier = messages.length >= SNAPSHOT_MESSAGES;
    this.#oldestVersion = null;
    this.#noteVersions(messages);
    this.#typists.clear();
  }

  /** Takes a message; one that is known already changes nothing. */
  add(message) {
    this.#typists.delete(message.user_id);
    if (!this.#has(message.id)) {
      this.revision++;
      this.entries.push(entryOf(message));
      this.#forgetOldest();
    }
  }

  /** Takes a page of the messages before the oldest one known; answers how many of them were new. */
  addEarlier(messages) {
    this.revision++;
    const unknown = messages.filter((message) => !this.#has(message.id)).map(entryOf);
    this.entries = [...unknown, ...this.entries];
    this.hasEarlier = messages.length >= PAGE_MESSAGES;
    this.#noteVersions(messages);
    return unknown.length;
  }

  delete(messageId) {
    this.revision++;
    this.entries = this.entries.filter((entry) => entry.key !== messageId);
  }

  /** What an erased person said stays, without a name. */
  forgetAuthor(userId) {
    this.revision++;
    this.entries = this.entries.map((entry) =>
      entry.userId === userId ? { ...entry, name: null } : entry,
    );
  }

  /** Something that happened in the party, told between the messages. */
  tell(news) {
    this.revision++;
    this.entries.push({ key: `news-${++this.#newsCount}`, kind: "news", news, at: news.at });
    const told = this.entries.filter((entry) => entry.kind === "news");
    if (told.length > NEWS_MAX) {
      this.entries.splice(this.entries.indexOf(told[0]), 1);
    }
  }

  /** The query of the page before what is known. */
  get earlierQuery() {
    const before = this.#oldestVersion === null ? "" : `&before=${this.#oldestVersion}`;
    return `limit=${PAGE_MESSAGES}${before}`;
  }

  typing(userId, isTyping, now) {
    if (isTyping) {
      this.#typists.set(userId, now + TYPING_LASTS_MS);
    } else {
      this.#typists.delete(userId);
    }
  }

  /** The user ids of those who are typing; who falls silent without a word is forgotten. */
  typists(now) {
    return [...this.#typists].filter(([, until]) => until > now).map(([userId]) => userId);
  }

  #has(messageId) {
    return this.entries.some((entry) => entry.key === messageId);
  }

  #forgetOldest() {
    if (this.entries.length > ENTRIES_MAX) {
      this.entries.shift();
      this.hasEarlier = true;
      this.#oldestVersion = this.entries.find((entry) => entry.version !== null)?.version ?? null;
    }
  }

  #noteVersions(messages) {
    const versions = messages.map((message) => message.version).filter(Number.isInteger);
    if (versions.length > 0) {
      this.#oldestVersion = Math.min(this.#oldestVersion ?? Infinity, ...versions);
    }
  }
}

/** Decides when to tell others that I am typing: at the first key, now and again while I go on, and when I stop. */
export class TypingSignal {
  #toldAt = null;

  /** Answers true or false to be told, or null for nothing. */
  changed(text, now) {
    if (text.trim() === "") {
      return this.stopped();
    }
    if (this.#toldAt !== null && now - this.#toldAt < TYPING_TOLD_EVERY_MS) {
      return null;
    }
    this.#toldAt = now;
    return true;
  }

  stopped() {
    const wasTold = this.#toldAt !== null;
    this.#toldAt = null;
    return wasTold ? false : null;
  }

  /** A message that was sent says itself that its author types no more. */
  sent() {
    this.#toldAt = null;
  }
}

/**
 * The entries as rows to be shown: those of the entry and {isOwn, isContinued, mayDelete}. A row is continued
 * when the one above is by the same person and not much older.
 */
export function rowsOf(entries, me) {
  return entries.map((entry, place) => {
    const above = entries[place - 1];
    const isContinued =
      entry.kind === "message" &&
      above?.kind === "message" &&
      above.userId === entry.userId &&
      entry.at - above.at < CONTINUED_MS;
    return { ...entry, isOwn: entry.userId === me.userId, isContinued, mayDelete: mayDelete(entry, me) };
  });
}

/** Whether I may delete a message: my own, or anybody's who moderates. */
export function mayDelete(entry, { userId, may }) {
  return entry.kind === "message" && (entry.userId === userId || may.has("moderate"));
}

/** The parts of a text, {text, href?}: web addresses can be followed. */
export function partsOf(text) {
  return text
    .split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]])/u)
    .filter((part) => part !== "")
    .map((part) => (/^https?:\/\/\S/u.test(part) && URL.canParse(part) ? { text: part, href: part } : { text: part }));
}

function entryOf(message) {
  return {
    key: message.id,
    kind: "message",
    userId: message.user_id,
    name: message.display_name ?? message.username ?? null,
    text: message.message,
    at: Date.parse(message.created_at),
    version: message.version ?? null,
  };
}
