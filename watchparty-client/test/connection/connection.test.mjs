import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { BACK_OFF_MS, Connection, FRAME_BYTES_MAX, OFFLINE_RETRY_MS, SILENCE_MS_MAX } from "../../src/connection/connection.js";
import { CommandError } from "../../src/connection/errors.js";
import { Tokens } from "../../src/connection/tokens.js";
import { ROUND_EVERY_MS } from "../../src/sync/clock-probe.js";
import { ServerClock } from "../../src/sync/clock.js";
import { EPOCH_MS, FakeServer, PARTY_ID, tokenFor } from "./fake-server.mjs";

const HOUR_MS = 3_600_000;

/** A client of a server: its connection, and all that it was told. */
function connect(server, { token = tokenFor("ann"), since = () => null, mayTryAgain = true, ...around } = {}) {
  const surroundings = server.surroundings(around);
  const told = { frames: [], states: [], farewells: [], expiring: [], refused: 0 };
  const connection = new Connection({
    address: "https://party.test",
    partyId: PARTY_ID,
    tokens: new Tokens(token),
    since,
    clock: new ServerClock(),
    surroundings,
    handlers: {
      onFrame: (frame) => told.frames.push(frame),
      onState: (state, retryInMs) => told.states.push({ state, retryInMs, at: server.world.now() }),
      onRefused: async () => {
        told.refused++;
        return mayTryAgain;
      },
      onFarewell: (why, reason) => told.farewells.push({ why, reason }),
      onTokenExpiring: (expiresAtMs) => told.expiring.push(expiresAtMs),
    },
  });
  return { connection, surroundings, told, state: () => told.states.at(-1).state };
}

/** How a command ended: its version, or the code of its error. */
function outcomeOf(promise) {
  const outcome = { settled: undefined };
  promise.then(
    (version) => (outcome.settled = version),
    (error) => (outcome.settled = error),
  );
  return outcome;
}

describe("a connection", () => {
  it("shows who it is and which dialect it speaks", async () => {
    const server = new FakeServer();
    const { told } = connect(server);

    await server.play(1_000);

    assert.equal(server.lastLink.userId, "ann");
    assert.deepEqual(
      told.states.map(({ state }) => state),
      ["connecting", "open"],
    );
    assert.equal(told.frames[0].type, "snapshot");
  });

  it("keeps the clock measured", async () => {
    const server = new FakeServer({ wayMs: 150 });
    const clock = new ServerClock();
    new Connection({
      address: "https://party.test",
      partyId: PARTY_ID,
      tokens: new Tokens(tokenFor("ann")),
      since: () => null,
      clock,
      surroundings: server.surroundings(),
      handlers: { onFrame() {}, onState() {}, onRefused: async () => true, onFarewell() {}, onTokenExpiring() {} },
    });

    await server.play(2_000);

    assert.equal(clock.offsetMs, EPOCH_MS);
    assert.equal(clock.roundTripMs, 300);
  });

  it("lets nothing happen once it is closed, while it was still connecting", async () => {
    const server = new FakeServer();
    const { connection, surroundings, told, state } = connect(server);
    await server.play(10);
    const command = outcomeOf(connection.command("play"));

    connection.close();
    await server.play(60_000);

    assert.equal(server.links.length, 1);
    assert.equal(server.openLinks.length, 0);
    assert.equal(state(), "closed");
    assert.deepEqual(told.frames, []);
    assert.equal(command.settled.code, "CLOSED");
    assert.equal(surroundings.watchers, 0);
    assert.equal(surroundings.timers, 0);
    await assert.rejects(connection.command("play"), { code: "CLOSED" });
  });

  it("is closed even before its token is known", async () => {
    const server = new FakeServer();
    let answer;
    const { connection } = connect(server, { token: () => new Promise((resolve) => (answer = resolve)) });

    connection.close();
    answer(tokenFor("ann"));
    await server.play(60_000);

    assert.equal(server.links.length, 0);
  });
});

