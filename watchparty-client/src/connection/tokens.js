// Who we are, as a token says; where a fresh one comes from, and when one is needed.

import { RestError } from "./errors.js";

/** @import { Surroundings } from "../surroundings.js" */
/** @import { Time } from "../time.js" */

/**
 * A token as it is, or a function that answers the one to use now; null where nobody is signed in. The function is asked
 * often and should answer at once as long as its token is good; asked shortly before the end, it should get a newer one.
 *
 * @typedef {string | null | (() => string | null | Promise<string | null>)} TokenSource
 */

const RENEWED_BEFORE = { part: 0.2, mostMs: 60_000 };
const RENEWAL_TRIED_EVERY_MS = 10_000;

// By a device's clock that is weeks wrong, even a new token seems old.
const RENEWED_EVERY = { part: 0.25, mostMs: 3_600_000 };
const ASKED_AGAIN_AFTER_MS = { least: 1_000, most: 10_000 };

// Timers hold 31 bits of milliseconds, some 24 days, and act at once beyond.
const TIMER_MS_MAX = 2 ** 31 - 1;

/** Asks a source for the token of the moment. */
export class Tokens {
  /** @type {TokenSource} */
  #source;

  /** @param {TokenSource} source */
  constructor(source) {
    this.#source = source;
  }

  /** @returns {Promise<string | null>} */
  async get() {
    return (typeof this.#source === "function" ? await this.#source() : this.#source) ?? null;
  }
}

/**
 * A token that was given as it is. When half of its life is over, it is renewed by the way; the server does that for
 * guests, and one that does not is not asked again.
 */
export class KeptToken {
  /** @type {string | null} */
  #token;
  #world;
  #renew;
  /** @type {Promise<void> | null} */
  #renewing = null;
  #triedAt = -Infinity;
  #renewedAt = -Infinity;
  #isRenewable = true;

  /**
   * @param {string | null} token
   * @param {object} options
   * @param {Pick<Surroundings, "time" | "wallNow">} options.world
   * @param {() => Promise<string>} options.renew asks the server, which asks for the token in turn
   */
  constructor(token, { world, renew }) {
    this.#token = token;
    this.#world = world;
    this.#renew = renew;
  }

  /** @param {string | null} token */
  put(token) {
    this.#token = token;
    this.#isRenewable = true;
    this.#triedAt = -Infinity;
    this.#renewedAt = -Infinity;
  }

  /** @returns {Promise<string | null>} */
  async get() {
    const leftMs = this.#leftMs();
    if (this.#renewing === null && this.#isDue(leftMs)) {
      const renewing = this.#renewNow().finally(() => (this.#renewing = null));
      this.#renewing = renewing;
      if (leftMs <= RENEWED_BEFORE.mostMs) {
        await renewing;
      }
    }
    return this.#token;
  }

  /** @param {number} leftMs */
  #isDue(leftMs) {
    const now = this.#world.time.now();
    const lifeMs = this.#lifeMs();
    const isTriedLately = now - this.#triedAt < RENEWAL_TRIED_EVERY_MS;
    const isNew = now - this.#renewedAt < Math.min(RENEWED_EVERY.mostMs, lifeMs * RENEWED_EVERY.part);
    return this.#isRenewable && !isTriedLately && !isNew && leftMs < lifeMs / 2;
  }

  async #renewNow() {
    const old = this.#token;
    this.#triedAt = this.#world.time.now();
    try {
      const fresh = await this.#renew();
      if (this.#token === old) {
        this.#token = fresh;
        this.#renewedAt = this.#world.time.now();
      }
    } catch (refusal) {
      this.#isRenewable = !(refusal instanceof RestError) || ![401, 403, 404].includes(refusal.status);
    }
  }

  /** Infinite where the token does not say when it ends. */
  #leftMs() {
    const expiresAtMs = this.#token === null ? null : expiryOf(this.#token);
    return expiresAtMs === null ? Infinity : expiresAtMs - this.#world.wallNow();
  }

  #lifeMs() {
    const { exp, iat } = claimsOf(this.#token ?? "");
    return Number.isFinite(exp) && Number.isFinite(iat) ? (exp - iat) * 1000 : 2 * RENEWED_BEFORE.mostMs;
  }
}

