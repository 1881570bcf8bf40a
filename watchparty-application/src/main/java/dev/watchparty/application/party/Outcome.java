package dev.watchparty.application.party;

import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.Rejection;
import dev.watchparty.domain.party.Version;

/** What became of a command. */
public sealed interface Outcome {

    /**
     * It is done and durable.
     *
     * @param version what the party came to by it, or was at when there was nothing to do; the first time, if it was
     *     asked more than once
     * @param party the party now
     */
    record Done(Version version, Party party) implements Outcome {}

    /** The party refused it. */
    record Refused(Rejection reason) implements Outcome {}

    /** There is no such party. */
    record UnknownParty() implements Outcome {}

    /** Too many commands wait for this party already; this one was not looked at. */
    record Overloaded() implements Outcome {}

    /** The store failed: whether it was done is unknown. Asking again with the same command id does it once. */
    record Unavailable() implements Outcome {}
}
