import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Aim } from "../../main/resources/web/aim.js";
import { VirtualTime } from "./virtual-time.mjs";

/** An aim whose party answers when it is told to. */
function aimed() {
  const time = new VirtualTime();
  const asked = [];
  const answers = [];
  const aim = new Aim({
    seek: (positionMs) => {
      asked.push(positionMs);
      return new Promise((answer) => answers.push(answer));
    },
    time,
  });
  const answer = async () => {
    answers.shift()();
    await Promise.resolve();
    await Promise.resolve();
  };
  // A timer's act waits for the party, which answers later.
  const pass = (ms) => void time.pass(ms);
  return { aim, asked, answer, pass };
}

describe("a wish to be elsewhere in the film", () => {
  it("is asked for once, when the hand has come to rest", () => {
    const { aim, asked, pass } = aimed();

    aim.at(5_000);
    pass(199);
    aim.at(10_000);
    pass(199);
    assert.deepEqual(asked, []);
    pass(1);

    assert.deepEqual(asked, [10_000]);
    assert.equal(aim.positionMs, 10_000);
  });

  it("is over once the party has answered", async () => {
    const { aim, answer, pass } = aimed();

    assert.equal(aim.positionMs, null);
    aim.at(5_000);
    pass(200);
    await answer();

    assert.equal(aim.positionMs, null);
  });

  it("is kept when an answer to the one before comes meanwhile", async () => {
    const { aim, asked, answer, pass } = aimed();

    aim.at(5_000);
    pass(200);
    aim.at(10_000);
    await answer();
    assert.equal(aim.positionMs, 10_000);
    aim.at(15_000);
    pass(200);

    assert.deepEqual(asked, [5_000, 15_000]);
  });
});
