// Getting everybody to begin together: the scheduled start, the ready check, and waiting for those who buffer. Free of
// DOM; times are the server's, in milliseconds.

const FINAL_SECONDS_MS = 10_000;

/** The instant at which the party will start by itself, or null. */
export class Schedule {
  /** @type {number | null} */
  startsAtMs = null;

  /**
   * Takes a scheduled event, the schedule of a snapshot, or nothing.
   *
   * @param {{ starts_at_ms?: number } | null | undefined} schedule
   */
  take(schedule) {
    this.startsAtMs = schedule?.starts_at_ms ?? null;
  }

  /** A start that has come is none any more. @param {number} serverNow */
  leftMs(serverNow) {
    return this.startsAtMs === null || this.startsAtMs <= serverNow ? null : this.startsAtMs - serverNow;
  }

  /**
   * While there is something to count down.
   *
   * @param {number} serverNow
   * @returns {{ leftMs: number, isFinal: boolean } | null}
   */
  countdown(serverNow) {
    const leftMs = this.leftMs(serverNow);
    return leftMs === null ? null : { leftMs, isFinal: leftMs <= FINAL_SECONDS_MS };
  }
}

/** Who is ready, while somebody has asked. */
export class ReadyCheck {
  isOpen = false;
  readyCount = 0;
  hereCount = 0;
  /** @type {string | null} */
  askedBy = null;
  /** Whether the film starts when all are ready. */
  isThenPlayed = false;
  /** @type {Set<string>} */
  #ready = new Set();

  /**
   * Takes the ready_check of a snapshot, which is absent when nobody asks.
   *
   * @param {{ user_id?: string, then_play?: boolean, ready?: string[], ready_count?: number, here_count?: number } | null} [check]
   */
  reset(check) {
    this.isOpen = check !== undefined && check !== null;
    this.askedBy = check?.user_id ?? null;
    this.isThenPlayed = check?.then_play === true;
    this.#ready = new Set(check?.ready ?? []);
    this.readyCount = check?.ready_count ?? this.#ready.size;
    this.hereCount = check?.here_count ?? 0;
  }

  /** Takes a ready-check event. @param {Record<string, any>} event */
  take({
    state,
    user_id: userId,
    ready,
    then_play: isThenPlayed,
    ready_count: readyCount = 0,
    here_count: hereCount = 0,
  }) {
    if (state === "asked") {
      this.askedBy = userId ?? null;
      this.isThenPlayed = isThenPlayed === true;
      // Who asks is ready, as a rule; the count tells.
      this.#ready = new Set(readyCount > 0 && userId ? [userId] : []);
    }
    if (state === "answered" && userId) {
      if (ready) {
        this.#ready.add(userId);
      } else {
        this.#ready.delete(userId);
      }
    }
    this.isOpen = state === "asked" || state === "answered";
    this.readyCount = readyCount;
    this.hereCount = hereCount;
    if (!this.isOpen) {
      this.#ready.clear();
    }
  }

  /** @param {number} hereCount */
  hereChanged(hereCount) {
    this.hereCount = hereCount;
  }

  /** @param {string} userId */
  isReady(userId) {
    return this.#ready.has(userId);
  }
}

/** For whom the party waits, and until when at the latest. */
export class Waiting {
  /** @type {{ userIds: string[], untilMs: number | null } | null} */
  #holding = null;

  /**
   * Takes a waiting event, the waiting of a snapshot, or nothing.
   *
   * @param {{ state?: string, for?: string[], until_ms?: number } | null | undefined} waiting
   */
  take(waiting) {
    const isHolding = waiting && waiting.state !== "released";
    this.#holding = isHolding ? { userIds: waiting.for ?? [], untilMs: waiting.until_ms ?? null } : null;
  }

  get isHolding() {
    return this.#holding !== null;
  }

  /** The user ids of those for whom the party waits; none while it does not, or where nobody is named. */
  get userIds() {
    return this.#holding?.userIds ?? [];
  }

  /** Whole seconds until the party goes on without them. @param {number} serverNow */
  secondsLeft(serverNow) {
    const untilMs = this.#holding?.untilMs;
    return untilMs == null ? null : Math.max(0, Math.ceil((untilMs - serverNow) / 1000));
  }
}
