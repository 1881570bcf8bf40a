import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ServerClock } from "../../src/sync/clock.js";

const OFFSET_MS = 1_767_297_600_000;

/** An exchange with a server whose clock is OFFSET_MS ahead. */
function exchange({ sentAt, thereMs, inServerMs = 0, backMs, offsetMs = OFFSET_MS }) {
  const t1 = sentAt + thereMs + offsetMs;
  return { t0: sentAt, t1, t2: t1 + inServerMs, t3: sentAt + thereMs + inServerMs + backMs };
}

describe("the server's clock", () => {
  it("is unknown before anything was heard", () => {
    const clock = new ServerClock();

    assert.equal(clock.isKnown, false);
    assert.equal(clock.offsetMs, null);
    assert.equal(clock.uncertaintyMs(0), Infinity);
  });

  it("is exact when both ways take equally long", () => {
    const clock = new ServerClock();

    clock.add(exchange({ sentAt: 1_000, thereMs: 40, inServerMs: 7, backMs: 40 }));

    assert.equal(clock.offsetMs, OFFSET_MS);
    assert.equal(clock.roundTripMs, 80);
    assert.equal(clock.serverTime(2_000), 2_000 + OFFSET_MS);
    assert.equal(clock.localTime(2_000 + OFFSET_MS), 2_000);
  });

  it("is wrong by at most its uncertainty when they do not", () => {
    const clock = new ServerClock();

    clock.add(exchange({ sentAt: 1_000, thereMs: 100, backMs: 10 }));

    assert.equal(Math.abs(clock.offsetMs - OFFSET_MS), 45);
    assert.equal(clock.uncertaintyMs(1_110), 55);
  });

  it("joins the quickest way there to the quickest way back", () => {
    const clock = new ServerClock();

    clock.add(exchange({ sentAt: 0, thereMs: 200, backMs: 5 }));
    clock.add(exchange({ sentAt: 300, thereMs: 5, backMs: 150 }));

    assert.ok(Math.abs(clock.offsetMs - OFFSET_MS) < 0.1);
    assert.ok(clock.uncertaintyMs(455) < 5.1);
  });

  it("forgets a quick exchange that is two minutes old", () => {
    const clock = new ServerClock();

    clock.add(exchange({ sentAt: 0, thereMs: 5, backMs: 5 }));
    clock.add(exchange({ sentAt: 130_000, thereMs: 20, backMs: 20, offsetMs: OFFSET_MS + 8 }));

    assert.equal(clock.offsetMs, OFFSET_MS + 8);
  });

  it("follows a clock that drifts, because an old exchange proves less", () => {
    const clock = new ServerClock();
    const driftOf = (atMs) => atMs * 40e-6;

    for (let sentAt = 0; sentAt <= 600_000; sentAt += 10_000) {
      clock.add(exchange({ sentAt, thereMs: 8, backMs: 8, offsetMs: OFFSET_MS + driftOf(sentAt) }));
    }

    assert.ok(Math.abs(clock.offsetMs - OFFSET_MS - driftOf(600_000)) < 2);
  });

  it("begins anew when a clock has been set", () => {
    const clock = new ServerClock();

    clock.add(exchange({ sentAt: 0, thereMs: 5, backMs: 5 }));
    clock.add(exchange({ sentAt: 1_000, thereMs: 30, backMs: 30, offsetMs: OFFSET_MS - 600_000 }));

    assert.equal(clock.offsetMs, OFFSET_MS - 600_000);
    assert.equal(clock.uncertaintyMs(1_060), 30);
  });

  it("lets one wrong sample be outvoted, whatever it says", () => {
    for (const wrongMs of [-60_000, -30, -4, 4, 30, 60_000]) {
      const clock = new ServerClock();
      for (let n = 0; n < 10; n++) {
        const offsetMs = OFFSET_MS + (n === 6 ? wrongMs : 0);
        clock.add(exchange({ sentAt: n * 60, thereMs: 5, backMs: 5, offsetMs }));

        assert.ok(Math.abs(clock.offsetMs - OFFSET_MS) <= 5, `${wrongMs} ms: ${clock.offsetMs - OFFSET_MS} after ${n}`);
      }
    }
  });

  it("believes three that agree against any number of older ones", () => {
    const clock = new ServerClock();
    const changed = OFFSET_MS + 500;
    for (let n = 0; n < 40; n++) {
      clock.add(exchange({ sentAt: n * 60, thereMs: 5, backMs: 5 }));
    }

    const begunAnew = [0, 1, 2].map((n) =>
      clock.add(exchange({ sentAt: 10_000 + n * 60, thereMs: 20, backMs: 20, offsetMs: changed })));

    assert.deepEqual(begunAnew, [false, false, true]);
    assert.equal(clock.offsetMs, changed);
  });

  it("follows a server that slews its clock by 500 parts per million", () => {
    const random = seeded(11);
    const clock = new ServerClock();
    const slewed = (atMs) => Math.min(Math.max(0, atMs - 60_000), 60_000) * 500e-6;
    const errors = [];
    for (let round = 0; round < 24; round++) {
      for (let n = 0; n < 3; n++) {
        const sentAt = round * 10_000 + n * 60;
        const [thereMs, backMs] = [2 + random() * 3, 2 + random() * 3];
        clock.add(exchange({ sentAt, thereMs, backMs, offsetMs: OFFSET_MS + slewed(sentAt) }));
        errors.push(clock.offsetMs - OFFSET_MS - slewed(sentAt));
      }
    }

    assert.ok(Math.max(...errors.map(Math.abs)) < 10, `${Math.max(...errors.map(Math.abs))} ms off`);
    assert.ok(Math.abs(errors.at(-1)) < 2, `${errors.at(-1)} ms off at last`);
  });

  it("ignores exchanges that cannot be", () => {
    const clock = new ServerClock();

    clock.add({ t0: 10, t1: OFFSET_MS, t2: OFFSET_MS + 50, t3: 20 });
    clock.add({ t0: 10, t1: OFFSET_MS, t2: OFFSET_MS - 50, t3: 20 });
    clock.add({ t0: 10, t1: undefined, t2: OFFSET_MS, t3: 20 });
    clock.add({ t0: 10, t1: NaN, t2: OFFSET_MS, t3: 20 });

    assert.equal(clock.isKnown, false);
  });

  it("makes do with a guess until the first exchange, and then no longer", () => {
    const clock = new ServerClock();

    clock.guess(OFFSET_MS + 1_000, 1_080);
    clock.guess(OFFSET_MS + 2_000, 2_050);
    assert.equal(clock.offsetMs, OFFSET_MS - 50);
    assert.equal(clock.isMeasured, false);

    clock.add(exchange({ sentAt: 3_000, thereMs: 30, backMs: 30 }));
    assert.equal(clock.offsetMs, OFFSET_MS);
    assert.equal(clock.isMeasured, true);
  });

  it("keeps the old offset over a restart until a new exchange says better", () => {
    const clock = new ServerClock();
    clock.add(exchange({ sentAt: 0, thereMs: 1, backMs: 1 }));

    clock.restart();
    assert.equal(clock.offsetMs, OFFSET_MS);
    assert.equal(clock.isMeasured, false);

    clock.add(exchange({ sentAt: 10, thereMs: 80, backMs: 80, offsetMs: OFFSET_MS + 60_000 }));
    assert.equal(clock.offsetMs, OFFSET_MS + 60_000);
  });

  it("stays within ten milliseconds over a jittery link, whatever the device's clock says", () => {
    const random = seeded(7);
    const clock = new ServerClock();
    for (let n = 0; n < 40; n++) {
      clock.add(exchange({ sentAt: n * 200, thereMs: 20 + random() * 130, backMs: 20 + random() * 130 }));
    }

    assert.ok(Math.abs(clock.offsetMs - OFFSET_MS) < 10, `${clock.offsetMs - OFFSET_MS} ms off`);
  });
});

function seeded(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
