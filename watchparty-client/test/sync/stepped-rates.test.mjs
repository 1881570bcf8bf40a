import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { SteppedRatePolicy } from "../../src/sync/stepped-rates.js";

const QUARTERS = { rate: 1, rates: [0.5, 0.75, 1, 1.25, 1.5] };

/** When a policy jumps, in seconds, told the same drift again and again. */
function jumpsAt(policy, driftMs, seconds, circumstances = QUARTERS) {
  const jumps = [];
  for (let now = 0; now <= seconds * 1_000; now += 100) {
    if (policy.correct(driftMs, now, circumstances).kind === "jump") jumps.push(now / 1_000);
  }
  return jumps;
}

describe("with rates in quarters", () => {
  it("a drift of some hundred milliseconds is left alone", () => {
    for (const driftMs of [-400, -100, 0, 100, 400]) {
      const policy = new SteppedRatePolicy();

      assert.deepEqual(policy.correct(driftMs, 0, QUARTERS), { kind: "none", factor: 1 });
      assert.deepEqual(jumpsAt(policy, driftMs, 60), [], `${driftMs} ms`);
    }
  });

  it("one that stays beyond 400 ms is worth a jump now and then", () => {
    assert.deepEqual(jumpsAt(new SteppedRatePolicy(), 450, 70), [3, 33, 63]);
  });

  it("one that comes and goes is not", () => {
    const policy = new SteppedRatePolicy();
    for (let now = 0; now < 60_000; now += 1_000) {
      assert.equal(policy.correct(now % 2_000 === 0 ? 450 : 350, now, QUARTERS).kind, "none");
    }
  });

  it("one beyond a second and a half is, at once, at most every five seconds and ever more seldom", () => {
    assert.deepEqual(jumpsAt(new SteppedRatePolicy(), -2_000, 40).slice(0, 3), [0, 5, 15]);
  });

  it("a placing may be trimmed once, soon after it", () => {
    const policy = new SteppedRatePolicy();
    policy.settle(0);

    assert.equal(policy.correct(250, 1_000, QUARTERS).kind, "jump");
    assert.equal(policy.correct(250, 7_000, QUARTERS).kind, "none");

    const later = new SteppedRatePolicy();
    later.settle(0);
    assert.equal(later.correct(250, 6_000, QUARTERS).kind, "none");
  });

  it("a placing that went well is not trimmed when it drifts later", () => {
    const policy = new SteppedRatePolicy();
    policy.settle(0);
    policy.correct(50, 1_000, QUARTERS);

    assert.equal(policy.correct(250, 2_000, QUARTERS).kind, "none");
  });
});

describe("with rates in small steps", () => {
  const circumstances = { rate: 1, rates: [0.9, 0.95, 1, 1.05, 1.1] };

  it("the nearest one nudges, until little is left", () => {
    const policy = new SteppedRatePolicy();

    assert.equal(policy.correct(79, 0, circumstances).factor, 1);
    assert.equal(policy.correct(81, 100, circumstances).factor, 0.95);
    assert.equal(policy.correct(31, 200, circumstances).factor, 0.95);
    assert.equal(policy.correct(29, 300, circumstances).factor, 1);
    assert.equal(policy.correct(-81, 400, circumstances).factor, 1.05);
  });
});

describe("where the party's rate is not among them", () => {
  it("the two next to it take turns", () => {
    const policy = new SteppedRatePolicy();
    const circumstances = { rate: 1.1, rates: [1, 1.25] };
    const [slower, faster] = [1 / 1.1, 1.25 / 1.1];

    assert.equal(policy.correct(0, 0, circumstances).factor, slower);
    assert.equal(policy.correct(-249, 1_000, circumstances).factor, slower);
    assert.equal(policy.correct(-251, 2_000, circumstances).factor, faster);
    assert.equal(policy.correct(0, 3_000, circumstances).factor, faster);
    assert.equal(policy.correct(251, 4_000, circumstances).factor, slower);
  });

  it("the last one serves where there is nothing beyond", () => {
    assert.equal(new SteppedRatePolicy().correct(0, 0, { rate: 3, rates: [1, 2] }).factor, 2 / 3);
    assert.equal(new SteppedRatePolicy().correct(0, 0, { rate: 0.5, rates: [1, 2] }).factor, 2);
  });
});
