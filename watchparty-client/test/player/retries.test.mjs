import assert from "node:assert/strict";
import test from "node:test";
import { RETRIES_MAX, Retries } from "../../src/player/retries.js";

/** A time in which every wait is over when the test says so, and which remembers how long it was to be. */
function timeline() {
  const waits = [];
  return {
    waits,
    now: () => 0,
    after(ms, act) {
      const wait = { ms, act, isOff: false };
      waits.push(wait);
      return () => (wait.isOff = true);
    },
  };
}

test("waits longer from try to try, up to a limit, and gives up in the end", () => {
  const time = timeline();
  const retries = new Retries(time);
  for (let tries = 0; tries < RETRIES_MAX; tries++) {
    assert.ok(retries.again(() => {}));
  }

  assert.ok(!retries.again(() => {}));
  assert.deepEqual(time.waits.slice(0, 5).map((wait) => wait.ms), [1_000, 2_000, 4_000, 8_000, 10_000]);
  assert.equal(time.waits.length, RETRIES_MAX);
});

test("begins anew after a success", () => {
  const time = timeline();
  const retries = new Retries(time);
  for (let tries = 0; tries < RETRIES_MAX; tries++) {
    retries.again(() => {});
  }

  retries.reset();

  assert.ok(retries.again(() => {}));
  assert.equal(time.waits.at(-1).ms, 1_000);
});

test("waits for one thing at a time, and for nothing once it is closed", () => {
  const time = timeline();
  const retries = new Retries(time);

  retries.again(() => {});
  retries.again(() => {});
  assert.deepEqual(time.waits.map((wait) => wait.isOff), [true, false]);
  retries.close();
  assert.deepEqual(time.waits.map((wait) => wait.isOff), [true, true]);
});
