import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Queue, Votes } from "../../src/party/queue.js";

function item(id) {
  return { id, title: id.toUpperCase(), url: `https://films.test/${id}`, kind: "mp4" };
}

function queueOf(ids, clipId = ids[0]) {
  const queue = new Queue();
  queue.reset({ playlist: [...ids].map(item) });
  queue.clipId = clipId;
  return queue;
}

function ids(queue) {
  return queue.items.map(({ id }) => id).join("");
}

describe("the queue", () => {
  it("takes items in at their place, each once", () => {
    const queue = queueOf("abc");

    assert.equal(queue.take({ change: "added", items: [item("x"), item("y")], place: 1 }), true);
    assert.equal(ids(queue), "axybc");
    queue.take({ change: "added", items: [item("x"), item("y")], place: 1 });
    assert.equal(ids(queue), "axybc");
    queue.take({ change: "added", items: [item("z")] });
    assert.equal(ids(queue), "axybcz");
  });

  it("lets items go", () => {
    const queue = queueOf("abc");

    queue.take({ change: "removed", item_id: "b" });
    queue.take({ change: "removed", item_id: "unknown" });

    assert.equal(ids(queue), "ac");
  });

  it("moves an item to the place that it shall have in the end", () => {
    for (const [place, wanted] of ["bacd", "abcd", "acbd", "acdb"].entries()) {
      const queue = queueOf("abcd");
      assert.equal(queue.take({ change: "moved", item_id: "b", place }), true);
      assert.equal(ids(queue), wanted);
    }
  });

  it("says when a change cannot be understood", () => {
    const queue = queueOf("ab");

    assert.equal(queue.take({ change: "moved", item_id: "x", place: 0 }), false);
    assert.equal(queue.take({ change: "shuffled", order: ["a", "x"] }), false);
    assert.equal(queue.take({ change: "accepted", item_id: "x", place: 0 }), false);
    assert.equal(queue.take({ change: "turned upside down" }), false);
    assert.equal(queue.take({}), false);
    assert.equal(ids(queue), "ab");
  });

  it("is shuffled as a whole, or what comes of it", () => {
    const queue = queueOf("abcd");

    queue.take({ change: "shuffled", order: [..."dcba"] });
    assert.equal(ids(queue), "dcba");
    queue.take({ change: "shuffled", order: [..."abc"] });
    assert.equal(ids(queue), "dabc");
  });

  it("loses the suggestions of whoever is put out", () => {
    const queue = queueOf("ab");
    queue.take({ change: "suggested", item: item("x"), user_id: "bo" });
    queue.take({ change: "suggested", item: item("y"), user_id: "cleo" });

    queue.withdraw("bo");

    assert.deepEqual(
      queue.suggestions.map((suggestion) => suggestion.item.id),
      ["y"],
    );
  });

  it("takes suggestions up, or not", () => {
    const queue = queueOf("ab");
    queue.take({ change: "suggested", item: item("x"), user_id: "bo" });
    queue.take({ change: "suggested", item: item("y"), user_id: "bo" });
    queue.take({ change: "suggested", item: item("y"), user_id: "bo" });
    assert.deepEqual(
      queue.suggestions.map((suggestion) => suggestion.item.id),
      ["x", "y"],
    );

    assert.equal(queue.take({ change: "accepted", item_id: "x", place: 2 }), true);
    assert.equal(queue.take({ change: "accepted", item_id: "x", place: 2 }), true);
    queue.take({ change: "declined", item_id: "y" });

    assert.equal(ids(queue), "abx");
    assert.deepEqual(queue.suggestions, []);
  });

  it("remembers how it repeats", () => {
    const queue = queueOf("a");
    queue.take({ change: "loop", loop: "all" });
    assert.equal(queue.loop, "all");
  });

  it("knows what comes, and where next is", () => {
    const queue = queueOf("abcd", "b");

    assert.equal(queue.upcoming.map(({ id }) => id).join(""), "cd");
    for (const moved of "acd") {
      const place = queue.placeAfterCurrent(moved);
      const trial = queueOf("abcd", "b");
      trial.take({ change: "moved", item_id: moved, place });
      assert.equal(trial.upcoming[0].id, moved);
    }
  });

  it("has all of it to come while nothing plays", () => {
    assert.equal(queueOf("ab", null).upcoming.length, 2);
    assert.equal(queueOf("ab", null).current, null);
  });
});

describe("votes", () => {
  it("are counted by the server", () => {
    const votes = new Votes();
    assert.equal(votes.skip.count, 0);

    votes.take({ skip: { count: 1, needed: 3 }, next: [{ clip_id: "a", count: 2 }] });

    assert.deepEqual(votes.skip, { count: 1, needed: 3 });
    assert.equal(votes.nextOf("a"), 2);
    assert.equal(votes.nextOf("b"), 0);
  });

  it("begin anew with the next film", () => {
    const votes = new Votes();
    votes.take({ skip: { count: 1, needed: 3 }, next: [{ clip_id: "a", count: 2 }] });
    votes.hasVotedSkip = true;
    votes.votedNext = "a";

    votes.clear();

    assert.deepEqual([votes.hasVotedSkip, votes.votedNext, votes.nextOf("a"), votes.skip.count], [false, null, 0, 0]);
    assert.equal(votes.skip.needed, 3);
  });

  it("stay mine while they count", () => {
    const votes = new Votes();
    votes.hasVotedSkip = true;
    votes.votedNext = "a";

    votes.take({ skip: { count: 1, needed: 2 }, next: [{ clip_id: "a", count: 1 }] });
    assert.deepEqual([votes.hasVotedSkip, votes.votedNext], [true, "a"]);

    votes.take(undefined);
    assert.deepEqual([votes.hasVotedSkip, votes.votedNext], [false, null]);
  });
});
