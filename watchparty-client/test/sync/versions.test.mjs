import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Versions } from "../../src/sync/versions.js";

const NOTHING = { isTimeline: false, isNext: false, isGap: false };

function seenUpTo(version) {
  const versions = new Versions();
  versions.take({ type: "snapshot", version });
  return versions;
}

describe("versions", () => {
  it("begin with whatever comes first", () => {
    const versions = new Versions();

    assert.deepEqual(versions.take({ type: "sync", version: 7 }), { isTimeline: true, isNext: true, isGap: false });
    assert.equal(versions.last, 7);
  });

  it("follow each other", () => {
    const versions = seenUpTo(7);

    assert.deepEqual(versions.take({ type: "play", version: 8 }), { isTimeline: true, isNext: true, isGap: false });
    assert.equal(versions.last, 8);
  });

  it("show a gap, whose timeline is true all the same", () => {
    const versions = seenUpTo(5);

    assert.deepEqual(versions.take({ type: "seek", version: 7 }), { isTimeline: true, isNext: false, isGap: true });
    assert.equal(versions.last, 5);
  });

  it("do not let what fills the gap turn the timeline back", () => {
    const versions = seenUpTo(5);
    versions.take({ type: "seek", version: 7 });

    assert.deepEqual(versions.take({ type: "pause", version: 6 }), { isTimeline: false, isNext: true, isGap: false });
    assert.deepEqual(versions.take({ type: "seek", version: 7 }), { isTimeline: true, isNext: true, isGap: false });
    assert.equal(versions.last, 7);
  });

  it("end a gap with a sync", () => {
    const versions = seenUpTo(5);
    versions.take({ type: "host-changed", version: 9 });

    assert.deepEqual(versions.take({ type: "sync", version: 9 }), { isTimeline: true, isNext: true, isGap: false });
    assert.equal(versions.last, 9);
  });

  it("drop what was seen before", () => {
    const versions = seenUpTo(5);

    assert.deepEqual(versions.take({ type: "pause", version: 4 }), NOTHING);
    assert.deepEqual(versions.take({ type: "host-changed", version: 5 }), NOTHING);
    assert.equal(versions.last, 5);
  });

  it("do not let what is told a second time turn the timeline back", () => {
    const versions = seenUpTo(5);
    versions.take({ type: "seek", version: 6 });
    versions.take({ type: "waiting", version: 7 });

    assert.deepEqual(versions.take({ type: "seek", version: 6 }), NOTHING);
    assert.equal(versions.last, 7);
  });

  it("begin anew with a snapshot, even where the server forgot some", () => {
    const versions = seenUpTo(9);

    assert.deepEqual(versions.take({ type: "snapshot", version: 7 }), { isTimeline: true, isNext: true, isGap: false });
    assert.equal(versions.last, 7);
    assert.equal(versions.take({ type: "pause", version: 8 }).isTimeline, true);
  });

  it("take presence as it comes", () => {
    const versions = seenUpTo(5);

    assert.equal(versions.take({ type: "participant-left", version: 5 }).isNext, true);
    assert.equal(versions.take({ type: "participant-joined", version: 5 }).isNext, true);
    assert.deepEqual(versions.take({ type: "participant-left", version: 9 }), {
      isTimeline: false, isNext: true, isGap: true,
    });
    assert.equal(versions.last, 5);
  });

  it("take what has no version as it comes", () => {
    const versions = seenUpTo(5);

    assert.deepEqual(versions.take({ type: "error" }), { isTimeline: false, isNext: true, isGap: false });
    assert.equal(versions.last, 5);
  });
});
