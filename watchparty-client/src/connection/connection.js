// One party's WebSocket: opens it, keeps it open, resumes where it broke off, and answers commands with promises.

import { ClockProbe } from "../sync/clock-probe.js";
import { CommandError } from "./errors.js";
import { CLOSE, Farewell, farewellOf } from "./farewell.js";
import { Renewal } from "./tokens.js";

/** @import { Frame } from "../protocol.js" */
/** @import { Sign, Socket, Surroundings } from "../surroundings.js" */
/** @import { ServerClock } from "../sync/clock.js" */
/** @import { FarewellCode } from "./farewell.js" */
/** @import { Tokens } from "./tokens.js" */

/**
 * Being connected, on the way to it, waiting for the next try, waiting for a network, or done with.
 *
 * @typedef {"connecting" | "open" | "waiting" | "offline" | "closed"} ConnectionState
 */

/**
 * @typedef {object} Handlers
 * @property {(frame: Frame, heardAt: number) => void} onFrame everything but acks and clocks; `heardAt` is local
 * @property {(state: ConnectionState, retryInMs: number | null) => void} onState
 * @property {() => Promise<boolean>} onRefused the server did not let the socket in: a browser hides the reason, so it is
 *     to be found out over REST; answers whether another try makes sense
 * @property {(why: FarewellCode, reason: string) => void} onFarewell
 * @property {(expiresAtMs: number) => void} onTokenExpiring
 */

/** @typedef {{ frame: Frame, resolve: (version: number) => void, reject: (error: CommandError) => void, cancel: () => void }} Pending */

export const BACK_OFF_MS = { least: 1_000, most: 30_000 };

// A connection that lasted shorter counts as one more failure, so that a server that closes at once is not hammered.
const STEADY_AFTER_MS = 5_000;

// Where the device says that there is no network, it is believed, but not for ever: it may be wrong.
export const OFFLINE_RETRY_MS = 30_000;

const CONNECT_MS_MAX = 10_000;
const COMMAND_MS_MAX = 10_000;
const COMMAND_AGAIN_MS = 1_000;

// Beyond, the server closes the connection.
export const FRAME_BYTES_MAX = 65_536;
const AT_ONCE_MS = 250;

// A dead link reports nothing for minutes; the clock's questions are answered, or it is dead. With a reason to doubt it,
// the answer has to come soon.
export const SILENCE_MS_MAX = 8_000;
export const DOUBT_MS = { least: 600, most: 1_500, roundTrips: 3, moreMs: 300 };

// A timer this late slept with its device, and says nothing about the link. In a hidden page, whose timers are all late,
// the second one does.
const SLEPT_MS = 2_000;

// Answers to what was only told carry this id, and are dropped.
const TOLD = "told";

/** A connection that mends itself until it is closed or bidden farewell. Confined to one thread. */
export class Connection {
  #address;
  #partyId;
  #tokens;
  #since;
  #clock;
  #world;
  #handlers;
  #probe;
  #renewal;
  /** @type {Socket | null} */
  #socket = null;
  /** @type {ConnectionState} */
  #state = "connecting";
  #attempt = 0; // rises with each try; whatever still waits for an older one gives up
  #failures = 0;
  #openedAt = 0;
  #isTimed = false;
  /** @type {Frame | null} */
  #closing = null;
  /** @type {string | null} */
  #token = null;
  /** @type {Map<string, Pending>} */
  #pending = new Map();
  #cancelRetry = () => {};
  #cancelDeadline = () => {};
  /** @type {number | null} */
  #deadlineAt = null;
  #isDoubtful = false; // a deadline came late, and nothing was heard since
  #unwatch;

