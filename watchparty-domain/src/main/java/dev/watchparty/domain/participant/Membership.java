package dev.watchparty.domain.participant;

import java.time.Instant;

/** Whether a person is in the party, was, or may not be. */
public sealed interface Membership {

    Membership ACTIVE = new Active();

    record Active() implements Membership {}

    record Left(Instant at) implements Membership {}

    /** Out since {@code at}, and refused until somebody lifts it. */
    record Banned(Instant at) implements Membership {}
}
