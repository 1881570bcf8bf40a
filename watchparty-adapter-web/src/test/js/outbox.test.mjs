import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Draft, Outbox, WAITING_MAX } from "../../main/resources/web/outbox.js";

function outboxOf(...texts) {
  const outbox = new Outbox();
  texts.forEach((text) => outbox.add(text));
  return outbox;
}

describe("the outbox", () => {
  it("sends in order, one after the other", async () => {
    const outbox = outboxOf("one", "two");
    const log = [];

    await outbox.flush(async (text) => {
      log.push(`${text} begins`);
      await Promise.resolve();
      log.push(`${text} ends`);
    });

    assert.deepEqual(log, ["one begins", "one ends", "two begins", "two ends"]);
    assert.deepEqual(outbox.texts, []);
  });

  it("keeps what was refused, and what comes after it", async () => {
    const outbox = outboxOf("one", "two", "three");
    const send = async (text) => {
      if (text === "two") {
        throw new Error("refused");
      }
    };

    await assert.rejects(outbox.flush(send), /refused/);

    assert.deepEqual(outbox.texts, ["two", "three"]);
    await outbox.flush(async () => {});
    assert.deepEqual(outbox.texts, []);
  });

  it("sends nothing twice when it is told to send twice", async () => {
    const outbox = outboxOf("one");
    const sent = [];
    const send = async (text) => sent.push(text);

    await Promise.all([outbox.flush(send), outbox.flush(send)]);

    assert.deepEqual(sent, ["one"]);
  });

  it("sends no more of a party that was left meanwhile", async () => {
    const outbox = outboxOf("one", "two");
    const sent = [];

    await outbox.flush(async (text) => {
      sent.push(text);
      outbox.clear();
    });

    assert.deepEqual(sent, ["one"]);
  });

  it("holds so many and no more", () => {
    const outbox = new Outbox();
    for (let place = 0; place < WAITING_MAX; place++) {
      assert.equal(outbox.add("x"), true);
    }

    assert.equal(outbox.add("x"), false);
    assert.equal(outbox.texts.length, WAITING_MAX);
  });
});

describe("a draft", () => {
  const kept = new Map();
  const storage = {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => kept.set(key, value),
    removeItem: (key) => kept.delete(key),
  };

  it("is kept for its party, and gone once it is sent", () => {
    const draft = new Draft(storage, "party-1");
    assert.equal(draft.read(), "");

    draft.write("I was about to");
    assert.equal(new Draft(storage, "party-1").read(), "I was about to");
    assert.equal(new Draft(storage, "party-2").read(), "");

    draft.write("");
    assert.equal(kept.size, 0);
  });

  it("does without a storage", () => {
    const draft = new Draft(null, "party-1");

    assert.doesNotThrow(() => draft.write("x"));
    assert.equal(draft.read(), "");
  });
});