describe("a command", () => {
  it("is settled by its ack", async () => {
    const server = new FakeServer();
    const { connection, surroundings } = connect(server);
    await server.play(1_000);

    const { timers } = surroundings;
    const command = outcomeOf(connection.command("play"));
    assert.equal(surroundings.timers, timers + 1);
    await server.play(100);

    assert.equal(command.settled, 2);
    assert.equal(surroundings.timers, timers);
  });

  it("waits for a link that is not there yet", async () => {
    const server = new FakeServer();
    const { connection } = connect(server);

    const command = outcomeOf(connection.command("play"));
    await server.play(1_000);

    assert.equal(command.settled, 2);
  });

  it("goes again under its id when the link broke before the ack, and is done once", async () => {
    const server = new FakeServer();
    const { connection } = connect(server);
    await server.play(1_000);
    server.isAckLost = true;
    const command = outcomeOf(connection.command("chat", { message: "hi" }));
    await server.play(100);
    assert.equal(server.version, 2);
    assert.equal(command.settled, undefined);

    server.isAckLost = false;
    server.lastLink.close(1011, "", { closing: false });
    await server.play(3_000);

    const ids = server.received("chat").map((frame) => frame.command_id);
    assert.equal(ids.length, 2);
    assert.equal(ids[0], ids[1]);
    assert.equal(server.version, 2);
    assert.equal(command.settled, 2);
  });

  it("is refused with what the server says", async () => {
    const server = new FakeServer();
    server.refusals.chat = () => ({ code: "RATE_LIMITED", message: "too fast", retry_after: 6 });
    const { connection } = connect(server);

    const command = outcomeOf(connection.command("chat", { message: "hi" }));
    await server.play(1_000);

    assert.ok(command.settled instanceof CommandError);
    const { code, message, retryAfterSeconds } = command.settled;
    assert.deepEqual({ code, message, retryAfterSeconds }, { code: "RATE_LIMITED", message: "too fast", retryAfterSeconds: 6 });
  });

  it("that is too large is refused here, where it would cost the connection there", async () => {
    const server = new FakeServer();
    const { connection } = connect(server);
    await server.play(1_000);
    const bare = outcomeOf(connection.command("queue-add", { items: "" }));
    await server.play(100);
    const roomLeft = FRAME_BYTES_MAX - JSON.stringify(server.received("queue-add")[0]).length - 10;

    const most = outcomeOf(connection.command("queue-add", { items: "x".repeat(roomLeft) }));
    const beyond = outcomeOf(connection.command("queue-add", { items: "é".repeat(roomLeft) }));
    await server.play(100);

    assert.deepEqual([bare.settled, most.settled, beyond.settled.code], [2, 3, "INVALID_COMMAND"]);
    assert.equal(server.received("queue-add").length, 2);
  });

  it("goes again under its id while the store does not answer", async () => {
    const server = new FakeServer();
    server.refusals.play = () => ({ code: "UNAVAILABLE", message: "later" });
    const { connection } = connect(server);
    await server.play(1_000);
    const command = outcomeOf(connection.command("play"));
    await server.play(2_500);
    assert.equal(command.settled, undefined);

    server.refusals = {};
    await server.play(1_500);

    assert.equal(command.settled, 2);
    assert.equal(new Set(server.received("play").map((frame) => frame.command_id)).size, 1);
  });

  it("is given up after ten seconds, and not done by surprise later", async () => {
    const server = new FakeServer();
    const { connection, surroundings } = connect(server);
    await server.play(1_000);
    server.network = "away";
    surroundings.sign("offline");

    const command = outcomeOf(connection.command("pause"));
    await server.play(9_900);
    assert.equal(command.settled, undefined);
    await server.play(200);
    assert.equal(command.settled.code, "TIMEOUT");

    server.network = "up";
    surroundings.sign("online");
    await server.play(5_000);
    assert.deepEqual(server.received("pause"), []);
  });
});

