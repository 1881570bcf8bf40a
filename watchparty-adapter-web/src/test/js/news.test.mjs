import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ACTIONS, PRESETS } from "/client/party/policy.js";
import { LOOPS } from "/client/party/queue.js";
import {
  ACTION_NAMES,
  LOOP_NAMES,
  PRESET_NAMES,
  VISIBILITY_HINTS,
  VISIBILITY_NAMES,
} from "../../main/resources/web/names.js";
import {
  deedSentence,
  filmSentence,
  newsSentence,
  problemSentence,
  refusalSentence,
} from "../../main/resources/web/news.js";

const NAMES = { ann: "Ann", bo: "Bo", cy: "Cy" };

function as(userId) {
  return { me: { userId }, nameOf: (other) => NAMES[other] ?? null };
}

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
    assert.equal(filmSentence({ kind: "no-film" }), "This party has no film yet.");
    assert.equal(problemSentence({ field: "budgetSeconds", kind: "outside", least: 0, most: 600 }), "Between 0 and 600 seconds.");
  });

  it("say when another try makes sense", () => {
    const tooOften = (retryAfterSeconds) => refusalSentence({ code: "RATE_LIMITED", message: "Too often", retryAfterSeconds });

    assert.equal(tooOften(6), "Too often. Try again in 6 seconds.");
    assert.equal(tooOften(130), "Too often. Try again in 3 minutes.");
    assert.equal(tooOften(null), "Too often.");
    assert.equal(refusalSentence({ code: "FORBIDDEN", message: "The host may." }), "The host may.");
  });
});

describe("names", () => {
  it("are there for every code of the library", () => {
    assert.deepEqual([...ACTION_NAMES.keys()], ACTIONS);
    assert.deepEqual([...PRESET_NAMES.keys()], [...PRESETS.keys()]);
    assert.deepEqual([...LOOP_NAMES.keys()], LOOPS);
    assert.deepEqual([...VISIBILITY_HINTS.keys()], [...VISIBILITY_NAMES.keys()]);
  });
});
