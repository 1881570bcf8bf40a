import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";

const MODULE = fileURLToPath(new URL("../../", import.meta.url));
const TSC = join(MODULE, "node_modules/typescript/bin/tsc");

const IN_NODE = `
  import { WatchpartyServer, RestError } from "watchparty-client";
  import { ServerClock, SyncEngine } from "watchparty-client/sync";
  import { kindOf } from "watchparty-client/players";

  const server = new WatchpartyServer({ address: "http://127.0.0.1:9", fetch: () => Promise.reject(new Error("nobody")) });
  const refusal = await server.join("K7QX2M").catch((error) => error);
  console.log(refusal instanceof RestError, refusal.code, kindOf("https://films.test/a.m3u8"), new ServerClock().isKnown);
  console.log(typeof SyncEngine);
`;

const IN_TYPESCRIPT = `
  import { CommandError, WatchpartyServer, type News, type Party } from "watchparty-client";
  import { SyncEngine, ServerClock, systemTime, type Player } from "watchparty-client/sync";
  import { canPlay, createPlayer } from "watchparty-client/players";

  export async function watch(stage: HTMLElement, token: () => Promise<string>): Promise<Party> {
    const server = new WatchpartyServer({ address: "https://party.example", token, players: { canPlay, createPlayer } });
    const party = await server.create({ title: "Friday", items: [{ title: "A", url: "https://a.example/a.mp4", kind: "mp4" }] });
    party.show(stage);
    const stop: () => void = party.on("news", (news: News) => console.log(sentence(news)));
    party.on("film", (notice) => notice?.kind === "failed" && console.log(notice.error));
    const version: number = await party.seek(60_000);
    await party.setRole("somebody", "co-host").catch((refusal: CommandError) => refusal.retryAfterSeconds);
    // @ts-expect-error a role that nobody can be given
    await party.setRole("somebody", "host");
    // @ts-expect-error an event that there is not
    party.on("nonsense", () => {});
    stop();
    console.log(version, party.state.me.may.has("pause"));
    return party;
  }

  /** Complete: another kind of news would not compile. */
  function sentence(news: News): string {
    switch (news.kind) {
      case "joined": return news.userId;
      case "left": return news.reason;
      case "role-changed": return news.role;
      case "host-changed": return news.cause ?? "";
      case "muted": return String(news.isMuted);
      case "settings-changed": return news.actor;
      case "items-added": return news.items[0].title;
      case "item-suggested": return news.item.title;
      case "suggestion-accepted": return news.item.title;
      case "queue-shuffled": return news.actor ?? "";
      case "start-scheduled": return String(news.startsAtMs);
      case "start-cancelled": return news.actor;
      case "ready-asked": return String(news.isThenPlayed);
      case "ready-passed": return String(news.at);
    }
  }

  export function engineOf(player: Player): SyncEngine {
    return new SyncEngine({ time: systemTime, clock: new ServerClock(), player });
  }
`;

const TSCONFIG = {
  compilerOptions: {
    target: "ES2022",
    lib: ["ES2022", "DOM", "DOM.Iterable"],
    module: "NodeNext",
    allowJs: true,
    checkJs: true,
    strict: true,
    noEmit: true,
    types: [],
  },
  files: ["consumer.ts", "readme-1.js", "readme-2.js"],
};

/** The package as somebody else has it: packed, and installed in a folder of theirs without a network. */
describe("the package", () => {
  let folder;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "watchparty-client-"));
    const npm = (args, cwd) =>
      execFileSync("npm", [...args, "--silent", "--no-audit", "--no-fund"], { cwd, stdio: ["ignore", "pipe", "inherit"] });
    npm(["pack", "--pack-destination", folder], MODULE);
    const packed = readdirSync(folder).find((name) => name.endsWith(".tgz"));
    writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, type: "module" }));
    npm(["install", "--offline", `./${packed}`], folder);
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  it("runs in Node.js", () => {
    writeFileSync(join(folder, "consumer.mjs"), IN_NODE);

    const said = execFileSync(process.execPath, ["consumer.mjs"], { cwd: folder, encoding: "utf8" });

    assert.deepEqual(said.trim().split("\n"), ["true UNREACHABLE hls false", "function"]);
  });

  it("has types that a strict compiler takes, and that catch mistakes; so have the examples of the README", () => {
    const readme = readFileSync(join(MODULE, "README.md"), "utf8");
    const examples = [...readme.matchAll(/```js\n(.*?)```/gs)].map(([, example]) => example);
    assert.equal(examples.length, 2);
    examples.forEach((example, index) => writeFileSync(join(folder, `readme-${index + 1}.js`), example));
    writeFileSync(join(folder, "consumer.ts"), IN_TYPESCRIPT);
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(TSCONFIG));

    try {
      execFileSync(process.execPath, [TSC, "-p", "."], { cwd: folder, encoding: "utf8" });
    } catch (refused) {
      assert.fail(refused.stdout);
    }
  });

  it("holds what is needed and no more", () => {
    const held = readdirSync(join(folder, "node_modules/watchparty-client")).sort();

    assert.deepEqual(held, ["README.md", "package.json", "src", "types"]);
  });
});
