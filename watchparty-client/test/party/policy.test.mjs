import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ACTIONS, deedsOn, isPossible, mayOf, outranks, presetOf, PRESETS, ROLES } from "../../src/party/policy.js";

function may(preset, role, isMuted) {
  return [...mayOf(PRESETS.get(preset), role, isMuted)];
}

function me(role, preset = "co-hosts") {
  return { userId: "me", role, may: mayOf(PRESETS.get(preset), role) };
}

function other(role, isMuted = false) {
  return { userId: "other", role, isMuted };
}

describe("the policy", () => {
  it("allows a host everything in every preset", () => {
    for (const preset of PRESETS.keys()) {
      assert.deepEqual(may(preset, "host"), ACTIONS);
    }
  });

  it("allows viewers what the preset's name says", () => {
    const always = ["suggest", "chat", "invite"];
    assert.deepEqual(may("host-only", "viewer"), always);
    assert.deepEqual(may("co-hosts", "viewer"), always);
    assert.deepEqual(may("anyone-may-pause", "viewer"), ["pause", ...always]);
    assert.deepEqual(may("everyone", "viewer"), ["pause", "play", "seek", "skip", "rate", "queue", ...always]);
  });

  it("lets co-hosts control but where the host alone does", () => {
    assert.equal(may("host-only", "co-host").includes("play"), false);
    assert.equal(may("co-hosts", "co-host").includes("play"), true);
  });

  it("silences who is muted, and nothing else", () => {
    assert.deepEqual(
      may("everyone", "viewer", true),
      may("everyone", "viewer").filter((action) => action !== "chat"),
    );
  });

  it("allows nothing to those who have no role, and an unknown action to the host alone", () => {
    assert.deepEqual(may("everyone", null), []);
    assert.equal(mayOf({}, "co-host").size, 0);
    assert.equal(mayOf({}, "host").size, ACTIONS.length);
  });

  it("knows its presets again", () => {
    for (const [name, policy] of PRESETS) {
      assert.equal(presetOf({ ...policy }), name);
    }
    assert.equal(presetOf({ ...PRESETS.get("co-hosts"), chat: "host" }), null);
  });

  it("never makes moderators of viewers", () => {
    assert.equal(isPossible("moderate", "viewer"), false);
    assert.equal(isPossible("moderate", "co-host"), true);
    assert.equal(isPossible("chat", "viewer"), true);
  });
});

describe("what one may do to another", () => {
  it("is nothing to oneself", () => {
    assert.deepEqual(deedsOn({ ...other("viewer"), userId: "me" }, me("host")), []);
  });

  it("is all for the host", () => {
    assert.deepEqual(deedsOn(other("viewer"), me("host")), ["make-co-host", "make-host", "mute", "kick", "ban"]);
    assert.deepEqual(deedsOn(other("co-host", true), me("host")), [
      "make-viewer",
      "make-host",
      "unmute",
      "kick",
      "ban",
    ]);
  });

  it("goes downwards only for co-hosts who moderate", () => {
    const coHost = { ...me("co-host"), may: new Set(["moderate"]) };
    assert.deepEqual(deedsOn(other("viewer"), coHost), ["mute", "kick", "ban"]);
    assert.deepEqual(deedsOn(other("co-host"), coHost), []);
    assert.deepEqual(deedsOn(other("host"), coHost), []);
  });

  it("is nothing for the others", () => {
    assert.deepEqual(deedsOn(other("viewer"), me("co-host")), []);
    assert.deepEqual(deedsOn(other("viewer"), me("viewer", "everyone")), []);
  });

  it("follows the ranks", () => {
    const ranks = ROLES.flatMap((role) => ROLES.map((below) => outranks(role, below)));
    assert.deepEqual(ranks, [false, false, false, true, false, false, true, true, false]);
  });
});
