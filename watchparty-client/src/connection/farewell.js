// Why a connection is closed, and whether it comes back by itself.

/** @import { Frame } from "../protocol.js" */

/** @typedef {"token-expired" | "kicked" | "banned" | "erased" | "party-ended" | "not-in-it" | "other"} FarewellCode */

/**
 * Why a connection will not come back by itself.
 *
 * @satisfies {Record<string, FarewellCode>}
 */
export const Farewell = /** @type {const} */ ({
  TOKEN_EXPIRED: "token-expired",
  KICKED: "kicked",
  BANNED: "banned",
  ERASED: "erased",
  PARTY_ENDED: "party-ended",
  NOT_IN_IT: "not-in-it",
  OTHER: "other",
});

/** The close codes that mean something to us. */
export const CLOSE = { restart: 1012, tokenExpired: 4001, outOfIt: 4003, partyEnded: 4004, tooSlow: 4008 };

/**
 * What a close means, or null where the connection may come back.
 *
 * @param {number} code
 * @param {Frame | null} closing the last frame before, if it said so
 * @returns {FarewellCode | null}
 */
export function farewellOf(code, closing) {
  switch (code) {
    case CLOSE.tokenExpired:
      return Farewell.TOKEN_EXPIRED;
    case CLOSE.outOfIt:
      return farewellFor(closing?.reason, Farewell.KICKED);
    case CLOSE.partyEnded:
      return Farewell.PARTY_ENDED;
    default:
      return closing?.reconnect === false ? farewellFor(closing.reason, Farewell.OTHER) : null;
  }
}

/**
 * Leaving in another tab closes this one's connection with an ordinary code.
 *
 * @param {string | undefined} reason
 * @param {FarewellCode} otherwise
 * @returns {FarewellCode}
 */
function farewellFor(reason, otherwise) {
  switch (reason) {
    case "left":
    case "not_participating":
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
