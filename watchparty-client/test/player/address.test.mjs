import assert from "node:assert/strict";
import test from "node:test";
import { kindOf, mediaAt, sourceOf } from "../../src/player/address.js";

test("kinds are told by the ending of the path", () => {
  for (const [address, kind] of [
    ["https://films.example/a.mp4", "mp4"],
    ["https://films.example/a.webm?x=.m3u8", "webm"],
    ["https://films.example/live/a.M3U8?token=1", "hls"],
    ["https://films.example/a.mpd#t=5", "dash"],
    ["https://films.example/a.mp3", "audio"],
    ["https://films.example/a.opus", "audio"],
    ["https://films.example/a", "mp4"],
  ]) {
    assert.equal(kindOf(address), kind, address);
  }
});

test("what is no film on YouTube keeps its address", () => {
  assert.deepEqual(mediaAt("https://films.example/a b.m3u8?x=1"), {
    url: "https://films.example/a%20b.m3u8?x=1",
    kind: "hls",
  });
});

test("all links to a film on YouTube lead to one", () => {
  for (const address of [
    "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
    "http://youtube.com/watch?list=PL1&v=dQw4w9WgXcQ&t=42s",
    "https://m.youtube.com/watch?v=dQw4w9WgXcQ",
    "https://music.youtube.com/watch?v=dQw4w9WgXcQ&si=x",
    "https://youtu.be/dQw4w9WgXcQ?si=x&t=10",
    "https://youtu.be/dQw4w9WgXcQ/",
    "https://www.youtube.com/embed/dQw4w9WgXcQ?start=3",
    "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ",
    "https://www.youtube.com/shorts/dQw4w9WgXcQ",
    "https://www.youtube.com/live/dQw4w9WgXcQ?feature=share",
    "https://www.youtube.com/v/dQw4w9WgXcQ",
  ]) {
    assert.deepEqual(
      mediaAt(address),
      { url: "https://www.youtube.com/watch?v=dQw4w9WgXcQ", kind: "youtube" },
      address,
    );
  }
});

test("other pages of YouTube, and other sites that look like it, are no films there", () => {
  for (const address of [
    "https://www.youtube.com/",
    "https://www.youtube.com/@someone",
    "https://www.youtube.com/playlist?list=PL1",
    "https://www.youtube.com/watch?v=short",
    "https://youtu.be/",
    "https://notyoutube.com/watch?v=dQw4w9WgXcQ",
    "https://youtube.com.films.example/watch?v=dQw4w9WgXcQ",
  ]) {
    assert.equal(kindOf(address), "mp4", address);
  }
});

test("the test film comes from the server at hand", () => {
  assert.equal(sourceOf({ url: "https://elsewhere.example/film/time-code.mp4" }), "/film/time-code.mp4");
  assert.equal(sourceOf({ url: "https://elsewhere.example/film/other.mp4" }), "https://elsewhere.example/film/other.mp4");
});