describe("a link that broke", () => {
  it("is resumed from the last version seen", async () => {
    const server = new FakeServer();
    let version = null;
    const { told } = connect(server, { since: () => version });
    await server.play(1_000);
    version = 1;
    server.lastLink.close(1011, "", { closing: false });
    await server.play(100);
    server.happen("chat_message", { chat_message: { id: "m" } });

    await server.play(2_000);

    assert.equal(server.lastLink.since, 1);
    assert.deepEqual(
      told.frames.filter(({ type }) => type === "chat_message").map((frame) => frame.version),
      [2],
    );
  });

  it("is tried again after 1, 2, 4 ... 30 s, less a random part", async () => {
    for (const [random, share] of [[0, 0.5], [0.999, 0.9995]]) {
      const server = new FakeServer();
      server.network = "refusing";
      connect(server, { random: () => random });

      await server.play(200_000);

      const gaps = server.links.slice(1).map((link, index) => link.askedAt - server.links[index].askedAt - server.wayMs);
      [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000].forEach((wholeMs, index) =>
        assert.ok(Math.abs(gaps[index] - wholeMs * share) < 2, `${index}: ${gaps[index]}`),
      );
    }
  });

  it("is not hammered by a server that lets it in and closes at once", async () => {
    const server = new FakeServer();
    connect(server, { random: () => 0.999 });
    const closing = () => server.openLinks.forEach((link) => link.close(1011, "", { closing: false }));
    for (let second = 0; second < 60; second++) {
      await server.play(1_000);
      closing();
    }

    assert.ok(server.links.length <= 7, `${server.links.length} links in a minute`);
  });

  it("begins with the shortest wait again after it has held for a while", async () => {
    const server = new FakeServer();
    server.network = "refusing";
    connect(server, { random: () => 0.999 });
    await server.play(60_000);
    server.network = "up";
    await server.play(60_000);
    assert.equal(server.openLinks.length, 1);

    const closedAt = server.world.now();
    server.lastLink.close(1011, "", { closing: false });
    await server.play(5_000);

    const waitedMs = server.lastLink.askedAt - closedAt;
    assert.ok(waitedMs > 0 && waitedMs <= BACK_OFF_MS.least + 2 * server.wayMs, `${waitedMs} ms`);
  });

  it("is asked about when it was refused, and let go where another try is in vain", async () => {
    const server = new FakeServer();
    server.network = "refusing";
    const { told, state } = connect(server, { mayTryAgain: false });

    await server.play(60_000);

    assert.equal(told.refused, 1);
    assert.equal(server.links.length, 1);
    assert.equal(state(), "closed");
  });

  it("is given up when it does not get open", async () => {
    const server = new FakeServer();
    server.network = "away";
    connect(server);

    await server.play(12_500);

    assert.equal(server.links.length, 2);
  });
});

describe("a server that closes", () => {
  for (const [code, reason, why] of [
    [4001, "token_expired", "token-expired"],
    [4003, "kicked", "kicked"],
    [4003, "banned", "banned"],
    [4003, "erased", "erased"],
    [4003, "not_participating", "not-in-it"],
    [4004, "party_ended", "party-ended"],
    [1000, "left", "not-in-it"],
  ]) {
    it(`with ${code} ${reason} is not tried again`, async () => {
      const server = new FakeServer();
      const { told, state } = connect(server);
      await server.play(1_000);

      server.lastLink.close(code, reason);
      await server.play(120_000);

      assert.deepEqual(told.farewells, [{ why, reason }]);
      assert.equal(server.links.length, 1);
      assert.equal(state(), "closed");
    });
  }

  for (const [code, reason] of [
    [1012, "restart"],
    [4008, ""],
  ]) {
    it(`with ${code} is tried again at once`, async () => {
      const server = new FakeServer();
      const { told } = connect(server, { random: () => 0.999 });
      await server.play(1_000);
      const closedAt = server.world.now();

      server.lastLink.close(code, reason, { reconnect: true });
      await server.play(2_000);

      assert.deepEqual(told.farewells, []);
      assert.equal(server.links.length, 2);
      assert.ok(server.lastLink.askedAt - closedAt < 300);
    });
  }
});

