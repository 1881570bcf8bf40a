package dev.watchparty.domain.party;

import java.util.List;

/** The answer to a command. */
public sealed interface Decision {

    /** There was nothing to do. */
    Decision NOTHING = new Accepted(List.of());

    static Decision accepted(PartyEvent... events) {
        return new Accepted(List.of(events));
    }

    static Decision rejected(Rejection reason) {
        return new Rejected(reason);
    }

    /** Yes; and this is what happened, which may be nothing. */
    record Accepted(List<PartyEvent> events) implements Decision {

        public Accepted {
            events = List.copyOf(events);
        }
    }

    /** No, because. */
    record Rejected(Rejection reason) implements Decision {}
}
