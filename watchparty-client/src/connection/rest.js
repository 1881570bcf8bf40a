// REST calls in the server's envelope.

import { RestError } from "./errors.js";

/** @import { Surroundings } from "../surroundings.js" */
/** @import { Tokens } from "./tokens.js" */

/** Calls the server; every call rejects with a RestError if it is refused or not answered. */
export class Rest {
  #address;
  #tokens;
  #fetch;

  /**
   * @param {object} options
   * @param {string} options.address of the server
   * @param {Tokens} options.tokens asked before each call
   * @param {Pick<Surroundings, "fetch">} options.surroundings
   */
  constructor({ address, tokens, surroundings }) {
    this.#address = address;
    this.#tokens = tokens;
    this.#fetch = surroundings.fetch;
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
    const response = await this.#ask(`/api/v1${path}`, {
      method,
      headers: {
        Accept: "application/json",
        ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      },
      body: body && JSON.stringify(body),
    });
    const envelope = await response.json().catch(() => ({}));
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
    try {
      return await this.#fetch(new URL(path, this.#address).href, request);
    } catch {
      throw new RestError(0, "UNREACHABLE", "The server does not answer.");
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
 * @param {Response} response
 * @param {any} envelope
 */
function refusal(response, envelope) {
  const error = envelope.error ?? {};
  const seconds = Number(envelope.retry_after ?? response.headers.get("Retry-After")) || null;
  const message = error.message ?? `The server answered ${response.status}.`;
  return new RestError(response.status, error.code ?? "INTERNAL_ERROR", message, seconds);
}
