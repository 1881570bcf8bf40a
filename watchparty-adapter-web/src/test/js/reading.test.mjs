import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Reading } from "../../main/resources/web/reading.js";
import { VirtualTime } from "./virtual-time.mjs";

function readingOf(read) {
  const time = new VirtualTime();
  const states = [];
  const refusals = [];
  const reading = new Reading({
    read,
    onChange: () => states.push(reading.state),
    onRefused: (refusal) => refusals.push(refusal),
    time,
  });
  return { reading, time, states, refusals };
}

const AWAY = { status: 0, code: "UNREACHABLE" };

describe("a reading", () => {
  it("tells that it is on its way only the first time", async () => {
    const { reading, states } = readingOf(async () => {});

    await reading.now();
    await reading.now();

    assert.deepEqual(states, ["reading", "read", "read"]);
  });

  it("goes on trying while the server cannot be reached, ever more slowly", async () => {
    let tries = 0;
    const { reading, time } = readingOf(async () => {
      tries++;
      throw AWAY;
    });

    await reading.now();
    assert.equal(reading.state, "unreachable");
    await time.pass(1_999);
    assert.equal(tries, 1);
    await time.pass(1);
    assert.equal(tries, 2);
    await time.pass(3_999);
    assert.equal(tries, 2);
    await time.pass(1);
    assert.equal(tries, 3);
    for (let more = 0; more < 10; more++) {
      await time.pass(30_000);
    }
    assert.equal(tries, 13);
  });

  it("comes back by itself", async () => {
    let isAway = true;
    const { reading, time } = readingOf(async () => {
      if (isAway) throw { status: 503 };
    });
    await reading.now();

    isAway = false;
    await time.pass(2_000);

    assert.equal(reading.state, "read");
  });

  it("does not wait once the network is said to be back, and asks once only", async () => {
    let tries = 0;
    const { reading, time } = readingOf(async () => {
      if (tries++ === 0) throw AWAY;
    });
    await reading.now();

    await reading.nudge();
    await reading.nudge();
    await time.pass(60_000);

    assert.equal(reading.state, "read");
    assert.equal(tries, 2);
  });

  it("waits as long as the server says", async () => {
    let tries = 0;
    const { reading, time } = readingOf(async () => {
      if (tries++ === 0) throw { status: 429, retryAfterSeconds: 40 };
    });
    await reading.now();

    await time.pass(39_999);
    assert.equal(tries, 1);
    await time.pass(1);
    assert.equal(tries, 2);
  });

  it("hands on a refusal that would stay the same", async () => {
    const refusal = { status: 401 };
    let tries = 0;
    const { reading, refusals, time } = readingOf(async () => {
      tries++;
      throw refusal;
    });

    await reading.now();
    await time.pass(60_000);

    assert.deepEqual(refusals, [refusal]);
    assert.equal(tries, 1);
    assert.equal(reading.state, "unread");
  });

  it("heeds only the last question", async () => {
    const answers = [];
    const { reading, states } = readingOf(
      () => new Promise((resolve, reject) => answers.push({ resolve, reject })),
    );
    const both = [reading.now(), reading.now()];

    answers[1].resolve();
    answers[0].reject(AWAY);
    await Promise.all(both);

    assert.deepEqual(states, ["reading", "read"]);
  });

  it("that is stopped tries no more", async () => {
    let tries = 0;
    const { reading, time } = readingOf(async () => {
      tries++;
      throw AWAY;
    });
    await reading.now();

    reading.stop();
    await time.pass(60_000);

    assert.equal(tries, 1);
  });
});
