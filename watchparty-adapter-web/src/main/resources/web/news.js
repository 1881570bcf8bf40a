// The facts that the client library tells, as sentences. Free of DOM.

import { Farewell } from "/client/connection/connection.js";
import { whenOf } from "./words.js";

const ROLES = { host: "host", "co-host": "a co-host", viewer: "a viewer" };

const LEFT = {
  left: "left",
  absent: "dropped out",
  kicked: "was removed",
  banned: "was removed and cannot come back",
  erased: "deleted their account",
};

const DEEDS = {
  play: "pressed play",
  pause: "paused",
  seek: "jumped",
  skip: "chose the film",
  rate: "changed the speed",
};

/** One line a kind: (news, words for people) -> sentence; see News in the library's party/news.js. */
const NEWS = {
  joined: ({ userId }, { who }) => `${who(userId)} came in.`,
  left: ({ userId, reason }, { who }) => `${who(userId)} ${LEFT[reason]}.`,
  "role-changed": ({ userId, role }, { whoIs }) => `${whoIs(userId)} ${ROLES[role] ?? role} now.`,
  "host-changed": hostChanged,
  muted: ({ isMuted }) =>
    isMuted ? "You have been muted: you can watch, but not write or react." : "You may write again.",
  "settings-changed": ({ actor }, { who }) => `${who(actor)} changed the settings.`,
  "items-added": ({ actor, items }, { who }) => `${who(actor)} added ${titleOf(items)} to the queue.`,
  "item-suggested": ({ actor, item }, { who, isMe }) =>
    `${who(actor)} ${isMe(actor) ? "suggest" : "suggests"} “${item.title}”.`,
  "suggestion-accepted": ({ item }) => `“${item.title}” is in the queue now.`,
  "queue-shuffled": ({ actor }, { who }) => `${who(actor)} shuffled the queue.`,
  "start-scheduled": ({ actor, startsAtMs }, { who }) => `${who(actor)} set the start for ${whenOf(startsAtMs)}.`,
  "start-cancelled": ({ actor }, { who }) => `${who(actor)} cancelled the start.`,
  "ready-asked": ({ actor }, { who }) => `${who(actor)} asks: is everyone ready?`,
  "ready-passed": () => "Everyone is ready.",
};

/** The sentence for a News of the library. */
export function newsSentence(news, state) {
  return NEWS[news.kind](news, peopleOf(state));
}

/** "Ann paused"; empty where nobody did anything. */
export function deedSentence(deed, state) {
  return deed === null ? "" : `${peopleOf(state).who(deed.actor)} ${DEEDS[deed.kind]}`;
}

/** The name of somebody, also of one whom nobody knows. */
export function nameOf(name) {
  return name ?? "Somebody";
}

/** What is the matter with the film; see FilmNotice in the library. */
export function filmSentence(notice) {
  switch (notice.kind) {
    case "no-film":
      return "This party has no film yet.";
    case "not-playable":
      return `This page cannot play ${notice.item.kind} yet: ${notice.item.title}`;
    case "not-loaded":
      return `The film cannot be loaded from ${notice.address}`;
    case "not-seekable":
      return "The server of this film does not allow seeking, so it may not keep in step.";
    default:
      return "The film cannot be shown here.";
  }
}

export function farewellSentence(why, reason) {
  const sentences = {
    [Farewell.TOKEN_EXPIRED]: "Your sign-in has expired. Sign in again to come back to the party.",
    [Farewell.KICKED]: "You have been removed from the party.",
    [Farewell.BANNED]: "You have been removed from the party and cannot come back.",
    [Farewell.ERASED]: "Your account has been deleted, and with it your place in the party.",
    [Farewell.PARTY_ENDED]: "The party has ended. Thank you for watching together.",
    [Farewell.NOT_IN_IT]: "You are no longer in this party.",
  };
  return sentences[why] ?? `The server closed the party for you${reason ? `: ${reason}.` : "."}`;
}

/** What an error of the library says to people, with what the server said where there is nothing better. */
export function refusalSentence(refusal) {
  switch (refusal.code) {
    case "UNREACHABLE":
      return "The server does not answer.";
    case "TIMEOUT":
      return "The server did not answer. Please try again.";
    case "CLOSED":
      return "The connection is closed.";
    case "RATE_LIMITED":
      return `${ended(refusal.message)}${refusal.retryAfterSeconds ? ` Try again in ${inWords(refusal.retryAfterSeconds)}.` : ""}`;
    default:
      return refusal.message;
  }
}

/** What is wrong with a setting; see problemOf in settings.js. */
export function problemSentence({ field, kind, least, most }) {
  switch (kind) {
    case "empty":
      return "The party needs a title.";
    case "too-long":
      return "The title is too long.";
    case "length":
      return `A password has ${least} to ${most} characters.`;
    default:
      return `Between ${least} and ${most} ${UNITS[field]}.`;
  }
}

const UNITS = {
  maxParticipants: "people",
  deadlineSeconds: "seconds",
  quorumPercent: "percent",
  budgetSeconds: "seconds",
};

function hostChanged({ userId, formerUserId, cause }, { who, whom, whoIs }) {
  const former = formerUserId === null ? "the host" : whom(formerUserId);
  switch (cause) {
    case "left":
      return `${whoIs(userId)} host now, since ${former} left.`;
    case "absence":
      return `${whoIs(userId)} host now, since ${former} dropped out.`;
    case "return":
      return `${whoIs(userId)} back, and host again.`;
    case "transfer":
      return `${formerUserId === null ? "The host" : who(formerUserId)} made ${whom(userId)} host.`;
    default:
      return `${whoIs(userId)} host now.`;
  }
}

function titleOf(items) {
  return items.length === 1 ? `“${items[0].title}”` : `${items.length} films`;
}

/** How people are spoken of: to me, I am "you". */
function peopleOf(state) {
  const isMe = (userId) => userId === state.me.userId;
  const name = (userId) => nameOf(state.nameOf(userId));
  return {
    isMe,
    who: (userId) => (isMe(userId) ? "You" : name(userId)),
    whom: (userId) => (isMe(userId) ? "you" : name(userId)),
    whoIs: (userId) => (isMe(userId) ? "You are" : `${name(userId)} is`),
  };
}

function ended(sentence) {
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}

function inWords(seconds) {
  return seconds < 120 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
}
