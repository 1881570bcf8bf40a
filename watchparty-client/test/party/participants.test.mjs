import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Participants } from "../../src/party/participants.js";

const ANN = { user_id: "11", user: { display_name: "Ann" }, role: "host", connected: true };
const BO = { user_id: "22", user: { display_name: "Bo" }, role: "viewer", connected: false };

function annAndBo() {
  const participants = new Participants();
  participants.replace([BO, ANN]);
  return participants;
}

function words(participants) {
  return participants.inOrder().map(({ name, role, isConnected }) => `${name} ${role} ${isConnected}`);
}

describe("participants", () => {
  it("are listed with those who may control first", () => {
    assert.deepEqual(words(annAndBo()), ["Ann host true", "Bo viewer false"]);
  });

  it("come and go", () => {
    const participants = annAndBo();

    participants.joined({ user_id: "33", display_name: "Cy", role: "co-host" });
    participants.joined({ user_id: "22", display_name: "Bo", role: "viewer" });
    participants.left("11");

    assert.deepEqual(words(participants), ["Ann host false", "Cy co-host true", "Bo viewer true"]);
  });

  it("change roles", () => {
    const participants = annAndBo();

    participants.roleChanged("22", "co-host");

    assert.equal(participants.roleOf("22"), "co-host");
    assert.equal(participants.roleOf("44"), null);
  });

  it("are not invented by news about strangers", () => {
    const participants = annAndBo();

    participants.left("44");
    participants.roleChanged("44", "host");

    assert.equal(participants.size, 2);
  });
});
