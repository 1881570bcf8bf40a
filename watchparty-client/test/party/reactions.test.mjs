import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { graphemeOf } from "../../src/party/reactions.js";

describe("a reaction", () => {
  it("is one grapheme cluster, however it is composed", () => {
    for (const emoji of ["😂", "❤️", "👩‍👩‍👧‍👦", "🏳️‍🌈", "👍🏽", "🇨🇭", "e\u0301", "x"]) {
      assert.equal(graphemeOf(` ${emoji} `), emoji);
    }
  });

  it("is not none, nor more than one", () => {
    assert.equal(graphemeOf("  "), null);
    assert.equal(graphemeOf("😂😂"), null);
    assert.equal(graphemeOf("ok"), null);
  });
});