  /**
   * @param {object} options
   * @param {string} options.address of the server, as https://party.example
   * @param {string} options.partyId
   * @param {Tokens} options.tokens
   * @param {() => number | null} options.since the version to resume from, or null for a snapshot
   * @param {ServerClock} options.clock is kept measured while the connection is open
   * @param {Surroundings} options.surroundings
   * @param {Handlers} options.handlers
   */
  constructor({ address, partyId, tokens, since, clock, surroundings, handlers }) {
    this.#address = address;
    this.#partyId = partyId;
    this.#tokens = tokens;
    this.#since = since;
    this.#clock = clock;
    this.#world = surroundings;
    this.#handlers = handlers;
    const { time } = surroundings;
    this.#probe = new ClockProbe({ time, clock, send: (t0) => this.#askTime(t0) });
    this.#renewal = new Renewal({
      tokens,
      time,
      serverNow: () => (clock.isKnown ? clock.serverTime(time.now()) : surroundings.wallNow()),
      onRenewed: (token) => {
        this.#token = token;
        this.tell("refresh-token", { token });
      },
      onExpiring: (expiresAtMs) => handlers.onTokenExpiring(expiresAtMs),
    });
    this.#unwatch = surroundings.watch((sign) => this.#noticed(sign));
    void this.#open();
  }

  get isOpen() {
    return this.#state === "open";
  }

  /**
   * Sends a command; resolves with the version once it is durable, rejects with a CommandError. While the link is away it
   * waits for it; sent again after a loss, it is done once.
   *
   * @param {string} type
   * @param {object} [extra]
   * @returns {Promise<number>}
   */
  command(type, extra = {}) {
    if (this.#state === "closed") {
      return Promise.reject(new CommandError("CLOSED", "The connection is closed."));
    }
    const commandId = this.#world.newId();
    const frame = { type, command_id: commandId, ...extra };
    if (new TextEncoder().encode(this.#textOf(frame)).length > FRAME_BYTES_MAX) {
      return Promise.reject(new CommandError("INVALID_COMMAND", "A command of more than 64 KiB is not taken."));
    }
    return new Promise((resolve, reject) => {
      const cancel = this.#world.time.after(COMMAND_MS_MAX, () =>
        this.#refuse(commandId, new CommandError("TIMEOUT", "The server did not answer.")),
      );
      this.#pending.set(commandId, { frame, resolve, reject, cancel });
      this.#send(frame);
    });
  }

  /**
   * Sends what nobody waits for; whether it arrives, or is refused, is all the same.
   *
   * @param {string} type
   * @param {object} [extra]
   */
  tell(type, extra = {}) {
    this.#send({ type, command_id: TOLD, ...extra });
  }

  /**
   * Asks for what was missed after a version.
   *
   * @param {number | null} since
   */
  requestSync(since) {
    this.#send(since === null ? { type: "sync-request" } : { type: "sync-request", since });
  }

  /** Something speaks against the link or the clock: an answer must come soon, or the link is dead. */
  doubt() {
    switch (this.#state) {
      case "open":
        this.#probe.burst();
        this.#expectWithin(this.#doubtMs());
        break;
      case "waiting":
      case "offline":
        this.reconnect();
        break;
      default:
    }
  }

  /** Tries again now instead of at the end of the back-off; for an open one, starts over. */
  reconnect() {
    if (this.#state !== "closed") {
      this.#failures = 0;
      this.#drop();
      void this.#open();
    }
  }

  close() {
    if (this.#state === "closed") {
      return;
    }
    this.#drop();
    this.#unwatch();
    this.#renewal.stop();
    this.#enter("closed");
    const error = new CommandError("CLOSED", "The connection is closed.");
    [...this.#pending.keys()].forEach((commandId) => this.#refuse(commandId, error));
  }

  async #open() {
    const attempt = ++this.#attempt;
    this.#enter("connecting");
    const isCurrent = () => attempt === this.#attempt;
    this.#cancelRetry = this.#world.time.after(CONNECT_MS_MAX, () => this.#lost());
    let token;
    try {
      token = await this.#tokens.get();
    } catch {
      if (isCurrent()) {
        this.#lost();
      }
      return;
    }
    if (!isCurrent()) {
      return;
    }
    if (token === null) {
      this.#bidFarewell(Farewell.TOKEN_EXPIRED, "");
      return;
    }
    this.#token = token;
    this.#closing = null;
    this.#listen(new this.#world.WebSocket(this.#url(), ["watchparty.v2", `auth.bearer.${base64Url(token)}`]));
  }

  #url() {
    const url = new URL(`/api/v1/watch-parties/${encodeURIComponent(this.#partyId)}/ws`, this.#address);
    url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
    const since = this.#since();
    if (since !== null) {
      url.searchParams.set("since", String(since));
    }
    return url.href;
  }

  /** @param {Socket} socket */
  #listen(socket) {
    this.#socket = socket;
    const isCurrent = () => socket === this.#socket;
    socket.onopen = () => isCurrent() && this.#opened();
    socket.onmessage = ({ data }) => isCurrent() && this.#heard(data);
    socket.onclose = ({ code, reason }) => isCurrent() && void this.#closed(code, reason);
    socket.onerror = () => {}; // a close follows, which says more
  }

  #opened() {
    this.#cancelRetry();
    this.#openedAt = this.#world.time.now();
    this.#isTimed = false;
    this.#isDoubtful = false;
    this.#enter("open");
    this.#probe.start();
    this.#renewal.start(/** @type {string} */ (this.#token));
    // A command whose ack was lost with the old connection goes again under its id, and is applied once.
    this.#pending.forEach(({ frame }) => this.#send(frame));
  }

  /** @param {string} data */
  #heard(data) {
    const heardAt = this.#world.time.now();
    this.#expectNothing();
    this.#isDoubtful = false;
    const frame = JSON.parse(data);
    switch (frame.type) {
      case "clock":
        this.#probe.take({ t0: frame.t0, t1: frame.t1, t2: frame.t2, t3: heardAt });
        this.#timed();
        break;
      case "ack":
        this.#settle(frame.command_id)?.resolve(frame.version);
        break;
      case "error":
        this.#refused(frame, heardAt);
        break;
      default:
        this.#closing = frame.type === "closing" ? frame : this.#closing;
        this.#handlers.onFrame(frame, heardAt);
    }
  }

  /** Until the server has told the time, the device's clock had to say when the token expires; it may be wrong. */
  #timed() {
    if (!this.#isTimed) {
      this.#isTimed = true;
      this.#renewal.start(/** @type {string} */ (this.#token));
    }
  }

  /**
   * @param {Frame} frame
   * @param {number} heardAt
   */
  #refused(frame, heardAt) {
    const { command_id: commandId, code, message, retry_after: retryAfter = null } = frame;
    const pending = this.#pending.get(commandId);
    if (pending && code === "UNAVAILABLE") {
      // Whether it was done is unknown; under the same id it is done once.
      this.#world.time.after(COMMAND_AGAIN_MS, () => this.#pending.has(commandId) && this.#send(pending.frame));
    } else if (pending) {
      this.#refuse(commandId, new CommandError(code, message, retryAfter));
    } else if (commandId !== TOLD) {
      this.#handlers.onFrame(frame, heardAt);
    }
  }

  /**
   * @param {number} code
   * @param {string} reason
   */
  async #closed(code, reason) {
    const wasOpen = this.#state === "open";
    this.#failures = this.#wasSteady() ? 0 : this.#failures;
    this.#drop();
    this.#state = "connecting"; // as good as: what comes next is decided below
    const attempt = this.#attempt;
    this.#cancelRetry = this.#world.time.after(CONNECT_MS_MAX, () => this.#lost()); // who is asked below may not answer
    const why = farewellOf(code, this.#closing);
    const isOver = why !== null && !(why === Farewell.TOKEN_EXPIRED && (await this.#hasOtherToken()));
    if (attempt !== this.#attempt) {
      return; // decided otherwise while asking
    }
    if (isOver) {
      this.#bidFarewell(why, this.#closing?.reason ?? reason);
      return;
    }
    const maySucceed = wasOpen || (await this.#handlers.onRefused());
    if (attempt !== this.#attempt) {
      return;
    }
    if (!maySucceed) {
      this.close();
      return;
    }
    const isAtOnce = this.#failures === 0 && [CLOSE.restart, CLOSE.tooSlow, CLOSE.tokenExpired].includes(code);
    this.#tryLater(isAtOnce ? this.#world.random() * AT_ONCE_MS : this.#backOffMs());
  }

  #wasSteady() {
    return this.#state === "open" && this.#world.time.now() - this.#openedAt > STEADY_AFTER_MS;
  }

  async #hasOtherToken() {
    const token = await this.#tokens.get().catch(() => null);
    return token !== null && token !== this.#token;
  }

  /** Gives up on a link that does not answer. */
  #lost() {
    this.#drop();
    this.#tryLater(this.#backOffMs());
  }

  /**
   * @param {FarewellCode} why
   * @param {string} reason
   */
  #bidFarewell(why, reason) {
    this.close();
    this.#handlers.onFarewell(why, reason);
  }

  /** 1, 2, 4 ... 30 s, less a random part so that a thousand clients do not come back in the same instant. */
  #backOffMs() {
    const wholeMs = Math.min(BACK_OFF_MS.most, BACK_OFF_MS.least * 2 ** Math.min(this.#failures, 10));
    return wholeMs * (0.5 + this.#world.random() / 2);
  }

  /** @param {number} waitMs */
  #tryLater(waitMs) {
    this.#cancelRetry();
    const isOnline = this.#world.isOnline();
    const ms = isOnline ? waitMs : Math.max(waitMs, OFFLINE_RETRY_MS);
    this.#failures++;
    this.#cancelRetry = this.#world.time.after(ms, () => void this.#open());
    this.#enter(isOnline ? "waiting" : "offline", ms);
  }

  /** @param {Sign} sign */
  #noticed(sign) {
    const isOnItsWay = this.#state === "connecting";
    if (sign === "offline" && this.#state !== "open") {
      this.#lost(); // which finds no network, and waits for one
    } else if (isOnItsWay && (sign === "online" || sign === "changed")) {
      this.reconnect(); // over the network that is there now
    } else if (sign !== "hidden") {
      this.doubt();
    }
  }

  #doubtMs() {
    const { least, most, roundTrips, moreMs } = DOUBT_MS;
    const roundTripMs = this.#clock.roundTripMs;
    return roundTripMs === null ? most : Math.min(most, Math.max(least, roundTrips * roundTripMs + moreMs));
  }

  /** @param {number} t0 */
  #askTime(t0) {
    this.#send({ type: "clock", t0 });
    this.#expectWithin(SILENCE_MS_MAX);
  }

  /** @param {number} ms */
  #expectWithin(ms) {
    const { time } = this.#world;
    const dueAt = time.now() + ms;
    if (this.#deadlineAt !== null && this.#deadlineAt <= dueAt) {
      return;
    }
    this.#expectNothing();
    this.#deadlineAt = dueAt;
    this.#cancelDeadline = time.after(ms, () => {
      this.#deadlineAt = null;
      if (time.now() - dueAt > SLEPT_MS && !this.#isDoubtful) {
        this.#isDoubtful = true;
        this.doubt();
      } else {
        this.#lostOpen();
      }
    });
  }

  /** A link that was good is made anew at once, where there is a network. */
  #lostOpen() {
    if (this.#wasSteady() && this.#world.isOnline()) {
      this.reconnect();
    } else {
      this.#lost();
    }
  }

  #expectNothing() {
    this.#cancelDeadline();
    this.#deadlineAt = null;
  }

  /** @param {Frame} frame */
  #send(frame) {
    if (this.#state === "open") {
      this.#socket?.send(this.#textOf(frame));
    }
  }

  /** @param {Frame} frame */
  #textOf(frame) {
    return JSON.stringify({ party_id: this.#partyId, timestamp: this.#world.wallNow(), ...frame });
  }

  /** @param {string} commandId */
  #settle(commandId) {
    const pending = this.#pending.get(commandId);
    pending?.cancel();
    this.#pending.delete(commandId);
    return pending;
  }

  /**
   * @param {string} commandId
   * @param {CommandError} error
   */
  #refuse(commandId, error) {
    this.#settle(commandId)?.reject(error);
  }

  /**
   * @param {ConnectionState} state
   * @param {number | null} [retryInMs]
   */
  #enter(state, retryInMs = null) {
    this.#state = state;
    this.#handlers.onState(state, retryInMs);
  }

  /** Lets go of the socket, of the tries under way, and of everything that belongs to an open link. */
  #drop() {
    this.#attempt++;
    this.#cancelRetry();
    this.#expectNothing();
    this.#probe.stop();
    this.#renewal.stop();
    const socket = this.#socket;
    this.#socket = null;
    socket?.close(1000);
  }
}

/**
 * The URL alphabet without padding, because a subprotocol may hold neither "/" nor "=".
 *
 * @param {string} text
 */
export function base64Url(text) {
  const bytes = String.fromCharCode(...new TextEncoder().encode(text));
  return btoa(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
