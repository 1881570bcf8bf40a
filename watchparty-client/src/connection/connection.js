// One party's WebSocket: opens it, keeps it open, resumes where it broke off, and answers commands with promises.

const BACK_OFF_MS = { least: 1_000, most: 30_000 };

// A connection that lasted shorter counts as one more failure, so that a server that closes at once is not hammered.
const STEADY_AFTER_MS = 5_000;

const COMMAND_TIMEOUT_MS = 10_000;
const CLOCK_BURST = 10;
const CLOCK_BURST_GAP_MS = 60;
const CLOCK_EVERY_MS = 10_000;
const CLOCK_REPEAT = 3;
const SILENCE_MS_MAX = 25_000;

// Answers to what was only told carry this id, and are dropped.
const TOLD = "told";

const CLOSE = { tokenExpired: 4001, kicked: 4003, partyEnded: 4004, tooSlow: 4008, restart: 1012 };

/** Why a connection will not come back by itself. */
export const Farewell = {
  TOKEN_EXPIRED: "token-expired",
  KICKED: "kicked",
  BANNED: "banned",
  ERASED: "erased",
  PARTY_ENDED: "party-ended",
  NOT_IN_IT: "not-in-it",
  OTHER: "other",
};

/** A command the server refused, or did not answer in time. */
export class CommandError extends Error {
  constructor(code, message, retryAfterSeconds = null) {
    super(message);
    this.name = "CommandError";
    Object.assign(this, { code, retryAfterSeconds });
  }
}

/**
 * A connection that mends itself until it is closed or bidden farewell. Confined to the page's thread.
 *
 * Handlers: onFrame(frame) for everything but acks and clocks; onClock({t0, t1, t2, t3}); onState("connecting" |
 * "open" | "waiting", retryInMs?); onFarewell(why, reason); onRefused(), when the server did not let the socket in: a
 * browser hides the reason, so the handler finds it out over REST and answers whether another try makes sense.
 * `since()` answers the version to resume from, or null for a snapshot.
 */
export class Connection {
  #partyId;
  #token;
  #since;
  #handlers;
  #socket = null;
  #isClosed = false;
  #failures = 0;
  #retryTimer = null;
  #clockTimer = null;
  #clocksSent = 0;
  #openedAt = 0;
  #lastHeardAt = 0;
  #closing = null;
  #pending = new Map();

  constructor({ partyId, token, since, ...handlers }) {
    this.#partyId = partyId;
    this.#token = token;
    this.#since = since;
    this.#handlers = handlers;
    this.#open();
  }

