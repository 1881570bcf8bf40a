import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { PartyState } from "../../src/party/state.js";
import { PRESETS } from "../../src/party/policy.js";

const NOON_MS = 1_767_268_800_000;
const FILM = { id: "film", title: "The film", url: "https://films.test/film", kind: "mp4" };

const SETTINGS = {
  title: "Friday",
  visibility: "private",
  has_password: false,
  max_participants: 100,
  history: "everyone",
  waiting: { enabled: false, deadline_ms: 15_000, quorum_percent: 100, budget_ms: 60_000 },
  policy: PRESETS.get("co-hosts"),
  loop: "all",
};

const ROLES = { ann: "host", bo: "co-host", cy: "viewer" };

function person(id) {
  return { user_id: id, display_name: id[0].toUpperCase() + id.slice(1), role: ROLES[id] };
}

function frame(type, fields = {}) {
  return { type, version: 10, server_time_ms: NOON_MS, heardAt: 0, ...fields };
}

function snapshot(me, fields = {}) {
  return frame("snapshot", {
    party: {
      title: "Friday",
      max_participants: 100,
      participants: Object.keys(ROLES).map((id) => ({ ...person(id), connected: true })),
    },
    playlist: [FILM],
    settings: SETTINGS,
    suggestions: [],
    votes: { skip: { count: 0, needed: 2 }, next: [] },
    statuses: [],
    messages: [],
    you: { user_id: me, role: ROLES[me], muted: false, may: [] },
    ...fields,
  });
}

/** The party as `me` sees it. */
function partyOf(me, fields) {
  const state = new PartyState(me);
  state.take(snapshot(me, fields));
  return state;
}

/** What was told, without the instant and the urgency. */
function told({ news }) {
  return news.map(({ at: _, isUrgent: __, ...happening }) => happening);
}

describe("the state of a party", () => {
  it("begins with the snapshot", () => {
    const state = partyOf("cy", {
      statuses: [{ user_id: "bo", connected: false, hidden: false, buffering: true, offset_ms: 12 }],
      suggestions: [{ item: { ...FILM, id: "x" }, user_id: "cy" }],
      schedule: { starts_at_ms: NOON_MS + 60_000 },
      ready_check: { user_id: "ann", ready: ["bo"], ready_count: 1, here_count: 3 },
      waiting: { for: ["bo"], until_ms: NOON_MS + 5_000 },
    });

    assert.equal(state.title, "Friday");
    assert.equal(state.queue.loop, "all");
    assert.equal(state.queue.suggestions[0].userId, "cy");
    assert.deepEqual([state.participants.get("bo").isConnected, state.participants.get("bo").offsetMs], [false, 12]);
    assert.equal(state.schedule.leftMs(NOON_MS), 60_000);
    assert.equal(state.readyCheck.isReady("bo"), true);
    assert.equal(state.waiting.isHolding, true);
  });

  it("works with a server that knows neither settings nor statuses", () => {
    const state = new PartyState("cy");

    state.take(
      frame("snapshot", { party: snapshot("cy").party, playlist: [], you: { user_id: "cy", role: "viewer" } }),
    );

    assert.equal(state.settings, null);
    assert.deepEqual([...state.me.may], ["suggest", "chat", "invite"]);
  });

  it("does not mind events that it does not know", () => {
    assert.deepEqual(partyOf("cy").take(frame("confetti")), { news: [], isStale: false });
  });
});

describe("what I may do", () => {
  it("follows my role at once", () => {
    const state = partyOf("cy");
    assert.equal(state.me.may.has("play"), false);

    const taken = state.take(frame("role-changed", { user_id: "cy", role: "co-host", actor: "ann" }));

    assert.equal(state.me.may.has("play"), true);
    assert.deepEqual(taken.news, [
      { kind: "role-changed", userId: "cy", role: "co-host", actor: "ann", at: NOON_MS, isUrgent: true },
    ]);
  });

  it("follows the policy at once", () => {
    const state = partyOf("cy");

    state.take(
      frame("settings-changed", {
        settings: { ...SETTINGS, title: "Saturday", policy: PRESETS.get("anyone-may-pause") },
        actor: "ann",
      }),
    );

    assert.deepEqual([state.me.may.has("pause"), state.me.may.has("play"), state.title], [true, false, "Saturday"]);
  });

  it("ends when I am muted, and begins again", () => {
    const state = partyOf("cy");

    state.take(frame("participant-muted", { user_id: "cy", muted: true, actor: "ann" }));
    assert.equal(state.me.may.has("chat"), false);

    state.take(frame("participant-muted", { user_id: "cy", muted: false, actor: "ann" }));
    assert.equal(state.me.may.has("chat"), true);
  });

  it("is told by a snapshot, too", () => {
    assert.equal(
      partyOf("cy", { you: { user_id: "cy", role: "viewer", muted: true, may: [] } }).me.may.has("chat"),
      false,
    );
  });
});

