// Stands in for https://www.youtube.com/iframe_api in PlayersTest: no test may lean on YouTube, its films or its network.
// Faithful to what the reference documents, and nothing else is there: commands take their time, states come as events,
// the position is told four times a second, rates come in steps, a seek of a film not yet begun begins it.
// https://developers.google.com/youtube/iframe_api_reference
(() => {
  const STATE = { unstarted: -1, ended: 0, playing: 1, paused: 2, buffering: 3 };
  const RATES = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2];
  const DURATION_MS = 120_000;
  const READY_AFTER_MS = 150;
  const PLAYS_AFTER_MS = 180;
  const SEEKS_WITHIN_MS = 250;
  const TOLD_EVERY_MS = 250;

  class Player {
    #events;
    #state = STATE.unstarted;
    #positionMs = 0; // at the instant of the last change
    #since = performance.now();
    #rate = 1;
    #told = 0;
    #pending = null;
    #isMuted = false;
    #ticking;

    constructor(frame, { events }) {
      if (!(frame instanceof HTMLIFrameElement) || new URL(frame.src).searchParams.get("enablejsapi") !== "1") {
        throw new TypeError("not a frame with a player in it");
      }
      this.#events = events;
      this.#ticking = setInterval(() => (this.#told = this.#now()), TOLD_EVERY_MS);
      setTimeout(() => this.#tell("onReady", null), READY_AFTER_MS);
      window.youTube = { states: STATE, positionMs: () => this.#now(), state: () => this.#state, isMuted: () => this.#isMuted };
    }

    playVideo() {
      if (this.#state === STATE.ended) {
        this.#settle(0);
      }
      this.#playSoon(PLAYS_AFTER_MS);
    }

    pauseVideo() {
      clearTimeout(this.#pending);
      if (this.#state === STATE.playing || this.#state === STATE.buffering) {
        this.#become(STATE.paused);
      }
    }

    seekTo(seconds) {
      const wasPaused = this.#state === STATE.paused;
      this.#settle(Math.min(DURATION_MS, seconds * 1000));
      if (!wasPaused) {
        this.#playSoon(SEEKS_WITHIN_MS);
      }
    }

    setPlaybackRate(rate) {
      if (!RATES.includes(rate)) {
        throw new RangeError(`no such rate: ${rate}`);
      }
      this.#settle(this.#now());
      this.#rate = rate;
      this.#tell("onPlaybackRateChange", rate);
    }

    getAvailablePlaybackRates() {
      return RATES;
    }

    getCurrentTime() {
      return this.#told / 1000;
    }

    getDuration() {
      return DURATION_MS / 1000;
    }

    mute() {
      this.#isMuted = true;
    }

    unMute() {
      this.#isMuted = false;
    }

    setVolume() {}

    destroy() {
      clearInterval(this.#ticking);
      clearTimeout(this.#pending);
    }

    #now() {
      const ranMs = this.#state === STATE.playing ? (performance.now() - this.#since) * this.#rate : 0;
      return Math.min(DURATION_MS, this.#positionMs + ranMs);
    }

    #settle(positionMs) {
      this.#positionMs = positionMs;
      this.#since = performance.now();
    }

    #playSoon(waitMs) {
      if (this.#state !== STATE.playing || waitMs === SEEKS_WITHIN_MS) {
        clearTimeout(this.#pending);
        this.#become(STATE.buffering);
        this.#pending = setTimeout(() => this.#become(STATE.playing), waitMs);
      }
    }

    #become(state) {
      this.#settle(this.#now());
      this.#state = state;
      this.#tell("onStateChange", state);
    }

    #tell(event, data) {
      setTimeout(() => this.#events[event]?.({ target: this, data }));
    }
  }

  window.YT = { Player, PlayerState: STATE };
  setTimeout(() => window.onYouTubeIframeAPIReady?.());
})();
