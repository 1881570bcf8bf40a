import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { heightsOf, momentsOf, pathOf } from "../../main/resources/web/heat.js";

/** Stretches of 10 s with so many reactions each. */
function film(...reactions) {
  return reactions.map((count, place) => ({
    fromMs: place * 10_000,
    toMs: (place + 1) * 10_000,
    reactions: count,
    messages: 0,
    emoji: [],
  }));
}

describe("the strip over the time line", () => {
  it("is flat where nothing happened", () => {
    assert.deepEqual(heightsOf(film(0, 0)), [0, 0]);
    assert.deepEqual(heightsOf([]), []);
    assert.equal(pathOf([0, 0], 100, 10), "");
    assert.equal(pathOf([], 100, 10), "");
  });

  it("is highest where it was liveliest, and softens towards its neighbours", () => {
    const [before, at, after, far] = heightsOf(film(0, 9, 0, 0));

    assert.equal(at, 1);
    assert.ok(before > 0 && before < 1);
    assert.equal(before, after);
    assert.equal(far, 0);
  });

  it("counts a message for less than a reaction", () => {
    const stretches = film(1, 0, 0, 0, 0);
    stretches[4].messages = 1;
    const heights = heightsOf(stretches);

    assert.ok(heights[4] > 0 && heights[4] < heights[0]);
  });

  it("begins and ends on the ground, within its box", () => {
    const path = pathOf([0, 1, 0.5, 0], 100, 20);

    assert.match(path, /^M0 20L12\.5 20C/);
    assert.match(path, /L100 20Z$/);
    const heights = [...path.matchAll(/ (-?[\d.]+)(?=[CLZ]|$)/g)].map(([, y]) => Number(y));
    assert.ok(heights.every((y) => y >= 0 && y <= 20));
    assert.ok(heights.includes(0));
  });
});

describe("the best moments", () => {
  it("are the liveliest, in the order of the film, and begin a little before", () => {
    const moments = momentsOf(film(0, 2, 0, 0, 0, 9, 0, 0, 0, 4));

    assert.deepEqual(
      moments.map(({ atMs, reactions }) => [atMs, reactions]),
      [
        [7_000, 2],
        [47_000, 9],
        [87_000, 4],
      ],
    );
  });

  it("begin no sooner than the film", () => {
    assert.equal(momentsOf(film(1))[0].atMs, 0);
  });

  it("are one of those close together, and six in all", () => {
    assert.deepEqual(
      momentsOf(film(1, 5, 4, 0, 3, 2)).map(({ reactions }) => reactions),
      [5, 2],
    );
    assert.equal(momentsOf(film(...Array.from({ length: 40 }, (_, place) => (place % 4 === 0 ? 1 : 0)))).length, 6);
  });
});