describe("a change of hosts", () => {
  const change = (cause) =>
    frame("host-changed", { user_id: "bo", former_user_id: "ann", former_role: "viewer", cause });

  it("is told with its cause", () => {
    for (const cause of ["absence", "left", "return", "transfer"]) {
      assert.deepEqual(told(partyOf("cy").take(change(cause))), [
        { kind: "host-changed", userId: "bo", formerUserId: "ann", cause },
      ]);
    }
    assert.equal(told(partyOf("cy").take(change("the stars")))[0].cause, null);
  });

  it("is urgent", () => {
    assert.equal(partyOf("cy").take(change("absence")).news[0].isUrgent, true);
  });

  it("leaves one host, and the former one the role told", () => {
    const state = partyOf("bo");

    state.take(change("absence"));

    assert.equal(state.isHost, true);
    assert.equal(state.participants.roleOf("ann"), "viewer");
    assert.equal(state.participants.inOrder().filter(({ role }) => role === "host").length, 1);
  });
});

describe("people", () => {
  it("stay members while they are absent, and are gone when they left", () => {
    const state = partyOf("ann");

    state.take(frame("participant-left", { user_id: "bo", participant: person("bo"), reason: "absent" }));
    assert.equal(state.participants.get("bo").isConnected, false);

    const back = state.take(frame("participant-joined", { user_id: "bo", participant: person("bo") }));
    assert.deepEqual(told(back), [{ kind: "joined", userId: "bo" }]);

    const gone = state.take(frame("participant-left", { user_id: "bo", participant: person("bo"), reason: "kicked" }));
    assert.deepEqual(told(gone), [{ kind: "left", userId: "bo", reason: "kicked" }]);
    assert.equal(state.participants.has("bo"), false);
    assert.equal(state.nameOf("bo"), "Bo");
  });

  it("are not told of twice", () => {
    const state = partyOf("ann");
    assert.deepEqual(
      told(state.take(frame("participant-joined", { user_id: "bo", participant: person("bo") }))),
      [],
    );
  });

  it("have what they said kept without their name once they are erased", () => {
    const state = partyOf("ann");
    state.take(
      frame("chat_message", {
        chat_message: { id: "m", user_id: "cy", display_name: "Cy", message: "hi", created_at: "2026-01-01T12:00:00Z" },
      }),
    );

    state.take(frame("participant-left", { user_id: "cy", participant: person("cy"), reason: "erased" }));

    assert.equal(state.chat.entries[0].name, null);
  });

  it("count for votes and ready checks while they are here", () => {
    const state = partyOf("ann", {
      ready_check: { user_id: "ann", then_play: true, ready: [], ready_count: 0, here_count: 3 },
    });
    assert.equal(state.votes.skip.needed, 2);

    state.take(frame("participant-left", { user_id: "bo", participant: person("bo"), reason: "absent" }));
    state.take(frame("participant-left", { user_id: "cy", participant: person("cy"), reason: "left" }));

    assert.deepEqual(
      [state.votes.skip.needed, state.readyCheck.hereCount, state.readyCheck.isThenPlayed],
      [1, 1, true],
    );
  });

  it("change what they report and whether they are waited for", () => {
    const state = partyOf("ann");

    state.take(
      frame("participant-status", {
        participants: [{ user_id: "cy", connected: true, hidden: true, buffering: true, offset_ms: -40, rtt_ms: 12 }],
      }),
    );
    state.take(frame("participant-waiting", { user_id: "cy", wait: false }));

    const { isHidden, isBuffering, offsetMs, roundTripMs, isWaitedFor } = state.participants.get("cy");
    assert.deepEqual([isHidden, isBuffering, offsetMs, roundTripMs, isWaitedFor], [true, true, -40, 12, false]);
  });
});

