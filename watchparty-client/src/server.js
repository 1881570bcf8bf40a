// A Watchparty server, as a client sees it: who signs in, which parties there are, and the way into one.

import { Announcements } from "./announcements.js";
import { Rest } from "./connection/rest.js";
import { KeptToken, subjectOf, Tokens } from "./connection/tokens.js";
import { Party } from "./party/party.js";
import { canPlay, createPlayer } from "./player/choose.js";
import { surroundingsOf } from "./surroundings.js";
import { SyncEngine } from "./sync/engine.js";

/** @import { TokenSource } from "./connection/tokens.js" */
/** @import { ScreenMakers } from "./party/screen.js" */
/** @import { Analytics, Friends, Friendship, HostStatistics, Item, Message, Moment, NewItem, ParticipantJson, PastParties, Playlist, Preset, PublicUser, Series, Visibility, WatchParty } from "./protocol.js" */
/** @import { Surroundings } from "./surroundings.js" */
/** @import { Player } from "./player/player.js" */
/** @import { ServerClock } from "./sync/clock.js" */
/** @import { Time } from "./time.js" */

/**
 * @typedef {object} SignedIn
 * @property {string} token
 * @property {string} expires_at
 * @property {PublicUser} user
 */

/**
 * What a server tells, by type.
 *
 * @typedef {object} ServerEvents
 * @property {SignedIn} token there is another token to be kept: somebody signed in as a guest, or a guest's was renewed
 */

/**
 * @typedef {object} NewParty
 * @property {string} title 1 to 200 characters
 * @property {NewItem[]} [items] what to watch
 * @property {string} [playlistId] or a playlist that is there already
 * @property {Visibility} [visibility]
 * @property {string} [password]
 * @property {number} [maxParticipants]
 * @property {Preset} [policy] who may do what
 */

/**
 * Where players come from.
 *
 * @typedef {object} Players
 * @property {(item: Item) => boolean} canPlay
 * @property {(item: Item, how: { stage: any, time: Time }) => Player} createPlayer mounted in the stage until it is closed
 */

/**
 * @typedef {object} ServerOptions
 * @property {string} [address] as https://party.example; in a page without one, the server that the page came from
 * @property {Players} [players] those of this library, if not one's own
 * @property {TokenSource} [token] a guest's token that is given as it is, is renewed by itself; see the event "token"
 */

/** A server. Calls reject with a RestError; what they answer has the names that docs/protocol.md gives it. */
export class WatchpartyServer {
  /** @type {Rest} any other call of the protocol */
  rest;

  #address;
  #players;
  #tokens;
  /** @type {KeptToken | null} null where the token comes from elsewhere */
  #kept;
  #world;
  #announcements = /** @type {Announcements<ServerEvents>} */ (new Announcements());

