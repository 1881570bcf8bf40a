import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ServerClock } from "../../src/sync/clock.js";
import { SyncEngine } from "../../src/sync/engine.js";
import { Timeline } from "../../src/sync/timeline.js";
import { Party } from "./sim/party.mjs";
import { FRAMED_PLAYER, MEDIA_ELEMENT, SimPlayer } from "./sim/player.mjs";
import { Random } from "./sim/random.mjs";
import { World } from "./sim/world.mjs";

const ROAD = { roundTripMs: 40 };
const CLOCK = { startMs: 5_000, ppm: 0 };

// A player without surprises.
const EVEN = {
  ...MEDIA_ELEMENT, loadMs: [50, 50], seekMs: [80, 80], startMs: [50, 50], rateMs: [0, 0], stretcherMs: [0, 0], noiseMs: 0,
};

/** A party with one client, whose player is as told. */
async function alone(kind = {}) {
  const party = new Party({ seed: 1 });
  const client = party.join({ road: ROAD, clock: CLOCK, kind: { ...EVEN, ...kind } });
  await party.pass(2_000);
  return { party, client, ...client };
}

function assertInStep({ errorMs }, mostMs = 30) {
  assert.ok(errorMs !== null && Math.abs(errorMs) <= mostMs, `${errorMs} ms out of step`);
}

describe("the engine starts", () => {
  it("at the instant that everybody waits for, and learns how much earlier to press play", async () => {
    const { party, client, engine, player } = await alone({ startMs: [110, 110] });
    for (let n = 0; n < 6; n++) {
      party.play();
      await party.pass(4_000);
      party.pause(60_000);
      await party.pass(1_000);
    }
    party.play();
    const { startsAtMs } = party.timeline;
    await party.pass(startsAtMs - party.serverNow - 20);
    assert.equal(player.isFlowing, false);
    await party.pass(60);

    assert.ok(Math.abs(engine.measured.startCostMs - 110) < 10, `${engine.measured.startCostMs} ms`);
    assertInStep(client, 20);
  });

  it("once it knows the time well, if that is soon", async () => {
    const { client, party } = await lateWith({ roundTripMs: 300, jitterUpMs: 0, jitterDownMs: 0, upShare: 0.5 });

    // A guess would be wrong by the 150 ms that the snapshot took.
    assert.ok(client.player.rates.every(({ rate }) => Math.abs(rate - 1) < 0.03), JSON.stringify(client.player.rates));
    await party.pass(1_000);
    assertInStep(client);
  });

  // 1.3 s for the first seek, and next to nothing to go on from there.
  const FAR_AWAY = { ...EVEN, seekMs: [1_300, 1_300], hopMs: [15, 15], fetchedMs: 20_000 };
  const FAR_ROAD = { roundTripMs: 300, jitterUpMs: 0, jitterDownMs: 0, upShare: 0.5 };

  for (const toldMs of [20_000, 0]) {
    it(`soon after a seek that came late, since what follows is there by then or comes, ${toldMs} ms known`, async () => {
      const { client } = await lateWith(FAR_ROAD, { ...FAR_AWAY, toldMs });

      assert.equal(client.player.seeks.length, 2);
      assertInStep(client, 60);
    });
  }

  it("at the third attempt, if what follows does not come", async () => {
    const { party, client } = await lateWith(FAR_ROAD, { ...FAR_AWAY, fetchedMs: 0, toldMs: 0 });
    await party.pass(4_000);

    assert.equal(client.player.seeks.length, 3);
    assertInStep(client, 60);
  });

  it("soon after a seek into what is there", async () => {
    const { party, client } = await alone({ ...FAR_AWAY, toldMs: 20_000 });
    party.play();
    await party.pass(3_000);
    party.seek(600_000);
    await party.pass(6_000);
    party.seek(610_000);
    await party.pass(1_000);

    assertInStep(client, 60);
  });

  it("by a guess at the time, if the server does not answer", async () => {
    const world = new World();
    const random = new Random(1);
    const player = new SimPlayer({ world, device: { now: () => world.now(), whenAwake: (act) => act() }, random, kind: EVEN });
    const clock = new ServerClock();
    const engine = new SyncEngine({ time: world, clock, player });
    clock.guess(1_000_000, 0);
    engine.follow(new Timeline({ positionMs: 0, startsAtMs: 1_000_000, isPlaying: true }));

    await world.play(500);
    assert.equal(engine.measured.phase, "waiting");
    await world.play(3_000);
    assert.equal(engine.measured.phase, "running");
    engine.close();
  });

  it("for the latest command, whatever becomes of an older start", async () => {
    const { party, engine } = await alone({ startMs: [600, 600], seekMs: [400, 400] });
    party.play();
    await party.pass(300);
    party.seek(50_000);
    await party.pass(60);

    assert.equal(engine.measured.phase, "placing");
    await party.pass(3_000);
    assert.equal(engine.measured.phase, "running");
  });

  it("where the player stands, if a seek took it elsewhere", async () => {
    const { party, client } = await alone();
    const { seek } = client.player;
    client.player.seek = (positionMs) => seek.call(client.player, Math.ceil(positionMs / 500) * 500); // to key frames only
    party.play();
    await party.pass(3_000);
    party.seek(70_100);
    await party.pass(1_500);

    assertInStep(client);
    assert.deepEqual(client.player.rates.map(({ rate }) => rate), [1]);
  });
});

