import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { standingReason, whyNot } from "../../main/resources/web/reasons.js";

const HOST = { isOnline: true, may: new Set(["play", "pause", "seek", "skip", "rate"]), filmCount: 2 };
const VIEWER = { ...HOST, may: new Set(["chat"]) };

describe("why something cannot be pressed", () => {
  it("is nothing where it can", () => {
    assert.equal(whyNot(HOST, "pause"), null);
    assert.equal(whyNot(HOST, "skip"), null);
  });

  it("is the connection before all else", () => {
    assert.equal(whyNot({ ...VIEWER, isOnline: false }, "pause"), "offline");
    assert.equal(standingReason({ ...HOST, isOnline: false }), "offline");
  });

  it("is that others decide", () => {
    assert.equal(whyNot(VIEWER, "skip"), "not-you");
  });

  it("is that nothing else is in the queue", () => {
    assert.equal(whyNot({ ...HOST, filmCount: 1 }, "skip"), "no-next");
  });

  it("is told for good to those who may press less", () => {
    assert.equal(standingReason(HOST), null);
    assert.equal(standingReason(VIEWER), "watching");
    assert.equal(standingReason({ ...VIEWER, may: new Set(["pause"]) }), "may-pause");
  });
});
