// The facts that the client library and the server tell, as sentences. Free of DOM.

import { hasWords, t, waitOf, whenOf } from "./words.js";

/** One line a kind: (news, words for people) -> sentence; see News in the library's party/news.js. */
const NEWS = {
  joined: ({ userId }, { name }) => t("news.joined", { name: name(userId) }),
  left: ({ userId, reason }, { name }) => t(`news.left.${reason}`, { name: name(userId) }),
  "role-changed": ({ userId, role }, { say }) => say(`news.role.${role}`, userId),
  "host-changed": hostChanged,
  muted: ({ isMuted }) => (isMuted ? t("news.muted") : t("news.unmuted")),
  "settings-changed": ({ actor }, { say }) => say("news.settings", actor),
  "items-added": ({ actor, items }, { say }) =>
    items.length === 1
      ? say("news.added", actor, { title: items[0].title })
      : say("news.added-many", actor, { count: items.length }),
  "item-suggested": ({ actor, item }, { say }) => say("news.suggested", actor, { title: item.title }),
  "suggestion-accepted": ({ item }) => t("news.accepted", { title: item.title }),
  "queue-shuffled": ({ actor }, { say }) => say("news.shuffled", actor),
  "start-scheduled": ({ actor, startsAtMs }, { say }) => say("news.scheduled", actor, { when: whenOf(startsAtMs) }),
  "start-cancelled": ({ actor }, { say }) => say("news.cancelled", actor),
  "ready-asked": ({ actor }, { say }) => say("news.ready-asked", actor),
  "ready-passed": () => t("news.ready-passed"),
};

const UNITS = { maxParticipants: "people", deadlineSeconds: "seconds", quorumPercent: "percent", budgetSeconds: "seconds" };

/** What a visitor has entered and can mend; its message is a sentence for them, in their language. */
export class Mistake extends Error {}

/** The sentence for a News of the library. */
export function newsSentence(news, state) {
  return NEWS[news.kind](news, peopleOf(state));
}

/** "Ann paused"; empty where nobody did anything. */
export function deedSentence(deed, state) {
  return deed === null ? "" : peopleOf(state).say(`deed.${deed.kind}`, deed.actor);
}

/** The name of somebody, also of one whom nobody knows. */
export function nameOf(name) {
  return name ?? t("somebody");
}

/** What is the matter with the film; see FilmNotice in the library. */
export function filmSentence(notice) {
  switch (notice.kind) {
    case "no-film":
      return t("film.none");
    case "not-playable":
      return t("film.not-playable", { kind: notice.item.kind, title: notice.item.title });
    case "failed":
      return notice.error === "unreachable"
        ? t("film.not-loaded", { address: notice.item.url })
        : t("film.not-playable", { kind: notice.item.kind, title: notice.item.title });
    case "not-seekable":
      return t("film.not-seekable");
    default:
      return t("film.not-shown");
  }
}

/**
 * What an error of the library or the server says to people, by its code, and by what was being done where that makes a
 * difference: "join", "friend" and so on. What the server said in its own words is for codes that nobody here knows.
 */
export function refusalSentence(refusal, deed = null) {
  if (refusal instanceof Mistake) {
    return refusal.message;
  }
  const { code, retryAfterSeconds } = refusal;
  if (code === undefined) {
    console.error(refusal);
    return t("refusal.UNEXPECTED");
  }
  if (retryAfterSeconds > 0 && hasWords(`refusal.${code}-for`)) {
    return t(`refusal.${code}-for`, { wait: waitOf(retryAfterSeconds) });
  }
  const key = [`refusal.${deed}.${code}`, `refusal.${code}`].find(hasWords);
  return key === undefined ? refusal.message : t(key);
}

/** What is wrong with a setting; see problemOf in settings.js. */
export function problemSentence({ field, kind, least, most }) {
  switch (kind) {
    case "empty":
      return t("problem.no-title");
    case "too-long":
      return t("problem.long-title", { most });
    case "length":
      return t("problem.password", { least, most });
    default:
      return t(`problem.${UNITS[field]}`, { least, most });
  }
}

function hostChanged({ userId, formerUserId, cause }, { isMe, name, say }) {
  if (formerUserId === null) {
    return say(cause === "return" ? "news.host.return" : "news.host.plain", userId);
  }
  if (isMe(formerUserId)) {
    return cause === "transfer" || cause === "absence"
      ? t(`news.host.${cause}-mine`, { name: name(userId) })
      : say("news.host.plain", userId);
  }
  return say(`news.host.${cause ?? "plain"}`, userId, { former: name(formerUserId) });
}

/** How people are spoken of: what I do or am is said to me, by a sentence of its own. */
function peopleOf(state) {
  const isMe = (userId) => userId === state.me.userId;
  const name = (userId) => nameOf(state.nameOf(userId));
  return {
    isMe,
    name,
    say: (key, userId, values = {}) => (isMe(userId) ? t(`${key}-you`, values) : t(key, { name: name(userId), ...values })),
  };
}
