import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { clockOf, countdownOf, countOf, durationOf, listOf } from "../../main/resources/web/words.js";

describe("words", () => {
  it("tell positions as a clock does", () => {
    assert.equal(clockOf(0), "0:00");
    assert.equal(clockOf(65_999), "1:05");
    assert.equal(clockOf(3_725_000), "1:02:05");
    assert.equal(clockOf(-1), "0:00");
  });

  it("never say that nothing is left while something is", () => {
    assert.equal(countdownOf(1), "0:01");
    assert.equal(countdownOf(0), "0:00");
    assert.equal(countdownOf(61_000), "1:01");
    assert.equal(countdownOf(2 * 86_400_000 + 5_000), "2 days 0:05");
  });

  it("count", () => {
    assert.equal(countOf(1, "person", "people"), "1 person");
    assert.equal(countOf(0, "person", "people"), "0 people");
    assert.equal(countOf(2, "day"), "2 days");
  });

  it("tell durations roughly", () => {
    assert.deepEqual([0, 59, 60, 3_599, 3_600, 4_800].map(durationOf), [
      "0 s",
      "59 s",
      "1 min",
      "59 min",
      "1 h",
      "1 h 20 min",
    ]);
  });

  it("list a few names and count the others", () => {
    assert.equal(listOf([]), "");
    assert.equal(listOf(["Ann"]), "Ann");
    assert.equal(listOf(["Ann", "Bo"]), "Ann and Bo");
    assert.equal(listOf(["Ann", "Bo", "Cy"]), "Ann, Bo and Cy");
    assert.equal(listOf(["Ann", "Bo", "Cy", "Di"]), "Ann, Bo and 2 others");
    assert.equal(listOf(["Ann", "Bo", "Cy"], 2), "Ann and 2 others");
  });
});
