import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { WatchpartyServer } from "../../src/index.js";
import { done, EPOCH_MS, FakeServer, refused, tokenFor } from "../connection/fake-server.mjs";
import { Device } from "../sync/sim/device.mjs";
import { SimPlayer } from "../sync/sim/player.mjs";
import { Random } from "../sync/sim/random.mjs";

const ADDRESS = "https://party.test";
const FILM = { id: "film", title: "The film", url: "https://films.test/film.mp4", kind: "mp4", duration_ms: 7_200_000 };
const SERIAL = { id: "serial", title: "The serial", url: "https://films.test/serial.flv", kind: "flv" };

/** Tabs of one browser that hear each other, a moment later. */
class Channels {
  #open = new Set();
  #world;

  constructor(world) {
    this.#world = world;
  }

  open(name) {
    const channel = {
      onmessage: null,
      postMessage: (data) =>
        this.#open.forEach((other) => other !== channel && other.name === name && this.#carry(other, data)),
      close: () => this.#open.delete(channel),
      name,
    };
    this.#open.add(channel);
    return channel;
  }

  #carry(other, data) {
    this.#world.after(1, () => {
      this.#world.promised();
      other.onmessage?.({ data });
    });
  }
}

/** Somebody in the party, with a player in virtual time and all that they were told. */
async function come(server, { userId = "ann", name = userId, ...around } = {}) {
  const surroundings = server.surroundings({ name, ...around });
  const random = new Random(7);
  const players = {
    made: [],
    canPlay: ({ kind }) => kind === "mp4",
    createPlayer() {
      const device = new Device({ world: server.world, random });
      const player = new SimPlayer({ world: server.world, device, random });
      players.made.push(player);
      return player;
    },
  };
  const client = new WatchpartyServer({ address: ADDRESS, token: tokenFor(userId), players, ...surroundings });
  const party = await soon(server, client.join("K7QX2M"));
  const told = { news: [], refusals: [], farewells: [], films: [], changes: 0 };
  party.on("news", (news) => told.news.push(news));
  party.on("refusal", (refusal) => told.refusals.push(refusal));
  party.on("farewell", (farewell) => told.farewells.push(farewell));
  party.on("film", (notice) => told.films.push(notice?.kind ?? null));
  party.on("change", () => told.changes++);
  return { client, party, players, surroundings, told };
}

/** Lets virtual time pass until a promise is settled. */
async function soon(server, promise, withinMs = 10_000) {
  let settled = null;
  promise.then(
    (value) => (settled = { value }),
    (error) => (settled = { error }),
  );
  for (let passedMs = 0; settled === null && passedMs < withinMs; passedMs += 20) {
    await server.play(20);
  }
  assert.ok(settled, "not settled in time");
  if (settled.error) {
    throw settled.error;
  }
  return settled.value;
}

/** A server whose party has a film. */
class CinemaServer extends FakeServer {
  playlist = [FILM];
  clipId = FILM.id;
  isPlaying = true;
  startMs = 60_000;

  stand() {
    const nowMs = this.now();
    const positionMs = this.isPlaying ? nowMs - EPOCH_MS + this.startMs : this.startMs;
    return {
      ...super.stand(),
      position_ms: positionMs,
      position: positionMs / 1000,
      is_playing: this.isPlaying,
      clip_id: this.clipId,
    };
  }

  welcome(link) {
    if (link.since !== null) {
      super.welcome(link);
      return;
    }
    link.send({
      type: "snapshot",
      ...this.stand(),
      party: this.party(),
      playlist: this.playlist,
      you: { user_id: link.userId, role: "host", muted: false },
      messages: [],
    });
  }
}

