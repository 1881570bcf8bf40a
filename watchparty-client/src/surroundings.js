// What the library takes from the world around it. Nothing else in it reads a global of the browser, but for players.

import { systemTime } from "./time.js";

/** @import { Time } from "./time.js" */

/**
 * Something outside has happened that may have to do with the link: the network came or went or became another one, or
 * the page came into sight or went out of it.
 *
 * @typedef {"online" | "offline" | "changed" | "visible" | "hidden"} Sign
 */

/**
 * What a WebSocket must be able to do; those of browsers, of Node.js 22 and of the package "ws" are.
 *
 * @typedef {object} Socket
 * @property {(text: string) => void} send
 * @property {(code?: number) => void} close
 * @property {((event: any) => void) | null} onopen
 * @property {((event: any) => void) | null} onmessage its `data` is the text
 * @property {((event: any) => void) | null} onclose with `code` and `reason`
 * @property {((event: any) => void) | null} onerror
 */

/**
 * A line to the other tabs of the same browser.
 *
 * @typedef {object} Channel
 * @property {(message: any) => void} postMessage
 * @property {() => void} close
 * @property {((event: { data: any }) => void) | null} onmessage
 */

/**
 * Each of these can be given to a WatchpartyServer; what is not given is taken from the browser or from Node.js.
 *
 * @typedef {object} Surroundings
 * @property {new (url: string, protocols: string[]) => Socket} WebSocket
 * @property {typeof fetch} fetch
 * @property {Time} time
 * @property {() => number} wallNow milliseconds of the device's clock, which people set and which runs on during sleep
 * @property {() => number} random at least 0, less than 1
 * @property {() => string} newId unique without asking anybody
 * @property {() => boolean} isOnline
 * @property {() => boolean} isHidden whether nobody can see the page
 * @property {(listener: (sign: Sign) => void) => () => void} watch answers how to stop
 * @property {(name: string) => Channel | null} channel null where there are no other tabs
 */

/**
 * The surroundings of a browser or of Node.js, but for what is given.
 *
 * @param {Partial<Surroundings>} [given]
 * @returns {Surroundings}
 */
export function surroundingsOf(given = {}) {
  return {
    WebSocket: globalThis.WebSocket,
    fetch: (...request) => globalThis.fetch(...request),
    time: systemTime,
    wallNow: () => Date.now(),
    random: Math.random,
    newId,
    isOnline: () => globalThis.navigator?.onLine !== false,
    isHidden: () => globalThis.document?.visibilityState === "hidden",
    watch,
    channel: (name) => (typeof document === "undefined" || !globalThis.BroadcastChannel ? null : channel(name)),
    ...given,
  };
}

/** Unique is enough; crypto.randomUUID would need a secure context, many start without TLS, and Node.js 18 has no crypto. */
function newId() {
  const bytes = Uint8Array.from({ length: 12 }, () => Math.floor(Math.random() * 256));
  globalThis.crypto?.getRandomValues(bytes);
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * @param {string} name
 * @returns {Channel}
 */
function channel(name) {
  return /** @type {any} */ (new BroadcastChannel(name));
}

/**
 * @param {(sign: Sign) => void} listener
 * @returns {() => void}
 */
function watch(listener) {
  const stop = new AbortController();
  /**
   * @param {EventTarget | undefined} target
   * @param {string} type
   * @param {(event: any) => Sign | null} signOf
   */
  const listen = (target, type, signOf) =>
    target?.addEventListener?.(
      type,
      (event) => {
        const sign = signOf(event);
        if (sign !== null) {
          listener(sign);
        }
      },
      { signal: stop.signal },
    );
  const { document: page, navigator: device } = globalThis;
  if (page !== undefined) {
    listen(page, "visibilitychange", () => (page.visibilityState === "visible" ? "visible" : "hidden"));
    // Back from the memory of a browser that leaves pages and returns to them.
    listen(globalThis.window, "pageshow", ({ persisted }) => (persisted ? "visible" : null));
    listen(globalThis.window, "online", () => "online");
    listen(globalThis.window, "offline", () => "offline");
    listen(/** @type {{ connection?: EventTarget } | undefined} */ (device)?.connection, "change", () => "changed");
  }
  return () => stop.abort();
}
