import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { Party } from "/client/party/party.js";

const WEB = new URL("../../main/resources/web/", import.meta.url);
const PACKAGE = new URL("../../../../watchparty-client/package.json", import.meta.url);

describe("the page", () => {
  it("uses of the client library what everybody may use", () => {
    const { exports } = JSON.parse(readFileSync(PACKAGE, "utf8"));
    const entries = Object.values(exports).map((entry) => entry.default.replace("./src/", "/client/"));
    const modules = readdirSync(WEB, { recursive: true }).filter((name) => name.endsWith(".js"));
    const used = modules.flatMap((name) => readFileSync(new URL(name, WEB), "utf8").match(/\/client\/[\w/.-]+/g) ?? []);

    assert.ok(used.length > 5);
    assert.deepEqual(
      used.filter((address) => !entries.includes(address) && !address.startsWith("/client/vendor/")), // of others
      [],
    );
  });

  it("asks of a party only what a party does", () => {
    const texts = readdirSync(WEB).filter((name) => name.endsWith(".js")).map((name) => readFileSync(new URL(name, WEB), "utf8"));
    const asked = texts.flatMap((text) => [...text.matchAll(/\bparty(?:\(\))?\??\.(\w+)\(/g)].map(([, name]) => name));

    assert.ok(asked.includes("seek") && asked.includes("showTyping"));
    assert.deepEqual(
      asked.filter((name) => !(name in Party.prototype)),
      [],
    );
  });
});
