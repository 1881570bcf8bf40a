import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Lanes } from "../../main/resources/web/reactions.js";

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
