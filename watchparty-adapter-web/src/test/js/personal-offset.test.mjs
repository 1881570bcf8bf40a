import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { detentOf, directionOf, keepOffset, keptOffset, offsetOf } from "../../main/resources/web/personal-offset.js";

/** Keeps values as a browser's storage does. */
function storage(values = {}) {
  const kept = new Map(Object.entries(values));
  return {
    kept,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => kept.set(key, String(value)),
    removeItem: (key) => kept.delete(key),
  };
}

const forbidden = {
  getItem() {
    throw new Error("forbidden");
  },
  setItem() {
    throw new Error("forbidden");
  },
  removeItem() {
    throw new Error("forbidden");
  },
};

describe("the personal offset", () => {
  it("goes in steps of 10 ms, two seconds both ways", () => {
    assert.equal(offsetOf(124), 120);
    assert.equal(offsetOf(-126), -130);
    assert.equal(offsetOf(2_000), 2_000);
    assert.equal(offsetOf(2_001), 2_000);
    assert.equal(offsetOf(-9_999), -2_000);
    assert.equal(offsetOf(NaN), 0);
    assert.ok(Object.is(offsetOf(-4), 0));
  });

  it("sticks to the middle when it is dragged near", () => {
    assert.equal(detentOf(34), 0);
    assert.equal(detentOf(-30), 0);
    assert.equal(detentOf(36), 40);
    assert.equal(detentOf(-40), -40);
  });

  it("plays earlier here where it is positive: the player runs ahead of the party", () => {
    assert.equal(directionOf(10), "earlier");
    assert.equal(directionOf(-10), "later");
    assert.equal(directionOf(0), "none");
  });

  it("is kept on this device", () => {
    const device = storage();
    assert.equal(keptOffset(device), 0);

    keepOffset(device, -250);
    assert.equal(keptOffset(device), -250);

    keepOffset(device, 0);
    assert.equal(device.kept.size, 0);
  });

  it("is none where something else was kept, and where nothing may be kept", () => {
    assert.equal(keptOffset(storage({ "watchparty.personal-offset-ms": "soon" })), 0);
    assert.equal(keptOffset(storage({ "watchparty.personal-offset-ms": "99999" })), 2_000);
    assert.equal(keptOffset(forbidden), 0);
    assert.equal(keptOffset(null), 0);
    assert.doesNotThrow(() => keepOffset(forbidden, 10));
    assert.doesNotThrow(() => keepOffset(forbidden, 0));
  });
});
