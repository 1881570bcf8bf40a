import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { Commands } from "../../src/party/commands.js";
import { PartyState } from "../../src/party/state.js";

const GOLDEN = new URL("../../../watchparty-adapter-web/src/test/resources/golden/socket/", import.meta.url);

/** The server's own examples of its protocol, by name. */
function golden(prefix) {
  return readdirSync(GOLDEN)
    .filter((name) => name.startsWith(prefix))
    .map((name) => [name.slice(prefix.length, -".json".length), JSON.parse(readFileSync(new URL(name, GOLDEN), "utf8"))]);
}

const SOMEBODY = "00000001-0000-0000-0000-000000000003";
const MESSAGE = "0000000e-0000-0000-0000-000000000001";
const CLIP = "0000000d-0000-0000-0000-000000000002";
const SUGGESTED = "0000000d-0000-0000-0000-000000000004";
const SEQUEL = { title: "The sequel", url: "https://media.example/4", kind: "mp4", duration_ms: 5_400_000 };
const RADIO = { title: "The radio", url: "https://media.example/5", kind: "audio" };

/** How to say each of the frames of a client. */
const SAID = {
  play: (party) => party.play(),
  pause: (party) => party.pause(62_500),
  seek: (party) => party.seek(60_000),
  skip: (party) => party.skip(CLIP),
  rate: (party) => party.setRate(1.25),
  chat: (party) => party.say("hi"),
  reaction: (party) => party.react("😂", 62_500),
  "delete-message": (party) => party.deleteMessage(MESSAGE),
  role: (party) => party.setRole(SOMEBODY, "co-host"),
  "transfer-host": (party) => party.transferHost(SOMEBODY),
  kick: (party) => party.kick(SOMEBODY),
  "kick-and-ban": (party) => party.ban(SOMEBODY),
  unban: (party) => party.unban(SOMEBODY),
  mute: (party) => party.mute(SOMEBODY),
  unmute: (party) => party.unmute(SOMEBODY),
  "queue-add": (party) => party.addToQueue([SEQUEL, RADIO], { isNext: true }),
  "queue-remove": (party) => party.removeFromQueue(CLIP),
  "queue-move": (party) => party.moveInQueue(CLIP, 2),
  "queue-shuffle": (party) => party.shuffleQueue(),
  loop: (party) => party.setLoop("all"),
  suggest: (party) => party.suggest(SEQUEL),
  "accept-suggestion": (party) => party.acceptSuggestion(SUGGESTED),
  "decline-suggestion": (party) => party.declineSuggestion(SUGGESTED),
  "vote-skip": (party) => party.voteSkip(),
  "vote-next": (party) => party.voteNext(CLIP),
  schedule: (party) => party.schedule(1_767_272_400_000),
  "schedule-nothing": (party) => party.schedule(null),
  "ready-check": (party) => party.askReady(),
  "ready-check-cancelled": (party) => party.stopAskingReady(),
  "wait-for-me": (party) => party.waitForMe(false),
  "status-ready": (party) => party.answerReady(true),
};

// What is said by the connection and the party themselves.
const BY_ITSELF = ["sync-request", "sync-request-since", "clock", "status", "refresh-token", "typing"];

describe("every command of the protocol", () => {
  it("can be given by a method", () => {
    assert.deepEqual(
      golden("client-").map(([name]) => name).sort(),
      [...Object.keys(SAID), ...BY_ITSELF].sort(),
    );
  });

  for (const [name, frame] of golden("client-").filter(([each]) => !BY_ITSELF.includes(each))) {
    it(`is said as the server wants it: ${name}`, () => {
      let said = null;
      const party = new Commands(async (type, extra) => {
        said = { type, ...extra };
        return 1;
      });

      SAID[name]?.(party);

      const { party_id: _, timestamp: __, command_id: ___, ...wanted } = frame;
      assert.deepEqual(said, wanted);
    });
  }
});

describe("every event of the protocol", () => {
  const events = golden("server-");
  const [, snapshot] = events.find(([name]) => name === "snapshot");

  for (const [name, frame] of events) {
    it(`is understood: ${name}`, () => {
      const state = new PartyState(snapshot.you.user_id);
      state.take({ ...snapshot, heardAt: 0 });

      const { isStale, news } = state.take({ ...frame, heardAt: 0 });

      assert.equal(isStale, false);
      news.forEach(({ kind, at, isUrgent }) =>
        assert.deepEqual([typeof kind, Number.isInteger(at), typeof isUrgent], ["string", true, "boolean"]),
      );
    });
  }

  it("leaves its mark", () => {
    const after = (name) => {
      const state = new PartyState(snapshot.you.user_id);
      state.take({ ...snapshot, heardAt: 0 });
      return [state, state.take({ ...events.find(([each]) => each === name)[1], heardAt: 0 }).news];
    };

    assert.equal(after("items-added")[0].queue.items.length, snapshot.playlist.length + after("items-added")[1][0].items.length);
    assert.equal(after("suggestion-accepted")[0].queue.suggestions.length, 0);
    assert.equal(after("ready-check-cancelled")[0].readyCheck.isOpen, false);
    assert.equal(after("waiting-released")[0].waiting.isHolding, false);
    assert.equal(after("scheduled-nothing")[0].schedule.startsAtMs, null);
    assert.deepEqual(after("host-changed")[1].map(({ kind }) => kind), ["host-changed"]);
  });
});
