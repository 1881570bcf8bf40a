// What is said in a party, and who is about to say something. Free of DOM; times are milliseconds of any one clock.

/** @import { Action, Message } from "../protocol.js" */
/** @import { News } from "./news.js" */

/**
 * Something said, or something that happened. Of what was said, `name` is null where its author has been erased.
 *
 * @typedef {(
 *   | { key: string, kind: "message", userId: string, name: string | null, text: string, at: number, version: number | null }
 *   | { key: string, kind: "news", news: News, at: number }
 * )} ChatEntry
 */

/** @typedef {ChatEntry & { isOwn: boolean, isContinued: boolean, mayDelete: boolean }} ChatRow */

/** @typedef {{ userId: string, may: Set<Action> }} Reader */

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

/** Messages and news in the order to be read. */
export class Chat {
  /** @type {ChatEntry[]} */
  entries = [];
  hasEarlier = false;
  /** Rises whenever the entries change. */
  revision = 0;
  /** @type {number | null} */
  #oldestVersion = null;
  /** @type {Map<string, number>} until when, by user id */
  #typists = new Map();
  #newsCount = 0;

  /**
   * Begins with the messages of a snapshot, oldest first; news since the page was opened stay.
   *
   * @param {Message[]} messages
   */
  reset(messages) {
    this.revision++;
    const news = this.entries.filter((entry) => entry.kind === "news");
    this.entries = [...messages.map(entryOf), ...news].sort((one, other) => one.at - other.at);
    this.hasEarlier = messages.length >= SNAPSHOT_MESSAGES;
    this.#oldestVersion = null;
    this.#noteVersions(messages);
    this.#typists.clear();
  }

  /**
   * Takes a message; one that is known already changes nothing.
   *
   * @param {Message} message
   */
  add(message) {
    this.#typists.delete(message.user_id);
    if (!this.#has(message.id)) {
      this.revision++;
      this.entries.push(entryOf(message));
      this.#forgetOldest();
    }
  }

  /**
   * Takes a page of the messages before the oldest one known; answers how many of them were new.
   *
   * @param {Message[]} messages
   */
  addEarlier(messages) {
    this.revision++;
    const unknown = messages.filter((message) => !this.#has(message.id)).map(entryOf);
    this.entries = [...unknown, ...this.entries];
    this.hasEarlier = messages.length >= PAGE_MESSAGES;
    this.#noteVersions(messages);
    return unknown.length;
  }

  /** @param {string} messageId */
  delete(messageId) {
    this.revision++;
    this.entries = this.entries.filter((entry) => entry.key !== messageId);
  }

  /**
   * What an erased person said stays, without a name.
   *
   * @param {string} userId
   */
  forgetAuthor(userId) {
    this.revision++;
    this.entries = this.entries.map((entry) =>
      entry.kind === "message" && entry.userId === userId ? { ...entry, name: null } : entry,
    );
  }

  /**
   * Something that happened in the party, told between the messages.
   *
   * @param {News} news
   */
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

  /**
   * @param {string} userId
   * @param {boolean} isTyping
   * @param {number} now
   */
  typing(userId, isTyping, now) {
    if (isTyping) {
      this.#typists.set(userId, now + TYPING_LASTS_MS);
    } else {
      this.#typists.delete(userId);
    }
  }

  /**
   * The user ids of those who are typing; who falls silent without a word is forgotten.
   *
   * @param {number} now
   */
  typists(now) {
    return [...this.#typists].filter(([, until]) => until > now).map(([userId]) => userId);
  }

  /** @param {string} messageId */
  #has(messageId) {
    return this.entries.some((entry) => entry.key === messageId);
  }

  #forgetOldest() {
    if (this.entries.length > ENTRIES_MAX) {
      this.entries.shift();
      this.hasEarlier = true;
      this.#oldestVersion = this.entries.map(versionOf).find((version) => version !== null) ?? null;
    }
  }

  /** @param {Message[]} messages */
  #noteVersions(messages) {
    messages.forEach(({ version }) => {
      if (version !== undefined) {
        this.#oldestVersion = Math.min(this.#oldestVersion ?? version, version);
      }
    });
  }
}

/** Decides when to tell others that I am typing: at the first key, now and again while I go on, and when I stop. */
export class TypingSignal {
  /** @type {number | null} */
  #toldAt = null;

  /**
   * Answers true or false to be told, or null for nothing.
   *
   * @param {string} text
   * @param {number} now
   */
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
 * The entries as rows to be shown. A row is continued when the one above is by the same person and not much older.
 *
 * @param {ChatEntry[]} entries
 * @param {Reader} me
 * @returns {ChatRow[]}
 */
export function rowsOf(entries, me) {
  return entries.map((entry, place) => {
    const above = entries[place - 1];
    const isContinued =
      entry.kind === "message" &&
      above?.kind === "message" &&
      above.userId === entry.userId &&
      entry.at - above.at < CONTINUED_MS;
    const isOwn = entry.kind === "message" && entry.userId === me.userId;
    return { ...entry, isOwn, isContinued, mayDelete: mayDelete(entry, me) };
  });
}

/**
 * Whether I may delete a message: my own, or anybody's who moderates.
 *
 * @param {ChatEntry} entry
 * @param {Reader} me
 */
export function mayDelete(entry, { userId, may }) {
  return entry.kind === "message" && (entry.userId === userId || may.has("moderate"));
}

/**
 * The parts of a text: web addresses can be followed.
 *
 * @param {string} text
 * @returns {{ text: string, href?: string }[]}
 */
export function partsOf(text) {
  return text
    .split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]])/u)
    .filter((part) => part !== "")
    .map((part) => (/^https?:\/\/\S/u.test(part) && URL.canParse(part) ? { text: part, href: part } : { text: part }));
}

/** @param {ChatEntry} entry */
function versionOf(entry) {
  return entry.kind === "message" ? entry.version : null;
}

/**
 * @param {Message} message
 * @returns {ChatEntry}
 */
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
