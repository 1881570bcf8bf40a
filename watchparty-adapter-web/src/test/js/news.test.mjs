import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { beforeEach, describe, it } from "node:test";
import { ACTIONS, Farewell, LOOPS, PRESETS, ROLES } from "/client/index.js";
import {
  deedSentence,
  filmSentence,
  Mistake,
  newsSentence,
  problemSentence,
  refusalSentence,
} from "../../main/resources/web/news.js";
import { HISTORIES, VISIBILITIES } from "../../main/resources/web/settings.js";
import { hasWords, speak } from "../../main/resources/web/words.js";
import de from "../../main/resources/web/words/de.js";
import en from "../../main/resources/web/words/en.js";

const PROTOCOL = readFileSync(new URL("../../../../docs/protocol.md", import.meta.url), "utf8");
const NAMES = { ann: "Ann", bo: "Bo", cy: "Cy" };

function as(userId) {
  return { me: { userId }, nameOf: (other) => NAMES[other] ?? null };
}

beforeEach(() => speak("en", en));

describe("news", () => {
  const change = (cause) => ({ kind: "host-changed", userId: "bo", formerUserId: "ann", cause });

  it("of a new host tell the cause", () => {
    const told = (cause) => newsSentence(change(cause), as("cy"));

    assert.equal(told("absence"), "Bo is host now, since Ann dropped out.");
    assert.equal(told("left"), "Bo is host now, since Ann left.");
    assert.equal(told("return"), "Bo is back, and host again.");
    assert.equal(told("transfer"), "Ann made Bo host.");
    assert.equal(told(null), "Bo is host now.");
  });

  it("are told to those whom they concern in their own terms", () => {
    assert.equal(newsSentence(change("absence"), as("bo")), "You are host now, since Ann dropped out.");
    assert.equal(newsSentence(change("transfer"), as("ann")), "You made Bo host.");
    assert.equal(newsSentence(change("transfer"), as("bo")), "Ann made you host.");
    assert.equal(newsSentence(change("absence"), as("ann")), "Bo is host now, since you dropped out.");
  });

  it("of a new host are sentences, too, where nobody was host before", () => {
    const told = (cause, me) => newsSentence({ ...change(cause), formerUserId: null }, as(me));

    assert.equal(told("transfer", "cy"), "Bo is host now.");
    assert.equal(told("return", "bo"), "You are back, and host again.");
    assert.equal(newsSentence(change(null), as("ann")), "Bo is host now.");
  });

  it("are told in the language that is spoken", () => {
    speak("de", de);

    assert.equal(newsSentence(change("left"), as("bo")), "Du bist jetzt Host, weil Ann gegangen ist.");
    assert.equal(
      newsSentence({ kind: "items-added", items: [{ title: "M" }], actor: "nobody known" }, as("bo")),
      "Jemand hat „M“ auf die Liste gesetzt.",
    );
  });

  it("are sentences, whatever the kind", () => {
    const item = { id: "x", title: "X" };
    const told = [
      { kind: "joined", userId: "bo" },
      { kind: "left", userId: "bo", reason: "kicked" },
      { kind: "role-changed", userId: "cy", role: "co-host", actor: "ann" },
      { kind: "muted", userId: "cy", isMuted: true, actor: "ann" },
      { kind: "settings-changed", actor: "ann" },
      { kind: "items-added", items: [item], actor: "bo" },
      { kind: "items-added", items: [item, item], actor: "nobody known" },
      { kind: "item-suggested", item, actor: "cy" },
      { kind: "suggestion-accepted", item, actor: "ann" },
      { kind: "queue-shuffled", actor: "bo" },
      { kind: "start-cancelled", actor: "ann" },
      { kind: "ready-asked", actor: "ann", isThenPlayed: true },
      { kind: "ready-passed" },
    ].map((news) => newsSentence(news, as("cy")));

    assert.deepEqual(told, [
      "Bo came in.",
      "Bo was removed.",
      "You are a co-host now.",
      "You have been muted: you can watch, but not write or react.",
      "Ann changed the settings.",
      "Bo added “X” to the queue.",
      "Somebody added 2 films to the queue.",
      "You suggest “X”.",
      "“X” is in the queue now.",
      "Bo shuffled the queue.",
      "Ann cancelled the start.",
      "Ann asks: is everyone ready?",
      "Everyone is ready.",
    ]);
    assert.match(newsSentence({ kind: "start-scheduled", startsAtMs: 0, actor: "ann" }, as("cy")), /^Ann set the start for /);
  });
});