/** Keeps the token of one open connection fresh. Times are the server's. */
export class Renewal {
  #tokens;
  #time;
  #serverNow;
  #onRenewed;
  #onExpiring;
  /** @type {string | null} */
  #token = null;
  #isTold = false;
  #cancel = () => {};

  /**
   * @param {object} options
   * @param {Tokens} options.tokens
   * @param {Time} options.time
   * @param {() => number} options.serverNow
   * @param {(token: string) => void} options.onRenewed there is a newer one to be told
   * @param {(expiresAtMs: number) => void} options.onExpiring there is none, and the end is near; said once for a token
   */
  constructor({ tokens, time, serverNow, onRenewed, onExpiring }) {
    this.#tokens = tokens;
    this.#time = time;
    this.#serverNow = serverNow;
    this.#onRenewed = onRenewed;
    this.#onExpiring = onExpiring;
  }

  /**
   * Looks after a token that has just been used.
   *
   * @param {string} token
   */
  start(token) {
    this.#isTold = this.#isTold && token === this.#token;
    this.#token = token;
    const expiresAtMs = expiryOf(token);
    this.#cancel();
    if (expiresAtMs !== null) {
      const leftMs = expiresAtMs - this.#serverNow();
      this.#later(leftMs - Math.min(RENEWED_BEFORE.mostMs, leftMs * RENEWED_BEFORE.part), expiresAtMs);
    }
  }

  stop() {
    this.#cancel();
  }

  /**
   * @param {number} ms
   * @param {number} expiresAtMs
   */
  #later(ms, expiresAtMs) {
    const isFar = ms > TIMER_MS_MAX;
    this.#cancel = this.#time.after(Math.max(0, Math.min(ms, TIMER_MS_MAX)), () =>
      isFar ? this.#later(ms - TIMER_MS_MAX, expiresAtMs) : void this.#renew(expiresAtMs),
    );
  }

  /** @param {number} expiresAtMs */
  async #renew(expiresAtMs) {
    const old = this.#token;
    let isStopped = false;
    this.#cancel = () => (isStopped = true);
    const fresh = await this.#tokens.get().catch(() => null);
    if (isStopped) {
      return;
    }
    if (fresh !== null && fresh !== old) {
      this.#onRenewed(fresh);
      this.start(fresh);
      return;
    }
    if (!this.#isTold) {
      this.#isTold = true;
      this.#onExpiring(expiresAtMs);
    }
    const leftMs = expiresAtMs - this.#serverNow();
    if (leftMs > 0) {
      const { least, most } = ASKED_AGAIN_AFTER_MS;
      this.#later(Math.min(most, Math.max(least, leftMs / 4)), expiresAtMs);
    }
  }
}

/**
 * When a JWT expires, as Unix milliseconds; null where it does not say.
 *
 * @param {string} token
 * @returns {number | null}
 */
export function expiryOf(token) {
  const { exp } = claimsOf(token);
  return Number.isFinite(exp) ? exp * 1000 : null;
}

/**
 * Whom a JWT speaks for; null where it does not say.
 *
 * @param {string} token
 * @returns {string | null}
 */
export function subjectOf(token) {
  const { sub } = claimsOf(token);
  return typeof sub === "string" ? sub : null;
}

/**
 * What a JWT claims, unproven; nothing where it cannot be read, which is not for us to judge.
 *
 * @param {string} token
 * @returns {Record<string, any>}
 */
function claimsOf(token) {
  try {
    return JSON.parse(atob(token.split(".")[1].replaceAll("-", "+").replaceAll("_", "/")));
  } catch {
    return {};
  }
}