describe("a change of network", () => {
  for (const roundTripMs of [10, 300]) {
    it(`is mended within two seconds over a round trip of ${roundTripMs} ms`, async () => {
      const server = new FakeServer({ wayMs: roundTripMs / 2 });
      const { surroundings } = connect(server);
      await server.play(30_000);
      const changedAt = server.world.now();

      server.cutLinks();
      surroundings.sign("changed");
      await server.play(5_000);

      assert.equal(server.links.length, 2);
      assert.ok(server.lastLink.openedAt - changedAt < 2_000, `${server.lastLink.openedAt - changedAt} ms`);
    });

    it(`is mended within two seconds of being online again over ${roundTripMs} ms`, async () => {
      const server = new FakeServer({ wayMs: roundTripMs / 2 });
      const { surroundings, state } = connect(server);
      await server.play(30_000);
      server.network = "away";
      server.cutLinks();
      surroundings.sign("offline");
      await server.play(20_000);
      assert.equal(state(), "offline");
      const onlineAt = server.world.now();

      server.network = "up";
      surroundings.sign("online");
      await server.play(5_000);

      assert.equal(state(), "open");
      assert.ok(server.lastLink.openedAt - onlineAt < 2_000);
    });
  }

  it("begins anew a try that is under way", async () => {
    const server = new FakeServer();
    server.network = "away";
    const { surroundings, state } = connect(server);
    await server.play(3_000);
    assert.equal(state(), "connecting");

    server.network = "up";
    surroundings.sign("changed");
    await server.play(200);

    assert.equal(state(), "open");
  });

  it("leaves a link alone that answers", async () => {
    const server = new FakeServer({ wayMs: 150 });
    const { surroundings } = connect(server);
    await server.play(30_000);

    for (const sign of ["changed", "online", "visible", "hidden", "offline"]) {
      surroundings.sign(sign);
      await server.play(20_000);
    }

    assert.equal(server.links.length, 1);
  });

  it("without a sign of it is noticed by the silence", async () => {
    const server = new FakeServer();
    connect(server);
    await server.play(30_000);
    const cutAt = server.world.now();

    server.cutLinks();
    await server.play(60_000);

    assert.ok(server.openLinks.length === 1);
    assert.ok(server.links[1].openedAt - cutAt < ROUND_EVERY_MS + SILENCE_MS_MAX + 1_000);
  });
});

describe("a page whose timers come once a minute", () => {
  /** A link, and such timers from now on. */
  async function hidden() {
    const server = new FakeServer();
    const { surroundings, state } = connect(server);
    await server.play(30_000);
    const { time } = surroundings;
    const { after } = time;
    time.after = (ms, act) => after(ms + 60_000, act);
    return { server, state };
  }

  it("leaves a link alone that answers", async () => {
    const { server } = await hidden();

    await server.play(20 * 60_000);

    assert.equal(server.links.length, 1);
  });

  it("notices a dead link all the same", async () => {
    const { server, state } = await hidden();
    server.cutLinks();

    await server.play(6 * 60_000);

    assert.equal(server.openLinks.length, 1);
    assert.equal(state(), "open");
  });
});

describe("without a network", () => {
  it("the server is left alone, and it is said", async () => {
    const server = new FakeServer();
    const { surroundings, state } = connect(server);
    await server.play(10_000);
    server.network = "away";
    surroundings.sign("offline");
    await server.play(5_000);
    assert.equal(state(), "offline");
    const before = server.links.length;

    await server.play(10 * 60_000);

    // The device may be wrong, so that it is not believed for ever.
    assert.ok(server.links.length - before <= (10 * 60_000) / OFFLINE_RETRY_MS, `${server.links.length - before} tries`);
    assert.ok(server.links.length > before);
  });

  it("a server that can be reached all the same is reached", async () => {
    const server = new FakeServer();
    const { surroundings, state } = connect(server);
    await server.play(10_000);

    surroundings.sign("offline");
    await server.play(60_000);

    assert.equal(state(), "open");
    assert.equal(server.links.length, 1);
  });
});