  get isOpen() {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  /** Sends a command; resolves with the version once it is durable, rejects with a CommandError. */
  command(type, extra = {}) {
    const commandId = newCommandId();
    const frame = { type, command_id: commandId, ...extra };
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => this.#settle(commandId, (command) =>
          command.reject(new CommandError("TIMEOUT", "The server did not answer. Please try again."))),
        COMMAND_TIMEOUT_MS);
      this.#pending.set(commandId, { frame, resolve, reject, timer });
      this.#send(frame);
    });
  }

  /** Sends what nobody waits for; whether it arrives, or is refused, is all the same. */
  tell(type, extra = {}) {
    this.#send({ type, command_id: TOLD, ...extra });
  }

  /** Asks for what was missed after a version. */
  requestSync(since) {
    this.#send(since === null ? { type: "sync-request" } : { type: "sync-request", since });
  }

  /** Measures the clock anew: after a wake-up the old offset may be off. */
  measureClock() {
    this.#clocksSent = 0;
    this.#nextClock();
  }

  /** Tries again now instead of at the end of the back-off; for an open one, starts over. */
  reconnect() {
    this.#failures = 0;
    this.#drop();
    this.#open();
  }

  close() {
    this.#isClosed = true;
    this.#drop();
    this.#rejectAll("The connection is closed.");
  }

  #open() {
    clearTimeout(this.#retryTimer);
    const url = new URL(`/api/v1/watch-parties/${this.#partyId}/ws`, location.href);
    url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
    const since = this.#since();
    if (since !== null) {
      url.searchParams.set("since", since);
    }
    this.#handlers.onState("connecting");
    const socket = new WebSocket(url, ["watchparty.v2", `auth.bearer.${base64Url(this.#token())}`]);
    let wasOpen = false;
    this.#socket = socket;
    this.#closing = null;
    socket.onopen = () => {
      wasOpen = true;
      this.#opened();
    };
    socket.onmessage = ({ data }) => this.#heard(data);
    socket.onclose = ({ code, reason }) => {
      if (socket === this.#socket) {
        this.#closed(code, reason, wasOpen);
      }
    };
  }

  #opened() {
    this.#openedAt = performance.now();
    this.#lastHeardAt = this.#openedAt;
    this.#handlers.onState("open");
    this.measureClock();
    // A command whose ack was lost with the old connection goes again under its id, and is applied once.
    this.#pending.forEach(({ frame }) => this.#send(frame));
  }

  #heard(data) {
    const t3 = performance.now();
    this.#lastHeardAt = t3;
    const frame = JSON.parse(data);
    if (frame.type === "clock") {
      this.#handlers.onClock({ t0: frame.t0, t1: frame.t1, t2: frame.t2, t3 });
    } else if (frame.type === "ack") {
      this.#settle(frame.command_id, (command) => command.resolve(frame.version));
    } else if (frame.type === "error" && this.#pending.has(frame.command_id)) {
      this.#settle(frame.command_id, (command) =>
        command.reject(new CommandError(frame.code, frame.message, frame.retry_after ?? null)));
    } else if (frame.type !== "error" || frame.command_id !== TOLD) {
      if (frame.type === "closing") {
        this.#closing = frame;
      }
      this.#handlers.onFrame(frame, t3);
    }
  }

  async #closed(code, reason, wasOpen) {
    this.#socket = null;
    clearTimeout(this.#clockTimer);
    if (wasOpen && performance.now() - this.#openedAt > STEADY_AFTER_MS) {
      this.#failures = 0;
    }
    if (this.#isClosed) {
      return;
    }
    const why = farewellOf(code, this.#closing);
    if (why !== null) {
      this.#bidFarewell(why, this.#closing?.reason ?? reason);
      return;
    }
    if (!wasOpen && !(await this.#handlers.onRefused())) {
      this.close();
      return;
    }
    if (this.#isClosed || this.#socket !== null) {
      return; // decided otherwise while asking
    }
    const isAtOnce = this.#failures === 0 && (code === CLOSE.restart || code === CLOSE.tooSlow);
    this.#retryIn(isAtOnce ? Math.random() * 250 : this.#backOffMs());
    this.#failures++;
  }

  #bidFarewell(why, reason) {
    this.close();
    this.#handlers.onFarewell(why, reason);
  }

  /** 1, 2, 4 ... 30 s, less a random part so that a thousand clients do not come back in the same instant. */
  #backOffMs() {
    const wholeMs = Math.min(BACK_OFF_MS.most, BACK_OFF_MS.least * 2 ** Math.min(this.#failures, 10));
    return wholeMs * (0.5 + Math.random() / 2);
  }

  #retryIn(waitMs) {
    this.#handlers.onState("waiting", waitMs);
    this.#retryTimer = setTimeout(() => this.#open(), waitMs);
  }

  #nextClock() {
    clearTimeout(this.#clockTimer);
    if (!this.isOpen) {
      return;
    }
    if (performance.now() - this.#lastHeardAt > SILENCE_MS_MAX) {
      this.reconnect(); // a dead link reports nothing for minutes; three unanswered clocks say enough
      return;
    }
    this.#send({ type: "clock", t0: performance.now() });
    this.#clocksSent++;
    // At first a burst; then now and again a few, as one alone may have met a queue.
    const isResting = this.#clocksSent >= CLOCK_BURST && (this.#clocksSent - CLOCK_BURST) % CLOCK_REPEAT === 0;
    this.#clockTimer = setTimeout(() => this.#nextClock(), isResting ? CLOCK_EVERY_MS : CLOCK_BURST_GAP_MS);
  }

  #send(frame) {
    if (this.isOpen) {
      this.#socket.send(JSON.stringify({ party_id: this.#partyId, timestamp: Date.now(), ...frame }));
    }
  }

  #settle(commandId, how) {
    const command = this.#pending.get(commandId);
    if (command) {
      clearTimeout(command.timer);
      this.#pending.delete(commandId);
      how(command);
    }
  }

  #rejectAll(message) {
    [...this.#pending.keys()].forEach((commandId) =>
      this.#settle(commandId, (command) => command.reject(new CommandError("CLOSED", message))));
  }

  #drop() {
    clearTimeout(this.#retryTimer);
    clearTimeout(this.#clockTimer);
    const socket = this.#socket;
    this.#socket = null;
    socket?.close(1000);
  }
}

function farewellOf(code, closing) {
  switch (code) {
    case CLOSE.tokenExpired:
      return Farewell.TOKEN_EXPIRED;
    case CLOSE.kicked:
      return farewellFor(closing?.reason, Farewell.KICKED);
    case CLOSE.partyEnded:
      return Farewell.PARTY_ENDED;
    default:
      return closing?.reconnect === false ? farewellFor(closing.reason, Farewell.OTHER) : null;
  }
}

/** Leaving in another tab closes this one's connection with an ordinary code. */
function farewellFor(reason, otherwise) {
  switch (reason) {
    case "left":
      return Farewell.NOT_IN_IT;
    case "kicked":
      return Farewell.KICKED;
    case "banned":
      return Farewell.BANNED;
    case "erased":
      return Farewell.ERASED;
    default:
      return otherwise;
  }
}

/** The URL alphabet without padding, because a subprotocol may hold neither "/" nor "=". */
export function base64Url(text) {
  const bytes = String.fromCharCode(...new TextEncoder().encode(text));
  return btoa(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** Random enough to be unique in a party; crypto.randomUUID would need a secure context, and many start without TLS. */
function newCommandId() {
  return [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
