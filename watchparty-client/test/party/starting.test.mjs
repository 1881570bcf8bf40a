import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ReadyCheck, Schedule, Waiting } from "../../src/party/starting.js";

const NOON_MS = 1_767_268_800_000;

describe("a scheduled start", () => {
  it("is counted down, at last in earnest", () => {
    const schedule = new Schedule();
    schedule.take({ starts_at_ms: NOON_MS });

    assert.deepEqual(schedule.countdown(NOON_MS - 65_000), { leftMs: 65_000, isFinal: false });
    assert.deepEqual(schedule.countdown(NOON_MS - 9_001), { leftMs: 9_001, isFinal: true });
  });

  it("is none once it has come, or was cancelled", () => {
    const schedule = new Schedule();
    assert.equal(schedule.countdown(NOON_MS), null);

    schedule.take({ starts_at_ms: NOON_MS });
    assert.equal(schedule.countdown(NOON_MS), null);

    schedule.take({ actor: "ann" });
    assert.equal(schedule.countdown(NOON_MS - 1), null);
  });
});

describe("a ready check", () => {
  it("knows who is ready", () => {
    const check = new ReadyCheck();

    check.take({ state: "asked", user_id: "ann", ready_count: 0, here_count: 3 });
    check.take({ state: "answered", user_id: "bo", ready: true, ready_count: 1, here_count: 3 });
    assert.deepEqual(
      [check.isOpen, check.askedBy, check.isReady("bo"), check.readyCount, check.hereCount],
      [true, "ann", true, 1, 3],
    );

    check.take({ state: "answered", user_id: "bo", ready: false, ready_count: 0, here_count: 3 });
    assert.equal(check.isReady("bo"), false);
  });

  it("counts who asked as ready when the server does", () => {
    const check = new ReadyCheck();

    check.take({ state: "asked", user_id: "ann", ready_count: 1, here_count: 3 });
    assert.equal(check.isReady("ann"), true);

    check.take({ state: "asked", user_id: "bo", ready_count: 0, here_count: 3 });
    assert.deepEqual([check.isReady("ann"), check.isReady("bo")], [false, false]);
  });

  it("is over when all are, or when nobody asks any more", () => {
    for (const state of ["passed", "cancelled"]) {
      const check = new ReadyCheck();
      check.take({ state: "asked", user_id: "ann" });
      check.take({ state: "answered", user_id: "bo", ready: true });

      check.take({ state });

      assert.deepEqual([check.isOpen, check.isReady("bo")], [false, false]);
    }
  });

  it("is found in a snapshot", () => {
    const check = new ReadyCheck();
    check.reset({ user_id: "ann", ready: ["bo"], ready_count: 1, here_count: 2 });
    assert.deepEqual([check.isOpen, check.isReady("bo"), check.isReady("ann")], [true, true, false]);

    check.reset(undefined);
    assert.equal(check.isOpen, false);
  });
});

describe("waiting", () => {
  it("tells for whom, and how long at most", () => {
    const waiting = new Waiting();
    waiting.take({ state: "holding", for: ["bo", "cy"], until_ms: NOON_MS });

    assert.deepEqual(waiting.userIds, ["bo", "cy"]);
    assert.equal(waiting.secondsLeft(NOON_MS - 11_001), 12);
    assert.equal(waiting.secondsLeft(NOON_MS + 5_000), 0);
  });

  it("ends", () => {
    const waiting = new Waiting();
    waiting.take({ for: ["bo"], until_ms: NOON_MS });
    assert.equal(waiting.isHolding, true);

    waiting.take({ state: "released" });
    assert.deepEqual(
      [waiting.isHolding, waiting.userIds, waiting.secondsLeft(NOON_MS)],
      [false, [], null],
    );

    waiting.take(undefined);
    assert.equal(waiting.isHolding, false);
  });
});