  /** @param {ServerOptions & Partial<Surroundings>} [options] */
  constructor({ address, token = null, players = { canPlay, createPlayer }, ...surroundings } = {}) {
    this.#players = players;
    this.#address = address ?? globalThis.location.origin;
    this.#world = surroundingsOf(surroundings);
    this.#kept =
      typeof token === "function" ? null : new KeptToken(token, { world: this.#world, renew: () => this.#renew() });
    this.#tokens = new Tokens(this.#kept ? () => /** @type {KeptToken} */ (this.#kept).get() : token);
    this.rest = new Rest({ address: this.#address, tokens: this.#tokens, surroundings: this.#world });
  }

  /**
   * Hears of something; see ServerEvents.
   *
   * @template {keyof ServerEvents} Type
   * @param {Type} type
   * @param {(told: ServerEvents[Type]) => void} listener
   * @returns {() => void} how to stop
   */
  on(type, listener) {
    return this.#announcements.on(type, listener);
  }

  // ---- who we are

  /**
   * @param {string} displayName 1 to 50 characters
   * @returns {Promise<SignedIn>}
   */
  async signInAsGuest(displayName) {
    if (this.#kept === null) {
      throw new TypeError("where a function answers the token, nobody can sign in as a guest");
    }
    /** @type {SignedIn} */
    const signedIn = await this.rest.post("/auth/guest", { display_name: displayName });
    this.#kept.put(signedIn.token);
    this.#announcements.tell("token", signedIn);
    return signedIn;
  }

  /** Forgets the token. */
  signOut() {
    this.#kept?.put(null);
  }

  /** @returns {Promise<PublicUser>} */
  async me() {
    return (await this.rest.get("/auth/me")).user;
  }

  // ---- into a party

  /**
   * Joins a party by its invite code, or comes back to it.
   *
   * @param {string} code
   * @param {{ password?: string }} [options]
   * @returns {Promise<Party>}
   */
  async join(code, { password } = {}) {
    const body = password === undefined ? {} : { password };
    /** @type {{ party: WatchParty, invite_url: string }} */
    const joined = await this.rest.post(`/watch-parties/${encodeURIComponent(code)}/join`, body);
    return this.#follow(joined.party, joined.invite_url);
  }

  /**
   * Makes a party and enters it.
   *
   * @param {NewParty} asked
   * @returns {Promise<Party>}
   */
  async create({ title, items, playlistId, visibility, password, maxParticipants, policy }) {
    const playlist =
      items && items.length > 0 ? await this.createPlaylist({ title: items[0].title, items }) : { id: playlistId };
    /** @type {{ party: WatchParty, invite_code: string, invite_url: string }} */
    const created = await this.rest.post("/watch-parties", {
      title,
      playlist_id: playlist.id,
      visibility,
      password,
      max_participants: maxParticipants,
    });
    if (policy !== undefined) {
      await this.rest.patch(`/watch-parties/${created.party.id}/settings`, { policy });
    }
    return this.#follow({ ...created.party, invite_code: created.invite_code }, created.invite_url);
  }

  // ---- looking around

  /**
   * @param {string} idOrCode
   * @returns {Promise<WatchParty>}
   */
  party(idOrCode) {
    return this.rest.get(`/watch-parties/${encodeURIComponent(idOrCode)}`);
  }

  /**
   * @param {{ q?: string, limit?: number, offset?: number }} [query] `q` is a part of the title
   * @returns {Promise<{ parties: WatchParty[], total_count: number, limit: number, offset: number }>}
   */
  publicParties(query = {}) {
    return this.rest.get("/watch-parties/public", query);
  }

  /**
   * @param {{ limit?: number }} [query]
   * @returns {Promise<WatchParty[]>} most people first
   */
  async trendingParties(query = {}) {
    return (await this.rest.get("/watch-parties/trending", query)).parties;
  }

  /**
   * @param {{ page?: number, limit?: number }} [query]
   * @returns {Promise<PastParties>}
   */
  pastParties(query = {}) {
    return this.rest.get("/watch-parties/history", query);
  }

  /**
   * @param {string} partyId
   * @returns {Promise<ParticipantJson[]>} everybody who is in it, first joined first
   */
  async participants(partyId) {
    return (await this.rest.get(`/watch-parties/${partyId}/participants`)).participants;
  }

  /**
   * Where in its films people talked and reacted; for those who are in it, and whoever may see its analytics.
   *
   * @param {string} partyId
   * @returns {Promise<Moment[]>}
   */
  async moments(partyId) {
    return (await this.rest.get(`/watch-parties/${partyId}/moments`)).moments;
  }

  /**
   * @param {string} partyId
   * @param {{ before?: number, limit?: number }} [query] `before` is the version of a message
   * @returns {Promise<Message[]>} the oldest first
   */
  async messages(partyId, query = {}) {
    return (await this.rest.get(`/watch-parties/${partyId}/messages`, query)).messages;
  }

  /**
   * @param {string} partyId
   * @returns {Promise<Analytics>}
   */
  analytics(partyId) {
    return this.rest.get(`/watch-parties/${partyId}/analytics`);
  }

  /**
   * @param {string} partyId
   * @returns {Promise<Series>}
   */
  series(partyId) {
    return this.rest.get(`/watch-parties/${partyId}/analytics/series`);
  }

  /**
   * @param {string} userId only one's own
   * @returns {Promise<HostStatistics>}
   */
  hostStatistics(userId) {
    return this.rest.get(`/users/${userId}/watch-party-stats`);
  }

  // ---- for programs that keep no connection

  /**
   * Any command of the protocol to a party we are in; a `command_id` of one's own makes repeating it harmless.
   *
   * @param {string} partyId
   * @param {string} type
   * @param {object} [extra]
   * @returns {Promise<number>} the party's version
   */
  async command(partyId, type, extra = {}) {
    return (await this.rest.post(`/watch-parties/${partyId}/commands`, { type, ...extra })).version;
  }

  // ---- playlists

  /** @returns {Promise<Playlist[]>} our own */
  async playlists() {
    return (await this.rest.get("/playlists")).playlists;
  }

  /**
   * @param {string} playlistId
   * @returns {Promise<Playlist>}
   */
  playlist(playlistId) {
    return this.rest.get(`/playlists/${playlistId}`);
  }

  /**
   * @param {{ title: string, items: NewItem[], visibility?: "public" | "private" }} asked
   * @returns {Promise<Playlist>}
   */
  createPlaylist({ title, items, visibility = "private" }) {
    return this.rest.post("/playlists", { title, visibility, items });
  }

  /**
   * @param {string} playlistId
   * @param {{ title?: string, visibility?: "public" | "private", items?: (NewItem | Item)[] }} patch what is absent stays
   * @returns {Promise<Playlist>}
   */
  changePlaylist(playlistId, patch) {
    return this.rest.patch(`/playlists/${playlistId}`, patch);
  }

  /** @param {string} playlistId */
  async deletePlaylist(playlistId) {
    await this.rest.delete(`/playlists/${playlistId}`);
  }

  // ---- friends

  /** @returns {Promise<Friends>} */
  friends() {
    return this.rest.get("/friends");
  }

  /**
   * Asks somebody to be friends, or says yes to somebody who asked.
   *
   * @param {{ user_id: string } | { username: string }} who
   * @returns {Promise<Friendship>}
   */
  askFriend(who) {
    return this.rest.post("/friends", who);
  }

  /**
   * @param {string} userId
   * @returns {Promise<Friendship>}
   */
  acceptFriend(userId) {
    return this.rest.post(`/friends/${userId}/accept`);
  }

  /** @param {string} userId */
  async declineFriend(userId) {
    await this.rest.post(`/friends/${userId}/decline`);
  }

  /** @param {string} userId a friend, or somebody asked */
  async removeFriend(userId) {
    await this.rest.delete(`/friends/${userId}`);
  }

  // ---- our own data

  /** @returns {Promise<object>} all that is kept of us */
  exportData() {
    return this.rest.get("/users/me/export");
  }

  /** Erases all that is kept of us, and forgets the token. */
  async erase() {
    await this.rest.delete("/users/me");
    this.signOut();
  }

  /**
   * @param {WatchParty} party
   * @param {string} inviteUrl
   */
  async #follow(party, inviteUrl) {
    if (this.#world.WebSocket === undefined) {
      throw new TypeError("there is no WebSocket here: give the server one, as that of the package ws");
    }
    return new Party({
      party,
      inviteUrl,
      userId: await this.#userId(),
      address: this.#address,
      rest: this.rest,
      tokens: this.#tokens,
      surroundings: this.#world,
      screen: (clock) => this.#screenMakers(clock),
    });
  }

  async #userId() {
    const token = await this.#tokens.get();
    return (token && subjectOf(token)) ?? (await this.me()).id;
  }

  /**
   * @param {ServerClock} clock
   * @returns {ScreenMakers}
   */
  #screenMakers(clock) {
    const { time } = this.#world;
    return {
      canPlay: (item) => this.#players.canPlay(item),
      createPlayer: (item, stage) => this.#players.createPlayer(item, { stage, time }),
      createEngine: (player, onChange) => new SyncEngine({ time, clock, player, onChange }),
    };
  }

  /** @returns {Promise<string>} */
  async #renew() {
    /** @type {SignedIn} */
    const renewed = await this.rest.post("/auth/renew");
    this.#announcements.tell("token", renewed);
    return renewed.token;
  }
}