describe("a party", () => {
  it("is entered by its code, and known from the snapshot on", async () => {
    const server = new CinemaServer();
    const { party } = await come(server);
    assert.equal(party.title, "Friday");
    assert.equal(party.code, "K7QX2M");
    assert.equal(party.role, "host");
    assert.equal(party.version, null);

    await server.play(1_000);

    assert.equal(party.version, 1);
    assert.equal(party.connectionState, "open");
    assert.equal(party.item.title, "The film");
    assert.ok(Math.abs(party.positionMs - (server.now() - EPOCH_MS + 60_000)) < 1);
  });

  it("tells what happens as facts", async () => {
    const server = new CinemaServer();
    const { told } = await come(server);
    await server.play(1_000);

    server.happen("ready-check", { state: "asked", user_id: "bo", ready_count: 1, here_count: 2 });
    await server.play(100);

    assert.deepEqual(told.news, [
      { kind: "ready-asked", isThenPlayed: false, actor: "bo", at: told.news[0].at, isUrgent: true },
    ]);
  });

  it("asks once for what is missing, and then has it", async () => {
    const server = new CinemaServer();
    const { party, told } = await come(server);
    await server.play(1_000);
    const message = (id) => ({ chat_message: { id, user_id: "bo", message: id, created_at: "2026-01-01T12:00:00Z" } });

    server.happen("chat_message", message("one"), () => false);
    server.happen("chat_message", message("two"));
    server.happen("chat_message", message("three"));
    await server.play(1_000);

    assert.deepEqual(
      server.received("sync-request").map(({ since }) => since),
      [1],
    );
    assert.deepEqual(
      party.state.chat.entries.map(({ key }) => key),
      ["one", "two", "three"],
    );
    assert.equal(party.version, 4);
    assert.equal(told.refusals.length, 0);
  });

  it("asks again when what is missing does not come", async () => {
    const server = new CinemaServer();
    await come(server);
    await server.play(1_000);
    const take = server.take;
    server.take = (link, frame) => frame.type !== "sync-request" && take.call(server, link, frame);

    server.happen("votes", {}, () => false);
    for (let second = 0; second < 8; second++) {
      server.happen("votes", {});
      await server.play(1_000);
    }

    const asked = server.received("sync-request").length;
    assert.ok(asked >= 2 && asked <= 3, `asked ${asked} times`);
  });

  it("resumes after a loss with what happened meanwhile, and nobody is told twice", async () => {
    const server = new CinemaServer();
    const { party, told } = await come(server);
    await server.play(1_000);
    server.happen("ready-check", { state: "asked", user_id: "bo" });
    await server.play(100);
    server.lastLink.close(1011, "", { closing: false });
    await server.play(30);

    server.happen("ready-check", { state: "cancelled", user_id: "bo" });
    server.happen("ready-check", { state: "asked", user_id: "bo" });
    await server.play(3_000);

    assert.equal(server.lastLink.since, 2);
    assert.equal(party.version, 4);
    assert.deepEqual(
      told.news.map(({ kind }) => kind),
      ["ready-asked", "ready-asked"],
    );
  });

  it("asks after a loss who is here, which no resume tells, and says how it fares itself", async () => {
    const server = new CinemaServer();
    const { party } = await come(server);
    await server.play(1_000);
    const before = server.received("status").length;
    server.lastLink.close(1011, "", { closing: false });
    await server.play(100);
    server.people = ["ann", "bo", "cy"];

    await server.play(5_000);

    assert.equal(party.state.participants.has("cy"), true);
    assert.equal(server.received("status").length, before + 1);
  });

  for (const [name, happens] of [
    [
      "what was missed is forgotten",
      (server) => {
        server.take = (link, frame) => frame.type === "sync-request" && link.send({ type: "sync", ...server.stand() });
        server.happen("chat_message", {}, () => false);
        server.happen("votes", {});
      },
    ],
    ["something is not understood", (server) => server.happen("playlist-changed", { change: "turned upside down" })],
    [
      "it watches what is not known",
      (server) => {
        server.playlist = [FILM, { ...FILM, id: "new" }];
        server.clipId = "new";
        server.happen("skip", {});
      },
    ],
  ]) {
    it(`is told whole again, and once, when ${name}`, async () => {
      const server = new CinemaServer();
      const { party } = await come(server);
      await server.play(1_000);
      const take = server.take;

      happens(server);
      await server.play(100);
      server.take = take;
      await server.play(10_000);

      assert.deepEqual(
        server.links.map(({ since }) => since),
        [null, null],
      );
      assert.equal(party.version, server.version);
      assert.equal(party.item.id, server.clipId);
    });
  }

  it("is over when it ends, and everything of it is let go", async () => {
    const server = new CinemaServer();
    const { party, surroundings, told } = await come(server);
    party.show({});
    await server.play(10_000);
    server.happen("participant-left", { user_id: "bo" }); // so that it is about to ask who is left

    server.happen("party-ended", { actor: "bo" });
    server.lastLink.close(4004, "party_ended");
    await server.play(100);
    assert.equal(surroundings.timers, 0);
    await server.play(60_000);

    assert.deepEqual(told.farewells, [{ why: "party-ended", reason: "" }]);
    assert.equal(party.connectionState, "closed");
    assert.equal(surroundings.watchers, 0);
    assert.equal(server.links.length, 1);
  });

  for (const [status, code, why] of [
    [401, "UNAUTHORIZED", "token-expired"],
    [403, "FORBIDDEN", "not-in-it"],
    [404, "NOT_FOUND", "not-in-it"],
  ]) {
    it(`is over when the socket is refused and REST answers ${status}`, async () => {
      const server = new CinemaServer();
      const { told } = await come(server);
      await server.play(1_000);
      server.rest = () => refused(status, code);
      server.areSocketsRefused = true;
      server.lastLink.close(1006, "", { closing: false });
      await server.play(10_000);

      assert.deepEqual(
        told.farewells.map((farewell) => farewell.why),
        [why],
      );
    });
  }
});

