// A server in virtual time, as far as one party's links to it are concerned, and the network before it.

import { World } from "../sync/sim/world.mjs";

export const EPOCH_MS = 1_767_297_600_000;
export const PARTY_ID = "party";
const CODE = "K7QX2M";

/** A JWT that says whom it is for and when it ends; nobody here checks its signature. */
export function tokenFor(userId, { expiresAtMs, issuedAtMs = EPOCH_MS } = {}) {
  const claims = { sub: userId, iat: issuedAtMs / 1000, ...(expiresAtMs === undefined ? {} : { exp: expiresAtMs / 1000 }) };
  return `head.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.signed`;
}

/** One party on one server, behind a network that can be away. */
export class FakeServer {
  world = new World();
  version = 1;
  /** Every link that was ever asked for, in order. */
  links = [];
  /** Every REST call: {method, path, token, body}. */
  calls = [];
  /** What the network does: "up", "away" (all is swallowed), or "refusing" (there is nobody). */
  network = "up";
  /** Whether REST calls are taken, and never answered. */
  isRestSilent = false;
  /** Whether WebSockets are refused while REST is answered. */
  areSocketsRefused = false;
  /** What a command gets instead of being done, by type: (frame) => an error's fields. */
  refusals = {};
  /** Whether acks are swallowed, as if the link had broken just before them. */
  isAckLost = false;
  people = ["ann", "bo"];
  wayMs;
  #events = [];
  #done = new Map();

  constructor({ wayMs = 20 } = {}) {
    this.wayMs = wayMs;
  }

  /** What a client in this world takes from around it. `random` answers what it says; `signs` come by `sign(...)`. */
  surroundings({ random = () => 0.5, channels = null, name = "tab" } = {}) {
    const watchers = new Set();
    const timers = new Set();
    let ids = 0;
    const around = {
      time: {
        now: () => this.world.now(),
        // Browsers, too, act at once where a timer is longer than they can count.
        after: (ms, act) => {
          const timer = {};
          timers.add(timer);
          const cancel = this.world.after(ms >= 2 ** 31 ? 0 : ms, () => {
            timers.delete(timer);
            this.world.promised();
            act();
          });
          return () => {
            timers.delete(timer);
            cancel();
          };
        },
      },
      wallNow: () => EPOCH_MS + this.world.now() + around.wallAheadMs,
      wallAheadMs: 0,
      random,
      newId: () => `${name}-${++ids}`,
      online: true,
      hidden: false,
      isOnline: () => around.online,
      isHidden: () => around.hidden,
      watch: (listener) => {
        watchers.add(listener);
        return () => watchers.delete(listener);
      },
      channel: (channelName) => channels?.open(channelName) ?? null,
      WebSocket: this.#socketClass(),
      fetch: (url, request) => this.#fetch(url, request),
      /** The device says something about its network or its page. */
      sign: (kind) => {
        around.online = kind === "offline" ? false : kind === "online" ? true : around.online;
        around.hidden = kind === "hidden" ? true : kind === "visible" ? false : around.hidden;
        [...watchers].forEach((listener) => listener(kind));
        this.world.promised();
      },
      get watchers() {
        return watchers.size;
      },
      /** How many are set and have neither come nor been cancelled. */
      get timers() {
        return timers.size;
      },
    };
    return around;
  }

  now() {
    return EPOCH_MS + this.world.now();
  }

  play(ms) {
    this.world.promised();
    return this.world.play(ms);
  }

  get openLinks() {
    return this.links.filter((link) => link.isOpen && !link.isDead);
  }

  get lastLink() {
    return this.links.at(-1);
  }

  /** Frames of a type that the server has received, over all links, in order. */
  received(type) {
    return this.links.flatMap((link) => link.received).filter((frame) => frame.type === type);
  }

  /** The links there are carry nothing any more, and nobody is told. */
  cutLinks() {
    this.links.forEach((link) => (link.isDead = true));
  }

  /** Something happens in the party, and everybody connected is told; `isToldTo` may leave somebody out. */
  happen(type, fields = {}, isToldTo = () => true) {
    this.version++;
    const frame = { type, ...this.stand(), ...fields };
    this.#events.push(frame);
    this.openLinks.filter(isToldTo).forEach((link) => link.send(frame));
    return frame;
  }

  /** What every event tells. */
  stand() {
    const nowMs = this.now();
    return {
      party_id: PARTY_ID,
      version: this.version,
      position_ms: 0,
      position: 0,
      is_playing: false,
      server_time_ms: nowMs,
      server_timestamp: nowMs / 1000,
      effective_at_ms: nowMs,
      rate: 1,
    };
  }

  party() {
    return {
      id: PARTY_ID,
      host_user_id: this.people[0],
      title: "Friday",
      invite_code: CODE,
      max_participants: 10,
      version: this.version,
      participants: this.people.map((id, index) => ({
        user_id: id,
        user: { id, username: id, display_name: id },
        role: index === 0 ? "host" : "viewer",
        connected: true,
      })),
    };
  }

