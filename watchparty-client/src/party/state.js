// All that is known of a party but its film: who is in it, the talk, the queue, the settings. Free of DOM.

import { Chat } from "./chat.js";
import { Marks } from "./marks.js";
import { Participants } from "./participants.js";
import { mayOf, POLICY_FIRST } from "./policy.js";
import { Queue, Votes } from "./queue.js";
import { ReadyCheck, Schedule, Waiting } from "./starting.js";

/** @import { Frame, Item, Settings, WatchParty } from "../protocol.js" */
/** @import { Deed, Happening, News } from "./news.js" */

// Where more are present, comings and goings are told by the list alone.
const PRESENCE_TOLD_TO = 20;

// A server of tomorrow may know more than these.
const LEFT_REASONS = ["left", "absent", "kicked", "banned", "erased"];
const HOST_CAUSES = ["left", "absence", "return", "transfer"];

/**
 * Takes the frames of a party, each at most once and in order. `take` answers {news, isStale}: the facts to be told, and
 * whether only a snapshot can help. The facts are in the chat, too.
 */
export class PartyState {
  participants = new Participants();
  queue = new Queue();
  votes = new Votes();
  chat = new Chat();
  schedule = new Schedule();
  readyCheck = new ReadyCheck();
  waiting = new Waiting();
  marks = new Marks();
  /** @type {Settings | null} */
  settings = null;
  title = "";
  /** @type {string | null} */
  code = null;
  maxParticipants = 0;
  /** @type {string | null} */
  endedAt = null;
  /** @type {Deed | null} what was done last to the film, while somebody did it */
  lastDeed = null;
  #myId;
  /** @type {News[]} */
  #news = [];

  /** @param {string} myId */
  constructor(myId) {
    this.#myId = myId;
  }

  /** Me, as the rules ask for me: {userId, role, may, isMuted}. */
  get me() {
    const { role = null, isMuted = false } = this.participants.get(this.#myId) ?? {};
    return { userId: this.#myId, role, isMuted, may: mayOf(this.settings?.policy ?? POLICY_FIRST, role, isMuted) };
  }

  get isHost() {
    return this.me.role === "host";
  }

  /** Takes a WatchParty, from REST or a snapshot. @param {WatchParty} party */
  takeParty(party) {
    this.title = party.title;
    this.code = party.invite_code ?? this.code;
    this.maxParticipants = party.max_participants;
    this.endedAt = party.ended_at ?? null;
    if (party.participants) {
      this.participants.replace(party.participants);
    }
  }

  /** @param {Frame} frame */
  take(frame) {
    this.#news = [];
    const isStale = this.#apply(frame) === false;
    return { news: this.#news, isStale };
  }

  /** The name of somebody who is here or was, or null. @param {string} userId */
  nameOf(userId) {
    return this.participants.nameOf(userId);
  }

  /** The film that plays has changed. @param {string | null} clipId */
  takeClip(clipId) {
    if (clipId !== this.queue.clipId) {
      this.queue.clipId = clipId;
      this.votes.clear();
    }
  }

  /** @param {Frame} frame */
  #apply(frame) {
    switch (frame.type) {
      case "snapshot":
        return this.#takeSnapshot(frame);
      case "participant-joined":
        return this.#joined(frame);
      case "participant-left":
        return this.#left(frame);
      case "role-changed":
        return this.#roleChanged(frame);
      case "host-changed":
        return this.#hostChanged(frame);
      case "participant-muted":
        return this.#muted(frame);
      case "participant-waiting":
        return this.participants.waitedFor(frame.user_id, frame.wait === true);
      case "participant-status":
        return this.participants.statuses(frame.participants ?? []);
      case "settings-changed":
        return this.#settingsChanged(frame);
      case "chat_message":
        return this.#said(frame);
      case "message-deleted":
        return this.chat.delete(frame.message_id);
      case "reaction":
        return this.#reacted(frame);
      case "typing":
        return this.#typing(frame);
      case "playlist-changed":
        return this.#queueChanged(frame);
      case "votes":
        return this.votes.take(frame);
      case "scheduled":
        return this.#scheduled(frame);
      case "ready-check":
        return this.#readyCheck(frame);
      case "waiting":
        return this.waiting.take(frame);
      case "play":
      case "pause":
      case "seek":
      case "skip":
      case "rate":
        return this.#played(frame);
      default: // new kinds of events are no business of an old page
    }
  }

  /** @param {Frame} frame */
  #takeSnapshot(frame) {
    this.takeParty(frame.party);
    this.participants.roleChanged(frame.you.user_id, frame.you.role);
    this.participants.muted(frame.you.user_id, frame.you.muted === true);
    this.participants.statuses(frame.statuses ?? []);
    this.#takeSettings(frame.settings);
    this.queue.reset({ playlist: frame.playlist, suggestions: frame.suggestions, loop: frame.settings?.loop });
    this.votes.take(frame.votes);
    this.schedule.take(frame.schedule);
    this.readyCheck.reset(frame.ready_check);
    this.waiting.take(frame.waiting);
    this.chat.reset(frame.messages ?? []);
  }

  /** @param {Settings} [settings] */
  #takeSettings(settings) {
    if (settings?.policy) {
      this.settings = settings;
      this.title = settings.title ?? this.title;
      this.maxParticipants = settings.max_participants ?? this.maxParticipants;
    }
  }

