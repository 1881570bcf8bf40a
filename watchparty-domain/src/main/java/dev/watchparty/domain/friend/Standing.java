package dev.watchparty.domain.friend;

import java.time.Instant;

/** What another person is to somebody, as far as that one may know. */
public sealed interface Standing {

    Standing STRANGER = new Stranger();

    record Stranger() implements Standing {}

    /** I asked to be their friend; for all I know they did not answer yet. */
    record Asked(Instant at) implements Standing {}

    /** They asked to be my friend, and wait for my answer. */
    record AskedBy(Instant at) implements Standing {}

    record Friend(Instant since) implements Standing {}
}
