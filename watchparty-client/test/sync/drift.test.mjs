import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { DriftPolicy, JUMP_EVERY_MS } from "../../src/sync/drift.js";

describe("drift", () => {
  it("is left alone in the dead zone", () => {
    for (const driftMs of [-25, -10, 0, 10, 25]) {
      assert.deepEqual(new DriftPolicy().correct(driftMs, 0), { kind: "none", factor: 1 }, `${driftMs} ms`);
    }
  });

  it("is nudged beyond it, against its direction", () => {
    const ahead = new DriftPolicy().correct(26, 0);
    const behind = new DriftPolicy().correct(-26, 0);

    assert.equal(ahead.kind, "nudge");
    assert.ok(ahead.factor < 1);
    assert.equal(behind.kind, "nudge");
    assert.ok(behind.factor > 1);
  });

  it("is nudged by at most five per cent up to 250 ms, and ten beyond", () => {
    assert.equal(new DriftPolicy().correct(-250, 0).factor, 1.05);
    assert.equal(new DriftPolicy().correct(250, 0).factor, 0.95);
    assert.equal(new DriftPolicy().correct(-251, 0).factor, 1.1);
    assert.equal(new DriftPolicy().correct(1_500, 0).factor, 0.9);
  });

  it("once nudged is taken back almost wholly", () => {
    const policy = new DriftPolicy();
    policy.correct(40, 0);

    assert.equal(policy.correct(20, 100).kind, "nudge");
    assert.equal(policy.correct(7, 200).kind, "nudge");
    assert.equal(policy.correct(6, 300).kind, "none");
    assert.equal(policy.correct(20, 400).kind, "none");
  });

  it("is taken back almost wholly after a placing", () => {
    const policy = new DriftPolicy();
    policy.settle();

    assert.equal(policy.correct(-20, 0).kind, "nudge");
  });

  it("jumps only beyond a second and a half", () => {
    assert.equal(new DriftPolicy().correct(1_500, 0).kind, "nudge");
    assert.equal(new DriftPolicy().correct(1_501, 0).kind, "jump");
    assert.equal(new DriftPolicy().correct(-1_501, 0).kind, "jump");
  });

  it("jumps at most once in five seconds", () => {
    const policy = new DriftPolicy();

    assert.equal(policy.correct(-9_000, 0).kind, "jump");
    assert.equal(policy.correct(-9_000, JUMP_EVERY_MS - 1).kind, "nudge");
    assert.equal(policy.correct(-9_000, JUMP_EVERY_MS).kind, "jump");
  });

  it("that stays though nudged is worth a jump, as soon as one is allowed", () => {
    const policy = new DriftPolicy();
    policy.correct(-9_000, 0);
    policy.settle();
    const jumps = [];
    for (let now = 500; now <= 40_000; now += 100) {
      if (policy.correct(-600, now, { isNudgingVain: true }).kind === "jump") jumps.push(now);
    }

    assert.deepEqual(jumps, [JUMP_EVERY_MS, JUMP_EVERY_MS + 30_000]);
  });

  it("jumps ever more seldom while jumping does not help", () => {
    const policy = new DriftPolicy();
    const jumps = [];
    for (let now = 0; now <= 300_000; now += 100) {
      if (policy.correct(-5_000, now).kind === "jump") {
        jumps.push(now / 1000);
      }
    }

    assert.deepEqual(jumps, [0, 5, 15, 35, 75, 135, 195, 255]);
  });

  it("jumps at once again after a time in step", () => {
    const policy = new DriftPolicy();
    policy.correct(-5_000, 0);
    policy.correct(-5_000, 5_000);
    policy.correct(3, 20_000);
    policy.correct(-5_000, 20_100);

    assert.equal(policy.correct(-5_000, 25_100).kind, "jump");
  });

  it("ends without overshoot and without a flicker of the rate, for a player that answers late", () => {
    for (const startMs of [-1_400, -300, -120, -40, 30, 90, 260, 1_000]) {
      const { drifts, changes } = play(startMs);
      const beyond = startMs < 0 ? Math.max(...drifts) : Math.min(...drifts);

      assert.ok(Math.abs(drifts.at(-1)) <= 6, `${startMs} ms ends at ${drifts.at(-1)} ms`);
      assert.ok(Math.sign(beyond) !== -Math.sign(startMs) || Math.abs(beyond) < 6, `${startMs} ms overshoots to ${beyond}`);
      assert.ok(changes < 60, `${startMs} ms changes the rate ${changes} times`);
    }
  });
});

/** A player in virtual time, whose drift is seen 150 ms late; answers all drifts and how often its rate changed. */
function play(startMs) {
  const policy = new DriftPolicy();
  const stepMs = 50;
  const drifts = [startMs];
  let factor = 1;
  let changes = 0;
  for (let now = 0; now < 30_000; now += stepMs) {
    const seen = drifts[Math.max(0, drifts.length - 4)];
    const correction = policy.correct(seen, now);
    changes += correction.factor === factor ? 0 : 1;
    factor = correction.factor;
    drifts.push(drifts.at(-1) + stepMs * (factor - 1));
  }
  return { drifts, changes };
}
