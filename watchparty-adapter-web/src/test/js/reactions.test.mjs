import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { AT_HAND, graphemeOf, Lanes } from "../../main/resources/web/reactions.js";

describe("a reaction", () => {
  it("is one grapheme cluster, however it is composed", () => {
    for (const emoji of [...AT_HAND.keys(), "👩‍👩‍👧‍👦", "🏳️‍🌈", "👍🏽", "🇨🇭", "e\u0301", "x"]) {
      assert.equal(graphemeOf(` ${emoji} `), emoji);
    }
  });

  it("is not none, nor more than one", () => {
    assert.equal(graphemeOf("  "), null);
    assert.equal(graphemeOf("😂😂"), null);
    assert.equal(graphemeOf("ok"), null);
  });
});

describe("lanes", () => {
  it("keep neighbours in time apart", () => {
    const lanes = new Lanes();
    const places = Array.from({ length: 8 }, (_, now) => lanes.take(now));

    assert.equal(new Set(places).size, 8);
    places.slice(1).forEach((place, before) => assert.ok(Math.abs(place - places[before]) > 0.3));
    assert.ok(places.every((place) => place >= 0 && place <= 1));
  });

  it("thin a storm out", () => {
    const lanes = new Lanes();
    const taken = Array.from({ length: 100 }, (_, now) => lanes.take(now)).filter((place) => place !== null);
    assert.equal(taken.length, 24);

    lanes.free();
    assert.notEqual(lanes.take(101), null);
  });
});