  #snapshot(userId) {
    return {
      type: "snapshot",
      ...this.stand(),
      party: this.party(),
      playlist: [],
      suggestions: [],
      statuses: [],
      messages: [],
      you: { user_id: userId, role: "host", muted: false, may: [] },
    };
  }

  #socketClass() {
    const server = this;
    return class {
      constructor(url, protocols) {
        server.links.push(new Link(server, this, new URL(url), protocols));
      }

      send(text) {
        this.link.up(JSON.parse(text));
      }

      close() {
        this.isClosed = true;
        this.link.hungUp();
      }
    };
  }

  /** Whoever comes gets a snapshot, or what they missed. */
  welcome(link) {
    if (link.since === null) {
      link.send(this.#snapshot(link.userId));
      return;
    }
    const missed = this.#events.filter((frame) => frame.version > link.since);
    (missed.length > 0 ? missed : [{ type: "sync", ...this.stand() }]).forEach((frame) => link.send(frame));
  }

  take(link, frame) {
    const { type, command_id: commandId } = frame;
    if (type === "clock") {
      link.send({ type: "clock", t0: frame.t0, t1: this.now(), t2: this.now() });
    } else if (type === "sync-request") {
      this.#events.filter(({ version }) => version > frame.since).forEach((event) => link.send(event));
    } else if (type === "refresh-token" || type === "status" || type === "typing") {
      return;
    } else if (this.refusals[type]) {
      link.send({ type: "error", command_id: commandId, ...this.refusals[type](frame) });
    } else {
      this.#command(link, frame);
    }
  }

  #command(link, frame) {
    const { type, command_id: commandId, party_id: _, timestamp: __, ...fields } = frame;
    if (!this.#done.has(commandId)) {
      this.happen(type === "chat" ? "chat_message" : type, { ...this.#told(type, fields, link), actor: link.userId });
      this.#done.set(commandId, this.version);
    }
    if (!this.isAckLost) {
      link.send({ type: "ack", command_id: commandId, version: this.#done.get(commandId) });
    }
  }

  #told(type, { message }, { userId }) {
    return type === "chat"
      ? { chat_message: { id: `m${this.version}`, user_id: userId, message, created_at: new Date(this.now()).toISOString() } }
      : {};
  }

  async #fetch(url, request = {}) {
    const { pathname } = new URL(url);
    const token = request.headers?.Authorization?.slice("Bearer ".length) ?? null;
    const path = pathname.slice("/api/v1".length);
    this.calls.push({ method: request.method, path, token, body: request.body && JSON.parse(request.body) });
    if (this.isRestSilent) {
      await new Promise((_, reject) => request.signal?.addEventListener("abort", () => reject(request.signal.reason)));
    }
    const isGone = this.network !== "up";
    await new Promise((resolve) => this.world.after(isGone ? 5_000 : 2 * this.wayMs, () => (this.world.promised(), resolve())));
    this.world.promised();
    if (isGone) {
      throw new TypeError("fetch failed");
    }
    const answer = this.rest(request.method, path, token);
    if (answer.takesMs !== undefined) {
      await new Promise((resolve) => this.world.after(answer.takesMs, () => (this.world.promised(), resolve())));
      this.world.promised();
    }
    return {
      ok: answer.status < 400,
      status: answer.status,
      headers: new Headers(answer.headers),
      json: async () => answer.body,
    };
  }

  /** To be overridden in part by tests. */
  rest(method, path) {
    if (path === "/auth/me") {
      return done({ user: { id: "ann" } });
    }
    if (path === `/watch-parties/${PARTY_ID}`) {
      return done(this.party());
    }
    if (path === `/watch-parties/${CODE}/join`) {
      return done({ party: this.party(), invite_url: "https://party.test/watch-parties/K7QX2M" });
    }
    return refused(404, "NOT_FOUND");
  }
}

export function done(data) {
  return { status: 200, body: { success: true, data } };
}

export function refused(status, code, { retryAfter } = {}) {
  const headers = retryAfter === undefined ? {} : { "Retry-After": String(retryAfter) };
  return { status, headers, body: { success: false, error: { code, message: `refused: ${code}` } } };
}

/** One WebSocket, seen from the server. */
class Link {
  received = [];
  isOpen = false;
  isDead = false;
  #server;
  #socket;

  constructor(server, socket, url, protocols) {
    socket.link = this;
    this.#server = server;
    this.#socket = socket;
    this.askedAt = server.world.now();
    this.since = url.searchParams.has("since") ? Number(url.searchParams.get("since")) : null;
    const bearer = protocols.find((protocol) => protocol.startsWith("auth.bearer."));
    this.token = Buffer.from(bearer.slice("auth.bearer.".length), "base64url").toString();
    this.userId = JSON.parse(Buffer.from(this.token.split(".")[1], "base64url")).sub;
    if (server.network === "refusing" || server.areSocketsRefused) {
      this.#later(server.wayMs, () => this.#closed(1006, ""));
    } else if (server.network === "up") {
      this.#later(2 * server.wayMs, () => this.#opened());
    }
  }

  /** From the server to the client. */
  send(frame) {
    this.#carry(() => this.#socket.onmessage?.({ data: JSON.stringify(frame) }));
  }

  /** From the client to the server. */
  up(frame) {
    this.#carry(() => {
      this.received.push(frame);
      this.#server.take(this, frame);
    });
  }

  /** The server closes, and says why as it does. */
  close(code, reason, { closing = true, reconnect = false } = {}) {
    if (closing) {
      this.send({ type: "closing", reason, reconnect });
    }
    this.#carry(() => this.#closed(code, reason));
  }

  hungUp() {
    this.isOpen = false;
  }

  #opened() {
    if (this.#socket.isClosed) {
      return;
    }
    this.isOpen = true;
    this.openedAt = this.#server.world.now();
    this.#socket.onopen?.({});
    this.#server.welcome(this);
  }

  #closed(code, reason) {
    this.isOpen = false;
    this.#socket.onclose?.({ code, reason });
  }

  /** In order, and only while the link lives. */
  #carry(act) {
    this.#later(this.#server.wayMs, () => !this.isDead && this.#server.network === "up" && act());
  }

  #later(ms, act) {
    this.#server.world.after(ms, () => {
      this.#server.world.promised();
      act();
    });
  }
}
