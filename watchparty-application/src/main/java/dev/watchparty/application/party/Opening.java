package dev.watchparty.application.party;

import dev.watchparty.domain.party.Version;

/** What a follower is to be told when it begins. */
public sealed interface Opening {

    /** Nothing; it will ask. */
    record Nothing() implements Opening {}

    /** All there is to know. */
    record Everything() implements Opening {}

    /** What happened after {@code since}, or, where that is too much or forgotten, what {@code otherwise} says. */
    record Missed(Version since, Opening otherwise) implements Opening {}

    /** Where the party stands. */
    record State() implements Opening {}
}