describe("a token", () => {
  it("that is about to expire is renewed over the open link", async () => {
    const server = new FakeServer();
    const tokens = [1, 2, 3].map((hours) => tokenFor("ann", { expiresAtMs: EPOCH_MS + hours * HOUR_MS }));
    const { told } = connect(server, {
      token: async () => tokens.find((_, index) => server.world.now() < (index + 1) * HOUR_MS - 120_000),
    });

    await server.play(2.5 * HOUR_MS);

    const renewals = server.received("refresh-token");
    assert.deepEqual(renewals.map(({ token }) => token), tokens.slice(1));
    assert.equal(server.links.length, 1);
    assert.deepEqual(told.expiring, []);
  });

  it("that nobody renews is told of once, before it expires", async () => {
    const server = new FakeServer();
    const expiresAtMs = EPOCH_MS + HOUR_MS;
    const { told } = connect(server, { token: tokenFor("ann", { expiresAtMs }) });

    await server.play(HOUR_MS - 61_000);
    assert.deepEqual(told.expiring, []);
    await server.play(60_000);

    assert.deepEqual(told.expiring, [expiresAtMs]);
  });

  it("is judged by the server's time, not by a device's clock that is wrong", async () => {
    const server = new FakeServer();
    const expiresAtMs = EPOCH_MS + HOUR_MS;
    const { surroundings, told } = connect(server, { token: tokenFor("ann", { expiresAtMs }) });
    surroundings.wallAheadMs = -600_000;

    await server.play(HOUR_MS - 30_000);

    assert.deepEqual(told.expiring, [expiresAtMs]);
  });

  it("that lasts for months is not asked for all the time", async () => {
    const server = new FakeServer();
    let asked = 0;
    const longestTimerMs = 2 ** 31;
    const token = tokenFor("ann", { expiresAtMs: EPOCH_MS + longestTimerMs + HOUR_MS });
    const { told } = connect(server, { token: () => (asked++, token) });

    await server.play(2 * HOUR_MS);

    assert.equal(asked, 1);
    assert.deepEqual(told.expiring, []);
  });

  it("that expired is no end where there is another by now", async () => {
    const server = new FakeServer();
    let token = tokenFor("ann", { expiresAtMs: EPOCH_MS + HOUR_MS });
    const { told } = connect(server, { token: () => token });
    await server.play(10_000);

    token = tokenFor("ann", { expiresAtMs: EPOCH_MS + 2 * HOUR_MS });
    server.lastLink.close(4001, "token_expired");
    await server.play(2_000);

    assert.deepEqual(told.farewells, []);
    assert.equal(server.lastLink.token, token);
    assert.equal(server.openLinks.length, 1);

    server.lastLink.close(1006, "", { closing: false }); // what the link before said at its end is over
    await server.play(5_000);
    assert.deepEqual(told.farewells, []);
    assert.equal(server.openLinks.length, 1);
  });

  it("that is none ends it", async () => {
    const server = new FakeServer();
    const { told } = connect(server, { token: null });

    await server.play(1_000);

    assert.deepEqual(told.farewells, [{ why: "token-expired", reason: "" }]);
    assert.equal(server.links.length, 0);
  });

  it("whose source fails for a moment is asked for again", async () => {
    const server = new FakeServer();
    let asked = 0;
    connect(server, {
      token: async () => {
        if (asked++ === 0) {
          throw new Error("not now");
        }
        return tokenFor("ann");
      },
    });

    await server.play(5_000);

    assert.equal(server.openLinks.length, 1);
  });
});
