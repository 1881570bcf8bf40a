import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Corrections, Indicator } from "../../main/resources/web/indicator.js";

function seen(change = {}) {
  return {
    connection: "open",
    isFilm: true,
    isBroken: false,
    isBlocked: false,
    isClockMeasured: true,
    isHeld: false,
    isPlaying: true,
    isStarved: false,
    isPlacing: false,
    driftMs: 3,
    ...change,
  };
}

/** An indicator that shows "in-step" at 10 s. */
function inStep() {
  const indicator = new Indicator();
  indicator.take(seen(), 0);
  indicator.take(seen(), 10_000);
  assert.equal(indicator.state, "in-step");
  return indicator;
}

/** What is shown once something has been seen for long enough. */
function shownFor(change) {
  const indicator = new Indicator();
  indicator.take(seen(change), 0);
  indicator.take(seen(change), 60_000);
  return indicator.state;
}

describe("the indicator", () => {
  it("tells what is the matter, the gravest first", () => {
    assert.equal(shownFor({ connection: "waiting", isBlocked: true }), "offline");
    assert.equal(shownFor({ connection: "connecting" }), "connecting");
    assert.equal(shownFor({ isFilm: false, isBlocked: true }), "none");
    assert.equal(shownFor({ isBroken: true, isBlocked: true }), "broken");
    assert.equal(shownFor({ isBlocked: true, isClockMeasured: false }), "blocked");
    assert.equal(shownFor({ isClockMeasured: false, isPlaying: false }), "clock");
    assert.equal(shownFor({ isPlaying: false }), "stands");
    assert.equal(shownFor({ isPlaying: false, isHeld: true }), "held");
    assert.equal(shownFor({ isStarved: true, isPlacing: true }), "data");
    assert.equal(shownFor({ isPlacing: true, driftMs: 900 }), "placing");
    assert.equal(shownFor({ driftMs: -120 }), "behind");
    assert.equal(shownFor({ driftMs: 120 }), "ahead");
    assert.equal(shownFor({ driftMs: null }), "in-step");
  });

  it("shows at once how it is once it is connected", () => {
    const indicator = new Indicator();
    indicator.take(seen({ connection: "connecting" }), 0);

    assert.equal(indicator.take(seen({ isClockMeasured: false }), 200), true);
    assert.equal(indicator.state, "clock");
  });

  it("does not show what passes at once", () => {
    const indicator = inStep();

    assert.equal(indicator.take(seen({ driftMs: -200 }), 11_000), false);
    assert.equal(indicator.take(seen({ driftMs: -200 }), 12_199), false);
    assert.equal(indicator.take(seen(), 12_200), false);
    assert.equal(indicator.take(seen({ driftMs: -200 }), 12_300), false);
    assert.equal(indicator.state, "in-step");
  });

  it("shows what lasts", () => {
    const indicator = inStep();

    indicator.take(seen({ driftMs: -200 }), 11_000);
    assert.equal(indicator.take(seen({ driftMs: -150 }), 12_200), true);
    assert.equal(indicator.state, "behind");
  });

  it("leaves the step later than it enters it", () => {
    const indicator = inStep();

    indicator.take(seen({ driftMs: 90 }), 20_000);
    indicator.take(seen({ driftMs: 90 }), 30_000);
    assert.equal(indicator.state, "in-step");

    indicator.take(seen({ driftMs: 91 }), 30_000);
    indicator.take(seen({ driftMs: 91 }), 40_000);
    assert.equal(indicator.state, "ahead");

    indicator.take(seen({ driftMs: 41 }), 40_000);
    indicator.take(seen({ driftMs: 41 }), 50_000);
    assert.equal(indicator.state, "ahead");

    indicator.take(seen({ driftMs: 40 }), 50_000);
    indicator.take(seen({ driftMs: 40 }), 51_000);
    assert.equal(indicator.state, "in-step");
  });

  it("shows at once that the film was stopped or wants a press", () => {
    const indicator = inStep();

    assert.equal(indicator.take(seen({ isPlaying: false }), 11_000), true);
    assert.equal(indicator.state, "stands");
    assert.equal(indicator.take(seen({ isBlocked: true }), 11_001), true);
    assert.equal(indicator.state, "blocked");
  });

  it("says trouble aloud once, and its end", () => {
    const indicator = inStep();
    assert.equal(indicator.toSay(), null);

    indicator.take(seen({ isStarved: true }), 20_000);
    indicator.take(seen({ isStarved: true }), 21_000);
    assert.equal(indicator.toSay(), "data");
    assert.equal(indicator.toSay(), null);

    indicator.take(seen({ isPlacing: true }), 22_000);
    indicator.take(seen({ isPlacing: true }), 23_000);
    assert.equal(indicator.toSay(), null);

    indicator.take(seen(), 24_000);
    indicator.take(seen(), 25_000);
    assert.equal(indicator.toSay(), "in-step");
    assert.equal(indicator.toSay(), null);
  });

  it("does not say aloud what goes on by itself", () => {
    const indicator = inStep();

    ["isPlaying", "isPlacing"].forEach((name, place) => {
      const change = { [name]: name === "isPlacing" };
      indicator.take(seen(change), 30_000 + place * 10_000);
      indicator.take(seen(change), 35_000 + place * 10_000);
      assert.equal(indicator.toSay(), null, indicator.state);
    });
  });
});

describe("the corrections", () => {
  it("count each nudge once, and each jump", () => {
    const corrections = new Corrections();

    corrections.take({ factor: 1, jumps: 2 }, 0);
    assert.deepEqual(corrections.counted, { nudges: 0, jumps: 0 });

    corrections.take({ factor: 1.02, jumps: 2 }, 200);
    corrections.take({ factor: 1.01, jumps: 2 }, 400);
    corrections.take({ factor: 1, jumps: 4 }, 600);
    corrections.take({ factor: 0.99, jumps: 4 }, 800);
    assert.deepEqual(corrections.counted, { nudges: 2, jumps: 2 });
  });

  it("forget what is five minutes old", () => {
    const corrections = new Corrections();
    corrections.take({ factor: 1.02, jumps: 0 }, 0);
    corrections.take({ factor: 1, jumps: 1 }, 1_000);

    corrections.take({ factor: 1, jumps: 1 }, 300_500);
    assert.deepEqual(corrections.counted, { nudges: 0, jumps: 1 });

    corrections.take({ factor: 1, jumps: 1 }, 301_000);
    assert.deepEqual(corrections.counted, { nudges: 0, jumps: 0 });
  });

  it("begin anew with an engine that has jumped less", () => {
    const corrections = new Corrections();
    corrections.take({ factor: 1, jumps: 5 }, 0);
    corrections.take({ factor: 1, jumps: 0 }, 200);
    corrections.take({ factor: 1, jumps: 1 }, 400);

    assert.equal(corrections.counted.jumps, 1);
  });
});
