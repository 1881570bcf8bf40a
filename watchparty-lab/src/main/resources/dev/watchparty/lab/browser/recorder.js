// Records where this page's film is, as its own frames tell it, on a clock that all browsers of one machine share.
// Installed before the page's own scripts, it works with any page that plays a <video>, and records without asking it.
(() => {
  "use strict";
  if (window !== window.top) {
    return;
  }
  const READING_EVERY_MS = 50;
  const ROWS_MAX = 100_000; // three quarters of an hour of frames
  const EVENTS = ["loadedmetadata", "play", "playing", "pause", "seeking", "seeked", "ratechange", "waiting", "ended", "error"];
  const LATEST_MAX = 20;
  const NativeWebSocket = window.WebSocket;

  const record = { frames: [], readings: [], events: [] };
  const latest = []; // what happened last, in words; rates change too often for that
  const watched = new WeakSet();
  let video = null;
  let framesShown = 0;

  const commonMs = () => performance.timeOrigin + performance.now();

  function keep(rows, row) {
    if (rows.length < ROWS_MAX) {
      rows.push(row);
    }
  }

  function happened(kind, element = video) {
    keep(record.events, [commonMs(), kind, (element?.currentTime ?? 0) * 1000, element?.playbackRate ?? 0]);
    if (kind !== "ratechange") {
      latest.push(`${kind} after ${seconds(performance.now())} at ${seconds(positionMs())}`);
      latest.splice(0, latest.length - LATEST_MAX);
    }
  }

  const positionMs = () => (video?.currentTime ?? NaN) * 1000;
  const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

  function toldOfFilm() {
    const { paused, seeking, ended, muted, readyState, error } = video;
    const is = Object.entries({ paused, seeking, ended, muted }).filter(([, holds]) => holds).map(([name]) => name);
    return `film at ${seconds(positionMs())} of ${seconds(video.duration * 1000)} [${is}], ready ${readyState},`
      + ` ${error?.message ?? "no error"}, ${framesShown} frames`;
  }

  function watchFrames(element) {
    if (watched.has(element) || !("requestVideoFrameCallback" in element)) {
      return;
    }
    watched.add(element);
    const onFrame = (_, frame) => {
      framesShown += 1;
      keep(record.frames, [performance.timeOrigin + frame.expectedDisplayTime, frame.mediaTime * 1000, element.playbackRate]);
      element.requestVideoFrameCallback(onFrame);
    };
    element.requestVideoFrameCallback(onFrame);
  }

  for (const kind of EVENTS) {
    // Events of media do not bubble, but they can be caught on their way down.
    document.addEventListener(
      kind,
      ({ target }) => {
        if (target instanceof HTMLVideoElement) {
          video = target;
          watchFrames(target);
          happened(kind);
        }
      },
      true,
    );
  }
  document.addEventListener("visibilitychange", () => happened(document.visibilityState), true);

  window.WebSocket = class extends NativeWebSocket {
    constructor(...given) {
      super(...given);
      happened("socket-asked");
      this.addEventListener("open", () => happened("socket-open"));
      this.addEventListener("close", () => happened("socket-closed"));
    }
  };

  setInterval(() => {
    if (video !== null) {
      const isRunning = !video.paused && !video.seeking && !video.ended;
      keep(record.readings, [commonMs(), video.currentTime * 1000, video.playbackRate, isRunning ? 1 : 0, video.readyState]);
    }
  }, READING_EVERY_MS);

  window.watchpartyLab = {
    commonMs,
    /** All that was recorded since it was last asked for, as JSON: strings travel faster than trees. */
    take() {
      const taken = JSON.stringify(record);
      record.frames = [];
      record.readings = [];
      record.events = [];
      return taken;
    },
    /** How far the wall clock is from the common one, at the moment at which the former ticks. */
    wallClockAheadMs() {
      const before = Date.now();
      let ticked = before;
      while (ticked === before) {
        ticked = Date.now();
      }
      return ticked - commonMs();
    },
    framesShown: () => framesShown,
    /** Where the film is; NaN before there is one. */
    positionMs,
    /** How all stands, for people to read. */
    told() {
      const film = video === null ? "no film" : toldOfFilm();
      const follower = JSON.stringify(window.watchparty?.follower() ?? null); // what the page says of itself
      return `${document.visibilityState} after ${seconds(performance.now())}, ${film}, ${follower}, last: ${latest.join(", ")}`;
    },
    pictures() {
      const quality = video?.getVideoPlaybackQuality();
      return [quality?.totalVideoFrames ?? 0, quality?.droppedVideoFrames ?? 0];
    },
  };
})();
