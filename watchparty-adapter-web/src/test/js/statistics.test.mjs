import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { barsOf, barWords, figuresOf, filmsOf, stepsOf, ticksOf } from "../../main/resources/web/statistics.js";
import { speak } from "../../main/resources/web/words.js";
import en from "../../main/resources/web/words/en.js";

const NOON_MS = Date.parse("2026-01-01T12:00:00Z");

beforeEach(() => speak("en", en));

describe("people over time", () => {
  it("are steps from the first to the last", () => {
    const people = [
      { at: "2026-01-01T12:00:10Z", count: 2 },
      { at: "2026-01-01T12:00:00Z", count: 1 },
      { at: "2026-01-01T12:00:20Z", count: 0 },
    ];

    assert.deepEqual(stepsOf(people, NOON_MS + 99_000), {
      points: [
        { atMs: NOON_MS, count: 1 },
        { atMs: NOON_MS + 10_000, count: 2 },
        { atMs: NOON_MS + 20_000, count: 0 },
      ],
      fromMs: NOON_MS,
      toMs: NOON_MS + 20_000,
      most: 2,
    });
  });

  it("go on until now while somebody is there", () => {
    assert.equal(stepsOf([{ at: NOON_MS, count: 1 }], NOON_MS + 5_000).toMs, NOON_MS + 5_000);
  });

  it("may be nobody", () => {
    assert.deepEqual(stepsOf([], NOON_MS), { points: [], fromMs: 0, toMs: 0, most: 0 });
  });
});

describe("reactions along a film", () => {
  const reactions = [
    { clip_id: "a", position_ms: 0, count: 1, emoji: { "🔥": 1 } },
    { clip_id: "a", position_ms: 20_000, count: 5, emoji: { "👏": 2, "😂": 3 } },
    { clip_id: "b", position_ms: 0, count: 1, emoji: { "😂": 1 } },
  ];

  it("are bars of equal width, empty ones too, with many emoji first", () => {
    assert.deepEqual(barsOf(reactions, "a", 10_000), [
      { fromMs: 0, toMs: 10_000, count: 1, emoji: [["🔥", 1]] },
      { fromMs: 10_000, toMs: 20_000, count: 0, emoji: [] },
      {
        fromMs: 20_000,
        toMs: 30_000,
        count: 5,
        emoji: [
          ["😂", 3],
          ["👏", 2],
        ],
      },
    ]);
  });

  it("are joined when they are too many to be told apart, and lose nothing", () => {
    const many = Array.from({ length: 1_000 }, (_, place) => ({
      position_ms: place * 1_000,
      count: 2,
      emoji: { "😂": 2 },
    }));

    const bars = barsOf(many, null, 1_000);

    assert.ok(bars.length <= 120);
    assert.equal(
      bars.reduce((sum, bar) => sum + bar.count, 0),
      2_000,
    );
    assert.ok(bars.every((bar) => bar.toMs - bar.fromMs === 9_000));
  });

  it("are none where nobody reacted", () => {
    assert.deepEqual(barsOf(reactions, "c", 10_000), []);
  });

  it("are told in words", () => {
    const [, , bar] = barsOf(reactions, "a", 10_000);
    assert.equal(barWords(bar), "0:20 to 0:30: 5 reactions, 😂 3, 👏 2");
    assert.equal(barWords({ fromMs: 0, toMs: 1_000, count: 1, emoji: [] }), "0:00 to 0:01: 1 reaction");
  });

  it("belong to films, in the order of the queue, then those that are gone", () => {
    assert.deepEqual(
      filmsOf(reactions, [
        { id: "b", title: "B" },
        { id: "c", title: "C" },
      ]),
      [
        { clipId: "b", title: "B" },
        { clipId: "a", title: "Film 2" },
      ],
    );
    assert.deepEqual(filmsOf([{ position_ms: 0, count: 1 }], []), [{ clipId: null, title: "The film" }]);
  });
});

describe("numbers", () => {
  it("are shown with their names", () => {
    const analytics = {
      unique_viewers: 3,
      peak_concurrent: 2,
      current_viewers: 0,
      avg_duration_seconds: 90,
      chat_messages: 4,
      reactions: 5,
    };

    const figures = Object.fromEntries(figuresOf(analytics, { joins: 3, leaves: 3, watch_seconds: 3_600 }));

    assert.equal(figures["statistics.unique"], "3");
    assert.equal(figures["statistics.stay"], "1 min");
    assert.equal(figures["statistics.watched"], "1 hr");
    assert.equal(figures["statistics.arrivals"], "3 / 3");
  });

  it("have round ticks beside them", () => {
    assert.deepEqual(ticksOf(0), [0, 1]);
    assert.deepEqual(ticksOf(3), [0, 1, 2, 3]);
    assert.deepEqual(ticksOf(10), [0, 5, 10]);
    assert.deepEqual(ticksOf(37), [0, 10, 20, 30, 40]);
    for (let most = 1; most < 2_000; most += 7) {
      const ticks = ticksOf(most);
      assert.ok(ticks.at(-1) >= most && ticks.length <= 6, `${most}: ${ticks}`);
    }
  });
});
