import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Costs } from "../../src/sync/costs.js";
import { JumpBudget } from "../../src/sync/jump-budget.js";
import { NudgeCheck } from "../../src/sync/nudge-check.js";

describe("the costs of moving a player", () => {
  it("are learned by halves", () => {
    const costs = new Costs({ grainMs: 0 });
    const before = costs.of("seekMs");

    costs.learn("seekMs", before + 200);

    assert.equal(costs.of("seekMs"), before + 100);
  });

  it("are planned with a margin where they vary, and without where they do not", () => {
    const varying = new Costs({ grainMs: 0 });
    const steady = new Costs({ grainMs: 0 });
    for (let n = 0; n < 40; n++) {
      varying.learn("seekMs", n % 2 === 0 ? 200 : 800);
      steady.learn("seekMs", 500);
    }

    assert.ok(varying.atMost("seekMs") >= 800, `${varying.atMost("seekMs")}`);
    assert.ok(Math.abs(steady.atMost("seekMs") - 500) < 1, `${steady.atMost("seekMs")}`);
  });

  it("stay within what is likely", () => {
    const costs = new Costs({ grainMs: 0 });
    for (let n = 0; n < 20; n++) {
      costs.learn("seekMs", 60_000);
      costs.learn("startMs", -500);
    }

    assert.ok(costs.atMost("seekMs") <= 3_000);
    assert.ok(costs.of("startMs") >= 0 && costs.of("startMs") < 1);
  });
});

describe("the budget of jumps", () => {
  it("allows one in five seconds, and ever fewer", () => {
    const budget = new JumpBudget();
    const jumps = [];
    for (let now = 0; now <= 300_000; now += 1_000) {
      if (budget.isAllowed(now)) {
        budget.spend(now);
        jumps.push(now / 1_000);
      }
    }

    assert.deepEqual(jumps, [0, 5, 15, 35, 75, 135, 195, 255]);
  });

  it("is full again after a time in step, but not sooner than the next jump is due", () => {
    const budget = new JumpBudget();
    budget.spend(0);
    budget.spend(5_000);
    budget.inStep(6_000);
    assert.equal(budget.isAllowed(14_999), false);

    budget.inStep(15_000);
    budget.spend(15_000);
    assert.equal(budget.isAllowed(20_000), true);
  });
});

describe("the check of nudges", () => {
  const feed = (check, { seconds, expected, observed }) => {
    let driftMs = 500;
    for (let n = 0; n < seconds * 10; n++) {
      check.take(driftMs, expected / 10);
      driftMs += observed / 10;
    }
  };

  it("trusts a player that does as told, and one that is a little late", () => {
    for (const observed of [-50, -35]) {
      const check = new NudgeCheck();
      feed(check, { seconds: 30, expected: -50, observed });

      assert.equal(check.isVain, false, `${observed}`);
    }
  });

  it("finds out one that does nothing, each time, and trusts it again when it does", () => {
    const check = new NudgeCheck();
    feed(check, { seconds: 6, expected: -50, observed: 0 });
    assert.equal(check.isVain, false);
    feed(check, { seconds: 3, expected: -50, observed: 0 });
    assert.equal(check.isVain, true);

    feed(check, { seconds: 4, expected: -50, observed: -50 });
    assert.equal(check.isVain, false);
  });

  it("learns nothing from one that does the contrary, or is disturbed again and again", () => {
    const contrary = new NudgeCheck();
    feed(contrary, { seconds: 30, expected: -50, observed: 30 });
    assert.equal(contrary.isVain, false);

    const disturbed = new NudgeCheck();
    let driftMs = -500;
    for (let n = 1; n < 600; n++) {
      disturbed.take(driftMs, 5);
      driftMs += n % 20 === 0 ? -95 : 5; // loses a tenth of a second every other second
    }
    assert.equal(disturbed.isVain, false);
  });

  it("says nothing where nothing was nudged", () => {
    const check = new NudgeCheck();
    feed(check, { seconds: 60, expected: 0, observed: 3 });

    assert.equal(check.isVain, false);
  });
});