  /** @param {Frame} frame */
  #joined(frame) {
    const wasHere = this.participants.get(frame.participant.user_id)?.isConnected === true;
    this.participants.joined(frame.participant);
    this.#hereChanged();
    if (!wasHere && this.#isPresenceTold && !this.#isMe(frame.participant.user_id)) {
      this.#tell(frame, { kind: "joined", userId: frame.participant.user_id });
    }
  }

  /** @param {Frame} frame */
  #left(frame) {
    const { user_id: userId, reason = "absent" } = frame;
    const wasHere = this.participants.get(userId)?.isConnected === true;
    this.participants.left(userId, reason);
    if (["kicked", "banned", "erased"].includes(reason)) {
      this.queue.withdraw(userId);
    }
    this.#hereChanged();
    this.chat.typing(userId, false, 0);
    if (wasHere && (this.#isPresenceTold || reason !== "absent")) {
      this.#tell(frame, { kind: "left", userId, reason: LEFT_REASONS.includes(reason) ? reason : "left" });
    }
    if (reason === "erased") {
      this.chat.forgetAuthor(userId);
    }
  }

  /** @param {Frame} frame */
  #roleChanged(frame) {
    const { user_id: userId, role } = frame;
    const isNew = this.participants.roleOf(userId) !== role;
    this.participants.roleChanged(userId, role);
    if (isNew && frame.actor) {
      this.#tell(frame, { kind: "role-changed", userId, role, actor: frame.actor }, this.#isMe(userId));
    }
  }

  /** @param {Frame} frame */
  #hostChanged(frame) {
    const { user_id: userId, former_user_id: formerId, former_role: formerRole, cause } = frame;
    this.participants.hostChanged(userId, formerId, formerRole);
    const formerUserId = formerId ?? null;
    const known = HOST_CAUSES.includes(cause) ? cause : null;
    this.#tell(frame, { kind: "host-changed", userId, formerUserId, cause: known }, true);
  }

  /** @param {Frame} frame */
  #muted(frame) {
    this.participants.muted(frame.user_id, frame.muted === true);
    if (this.#isMe(frame.user_id)) {
      const { user_id: userId, muted, actor = null } = frame;
      this.#tell(frame, { kind: "muted", userId, isMuted: muted === true, actor }, true);
    }
  }

  /** @param {Frame} frame */
  #settingsChanged(frame) {
    if (!frame.settings?.policy) {
      return false;
    }
    this.#takeSettings(frame.settings);
    this.queue.loop = frame.settings.loop ?? this.queue.loop;
    if (frame.actor) {
      this.#tell(frame, { kind: "settings-changed", actor: frame.actor });
    }
  }

  /** @param {Frame} frame */
  #said(frame) {
    const { version } = frame;
    this.chat.add({ version, ...frame.chat_message });
    if (Number.isFinite(frame.position_ms)) {
      this.marks.said(frame.clip_id ?? null, frame.position_ms);
    }
  }

  /** @param {Frame} frame */
  #reacted({ clip_id: clipId, reaction }) {
    if (Number.isFinite(reaction.video_timestamp)) {
      this.marks.reacted(clipId ?? null, reaction.video_timestamp * 1000, reaction.emoji);
    }
  }

  /** @param {Frame} frame */
  #typing(frame) {
    if (!this.#isMe(frame.user_id)) {
      this.chat.typing(frame.user_id, frame.is_typing === true, frame.heardAt);
    }
  }

  /** @param {Frame} frame */
  #queueChanged(frame) {
    const suggested = this.queue.suggestions.find(({ item }) => item.id === frame.item_id)?.item;
    const isUnderstood = this.queue.take(frame);
    const happening = queueHappening(frame, suggested);
    if (happening !== null) {
      this.#tell(frame, happening);
    }
    return isUnderstood;
  }

  /** @param {Frame} frame */
  #scheduled(frame) {
    const before = this.schedule.startsAtMs;
    this.schedule.take(frame);
    const when = this.schedule.startsAtMs;
    if (when === before) {
      return;
    }
    if (when !== null) {
      this.#tell(frame, { kind: "start-scheduled", startsAtMs: when, actor: frame.actor ?? null }, true);
    } else if (frame.actor) {
      this.#tell(frame, { kind: "start-cancelled", actor: frame.actor }, true);
    }
  }

  /** @param {Frame} frame */
  #readyCheck(frame) {
    this.readyCheck.take(frame);
    if (frame.state === "asked" && !this.#isMe(frame.user_id)) {
      const { user_id: actor = null, then_play: isThenPlayed } = frame;
      this.#tell(frame, { kind: "ready-asked", isThenPlayed: isThenPlayed === true, actor }, true);
    } else if (frame.state === "passed") {
      this.#tell(frame, { kind: "ready-passed" }, true);
    }
  }

  /** @param {Frame} frame */
  #played(frame) {
    if (frame.type === "play") {
      this.schedule.take(null);
    }
    const kind = /** @type {Deed["kind"]} */ (frame.type);
    this.lastDeed = frame.actor ? { kind, actor: frame.actor, at: toldAt(frame) } : null;
  }

  #hereChanged() {
    this.votes.hereChanged(this.participants.connectedCount);
    this.readyCheck.hereChanged(this.participants.connectedCount);
  }

  get #isPresenceTold() {
    return this.participants.connectedCount <= PRESENCE_TOLD_TO;
  }

  /**
   * Urgent is what must be seen even by those who do not look at the chat; but nobody is told twice what they did.
   *
   * @param {Frame} frame
   * @param {Happening} happening
   * @param {boolean} [isUrgent]
   */
  #tell(frame, happening, isUrgent = false) {
    const news = { ...happening, at: toldAt(frame), isUrgent: isUrgent && !this.#isMe(frame.actor) };
    this.chat.tell(news);
    this.#news.push(news);
  }

  /** @param {string} userId */
  #isMe(userId) {
    return userId === this.#myId;
  }
}

/**
 * What people are told of a change of the queue, or null: much of it is seen well enough in the queue itself.
 *
 * @param {Frame} frame
 * @param {Item | undefined} suggested
 * @returns {Happening | null}
 */
function queueHappening(frame, suggested) {
  const actor = frame.actor ?? frame.user_id ?? null;
  switch (frame.change) {
    case "added":
      return { kind: "items-added", items: frame.items, actor };
    case "suggested":
      return { kind: "item-suggested", item: frame.item, actor };
    case "accepted":
      return suggested ? { kind: "suggestion-accepted", item: suggested, actor } : null;
    case "shuffled":
      return { kind: "queue-shuffled", actor };
    default:
      return null;
  }
}

/** @param {Frame} frame */
function toldAt(frame) {
  return frame.server_time_ms ?? Math.round(frame.server_timestamp * 1000);
}
