package dev.watchparty.domain.participant;

import java.time.Instant;

/** Whether a person is in the party, or was. */
public sealed interface Membership {

    Membership ACTIVE = new Active();

    record Active() implements Membership {}

    record Left(Instant at) implements Membership {}
}
