// REST calls in the server's envelope.

import { RestError } from "./errors.js";

/** @import { Surroundings } from "../surroundings.js" */
/** @import { Tokens } from "./tokens.js" */

// A server or a network that is silent for so long does not answer; browsers would wait for minutes, or for ever.
export const ANSWERED_MS_MAX = 30_000;

/** Calls the server; every call rejects with a RestError if it is refused or not answered. */
export class Rest {
  #address;
  #tokens;
  #fetch;
  #time;

  /**
   * @param {object} options
   * @param {string} options.address of the server
   * @param {Tokens} options.tokens asked before each call
   * @param {Pick<Surroundings, "fetch" | "time">} options.surroundings
   */
  constructor({ address, tokens, surroundings }) {
    this.#address = address;
    this.#tokens = tokens;
    this.#fetch = surroundings.fetch;
    this.#time = surroundings.time;
  }

  /**
   * @param {string} path below /api/v1
   * @param {Query} [query] what is undefined or null is left out
   * @returns {Promise<any>}
   */
  get(path, query = {}) {
    const search = searchOf(query);
    return this.#call("GET", search === "" ? path : `${path}${path.includes("?") ? "&" : "?"}${search}`);
  }

  /**
   * @param {string} path
   * @param {object} [body]
   * @returns {Promise<any>}
   */
  post(path, body = {}) {
    return this.#call("POST", path, body);
  }

  /**
   * @param {string} path
   * @param {object} body
   * @returns {Promise<any>}
   */
  patch(path, body) {
    return this.#call("PATCH", path, body);
  }

  /**
   * @param {string} path
   * @returns {Promise<any>}
   */
  delete(path) {
    return this.#call("DELETE", path);
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {object} [body]
   */
  async #call(method, path, body) {
    const token = await this.#tokens.get();
    const { response, envelope } = await this.#ask(`/api/v1${path}`, {
      method,
      headers: {
        Accept: "application/json",
        ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      },
      body: body && JSON.stringify(body),
    });
    if (!response.ok || envelope.success !== true) {
      throw refusal(response, envelope);
    }
    return envelope.data;
  }

  /**
   * @param {string} path
   * @param {RequestInit} request
   */
  async #ask(path, request) {
    const over = new AbortController();
    const cancel = this.#time.after(ANSWERED_MS_MAX, () => over.abort());
    try {
      const response = await this.#fetch(new URL(path, this.#address).href, { ...request, signal: over.signal });
      return { response, envelope: await envelopeOf(response, over.signal) };
    } catch {
      throw new RestError(0, "UNREACHABLE", "The server does not answer.");
    } finally {
      cancel();
    }
  }
}

/** @typedef {Record<string, string | number | boolean | null | undefined>} Query */

/** @param {Query} query */
function searchOf(query) {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null);
  return new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
}

/**
 * What is no JSON is no envelope, but tells its status all the same.
 *
 * @param {Response} response
 * @param {AbortSignal} signal
 * @returns {Promise<any>}
 */
function envelopeOf(response, signal) {
  return response.json().catch((/** @type {unknown} */ broken) => {
    if (signal.aborted) {
      throw broken;
    }
    return {};
  });
}

/**
 * @param {Response} response
 * @param {any} envelope
 */
function refusal(response, envelope) {
  const error = envelope.error ?? {};
  const seconds = Number(envelope.retry_after ?? response.headers.get("Retry-After")) || null;
  const message = error.message ?? `The server answered ${response.status}.`;
  return new RestError(response.status, error.code ?? "INTERNAL_ERROR", message, seconds);
}