describe("the talk", () => {
  const said = frame("chat_message", {
    version: 11,
    chat_message: { id: "m", user_id: "bo", display_name: "Bo", message: "hi", created_at: "2026-01-01T12:00:00Z" },
  });

  it("knows the version of each message, to page by", () => {
    const state = partyOf("ann");
    state.take(said);
    assert.equal(state.chat.entries[0].version, 11);

    state.take(frame("message-deleted", { message_id: "m", actor: "ann" }));
    assert.deepEqual(state.chat.entries, []);
  });

  it("shows others typing, not me", () => {
    const state = partyOf("ann");

    state.take(frame("typing", { user_id: "bo", is_typing: true, heardAt: 100 }));
    state.take(frame("typing", { user_id: "ann", is_typing: true, heardAt: 100 }));

    assert.deepEqual(state.chat.typists(200), ["bo"]);
  });
});

describe("the queue of a party", () => {
  it("is changed by events", () => {
    const state = partyOf("ann");

    const added = state.take(
      frame("playlist-changed", { change: "added", items: [{ ...FILM, id: "x", title: "X" }], place: 1, actor: "bo" }),
    );

    assert.deepEqual(told(added), [{ kind: "items-added", items: [{ ...FILM, id: "x", title: "X" }], actor: "bo" }]);
    assert.equal(state.queue.items.length, 2);
  });

  it("asks for a snapshot when a change is not understood", () => {
    assert.equal(partyOf("ann").take(frame("playlist-changed")).isStale, true);
    assert.equal(partyOf("ann").take(frame("settings-changed")).isStale, true);
    assert.equal(
      partyOf("ann").take(frame("playlist-changed", { change: "removed", item_id: "film", actor: "bo" })).isStale,
      false,
    );
  });

  it("has votes on the film that plays", () => {
    const state = partyOf("ann");
    state.takeClip("film");
    state.take(frame("votes", { skip: { count: 1, needed: 2 }, next: [{ clip_id: "x", count: 1 }] }));
    assert.deepEqual(state.votes.skip, { count: 1, needed: 2 });

    state.takeClip("x");

    assert.equal(state.votes.skip.count, 0);
  });
});

describe("starting together", () => {
  it("is told once", () => {
    const state = partyOf("cy");
    const scheduled = frame("scheduled", { starts_at_ms: NOON_MS + 60_000, actor: "ann" });

    assert.equal(state.take(scheduled).news.length, 1);
    assert.equal(state.take(scheduled).news.length, 0);
    assert.deepEqual(told(state.take(frame("scheduled", { actor: "ann" }))), [{ kind: "start-cancelled", actor: "ann" }]);
  });

  it("is over when the film plays", () => {
    const state = partyOf("cy", { schedule: { starts_at_ms: NOON_MS + 60_000 } });

    state.take(frame("play"));

    assert.equal(state.schedule.startsAtMs, null);
    assert.equal(state.lastDeed, null);
  });

  it("is urgent to others, not to who asked", () => {
    const asked = frame("ready-check", { state: "asked", user_id: "ann", ready_count: 0, here_count: 3 });

    assert.deepEqual(partyOf("cy").take(asked).news, [
      { kind: "ready-asked", isThenPlayed: false, actor: "ann", at: NOON_MS, isUrgent: true },
    ]);
    assert.deepEqual(partyOf("ann").take(asked).news, []);
  });

  it("tells who pressed what", () => {
    const state = partyOf("cy");

    state.take(frame("pause", { actor: "ann" }));
    assert.deepEqual(state.lastDeed, { kind: "pause", actor: "ann", at: NOON_MS });
    state.take(frame("rate", { actor: "cy" }));
    assert.deepEqual(state.lastDeed, { kind: "rate", actor: "cy", at: NOON_MS });
  });

  it("marks the film where people talk and react", () => {
    const state = partyOf("cy");
    const here = { position_ms: 30_500, clip_id: "film" };

    state.take(frame("chat_message", { ...here, chat_message: { id: "m", user_id: "ann", message: "hi" } }));
    state.take(frame("reaction", { ...here, reaction: { user_id: "bo", emoji: "😂", video_timestamp: 31.5 } }));

    const marked = state.marks.stretches("film", 60_000, 60).filter(({ messages, reactions }) => messages + reactions);
    assert.deepEqual(
      marked.map(({ fromMs, messages, reactions }) => [fromMs, messages, reactions]),
      [
        [30_000, 1, 0],
        [31_000, 0, 1],
      ],
    );
  });
});