describe("a party whose server takes calls and does not answer them", () => {
  it("goes on trying, and is back when the server is", async () => {
    const server = new CinemaServer();
    const { party } = await come(server);
    await server.play(1_000);
    server.areSocketsRefused = true;
    server.isRestSilent = true;
    server.lastLink.close(1006, "", { closing: false });
    await server.play(60_000);
    assert.ok(server.links.length > 2, `${server.links.length} links`);

    server.areSocketsRefused = false;
    await server.play(40_000);

    assert.equal(party.connectionState, "open");
  });
});

describe("who comes into a film that runs", () => {
  /** Which of the statuses sent so far say that the player waits for data. */
  const buffering = (server) => server.received("status").map((status) => status.buffering);

  it("does not ask the party to wait while it loads, but does when it stalls later", async () => {
    const server = new CinemaServer();
    const { party, players } = await come(server);
    party.show({});
    await server.play(200);
    players.made[0].starve(3_000);
    await server.play(2_500);
    assert.notEqual(party.measured.phase, "running");
    assert.deepEqual(buffering(server), [false]);
    await server.play(10_000);
    assert.equal(party.measured.phase, "running");

    players.made[0].starve(1_000);
    await server.play(900);
    assert.equal(buffering(server).at(-1), true);
  });

  it("does not ask so when it comes back from a sleep or into sight either", async () => {
    const server = new CinemaServer();
    const { party, players, surroundings } = await come(server);
    party.show({});
    await server.play(20_000);

    surroundings.wallAheadMs += 60_000;
    players.made[0].starve(2_000);
    await server.play(10_000);
    surroundings.sign("visible");
    players.made[0].starve(2_000);
    await server.play(10_000);

    assert.equal(buffering(server).includes(true), false);
  });

  it("is waited for where the film had not begun", async () => {
    const server = new CinemaServer();
    server.isPlaying = false;
    const { party, players } = await come(server);
    party.show({});
    await server.play(500);
    players.made[0].starve(3_000);
    await server.play(500);

    server.isPlaying = true;
    server.happen("play", { actor: "bo" });
    await server.play(1_500);

    assert.equal(buffering(server).at(-1), true);
  });
});