/** Somebody who comes into a party that plays. */
async function lateWith(road, kind = EVEN) {
  const party = new Party({ seed: 1 });
  party.play();
  await party.pass(10_000);
  const client = party.join({ road, clock: CLOCK, kind });
  await party.pass(3_000);
  return { party, client };
}

describe("the engine stands still", () => {
  it("on the frame where somebody paused", async () => {
    const { party, client, player } = await alone();
    party.play();
    await party.pass(5_000);
    party.pause(4_321);
    await party.pass(1_000);

    assert.equal(player.heardMs(), 4_321);
    assert.equal(client.engine.measured.phase, "still");
    assert.equal(client.engine.measured.driftMs, null);
  });

  it("when somebody presses play on the player itself", async () => {
    const { party, player } = await alone();
    party.pause(1_000);
    await party.pass(40_000);

    void player.play();
    await party.pass(1_500);

    assert.equal(player.state().isPaused, true);
  });

  it("at the end of the film, and does not begin it again", async () => {
    const { party, player, engine } = await alone({ durationMs: 10_000, clockPpm: 3_000 });
    party.play();
    let starts = 0;
    const { play } = player;
    player.play = () => {
      starts++;
      return play.call(player);
    };
    await party.pass(30_000);

    assert.equal(engine.measured.phase, "still");
    assert.equal(player.heardMs(), 10_000);
    assert.equal(starts, 1);

    party.seek(5_000);
    await party.pass(1_500);
    assert.equal(engine.measured.phase, "running");
  });

  it("at the end of a player that ends a little early", async () => {
    const { party, player } = await alone({ durationMs: 10_000 });
    const { play, state } = player;
    player.state = () => ({ ...state.call(player), isEnded: player.heardMs() >= 9_700 });
    let starts = 0;
    player.play = () => {
      starts++;
      return play.call(player);
    };
    party.play();
    await party.pass(9_000);
    await party.pass(10_000, { everyMs: 50, look: () => player.heardMs() >= 9_700 && player.pressPause() });

    assert.equal(starts, 1);
  });

  it("at the end, and learns nothing of seeks that it did not need", async () => {
    const { party, engine } = await alone({ durationMs: 10_000, seekMs: [300, 300] });
    party.play();
    await party.pass(3_000);
    party.seek(6_000);
    await party.pass(10_000);
    const { seekCostMs } = engine.measured;

    for (let n = 0; n < 5; n++) {
      engine.realign();
      await party.pass(500);
    }

    assert.equal(engine.measured.phase, "still");
    assert.equal(engine.measured.seekCostMs, seekCostMs);
  });

  it("at the end for who comes when it is over", async () => {
    const party = new Party({ seed: 1 });
    party.play();
    await party.pass(20_000);
    const { player, engine } = party.join({ road: ROAD, clock: CLOCK, kind: { ...EVEN, durationMs: 10_000 } });
    await party.pass(10_000);

    assert.equal(engine.measured.phase, "still");
    assert.equal(player.heardMs(), 10_000);
    assert.equal(player.isFlowing, false);
  });
});

describe("the engine leaves a player alone", () => {
  it("that is told again what it knows", async () => {
    const { party, client, player, engine } = await alone();
    party.play();
    await party.pass(10_000);
    player.starve(400); // so that it is on its way back, by a nudge
    await party.pass(2_000);
    const before = { seeks: player.seeks.length, phase: engine.measured.phase };

    client.tell(party.frame("sync"));
    client.tell(party.frame("seek"));
    await party.pass(500);

    assert.deepEqual({ seeks: player.seeks.length, phase: engine.measured.phase }, before);
  });

  it("that is far out, when the server only repeats itself in other words", async () => {
    const { party, player, engine } = await alone();
    party.play();
    await party.pass(10_000);
    player.starve(1_000);
    await party.pass(2_000);
    const { seeks } = player;
    const before = seeks.length;
    const { positionMs, startsAtMs } = party.timeline;

    engine.follow(new Timeline({ positionMs: positionMs + 300, startsAtMs, isPlaying: true, clipId: "film" }), {
      isCommanded: false,
    });
    await party.pass(2_000);

    assert.equal(seeks.length, before);
  });

  it("once closed", async () => {
    const { party, player, engine } = await alone();
    party.play();
    await party.pass(5_000);

    engine.close();
    const { length } = player.seeks;
    player.pressPause();
    party.seek(90_000);
    engine.realign();
    await party.pass(10_000);

    assert.equal(player.state().isPaused, true);
    assert.equal(player.seeks.length, length);
  });
});

