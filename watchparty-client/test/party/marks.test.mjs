import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Marks } from "../../src/party/marks.js";

const FILM = "film-1";
const MINUTE_MS = 60_000;

/** The stretches in which something happened. */
function lively(marks, count = 6) {
  return marks.stretches(FILM, MINUTE_MS, count).filter(({ reactions, messages }) => reactions + messages > 0);
}

describe("the marks of a film", () => {
  it("tell where people reacted and talked", () => {
    const marks = new Marks();
    marks.reacted(FILM, 12_000, "😂");
    marks.reacted(FILM, 15_999, "👏");
    marks.reacted(FILM, 19_999, "👏");
    marks.said(FILM, 41_000);

    assert.deepEqual(lively(marks), [
      {
        fromMs: 10_000,
        toMs: 20_000,
        reactions: 3,
        messages: 0,
        emoji: [
          ["👏", 2],
          ["😂", 1],
        ],
      },
      { fromMs: 40_000, toMs: 50_000, reactions: 0, messages: 1, emoji: [] },
    ]);
  });

  it("are those of one film", () => {
    const marks = new Marks();
    marks.reacted("film-2", 12_000, "😂");

    assert.deepEqual(lively(marks), []);
  });

  it("begin anew with what the server has counted", () => {
    const marks = new Marks();
    marks.reacted(FILM, 1_000, "😂");

    marks.take({
      moments: [
        { clip_id: FILM, position_ms: 30_000, messages: 0, reactions: 3, emoji: { "😂": 2, "🎉": 1 } },
        { clip_id: FILM, position_ms: 41_000, messages: 2, reactions: 0 },
      ],
    });

    assert.deepEqual(
      lively(marks).map(({ fromMs, reactions, messages }) => [fromMs, reactions, messages]),
      [
        [30_000, 3, 0],
        [40_000, 0, 2],
      ],
    );
  });

  it("count what lies beyond the end into the last stretch", () => {
    const marks = new Marks();
    marks.said(FILM, MINUTE_MS + 1);

    assert.equal(lively(marks)[0].toMs, MINUTE_MS);
  });

  it("rise in revision with each mark", () => {
    const marks = new Marks();
    const before = marks.revision;
    marks.said(FILM, 0);

    assert.notEqual(marks.revision, before);
  });

  it("are so many and no more, and go on counting where something was", () => {
    const marks = new Marks();
    for (let second = 0; second < 20_001; second++) {
      marks.said(FILM, second * 1_000);
    }
    marks.said(FILM, 0);

    const all = marks.stretches(FILM, 20_001_000, 20_001);
    assert.equal(all[0].messages, 2);
    assert.equal(all[19_999].messages, 1);
    assert.equal(all[20_000].messages, 0);
  });
});