describe("what is told a second time", () => {
  it("does not turn the film back", async () => {
    const server = new CinemaServer();
    const { party } = await come(server);
    party.show({});
    await server.play(5_000);
    server.isPlaying = false;
    const held = server.happen("waiting", { state: "holding", for: ["bo"], until_ms: server.now() + 5_000 });
    await server.play(1_000);
    server.isPlaying = true;
    server.happen("waiting", { state: "released" });
    await server.play(10_000);
    assert.equal(party.timeline.isPlaying, true);

    server.lastLink.send(held);
    await server.play(100);

    assert.equal(party.timeline.isPlaying, true);
  });

  it("by REST, but was overtaken on its way, is asked for again", async () => {
    const server = new CinemaServer();
    const { party } = await come(server);
    await server.play(1_000);
    const rest = server.rest;
    let asked = 0;
    server.rest = (method, path) => {
      if (path !== "/watch-parties/party") return rest.call(server, method, path);
      asked++;
      if (asked > 1) return done({ ...server.party(), title: "Saturday" });
      const old = done(server.party());
      server.happen("role-changed", { user_id: "bo", role: "co-host" });
      return { ...old, takesMs: 100 };
    };
    server.happen("participant-left", { user_id: "bo" });
    await server.play(2_000);
    const afterFirst = party.state.participants.roleOf("bo");
    await server.play(4_000);

    assert.equal(afterFirst, "co-host");
    assert.equal(asked, 2);
    assert.equal(party.title, "Saturday");
  });
});

describe("a party that ended while nobody heard it", () => {
  it("is over", async () => {
    const server = new CinemaServer();
    const { told } = await come(server);
    await server.play(1_000);
    const rest = server.rest;
    const ended = () => ({ ...server.party(), ended_at: "2026-01-01T12:00:00.000Z" });
    server.rest = (method, path) => (path === "/watch-parties/party" ? done(ended()) : rest.call(server, method, path));
    server.areSocketsRefused = true;
    server.lastLink.close(1006, "", { closing: false });
    await server.play(10_000);

    assert.deepEqual(
      told.farewells.map(({ why }) => why),
      ["party-ended"],
    );
  });
});

describe("a party that is closed", () => {
  it("shows nothing any more", async () => {
    const server = new CinemaServer();
    const { party, players } = await come(server);
    await server.play(1_000);

    party.close();
    party.show({});

    assert.equal(players.made.length, 0);
  });

  it("says no goodbye, even where it was about to", async () => {
    const server = new CinemaServer();
    const { party, told } = await come(server);
    await server.play(1_000);
    server.rest = () => refused(404, "NOT_FOUND");
    server.areSocketsRefused = true;
    server.lastLink.close(1006, "", { closing: false });
    await server.play(810); // while it asks why it was refused

    party.close();
    await server.play(10_000);

    assert.equal(server.calls.at(-1).path, "/auth/me");
    assert.deepEqual(told.farewells, []);
  });
});