describe("the engine comes back", () => {
  it("at once when the player is paused from outside, and ever more patiently if it is again", async () => {
    const { party, client, player, engine } = await alone();
    party.play();
    await party.pass(40_000);
    player.pressPause();
    await party.pass(1_000);
    assertInStep(client);

    let starts = 0;
    const { play } = player;
    player.play = () => {
      starts++;
      return play.call(player);
    };
    await party.pass(20_000, { everyMs: 100, look: () => player.isFlowing && player.pressPause() });
    assert.ok(starts >= 2 && starts <= 6, `${starts} starts`);

    await party.pass(40_000);
    assert.equal(engine.measured.phase, "running");
    assertInStep(client);
  });

  it("by a seek of its own when the clock turns out to be quite another", async () => {
    const { party, client, engine } = await alone();
    party.play();
    await party.pass(20_000);

    party.slewMs = () => 1_200;
    await party.pass(15_000);

    assertInStep(client);
    assert.equal(engine.measured.jumps, 0);
  });

  it("from a player that throws when it is told something", async () => {
    const { party, client, player } = await alone();
    party.play();
    await party.pass(10_000);
    const { seek } = player;
    player.seek = () => {
      player.seek = seek;
      throw new TypeError("not now");
    };

    await assert.rejects(async () => {
      player.pressPause();
      await party.pass(100);
    }, TypeError);
    await party.pass(4_000);

    assertInStep(client);
  });

  it("and tells no drift while it is not there", async () => {
    const { party, player, engine } = await alone();
    party.play();
    await party.pass(10_000);
    player.pressPause();
    await party.pass(50);
    assert.equal(engine.measured.phase, "placing");
    assert.equal(engine.measured.driftMs, null);
    await party.pass(1_000);
    player.pressPause();
    await party.pass(300);

    assert.equal(engine.measured.driftMs, null);
  });

  it("after a stall, measured only when it runs evenly again", async () => {
    const { party, client, player } = await alone();
    party.play();
    await party.pass(10_000);
    player.starve(300);
    assert.equal(client.engine.measured.isStalled, true);
    await party.pass(500);
    assert.equal(client.engine.measured.isStalled, false);
    assert.equal(client.engine.measured.factor, 1);
    await party.pass(8_000);

    assertInStep(client);
  });

  it("to a player that cannot seek only by its rate", async () => {
    const { party, client, player, engine } = await alone();
    const { state } = player;
    player.state = () => ({ ...state.call(player), isSeekable: false });
    party.play();
    await party.pass(5_000);
    player.starve(3_000);
    await party.pass(60_000);
    assertInStep(client);
    party.pause(1_000);
    await party.pass(1_000);

    assert.equal(player.seeks.length, 0);
    assert.equal(engine.measured.jumps, 0);
  });
});

describe("the engine asks for a press", () => {
  it("where the browser allows no start, and begins within it", async () => {
    const { party, client, player, engine } = await alone({ autoplay: "blocked" });
    party.play();
    await party.pass(3_000);
    assert.equal(engine.measured.phase, "blocked");
    assert.equal(engine.measured.sound, "blocked");

    player.allow();
    let isStarted = false;
    const { play } = player;
    player.play = () => {
      isStarted = true;
      return play.call(player);
    };
    engine.allowSound();
    assert.equal(isStarted, true);
    await party.pass(4_000);

    assert.equal(engine.measured.sound, "heard");
    assertInStep(client, 60);
  });

  it("not while the party stands", async () => {
    const { party, player, engine } = await alone({ autoplay: "blocked" });
    party.play();
    await party.pass(3_000);
    party.pause();
    await party.pass(1_000);
    assert.equal(engine.measured.phase, "still");

    assert.equal(engine.measured.sound, "blocked");

    player.allow();
    engine.allowSound();
    assert.equal(engine.measured.sound, "heard");
    await party.pass(1_000);
    assert.equal(player.state().isPaused, true);
  });

  it("for sound, where the browser starts only without", async () => {
    const { party, player, engine } = await alone({ autoplay: "muted" });
    const muted = [];
    player.setMuted = (isMuted) => muted.push(isMuted);
    party.play();
    await party.pass(3_000);
    assert.equal(engine.measured.sound, "muted");
    const { length } = player.seeks;

    engine.allowSound();
    await party.pass(1_000);

    assert.deepEqual(muted, [false]);
    assert.equal(player.seeks.length, length);
  });

  it("and says so when it changes, and not otherwise", async () => {
    const party = new Party({ seed: 1 });
    const client = party.join({ road: ROAD, clock: CLOCK, kind: EVEN });
    const seen = [];
    client.engine.close();
    const engine = new SyncEngine({
      time: client.device,
      clock: client.clock,
      player: client.player,
      onChange: () => seen.push(engine.measured.phase),
    });
    await party.pass(1_000);
    engine.follow(party.timeline);
    party.play();
    engine.follow(party.timeline);
    await party.pass(20_000);

    assert.deepEqual(seen, ["still", "placing", "running"]);
    engine.close();
  });
});

