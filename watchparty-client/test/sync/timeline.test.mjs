import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Timeline } from "../../src/sync/timeline.js";

const NOON_MS = 1_767_297_600_000;

function frame(changes) {
  return {
    type: "play",
    position: 60,
    position_ms: 60_000,
    is_playing: true,
    rate: 1,
    server_timestamp: NOON_MS / 1000,
    server_time_ms: NOON_MS,
    version: 4,
    ...changes,
  };
}

describe("the timeline", () => {
  it("runs from its anchor", () => {
    const timeline = Timeline.fromFrame(frame());

    assert.equal(timeline.positionAt(NOON_MS + 2_500), 62_500);
    assert.equal(timeline.instantAt(62_500), NOON_MS + 2_500);
  });

  it("runs at its rate", () => {
    const timeline = Timeline.fromFrame(frame({ rate: 1.5 }));

    assert.equal(timeline.positionAt(NOON_MS + 2_000), 63_000);
    assert.equal(timeline.instantAt(63_000), NOON_MS + 2_000);
  });

  it("stands still until its effective instant", () => {
    const timeline = Timeline.fromFrame(frame({ effective_at_ms: NOON_MS + 150 }));

    assert.equal(timeline.positionAt(NOON_MS), 60_000);
    assert.equal(timeline.positionAt(NOON_MS + 150), 60_000);
    assert.equal(timeline.positionAt(NOON_MS + 250), 60_100);
    assert.equal(timeline.isRunningAt(NOON_MS + 149), false);
    assert.equal(timeline.isRunningAt(NOON_MS + 150), true);
  });

  it("takes an effective instant that has passed for history", () => {
    const timeline = Timeline.fromFrame(frame({ type: "sync", effective_at_ms: NOON_MS - 40_000 }));

    assert.equal(timeline.positionAt(NOON_MS + 1_000), 61_000);
  });

  it("stands for ever while paused", () => {
    const timeline = Timeline.fromFrame(frame({ type: "pause", is_playing: false }));

    assert.equal(timeline.positionAt(NOON_MS + 3_600_000), 60_000);
    assert.equal(timeline.isRunningAt(NOON_MS + 3_600_000), false);
  });

  it("loses nothing in forty minutes", () => {
    const timeline = Timeline.fromFrame(frame({ position_ms: 0, position: 0 }));

    assert.equal(timeline.positionAt(NOON_MS + 40 * 60_000), 2_400_000);
  });

  it("reads the seconds of the base dialect when the additions are missing", () => {
    const timeline = Timeline.fromFrame({
      type: "sync", position: 1.5, is_playing: true, server_timestamp: NOON_MS / 1000,
    });

    assert.equal(timeline.positionAt(NOON_MS + 500), 2_000);
    assert.equal(timeline.rate, 1);
    assert.equal(timeline.clipId, null);
  });
});
