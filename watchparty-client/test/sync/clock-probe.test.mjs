import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { BURST, BURST_GAP_MS, ClockProbe, ROUND_EVERY_MS } from "../../src/sync/clock-probe.js";
import { ServerClock } from "../../src/sync/clock.js";
import { World } from "./sim/world.mjs";

const OFFSET_MS = 1_767_297_600_000;

/** A probe on a link whose ways take equally long, and the instants at which it asked. */
function linked({ wayMs = 20 } = {}) {
  const world = new World();
  const link = { wayMs, offsetMs: OFFSET_MS, isDead: false };
  const asked = [];
  const clock = new ServerClock();
  const probe = new ClockProbe({
    time: world,
    clock,
    send(t0) {
      asked.push(t0);
      if (link.isDead) return;
      const t1 = world.now() + link.wayMs + link.offsetMs;
      world.after(2 * link.wayMs, () => probe.take({ t0, t1, t2: t1, t3: world.now() }));
    },
  });
  return { world, link, asked, clock, probe };
}

describe("a clock probe", () => {
  it("asks in a burst at first, then three times every ten seconds", () => {
    const { world, asked, probe } = linked();
    probe.start();

    world.run((BURST - 1) * BURST_GAP_MS);
    assert.equal(asked.length, BURST);

    world.run(ROUND_EVERY_MS + 2 * BURST_GAP_MS);
    assert.equal(asked.length, BURST + 3);
    world.run(ROUND_EVERY_MS - 1);
    assert.equal(asked.length, BURST + 3);
  });

  it("tells the clock what it learns", () => {
    const { world, clock, probe } = linked();
    probe.start();

    world.run(1_000);

    assert.equal(clock.offsetMs, OFFSET_MS);
  });

  it("is silent once stopped, and begins with a burst again", () => {
    const { world, asked, probe } = linked();
    probe.start();
    world.run(5_000);
    probe.stop();
    probe.burst();

    world.run(60_000);
    assert.equal(asked.length, BURST);

    probe.start();
    world.run(5_000);
    assert.equal(asked.length, 2 * BURST);
  });

  it("may be stopped while it asks", () => {
    const world = new World();
    let asked = 0;
    const probe = new ClockProbe({
      time: world,
      clock: new ServerClock(),
      send() {
        asked++;
        probe.stop();
      },
    });
    probe.start();

    world.run(60_000);

    assert.equal(asked, 1);
  });

  it("measures anew when a timer comes far too late", () => {
    const { world, asked, probe } = linked();
    probe.start();
    world.run(5_000);

    world.sleep(3_600_000);
    world.run(5_000);

    assert.equal(asked.length, 2 * BURST);
  });

  it("measures anew when the clock turns out to be another", () => {
    const { world, link, asked, clock, probe } = linked();
    probe.start();
    world.run(15_000);
    const before = asked.length;

    link.offsetMs += 90_000;
    world.run(11_000);

    assert.equal(clock.offsetMs, OFFSET_MS + 90_000);
    assert.equal(asked.length - before, 3 + BURST);
  });

  it("measures anew when the clock has become vague", () => {
    const { world, link, asked, probe } = linked({ wayMs: 6 });
    probe.start();
    world.run(5_000);
    link.wayMs = 100;

    world.run(200_000);
    const inSteadyState = BURST + 3 * 20;

    assert.ok(asked.length > inSteadyState, `${asked.length} questions`);
    assert.ok(asked.length < inSteadyState + 3 * BURST, `${asked.length} questions`);
  });

  it("goes on asking a link that does not answer, so that its owner may notice", () => {
    const { world, link, asked, probe } = linked();
    link.isDead = true;
    probe.start();

    world.run(60_000);

    const gaps = asked.slice(1).map((at, index) => at - asked[index]);
    assert.ok(Math.max(...gaps) <= ROUND_EVERY_MS);
  });
});
