// Everything that can be asked of a party over its connection, by name.

/** @import { Loop, NewItem, Role } from "../protocol.js" */

/**
 * The commands of docs/protocol.md. Each resolves with the party's version once it is durable, and rejects with a
 * CommandError. Positions are milliseconds of the film; people and items are named by their ids.
 */
export class Commands {
  #send;

  /** @param {(type: string, extra?: object) => Promise<number>} send */
  constructor(send) {
    this.#send = send;
  }

  /**
   * Any command of the protocol, with its fields as they go over the wire.
   *
   * @param {string} type
   * @param {object} [extra]
   */
  command(type, extra = {}) {
    return this.#send(type, extra);
  }

  /** @param {number} [positionMs] where the film is to start; without it, where the party stands */
  play(positionMs) {
    return this.#send("play", positionMs === undefined ? {} : { position: secondsOf(positionMs) });
  }

  /** @param {number} [positionMs] where the film is to stop; without it, where the party stands */
  pause(positionMs) {
    return this.#send("pause", positionMs === undefined ? {} : { position: secondsOf(positionMs) });
  }

  /** @param {number} positionMs what is below 0 is 0 */
  seek(positionMs) {
    return this.#send("seek", { position: secondsOf(positionMs) });
  }

  /** @param {string} [clipId] without it, the next */
  skip(clipId) {
    return this.#send("skip", clipId === undefined ? {} : { clip_id: clipId });
  }

  /** @param {number} rate 0.25 to 4 */
  setRate(rate) {
    return this.#send("rate", { rate });
  }

  /** @param {string} message */
  say(message) {
    return this.#send("chat", { message });
  }

  /**
   * @param {string} emoji one character as people see it
   * @param {number} [positionMs] what it is about; without it, where the party stands
   */
  react(emoji, positionMs) {
    const about = positionMs === undefined ? {} : { video_timestamp: secondsOf(positionMs) };
    return this.#send("reaction", { emoji, ...about });
  }

  /** @param {string} messageId */
  deleteMessage(messageId) {
    return this.#send("delete-message", { message_id: messageId });
  }

  /**
   * @param {string} userId
   * @param {Exclude<Role, "host">} role
   */
  setRole(userId, role) {
    return this.#send("role", { user_id: userId, role });
  }

  /** @param {string} userId */
  transferHost(userId) {
    return this.#send("transfer-host", { user_id: userId });
  }

  /** @param {string} userId who may come back with the code */
  kick(userId) {
    return this.#send("kick", { user_id: userId });
  }

  /** @param {string} userId who may not come back until unbanned */
  ban(userId) {
    return this.#send("kick", { user_id: userId, ban: true });
  }

  /** @param {string} userId */
  unban(userId) {
    return this.#send("unban", { user_id: userId });
  }

  /** @param {string} userId */
  mute(userId) {
    return this.#send("mute", { user_id: userId });
  }

  /** @param {string} userId */
  unmute(userId) {
    return this.#send("unmute", { user_id: userId });
  }

  /**
   * @param {NewItem[]} items 1 to 50
   * @param {{ isNext?: boolean }} [options] directly after the current item instead of at the end
   */
  addToQueue(items, { isNext = false } = {}) {
    return this.#send("queue-add", { items, ...(isNext ? { next: true } : {}) });
  }

  /** @param {string} clipId */
  removeFromQueue(clipId) {
    return this.#send("queue-remove", { clip_id: clipId });
  }

  /**
   * @param {string} clipId
   * @param {number} place counted from 0 in the queue as it is to be
   */
  moveInQueue(clipId, place) {
    return this.#send("queue-move", { clip_id: clipId, place });
  }

  shuffleQueue() {
    return this.#send("queue-shuffle");
  }

  /** @param {Loop} loop */
  setLoop(loop) {
    return this.#send("loop", { loop });
  }

  /** @param {NewItem} item */
  suggest(item) {
    return this.#send("suggest", { item });
  }

  /** @param {string} clipId */
  acceptSuggestion(clipId) {
    return this.#send("accept-suggestion", { clip_id: clipId });
  }

  /** @param {string} clipId */
  declineSuggestion(clipId) {
    return this.#send("decline-suggestion", { clip_id: clipId });
  }

  voteSkip() {
    return this.#send("vote-skip");
  }

  /** @param {string} clipId */
  voteNext(clipId) {
    return this.#send("vote-next", { clip_id: clipId });
  }

  /** @param {number | null} atMs server time at which the film starts by itself; null for not by itself any more */
  schedule(atMs) {
    return this.#send("schedule", atMs === null ? {} : { at_ms: Math.round(atMs) });
  }

  /** @param {{ isThenPlayed?: boolean }} [options] whether the film starts when all are ready */
  askReady({ isThenPlayed = true } = {}) {
    return this.#send("ready-check", { then_play: isThenPlayed });
  }

  stopAskingReady() {
    return this.#send("ready-check", { open: false });
  }

  /** @param {boolean} isReady */
  answerReady(isReady) {
    return this.#send("status", { ready: isReady });
  }

  /** @param {boolean} isWaitedFor whether the party shall wait for me when I have to load */
  waitForMe(isWaitedFor) {
    return this.#send("wait-for-me", { wait: isWaitedFor });
  }
}

/** @param {number} positionMs */
function secondsOf(positionMs) {
  return Math.max(0, positionMs) / 1000;
}
