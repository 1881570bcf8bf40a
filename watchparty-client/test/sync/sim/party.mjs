// A party in virtual time: the server's side of the protocol as far as the film is concerned, and clients that follow.

import { ClockProbe } from "../../../src/sync/clock-probe.js";
import { ServerClock } from "../../../src/sync/clock.js";
import { SyncEngine } from "../../../src/sync/engine.js";
import { Timeline } from "../../../src/sync/timeline.js";
import { Device } from "./device.mjs";
import { Link } from "./link.mjs";
import { MEDIA_ELEMENT, SimPlayer } from "./player.mjs";
import { Random } from "./random.mjs";
import { World } from "./world.mjs";

const EPOCH_MS = 1_767_297_600_000;
const START_LEAD_MS = { least: 150, most: 500 };

/** Roads of all sorts: 10 to 300 ms there and back, up to 50 ms of jitter that differs each way, now and then a loss. */
export function anyRoad(random) {
  return {
    roundTripMs: random.between(10, 300),
    jitterUpMs: random.between(0, 50),
    jitterDownMs: random.between(0, 50),
    loss: random.between(0, 0.01),
  };
}

/** Clocks wrong by up to ten minutes and running up to 100 ppm wrong. */
export function anyClock(random) {
  return { startMs: random.between(-600_000, 600_000), ppm: random.between(-100, 100) };
}

/** A media element on a sound card whose clock, too, runs up to 100 ppm wrong. */
export function anyElement(random) {
  return { ...MEDIA_ELEMENT, clockPpm: random.between(-100, 100) };
}

/** A party of the server: its timeline, and who is told. Time there is true, but for what `slewMs` adds. */
export class Party {
  world = new World();
  clients = [];
  #timeline = { positionMs: 0, startsAtMs: EPOCH_MS, rate: 1, isPlaying: false };
  #version = 0;

  constructor({ seed, slewMs = () => 0 }) {
    this.random = new Random(seed);
    this.slewMs = slewMs;
  }

  get serverNow() {
    const now = this.world.now();
    return EPOCH_MS + now + this.slewMs(now);
  }

  get timeline() {
    return new Timeline(this.#timeline);
  }

  /** A client on its way in. */
  join({ road = anyRoad(this.random), clock = anyClock(this.random), kind = anyElement(this.random) } = {}) {
    const random = new Random(this.random.between(0, 2 ** 32));
    const client = new Client({ party: this, random, road, clock, kind });
    this.clients.push(client);
    client.connect();
    return client;
  }

  joinMany(count, how = {}) {
    return Array.from({ length: count }, () => this.join(how));
  }

  play() {
    const { positionMs, rate } = this.#timeline;
    this.#change("play", { positionMs, rate, isPlaying: true, startsAtMs: this.serverNow + this.#leadMs });
  }

  /** Where it was pressed, or where the party is. */
  pause(positionMs = this.timeline.positionAt(this.serverNow)) {
    this.#change("pause", { ...this.#timeline, positionMs, isPlaying: false, startsAtMs: this.serverNow });
  }

  seek(positionMs) {
    const leadMs = this.#timeline.isPlaying ? this.#leadMs : 0;
    this.#change("seek", { ...this.#timeline, positionMs, startsAtMs: this.serverNow + leadMs });
  }

  rate(rate) {
    const fromMs = Math.max(this.serverNow, this.#timeline.startsAtMs);
    this.#change("rate", { ...this.#timeline, positionMs: this.timeline.positionAt(fromMs), startsAtMs: fromMs, rate });
  }

  frame(type) {
    const now = this.serverNow;
    return {
      type,
      version: this.#version,
      position_ms: Math.round(this.timeline.positionAt(now)),
      server_time_ms: Math.floor(now),
      effective_at_ms: Math.floor(this.#timeline.startsAtMs),
      is_playing: this.#timeline.isPlaying,
      rate: this.#timeline.rate,
      clip_id: "film",
    };
  }

  /** How far each truly is from where everybody should be; null for those that do not play. */
  get errors() {
    return this.clients.map((client) => client.errorMs);
  }

  /** Lets so much time pass; calls `look` every so often if asked. */
  async pass(ms, { everyMs = Infinity, look = () => {} } = {}) {
    const end = this.world.now() + ms;
    while (this.world.now() < end) {
      await this.world.play(Math.min(everyMs, end - this.world.now()));
      look();
    }
  }

  #change(type, timeline) {
    this.#timeline = timeline;
    this.#version++;
    const frame = this.frame(type);
    this.clients.forEach((client) => client.tell(frame));
  }

  /** Twice what the 95th percentile needs one way, within limits, as the server does it. */
  get #leadMs() {
    const oneWays = this.clients.map((client) => client.roundTripMs / 2).sort((left, right) => left - right);
    const slow = oneWays.length === 0 ? 0 : oneWays[Math.max(0, Math.ceil(oneWays.length * 0.95) - 1)];
    return Math.min(START_LEAD_MS.most, Math.max(START_LEAD_MS.least, 2 * slow));
  }
}

/** One participant: a device, a link, a player, and the real clock, probe and engine. */
export class Client {
  #party;
  #isHere = false;

  constructor({ party, random, road, clock, kind }) {
    const { world } = party;
    this.#party = party;
    this.roundTripMs = road.roundTripMs;
    this.device = new Device({ world, random, ...clock });
    this.link = new Link({ world, random, road });
    this.player = new SimPlayer({ world, device: this.device, random, kind });
    this.clock = new ServerClock();
    this.probe = new ClockProbe({ time: this.device, clock: this.clock, send: (t0) => this.#askTime(t0) });
    this.engine = new SyncEngine({ time: this.device, clock: this.clock, player: this.player });
  }

  /** Comes in: the snapshot is the first thing it hears. */
  connect() {
    this.link.up(() => {
      this.#isHere = true;
      this.#hear(this.#party.frame("snapshot"));
    });
    this.probe.start();
  }

  /** What the server tells everybody. */
  tell(frame) {
    if (this.#isHere) this.#hear(frame);
  }

  /** How far it truly is from where everybody should be; null while it does not play. */
  get errorMs() {
    if (!this.player.isFlowing) return null;
    const wantedMs = this.#party.timeline.positionAt(this.#party.serverNow) + this.engine.personalOffsetMs;
    return this.player.heardMs() - wantedMs;
  }

  /** How wrong its idea of the server's time is. */
  get clockErrorMs() {
    return this.clock.serverTime(this.device.now()) - this.#party.serverNow;
  }

  /** Sleeps with its device. */
  sleep(ms, how) {
    this.player.hang(ms);
    this.device.sleep(ms, how);
  }

  #hear(frame) {
    this.link.down(() => this.device.whenAwake(() => {
      if (!this.clock.isMeasured) this.clock.guess(frame.server_time_ms, this.device.now());
      this.engine.follow(Timeline.fromFrame(frame), { isCommanded: frame.type !== "sync" });
    }));
  }

  #askTime(t0) {
    this.link.up(() => {
      const t1 = this.#party.serverNow;
      this.link.down(() => this.device.whenAwake(() => {
        this.probe.take({ t0, t1, t2: t1, t3: this.device.now() });
      }));
    });
  }
}