describe("other facts", () => {
  it("have sentences, too", () => {
    assert.equal(deedSentence({ kind: "pause", actor: "ann" }, as("cy")), "Ann paused");
    assert.equal(deedSentence({ kind: "rate", actor: "cy" }, as("cy")), "You changed the speed");
    assert.equal(deedSentence(null, as("cy")), "");
    assert.equal(filmSentence({ kind: "no-film" }), "This party has no film yet. Add one to the queue.");
    assert.equal(problemSentence({ field: "budgetSeconds", kind: "outside", least: 0, most: 600 }), "Between 0 and 600 seconds.");
  });
});

describe("a refusal", () => {
  const refusal = (code, more = {}) => ({ code, message: "as the server says", retryAfterSeconds: null, ...more });

  it("says when another try makes sense", () => {
    const tooOften = (retryAfterSeconds) => refusalSentence(refusal("RATE_LIMITED", { retryAfterSeconds }));

    assert.equal(tooOften(6), "That was a lot at once. Try again in 6 seconds.");
    assert.equal(tooOften(130), "That was a lot at once. Try again in 3 minutes.");
    assert.equal(tooOften(null), "That was a lot at once. Wait a little and try again.");
  });

  it("says what it means for what was being done", () => {
    assert.match(refusalSentence(refusal("NOT_FOUND"), "join"), /no party with this code/);
    assert.match(refusalSentence(refusal("NOT_FOUND"), "friend"), /Nobody has this name/);
    assert.equal(refusalSentence(refusal("NOT_FOUND"), "queue"), refusalSentence(refusal("NOT_FOUND")));
  });

  it("says it in the language that is spoken, and in the server's own words only where nobody knows its code", () => {
    speak("de", de);

    assert.equal(refusalSentence(refusal("UNAVAILABLE")), "Der Server kann gerade nicht antworten. Versuch es gleich noch einmal.");
    assert.equal(refusalSentence(refusal("NEW_CODE")), "as the server says");
  });

  it("of the page's own is worded already", () => {
    assert.equal(refusalSentence(new Mistake("Too short.")), "Too short.");
  });
});

describe("words", () => {
  it("are there for every code of the library", () => {
    const keys = [
      ...ACTIONS.map((action) => `action.${action}`),
      ...[...PRESETS.keys()].map((preset) => `preset.${preset}`),
      ...ROLES.flatMap((role) => [`policy.${role}`, `news.role.${role}`, `news.role.${role}-you`]),
      ...LOOPS.map((loop) => `loop.${loop}`),
      ...VISIBILITIES.flatMap((visibility) => [`visibility.${visibility}`, `visibility.${visibility}-hint`]),
      ...HISTORIES.map((history) => `history-for.${history}`),
      ...Object.values(Farewell)
        .filter((why) => why !== Farewell.TOKEN_EXPIRED)
        .flatMap((why) => [`farewell.${why}.title`, `farewell.${why}.why`]),
      ...["play", "pause", "seek", "skip", "rate"].flatMap((deed) => [`deed.${deed}`, `deed.${deed}-you`]),
      ...["left", "absent", "kicked", "banned", "erased"].map((reason) => `news.left.${reason}`),
    ];

    assert.deepEqual(
      keys.filter((key) => !hasWords(key)),
      [],
    );
  });

  it("are there for every code of the protocol", () => {
    const codes = [...PROTOCOL.matchAll(/`([A-Z]+_[A-Z_]+|UNAUTHORIZED|FORBIDDEN|BANNED|UNAVAILABLE)`/g)].map(([, code]) => code);

    assert.ok(codes.length > 15);
    assert.deepEqual(
      [...new Set(codes)].filter((code) => !hasWords(`refusal.${code}`)),
      [],
    );
  });
});
