// What the server sends and takes, as docs/protocol.md tells; names are those on the wire.

/**
 * An item of a playlist.
 *
 * @typedef {object} Item
 * @property {string} id
 * @property {string} title
 * @property {string} url
 * @property {"mp4" | "webm" | "audio" | "hls" | "dash" | "youtube" | string} kind
 * @property {number} [duration_ms]
 */

export {};
