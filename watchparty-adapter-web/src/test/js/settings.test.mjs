import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { PRESETS } from "/client/index.js";
import { mayStudy, passwordProblem, patchOf, policyOf, problemOf, valuesOf } from "../../main/resources/web/settings.js";

const SETTINGS = {
  title: "Friday",
  visibility: "private",
  has_password: true,
  max_participants: 100,
  history: "everyone",
  waiting: { enabled: false, deadline_ms: 15_000, quorum_percent: 100, budget_ms: 60_000 },
  policy: PRESETS.get("co-hosts"),
  loop: "off",
};

function changed(values, settings = SETTINGS) {
  return patchOf(settings, { ...valuesOf(settings), ...values });
}

describe("how a party went", () => {
  it("is for everybody in it, but of a private one for its host alone", () => {
    const isFor = (visibility, isHost) => mayStudy({ isHost, settings: { ...SETTINGS, visibility } });

    assert.deepEqual(["private", "invite", "friends", "public"].map((visibility) => isFor(visibility, false)), [false, true, true, true]);
    assert.equal(isFor("private", true), true);
    assert.equal(mayStudy({ isHost: false, settings: null }), false);
  });
});

describe("the settings", () => {
  it("that nobody has changed are not sent", () => {
    assert.deepEqual(changed({}), {});
    assert.deepEqual(changed({ title: " Friday " }), {});
  });

  it("are sent as far as they have changed", () => {
    assert.deepEqual(changed({ title: "Saturday", maxParticipants: 5 }), { title: "Saturday", max_participants: 5 });
    assert.deepEqual(changed({ visibility: "public", history: "none" }), { visibility: "public", history: "none" });
  });

  it("of waiting go together, in milliseconds", () => {
    assert.deepEqual(changed({ isWaiting: true, deadlineSeconds: 20 }), {
      waiting: { enabled: true, deadline_ms: 20_000 },
    });
    assert.deepEqual(changed({ budgetSeconds: 0, quorumPercent: 50 }), {
      waiting: { quorum_percent: 50, budget_ms: 0 },
    });
  });

  it("change the password only when asked to", () => {
    assert.deepEqual(changed({ password: "secret" }), { password: "secret" });
    assert.deepEqual(changed({ isPasswordCleared: true }), { password: "" });
    assert.deepEqual(changed({ isPasswordCleared: true }, { ...SETTINGS, has_password: false }), {});
  });

  it("name the policy's preset, or else what differs", () => {
    assert.deepEqual(changed({ policy: policyOf("everyone", {}) }), { policy: "everyone" });
    assert.deepEqual(changed({ policy: { ...SETTINGS.policy, chat: "co-host" } }), { policy: { chat: "co-host" } });
    assert.deepEqual(changed({ policy: policyOf("custom", SETTINGS.policy) }), {});
  });

  it("say what is wrong with them", () => {
    const problem = (values) => problemOf({ ...valuesOf(SETTINGS), ...values })?.field ?? null;

    assert.equal(problem({}), null);
    assert.equal(problem({ title: " " }), "title");
    assert.equal(problem({ title: "x".repeat(200) }), null);
    assert.equal(problem({ title: "x".repeat(201) }), "title");
    assert.equal(problem({ password: "abc" }), "password");
    assert.equal(problem({ maxParticipants: 1 }), "maxParticipants");
    assert.equal(problem({ maxParticipants: 2.5 }), "maxParticipants");
    assert.equal(problem({ deadlineSeconds: 61 }), "deadlineSeconds");
    assert.equal(problem({ quorumPercent: 0 }), "quorumPercent");
    assert.equal(problem({ budgetSeconds: 601 }), "budgetSeconds");
  });

  it("count a password's characters, not its code units", () => {
    assert.equal(passwordProblem(""), null);
    assert.notEqual(passwordProblem("🍿🍿🍿"), null);
    assert.equal(passwordProblem("🍿🍿🍿🍿"), null);
    assert.equal(passwordProblem("🍿".repeat(100)), null);
    assert.notEqual(passwordProblem("x".repeat(101)), null);
  });
});