describe("the film", () => {
  it("is brought in step, and stays there", async () => {
    const server = new CinemaServer({ wayMs: 75 });
    const { party, players } = await come(server);
    party.show({});

    await server.play(20_000);

    assert.equal(party.measured.phase, "running");
    const driftMs = players.made[0].heardMs() - (server.now() - EPOCH_MS + 60_000);
    assert.ok(Math.abs(driftMs) < 25, `${driftMs} ms`);
  });

  it("is paused on the frame seen here", async () => {
    const server = new CinemaServer();
    const { party } = await come(server);
    party.show({});
    await server.play(10_000);

    server.isPlaying = false; // and stands a minute into the film, wherever people saw it
    void party.pause();
    const seenMs = party.playerState.positionMs;
    await server.play(100);

    assert.ok(Math.abs(server.received("pause")[0].position * 1000 - seenMs) < 10); // what players tell is noisy
  });

  it("is paused on the frame that the others see, by who runs ahead of them", async () => {
    const server = new CinemaServer();
    const { party } = await come(server);
    party.personalOffsetMs = 400;
    party.show({});
    await server.play(10_000);

    const partyMs = party.positionMs;
    void party.pause();
    await server.play(100);

    assert.ok(Math.abs(server.received("pause")[0].position * 1000 - partyMs) < 40);
  });

  it("is where the party is soon after it came into sight", async () => {
    const server = new CinemaServer();
    const { party, players, surroundings } = await come(server);
    party.show({});
    await server.play(10_000);
    surroundings.sign("hidden");
    players.made[0].hang(1_200); // too little for a jump
    await server.play(1_300);

    surroundings.sign("visible");
    await server.play(1_500);

    const driftMs = players.made[0].heardMs() - (server.now() - EPOCH_MS + 60_000);
    assert.ok(Math.abs(driftMs) < 100, `${driftMs} ms`);
  });

  it("is paused where the party stands by who sees no film", async () => {
    const server = new CinemaServer();
    server.startMs = 0;
    const { party } = await come(server);
    await server.play(500);

    void party.pause();
    await server.play(100);

    assert.equal("position" in server.received("pause")[0], false);
  });

  it("has another player with another item, and a notice where there is none", async () => {
    const server = new CinemaServer();
    server.playlist = [FILM, SERIAL, { ...FILM, id: "next" }];
    const { party, players, told } = await come(server);
    party.show({});
    await server.play(3_000);

    server.clipId = SERIAL.id;
    server.happen("skip", { actor: "bo" });
    await server.play(1_000);
    assert.deepEqual(told.films, ["not-playable"]);
    assert.equal(party.filmNotice.item.title, "The serial");

    server.clipId = "next";
    server.happen("skip", { actor: "bo" });
    await server.play(10_000);
    assert.deepEqual(told.films, ["not-playable", null]);
    assert.equal(players.made.length, 2);
    assert.equal(party.measured.phase, "running");
  });

  it("tries a film again that could not be reached, once the network is back", async () => {
    const server = new CinemaServer();
    const { party, players } = await come(server);
    party.show({});
    await server.play(3_000);
    const [player] = players.made;
    const { positionMs } = party.playerState;
    const state = player.state.bind(player);
    player.state = () => ({ ...state(), error: "unreachable" });

    party.reconnect();
    await server.play(10_000);

    assert.equal(players.made.length, 2);
    assert.equal(party.playerState.error, null);
    assert.ok(party.playerState.positionMs > positionMs + 9_000);
  });

  it("is silent, loud and shifted as this person wants it, with every next player, too", async () => {
    const server = new CinemaServer();
    server.playlist = [FILM, { ...FILM, id: "next" }];
    const { party, players } = await come(server);
    party.isMuted = true;
    party.personalOffsetMs = 400;
    party.show({});
    await server.play(10_000);

    server.clipId = "next";
    server.happen("skip", { actor: "bo" });
    await server.play(10_000);

    const aheadMs = players.made[1].heardMs() - (server.now() - EPOCH_MS + 60_000);
    assert.ok(Math.abs(aheadMs - 400) < 25, `${aheadMs} ms`);
    assert.equal(party.isMuted, true);
    assert.deepEqual(
      players.made.map(({ isMuted, isFlowing }) => ({ isMuted, isFlowing })),
      [
        { isMuted: true, isFlowing: false },
        { isMuted: true, isFlowing: true },
      ],
    );
  });
});

