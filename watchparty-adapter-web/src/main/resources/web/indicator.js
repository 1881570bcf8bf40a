// Which word the sync indicator shows, and when it is worth saying aloud. Free of DOM; times are milliseconds.

// Closer than this is in step for all that people can tell. It is left later than it is entered, so that the word
// does not flicker at the edge.
const ENTERED_WITHIN_MS = 40;
const LEFT_BEYOND_MS = 90;

/** How long a state must last before it is shown; what is not listed is shown at once. */
const LASTS_MS = {
  connecting: 1_500,
  offline: 800,
  clock: 800,
  data: 700,
  placing: 300,
  behind: 1_200,
  ahead: 1_200,
  "in-step": 500,
};

const SAID = new Set(["offline", "data", "blocked"]);

/**
 * The states: "offline" and "connecting"; "none" (no film), "broken" (not to be played here), "blocked" (the browser
 * wants a press), "clock" (not measured yet); "held" (the party waits for somebody), "stands" (nobody has pressed play);
 * "data" (this player waits for data), "placing" (falling in), "behind" and "ahead" (being corrected), "in-step". Of
 * those that hold at once the first is shown.
 */
export class Indicator {
  state = "connecting";
  #coming = { state: "connecting", since: -Infinity };
  #said = null;

  /**
   * Takes {connection, isFilm, isBroken, isBlocked, isClockMeasured, isHeld, isPlaying, isStarved, isPlacing, driftMs}
   * as seen now, driftMs null when unknown. Answers whether another state is shown.
   */
  take(seen, now) {
    const state = stateOf(seen, this.state);
    if (state !== this.#coming.state) {
      this.#coming = { state, since: now };
    }
    // Whatever comes after connecting is news.
    const lastsMs = this.state === "connecting" ? 0 : (LASTS_MS[state] ?? 0);
    const isSteady = now - this.#coming.since >= lastsMs;
    if (state === this.state || !isSteady) {
      return false;
    }
    this.state = state;
    return true;
  }

  /** The state to be said aloud now, or null: trouble once, and its end. */
  toSay() {
    const isTrouble = SAID.has(this.state);
    const isOver = this.#said !== null && ["in-step", "stands", "held"].includes(this.state);
    if (isTrouble && this.#said !== this.state) {
      this.#said = this.state;
      return this.state;
    }
    if (isOver) {
      this.#said = null;
      return this.state;
    }
    return null;
  }
}

function stateOf(seen, shown) {
  if (seen.connection !== "open") {
    return seen.connection === "waiting" ? "offline" : "connecting";
  }
  if (!seen.isFilm) {
    return "none";
  }
  if (seen.isBroken) {
    return "broken";
  }
  if (seen.isBlocked) {
    return "blocked";
  }
  if (!seen.isClockMeasured) {
    return "clock";
  }
  if (!seen.isPlaying) {
    return seen.isHeld ? "held" : "stands";
  }
  return runningState(seen, shown);
}

function runningState({ isStarved, isPlacing, driftMs }, shown) {
  if (isStarved) {
    return "data";
  }
  if (isPlacing) {
    return "placing";
  }
  const within = shown === "in-step" ? LEFT_BEYOND_MS : ENTERED_WITHIN_MS;
  if (driftMs === null || Math.abs(driftMs) <= within) {
    return "in-step";
  }
  return driftMs < 0 ? "behind" : "ahead";
}

const CORRECTIONS_OVER_MS = 5 * 60_000;
const CORRECTIONS_MAX = 500;

/** Counts how often the film was nudged and jumped in the last five minutes. */
export class Corrections {
  #happened = [];
  #wasNudging = false;
  #jumps = null;

  /** Takes the engine's {factor, jumps} as they are now. */
  take({ factor, jumps }, now) {
    const isNudging = factor !== 1;
    if (isNudging && !this.#wasNudging) {
      this.#happened.push({ kind: "nudge", at: now });
    }
    for (let jump = this.#jumps ?? jumps; jump < jumps; jump++) {
      this.#happened.push({ kind: "jump", at: now });
    }
    this.#wasNudging = isNudging;
    this.#jumps = jumps;
    this.#happened = this.#happened.filter(({ at }) => now - at < CORRECTIONS_OVER_MS).slice(-CORRECTIONS_MAX);
  }

  /** {nudges, jumps} of the last five minutes. */
  get counted() {
    const of = (kind) => this.#happened.filter((happened) => happened.kind === kind).length;
    return { nudges: of("nudge"), jumps: of("jump") };
  }
}
