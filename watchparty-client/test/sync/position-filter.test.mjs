import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { middle, PositionFilter } from "../../src/sync/position-filter.js";
import { Random } from "./sim/random.mjs";

const LOOK_MS = 60;

/** Lets a filter watch a player for a while; answers how wrong it is at the end. */
function watch(filter, { told, truth = (at) => at, forMs = 6_000, everyMs = LOOK_MS }) {
  filter.setRate(1, 0);
  let at = 0;
  for (; at <= forMs; at += everyMs) {
    filter.take(told(at), at);
  }
  const estimate = filter.positionAt(at);
  return estimate === null ? null : estimate - truth(at);
}

describe("a position filter", () => {
  it("says nothing before it has seen enough", () => {
    const filter = new PositionFilter();
    filter.setRate(1, 0);

    filter.take(0, 0);
    filter.take(60, 60);
    assert.equal(filter.positionAt(60), null);

    filter.take(120, 120);
    assert.equal(filter.positionAt(120), 120);
  });

  it("says where a player is between two looks", () => {
    const filter = new PositionFilter();
    watch(filter, { told: (at) => at + 7 });

    assert.equal(Math.round(filter.positionAt(6_130)), 6_137);
  });

  it("lets one late sample be", () => {
    const error = watch(new PositionFilter(), { told: (at) => (at === 5_880 ? at - 200 : at) });

    assert.ok(Math.abs(error) < 1, `${error} ms`);
  });

  it("sees within three looks that a player has lost a tenth of a second", () => {
    const filter = new PositionFilter();
    watch(filter, { told: (at) => at, forMs: 3_000 });

    [3_060, 3_120, 3_180].forEach((at) => filter.take(at - 100, at));

    assert.equal(filter.positionAt(3_180), 3_080);
  });

  it("knows what a change of rate does at once", () => {
    const filter = new PositionFilter();
    watch(filter, { told: (at) => at, forMs: 3_000 });

    filter.setRate(1.05, 3_060);

    assert.ok(Math.abs(filter.positionAt(4_060) - (3_060 + 1_050)) < 1);
  });

  it("makes do with one sample where looks are rare", () => {
    const filter = new PositionFilter();
    filter.setRate(1, 0);

    filter.take(5_000, 5_000);

    assert.equal(filter.positionAt(5_000), 5_000);
  });

  it("forgets what it saw before a move, told or not", () => {
    const filter = new PositionFilter();
    watch(filter, { told: (at) => (at < 5_800 ? at : at + 60_000), truth: (at) => at + 60_000 });
    assert.equal(Math.round(filter.positionAt(6_060)), 66_060);

    filter.restart();
    assert.equal(filter.positionAt(6_060), null);
  });

  it("finds a coarse player's position to 25 ms, though told four times a second", () => {
    for (const grainMs of [200, 250, 333]) {
      for (const phaseMs of [0, 70, 140, 210]) {
        const told = (at) => Math.floor((at + phaseMs) / grainMs) * grainMs - phaseMs;
        const error = watch(new PositionFilter({ grainMs }), { told });

        assert.ok(error <= 0 && error > -25, `${grainMs} ms, ${phaseMs} ms: ${error} ms`);
      }
    }
  });

  it("finds out an element that tells its position in bursts", () => {
    const error = watch(new PositionFilter(), { told: (at) => Math.floor(at / 200) * 200 });

    assert.ok(error <= 0 && error > -25, `${error} ms`);
  });

  it("is not deceived by an element's usual noise", () => {
    const random = new Random(5);
    const error = watch(new PositionFilter(), { told: (at) => at + random.between(-5, 5) });

    assert.ok(Math.abs(error) < 4, `${error} ms`);
  });

  it("notices a player that stands without saying so", () => {
    const filter = new PositionFilter();
    const error = watch(filter, { told: (at) => Math.min(at, 3_000), truth: () => 3_000 });

    assert.ok(Math.abs(error) < 700, `${error} ms`);
  });
});

describe("the middle value", () => {
  it("is that, or the mean of the two", () => {
    assert.equal(middle([900, 1, 2]), 2);
    assert.equal(middle([4, 1, 2, 900]), 3);
  });
});