describe("two tabs of one person", () => {
  it("both follow, and only one tells how far it is from the party", async () => {
    const server = new CinemaServer();
    const channels = new Channels(server.world);
    const one = await come(server, { name: "one", channels });
    const two = await come(server, { name: "two", channels });
    one.party.show({});
    two.party.show({});
    two.party.personalOffsetMs = 300;

    await server.play(60_000);

    assert.deepEqual([one.party.measured.phase, two.party.measured.phase], ["running", "running"]);
    const [first, second] = server.links.map((link) => link.received.filter(({ offset_ms: told }) => told !== undefined));
    assert.equal(first.length, 0);
    assert.ok(second.length > 0);
  });

  it("press for themselves alone, and never for what their player does", async () => {
    const server = new CinemaServer();
    const channels = new Channels(server.world);
    const one = await come(server, { name: "one", channels });
    const two = await come(server, { name: "two", channels });
    one.party.show({});
    two.party.show({});
    await server.play(10_000);

    two.players.made[0].pause();
    await server.play(10_000);
    void one.party.pause();
    await server.play(1_000);

    assert.equal(server.received("pause").length, 1);
    assert.deepEqual(server.received("play"), []);
    assert.deepEqual(server.received("seek"), []);
  });

  it("tell by the one that is looked at, and by the other when that is closed", async () => {
    const server = new CinemaServer();
    const channels = new Channels(server.world);
    const one = await come(server, { name: "one", channels });
    const two = await come(server, { name: "two", channels });
    one.party.show({});
    two.party.show({});
    const tells = async () => {
      const before = server.links.map((link) => link.received.length);
      await server.play(30_000);
      return server.links.map((link, index) => link.received.slice(before[index]).some((frame) => "offset_ms" in frame));
    };
    one.party.personalOffsetMs = 5;
    await server.play(5_000);

    two.surroundings.sign("hidden");
    one.surroundings.sign("visible");
    one.party.personalOffsetMs = 60;
    assert.deepEqual(await tells(), [true, false]);

    two.surroundings.hidden = false; // without a word, so that it takes over from the one that is closed
    one.party.close();
    two.party.personalOffsetMs = 60;
    assert.deepEqual(await tells(), [false, true]);
  });
});

describe("a device that slept", () => {
  it("asks for the time at once and is in step again, and the party hears nothing of it", async () => {
    const server = new CinemaServer();
    const { party, players, surroundings } = await come(server);
    party.show({});
    await server.play(20_000);
    const before = server.received("clock").length;

    surroundings.wallAheadMs += 60_000; // what a monotonic clock that stands still looks like
    const uncertainties = [];
    for (let n = 0; n < 150; n++) {
      await server.play(10);
      uncertainties.push(party.clock.uncertaintyMs);
    }
    assert.ok(uncertainties.includes(Infinity));
    assert.ok(uncertainties.at(-1) < 100);
    assert.ok(server.received("clock").length >= before + 10);
    await server.play(5_000);

    const driftMs = players.made[0].heardMs() - (server.now() - EPOCH_MS + 60_000);
    assert.ok(Math.abs(driftMs) < 25, `${driftMs} ms`);
    const types = new Set(server.links.flatMap((link) => link.received).map(({ type }) => type));
    assert.deepEqual([...types].sort(), ["clock", "status"]);
    assert.equal(server.links.length, 1);
  });
});

