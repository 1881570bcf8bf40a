import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { StatusReport } from "../../src/party/status.js";

function seen(change = {}) {
  return { isBuffering: false, isHidden: false, offsetMs: null, roundTripMs: 20.4, positionMs: 1_000.6, ...change };
}

/** A report that has told how things stand at 0. */
function told(change) {
  const report = new StatusReport();
  report.take(seen(change), 0);
  return report;
}

describe("the status", () => {
  it("is told to every new connection", () => {
    const report = new StatusReport();
    const first = { buffering: false, hidden: false, rtt_ms: 20, position_ms: 1_001 };

    assert.deepEqual(report.take(seen(), 0), first);
    assert.equal(report.take(seen(), 100), null);

    report.restart();
    assert.deepEqual(report.take(seen(), 200), first);
  });

  it("tells no position that the server would refuse", () => {
    const at = (positionMs) => new StatusReport().take(seen({ positionMs }), 0).position_ms;

    assert.deepEqual([-0.2, 31_622_400_000, 1.7e12].map(at), [0, 31_622_400_000, 31_622_400_000]);
  });

  it("tells of buffering when it lasts", () => {
    const report = told();

    assert.equal(report.take(seen({ isBuffering: true }), 1_000), null);
    assert.equal(report.take(seen({ isBuffering: true }), 1_299), null);
    assert.equal(report.take(seen({ isBuffering: true }), 1_300).buffering, true);
    assert.equal(report.take(seen(), 2_000), null);
    assert.equal(report.take(seen(), 2_300).buffering, false);
  });

  it("says nothing of a hiccup", () => {
    const report = told();

    report.take(seen({ isBuffering: true }), 1_000);
    report.take(seen(), 1_200);

    assert.equal(report.take(seen(), 3_000), null);
  });

  it("tells at once that nobody looks", () => {
    const report = told();

    assert.equal(report.take(seen({ isHidden: true }), 1).hidden, true);
    assert.equal(report.take(seen({ isHidden: true }), 2), null);
    assert.equal(report.take(seen(), 3).hidden, false);
  });

  it("tells the offset now and again, when it is another", () => {
    const report = told({ offsetMs: 10 });

    assert.equal(report.take(seen({ offsetMs: 80 }), 4_999), null);
    assert.equal(report.take(seen({ offsetMs: 80.4 }), 5_000).offset_ms, 80);
    assert.equal(report.take(seen({ offsetMs: 82 }), 60_000), null);
    assert.equal(report.take(seen({ offsetMs: -82 }), 60_001).offset_ms, -82);
  });

  it("has no offset while the film stands", () => {
    const report = told({ offsetMs: 10 });

    assert.equal("offset_ms" in report.take(seen({ isHidden: true }), 6_000), false);
    assert.equal(report.take(seen({ isHidden: true }), 20_000), null);
  });
});
