import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { codeOf, Discovery, History } from "../../main/resources/web/discover.js";
import { Friends, requestOf } from "../../main/resources/web/friends.js";

/** A server that answers from `answers` by path, and remembers what it was asked. */
class FakeRest {
  asked = [];
  #answers;

  constructor(answers) {
    this.#answers = answers;
  }

  get(path) {
    return this.#call("GET", path);
  }

  post(path, body) {
    return this.#call("POST", path, body);
  }

  delete(path) {
    return this.#call("DELETE", path);
  }

  async #call(method, path, body) {
    this.asked.push(body === undefined ? `${method} ${path}` : `${method} ${path} ${JSON.stringify(body)}`);
    return this.#answers(path);
  }
}

const BO = { id: "bo", username: "bo", display_name: "Bo" };

describe("an invitation", () => {
  it("is a code, however it is written", () => {
    assert.equal(codeOf(" abc 234 "), "ABC234");
    assert.equal(codeOf("abc-234"), "ABC234");
  });

  it("is a link that holds one", () => {
    assert.equal(codeOf("https://party.example/watch-parties/abc234"), "ABC234");
    assert.equal(codeOf("Come! http://[::1]:8080/watch-parties/ABC234/?from=x see you"), "ABC234");
  });

  it("is nothing else", () => {
    ["", "ABC23", "ABC2345", "https://party.example/", "https://party.example/watch-parties/ABC2345"].forEach((text) =>
      assert.equal(codeOf(text), null, text),
    );
  });
});

describe("friends", () => {
  it("are asked by id or by name", () => {
    const id = "6F9619FF-8B86-4011-B42D-00CF4FC964FF";
    assert.deepEqual(requestOf(` ${id} `), { user_id: id.toLowerCase() });
    assert.deepEqual(requestOf(" @bo "), { username: "bo" });
  });

  it("are read again after each change", async () => {
    const rest = new FakeRest(() => ({ friends: [{ user: BO }], incoming: [], outgoing: [] }));
    const friends = new Friends(rest);

    await friends.ask("bo");
    await friends.accept("bo");
    await friends.decline("bo");
    await friends.remove("bo");

    assert.deepEqual(rest.asked, [
      'POST /friends {"username":"bo"}',
      "GET /friends",
      "POST /friends/bo/accept",
      "GET /friends",
      "POST /friends/bo/decline",
      "GET /friends",
      "DELETE /friends/bo",
      "GET /friends",
    ]);
    assert.equal(friends.bondWith("bo"), "friend");
    assert.equal(friends.bondWith("cy"), null);
  });
});

describe("discovery", () => {
  const parties = (from, to) => Array.from({ length: to - from + 1 }, (_, place) => ({ id: `p${from + place}` }));

  it("turns pages until the end, and shows no party twice", async () => {
    const rest = new FakeRest((path) => ({
      total_count: 30,
      parties: path.includes("offset=0") ? parties(1, 20) : parties(20, 30),
    }));
    const discovery = new Discovery(rest);

    await discovery.search(" f&m ");
    assert.equal(discovery.hasMore, true);
    await discovery.more();

    assert.deepEqual(rest.asked, [
      "GET /watch-parties/public?limit=20&offset=0&q=f%26m",
      "GET /watch-parties/public?limit=20&offset=20&q=f%26m",
    ]);
    assert.equal(discovery.parties.length, 30);
    assert.equal(discovery.hasMore, false);
  });

  it("ends where an empty page comes", async () => {
    const rest = new FakeRest((path) => ({
      total_count: 30,
      parties: path.includes("offset=0") ? parties(1, 20) : [],
    }));
    const discovery = new Discovery(rest);
    await discovery.search();

    await discovery.more();

    assert.equal(discovery.hasMore, false);
  });

  it("drops the answer to an old question", async () => {
    const waiting = [];
    const rest = new FakeRest(() => new Promise((resolve) => waiting.push(resolve)));
    const discovery = new Discovery(rest);
    const [first, second] = [discovery.search("a"), discovery.search("ab")];

    waiting[1]({ total_count: 1, parties: parties(2, 2) });
    waiting[0]({ total_count: 1, parties: parties(1, 1) });
    await Promise.all([first, second]);

    assert.deepEqual(discovery.parties, parties(2, 2));
  });
});

describe("history", () => {
  it("is read page by page, and from the first again", async () => {
    const rest = new FakeRest((path) => ({
      history: path.includes("page=1") ? [{ id: "a" }] : [{ id: "b" }],
      pagination: { total_count: 2 },
    }));
    const history = new History(rest);

    await history.load();
    assert.equal(history.hasMore, true);
    await history.more();
    assert.deepEqual(
      history.entries.map(({ id }) => id),
      ["a", "b"],
    );

    await history.load();
    assert.deepEqual(
      history.entries.map(({ id }) => id),
      ["a"],
    );
  });
});