describe("a server", () => {
  it("renews a guest's token when half of its life is over, and tells so", async () => {
    const server = new FakeServer();
    const old = tokenFor("ann", { expiresAtMs: EPOCH_MS + 100_000 });
    const fresh = tokenFor("ann", { expiresAtMs: EPOCH_MS + 500_000 });
    const rest = server.rest;
    server.rest = (method, path) =>
      path === "/auth/renew" ? done({ token: fresh, user: { id: "ann" } }) : rest.call(server, method, path);
    const client = new WatchpartyServer({ address: ADDRESS, token: old, ...server.surroundings() });
    const kept = [];
    client.on("token", ({ token }) => kept.push(token));

    await server.play(49_000);
    await soon(server, client.me());
    assert.deepEqual(kept, []);
    await server.play(2_000);
    await soon(server, client.me());
    await server.play(1_000);
    await soon(server, client.me());

    assert.deepEqual(kept, [fresh]);
    assert.equal(server.calls.at(-1).token, fresh);
    assert.equal(server.calls.filter(({ path }) => path === "/auth/renew").length, 1);
  });

  it("renews a token that is about to end before it calls, but does not put back one that was replaced meanwhile", async () => {
    const server = new FakeServer();
    const [old, renewed, others] = [100_000, 500_000, 600_000].map((ms) => tokenFor("ann", { expiresAtMs: EPOCH_MS + ms }));
    const rest = server.rest;
    server.rest = (method, path) => {
      if (path === "/auth/guest") return done({ token: others, user: { id: "ann" } });
      const isRenewal = path === "/auth/renew";
      return isRenewal ? { ...done({ token: renewed, user: { id: "ann" } }), takesMs: 500 } : rest.call(server, method, path);
    };
    const late = new WatchpartyServer({ address: ADDRESS, token: old, ...server.surroundings() });
    await server.play(70_000);
    await soon(server, late.me());
    assert.equal(server.calls.at(-1).token, renewed);

    const replacing = new WatchpartyServer({ address: ADDRESS, token: old, ...server.surroundings() });
    const call = replacing.me(); // which renews first
    await soon(server, replacing.signInAsGuest("Ann"));
    await soon(server, call);
    await soon(server, replacing.me());
    assert.equal(server.calls.at(-1).token, others);
  });

  it("renews a token now and then only, where the device's clock is weeks ahead", async () => {
    const server = new FakeServer();
    const dayMs = 24 * 3_600_000;
    const fresh = () => tokenFor("ann", { issuedAtMs: server.now(), expiresAtMs: server.now() + 30 * dayMs });
    const rest = server.rest;
    server.rest = (method, path) =>
      path === "/auth/renew" ? done({ token: fresh(), user: { id: "ann" } }) : rest.call(server, method, path);
    const around = server.surroundings();
    around.wallAheadMs = 40 * dayMs;
    const client = new WatchpartyServer({ address: ADDRESS, token: fresh(), ...around });

    for (let minute = 0; minute < 90; minute++) {
      await soon(server, client.me());
      await server.play(60_000);
    }

    assert.equal(server.calls.filter(({ path }) => path === "/auth/renew").length, 2);
  });

  it("does not ask again to renew a token that is not a guest's", async () => {
    const server = new FakeServer();
    const rest = server.rest;
    server.rest = (method, path) => (path === "/auth/renew" ? refused(403, "FORBIDDEN") : rest.call(server, method, path));
    const token = tokenFor("ann", { expiresAtMs: EPOCH_MS + 100_000 });
    const client = new WatchpartyServer({ address: ADDRESS, token, ...server.surroundings() });

    await server.play(60_000);
    for (let times = 0; times < 5; times++) {
      await soon(server, client.me());
      await server.play(20_000);
    }

    assert.equal(server.calls.filter(({ path }) => path === "/auth/renew").length, 1);
  });

  it("says at once that a WebSocket is missing, as in older versions of Node.js", async () => {
    const server = new FakeServer();
    const around = { ...server.surroundings(), WebSocket: undefined };
    const client = new WatchpartyServer({ address: ADDRESS, token: tokenFor("ann"), ...around });

    await assert.rejects(soon(server, client.join("K7QX2M")), TypeError);
  });

  it("refuses with a code, and says when another try makes sense", async () => {
    const server = new FakeServer();
    server.rest = () => refused(429, "RATE_LIMITED", { retryAfter: 90 });
    const client = new WatchpartyServer({ address: ADDRESS, ...server.surroundings() });

    await assert.rejects(soon(server, client.join("K7QX2M")), { status: 429, code: "RATE_LIMITED", retryAfterSeconds: 90 });
    server.network = "away";
    await assert.rejects(soon(server, client.join("K7QX2M")), { status: 0, code: "UNREACHABLE" });
    server.network = "up";
    server.isRestSilent = true;
    await assert.rejects(soon(server, client.join("K7QX2M"), 31_000), { status: 0, code: "UNREACHABLE" });
  });
});
