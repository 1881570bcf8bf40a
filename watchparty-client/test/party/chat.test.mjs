import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Chat, mayDelete, PAGE_MESSAGES, partsOf, rowsOf, TypingSignal } from "../../src/party/chat.js";

const NOON_MS = Date.parse("2026-01-01T12:00:00Z");

function message(number, { user = "ann", version = number, afterMs = number * 1000 } = {}) {
  return {
    id: `m${number}`,
    user_id: user,
    display_name: user,
    message: `text ${number}`,
    created_at: new Date(NOON_MS + afterMs).toISOString(),
    version,
  };
}

function messages(from, to) {
  return Array.from({ length: to - from + 1 }, (_, place) => message(from + place));
}

function keys(chat) {
  return chat.entries.map((entry) => entry.key);
}

describe("the chat", () => {
  it("shows messages in the order they came, each once", () => {
    const chat = new Chat();
    chat.reset([message(1), message(2)]);

    chat.add(message(3));
    chat.add(message(3));

    assert.deepEqual(keys(chat), ["m1", "m2", "m3"]);
  });

  it("offers earlier messages when the snapshot may not hold all", () => {
    const chat = new Chat();

    chat.reset(messages(1, 49));
    assert.equal(chat.hasEarlier, false);

    chat.reset(messages(1, 50));
    assert.equal(chat.hasEarlier, true);
  });

  it("pages backwards from the oldest version known", () => {
    const chat = new Chat();
    chat.reset(messages(201, 250));
    assert.equal(chat.earlierQuery, "limit=100&before=201");

    const fresh = chat.addEarlier(messages(101, 200));
    assert.equal(fresh, PAGE_MESSAGES);
    assert.equal(chat.hasEarlier, true);
    assert.equal(chat.earlierQuery, "limit=100&before=101");

    chat.addEarlier(messages(90, 100));
    assert.equal(chat.hasEarlier, false);
    assert.equal(keys(chat)[0], "m90");
    assert.equal(keys(chat).length, 161);
  });

  it("asks for the newest page where a snapshot tells no versions, and takes nothing twice", () => {
    const chat = new Chat();
    chat.reset(messages(51, 100).map(({ version, ...rest }) => rest));
    assert.equal(chat.earlierQuery, "limit=100");

    const fresh = chat.addEarlier(messages(1, 100));

    assert.equal(fresh, 50);
    assert.deepEqual(
      keys(chat),
      messages(1, 100).map(({ id }) => id),
    );
  });

  it("forgets what was deleted", () => {
    const chat = new Chat();
    chat.reset([message(1), message(2)]);

    chat.delete("m1");
    chat.delete("unknown");

    assert.deepEqual(keys(chat), ["m2"]);
  });

  it("keeps news across a snapshot, in their place", () => {
    const chat = new Chat();
    chat.tell({ kind: "joined", userId: "bo", at: NOON_MS + 1_500, isUrgent: false });

    chat.reset([message(1), message(2)]);

    assert.deepEqual(
      chat.entries.map((entry) => entry.text ?? entry.news.kind),
      ["text 1", "joined", "text 2"],
    );
  });

  it("does not grow without end", () => {
    const chat = new Chat();

    messages(1, 2_001).forEach((each) => chat.add(each));

    assert.equal(chat.entries.length, 2_000);
    assert.equal(chat.hasEarlier, true);
    assert.equal(chat.earlierQuery, "limit=100&before=2");
  });

  it("rises its revision with each change, and only then", () => {
    const chat = new Chat();
    chat.add(message(1));
    const before = chat.revision;

    chat.add(message(1));
    assert.equal(chat.revision, before);

    chat.delete("m1");
    assert.ok(chat.revision > before);
  });

  it("keeps what an erased person said, without the name", () => {
    const chat = new Chat();
    chat.add(message(1));

    chat.forgetAuthor("ann");

    assert.deepEqual(
      chat.entries.map(({ name, text }) => [name, text]),
      [[null, "text 1"]],
    );
  });

  it("continues a row by the same person soon after, but not later, nor after news", () => {
    const chat = new Chat();
    const me = { userId: "bo", may: new Set() };
    chat.add(message(1));
    chat.add(message(2));
    chat.add(message(3, { user: "bo" }));
    chat.add(message(4, { user: "bo", afterMs: 600_000 }));
    chat.tell({ kind: "joined", userId: "cy", at: NOON_MS + 600_001, isUrgent: false });
    chat.add(message(5, { user: "bo", afterMs: 600_002 }));

    const rows = rowsOf(chat.entries, me);

    assert.deepEqual(
      rows.map((row) => row.isContinued),
      [false, true, false, false, false, false],
    );
    assert.deepEqual(
      rows.map((row) => row.isOwn),
      [false, false, true, true, false, true],
    );
  });
});

describe("a message", () => {
  const own = { kind: "message", userId: "me" };
  const others = { kind: "message", userId: "other" };

  it("is deleted by its author and by who moderates", () => {
    assert.equal(mayDelete(own, { userId: "me", may: new Set() }), true);
    assert.equal(mayDelete(others, { userId: "me", may: new Set() }), false);
    assert.equal(mayDelete(others, { userId: "me", may: new Set(["moderate"]) }), true);
    assert.equal(mayDelete({ kind: "news" }, { userId: "me", may: new Set(["moderate"]) }), false);
  });

  it("lets addresses be followed, without the full stop behind them", () => {
    assert.deepEqual(partsOf("see https://example.org/a?b=1. ok"), [
      { text: "see " },
      { text: "https://example.org/a?b=1", href: "https://example.org/a?b=1" },
      { text: ". ok" },
    ]);
    assert.deepEqual(partsOf("javascript:alert(1)"), [{ text: "javascript:alert(1)" }]);
  });
});

describe("typing", () => {
  it("is seen until it is over", () => {
    const chat = new Chat();

    chat.typing("bo", true, 0);
    assert.deepEqual(chat.typists(5_999), ["bo"]);
    chat.typing("bo", false, 6_000);
    assert.deepEqual(chat.typists(6_000), []);
  });

  it("is forgotten when somebody falls silent, or has said it", () => {
    const chat = new Chat();
    chat.typing("bo", true, 0);
    chat.typing("ann", true, 1);

    assert.deepEqual(chat.typists(6_000), ["ann"]);
    chat.add(message(1));
    assert.deepEqual(chat.typists(6_000), []);
  });

  it("is told at once, now and again, and when it stops", () => {
    const signal = new TypingSignal();

    assert.equal(signal.changed("h", 0), true);
    assert.equal(signal.changed("he", 2_999), null);
    assert.equal(signal.changed("hel", 3_000), true);
    assert.equal(signal.changed("", 3_100), false);
    assert.equal(signal.changed("", 3_200), null);
    assert.equal(signal.stopped(), null);
  });

  it("needs no end after a message was sent", () => {
    const signal = new TypingSignal();
    signal.changed("hello", 0);

    signal.sent();

    assert.equal(signal.stopped(), null);
  });
});
