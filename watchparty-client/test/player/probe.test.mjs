import assert from "node:assert/strict";
import test from "node:test";
import { dashDurationMs, hlsDurationMs } from "../../src/player/probe.js";

const PLAYLIST = "#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4.000,\na.m4s\n#EXTINF:2.5\nb.m4s\n#EXT-X-ENDLIST\n";

/** A web of texts by their addresses. */
function webOf(texts) {
  return async (url) => texts[url];
}

test("an HLS film is as long as its segments", async () => {
  assert.equal(await hlsDurationMs("https://x.example/a.m3u8", webOf({ "https://x.example/a.m3u8": PLAYLIST })), 6_500);
});

test("of several variants, the first tells the length", async () => {
  const master =
    '#EXTM3U\r\n#EXT-X-MEDIA:TYPE=AUDIO,URI="sound.m3u8"\r\n#EXT-X-STREAM-INF:BANDWIDTH=1\r\nlow/a.m3u8?x=1\r\n';
  const web = webOf({ "https://x.example/film/a.m3u8": master, "https://x.example/film/low/a.m3u8?x=1": PLAYLIST });

  assert.equal(await hlsDurationMs("https://x.example/film/a.m3u8", web), 6_500);
});

test("a broadcast has no length", async () => {
  const live = PLAYLIST.replace("#EXT-X-ENDLIST\n", "");

  assert.equal(await hlsDurationMs("https://x.example/a.m3u8", webOf({ "https://x.example/a.m3u8": live })), null);
  assert.equal(dashDurationMs('<MPD type="dynamic" minimumUpdatePeriod="PT2S"><Period/></MPD>'), null);
});

test("a DASH manifest tells its length", () => {
  for (const [duration, ms] of [
    ["PT60.0S", 60_000],
    ["PT1H2M3.5S", 3_723_500],
    ["P1DT1S", 86_401_000],
    ["PT2M", 120_000],
    ["forever", null],
  ]) {
    const manifest = `<?xml version="1.0"?>\n<MPD\n type="static"\n mediaPresentationDuration="${duration}">\n<Period duration="PT1S"/></MPD>`;
    assert.equal(dashDurationMs(manifest), ms, duration);
  }
});

test("what is no manifest tells nothing", async () => {
  assert.equal(dashDurationMs("<html></html>"), null);
  assert.equal(await hlsDurationMs("https://x.example/a", webOf({ "https://x.example/a": "<html></html>" })), null);
});