describe("a broadcast", () => {
  /** One whose last minute begins at 300 s as this player counts; and that minute is all there is. */
  async function broadcast() {
    const { party, player, engine } = await alone();
    const { seek, state } = player;
    player.seek = (positionMs) => seek.call(player, Math.min(360_000, Math.max(300_000, positionMs)));
    player.state = () => ({ ...state.call(player), durationMs: null });
    player.seek(360_000); // players come in at the latest that there is
    await party.pass(1_000);
    return { party, player, engine };
  }

  for (const [name, positionMs] of [["behind", 0], ["ahead of", 3_000_000]]) {
    it(`that is elsewhere, the party being ${name} it, just plays`, async () => {
      const { party, player, engine } = await broadcast();
      party.seek(positionMs);
      party.play();
      await party.pass(5_000);
      assert.equal(player.isFlowing, true);
      const { length } = player.seeks;

      await party.pass(120_000);

      assert.equal(player.seeks.length, length);
      assert.equal(engine.measured.driftMs, null);
      assert.deepEqual(new Set(player.rates.map(({ rate }) => rate)), new Set([1]));
    });
  }

  it("that can be sought where the party is, is held there", async () => {
    const { party, player, engine } = await broadcast();
    party.seek(0);
    party.play();
    await party.pass(5_000);
    party.seek(310_000);
    await party.pass(5_000);

    assert.ok(Math.abs(engine.measured.driftMs) < 30, `${engine.measured.driftMs} ms`);
    assert.ok(Math.abs(player.heardMs() - party.timeline.positionAt(party.serverNow)) < 30);
  });
});

describe("a personal offset", () => {
  for (const offsetMs of [-400, 400]) {
    it(`of ${offsetMs} ms is kept from the start`, async () => {
      const { party, player, engine } = await alone();
      engine.personalOffsetMs = offsetMs;
      party.play();
      await party.pass(2_000);

      const aheadMs = player.heardMs() - party.timeline.positionAt(party.serverNow);
      assert.ok(Math.abs(aheadMs - offsetMs) < 30, `${aheadMs} ms ahead`);
    });
  }

  it("is kept from the start by a framed player, too", async () => {
    const { party, player, engine } = await alone({ ...FRAMED_PLAYER, noiseMs: 0 });
    engine.personalOffsetMs = -700;
    party.play();
    await party.pass(20_000);

    const aheadMs = player.heardMs() - party.timeline.positionAt(party.serverNow);
    assert.ok(Math.abs(aheadMs + 700) < 200, `${aheadMs} ms ahead`);
    assert.equal(engine.measured.jumps, 0);
  });

  it("set while the film plays is glided to", async () => {
    const { party, player, engine } = await alone();
    party.play();
    await party.pass(10_000);
    const { length } = player.seeks;
    engine.personalOffsetMs = 20;
    await party.pass(10_000);

    const aheadMs = player.heardMs() - party.timeline.positionAt(party.serverNow);
    assert.ok(Math.abs(aheadMs - 20) <= 8, `${aheadMs} ms ahead`);
    assert.equal(player.seeks.length, length);
  });
});

describe("the last frame shown", () => {
  it("is told with the server's time at which it was seen", async () => {
    const { party, engine } = await alone();
    assert.equal(engine.frame, null);
    party.play();
    await party.pass(5_000);

    const { positionMs, serverTimeMs } = engine.frame;
    assert.ok(Math.abs(positionMs - party.timeline.positionAt(serverTimeMs)) < 30);
  });
});
