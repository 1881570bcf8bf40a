import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { stepOf } from "../../main/resources/web/people-view.js";
import { speak } from "../../main/resources/web/words.js";
import en from "../../main/resources/web/words/en.js";

const PLAYING = true;

function person(offsetMs, isConnected = true) {
  return { isConnected, offsetMs };
}

describe("how far somebody is from the party", () => {
  beforeEach(() => speak("en", en));

  it("is in step where people cannot tell", () => {
    assert.equal(stepOf(person(3), PLAYING), "in step");
    assert.equal(stepOf(person(-40), PLAYING), "in step");
  });

  it("is told in round numbers, so that the list stands still", () => {
    assert.equal(stepOf(person(-117), PLAYING), "120 ms behind");
    assert.equal(stepOf(person(-123), PLAYING), "120 ms behind");
    assert.equal(stepOf(person(41), PLAYING), "40 ms ahead");
  });

  it("is nothing where nobody measured, where they are away, and where the film stands", () => {
    assert.equal(stepOf(person(null), PLAYING), "");
    assert.equal(stepOf(person(200, false), PLAYING), "");
    assert.equal(stepOf(person(200), false), "");
    assert.equal(stepOf(person(60_001), PLAYING), "");
  });
});
