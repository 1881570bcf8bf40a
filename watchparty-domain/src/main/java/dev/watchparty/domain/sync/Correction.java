package dev.watchparty.domain.sync;

import dev.watchparty.domain.playback.Rate;

/** What a client does about drift. */
public sealed interface Correction {

    Correction NONE = new None();

    Correction JUMP = new Jump();

    /** Plays on at the party's rate. */
    record None() implements Correction {}

    /** Plays at {@code rate} for a while, which nobody notices. */
    record Nudge(Rate rate) implements Correction {}

    /** Seeks to where the timeline is, which everybody notices. */
    record Jump() implements Correction {}
}
