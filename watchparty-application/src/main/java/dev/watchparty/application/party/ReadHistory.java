package dev.watchparty.application.party;

import dev.watchparty.application.port.PartyCatalogue;
import dev.watchparty.application.port.PartyCatalogue.PastParties;
import dev.watchparty.domain.participant.UserId;

/** Shows somebody the parties that they were in and that are over. Blocks on the store. Safe for many threads. */
public final class ReadHistory {

    private final PartyCatalogue catalogue;

    public ReadHistory(PartyCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** The last to end first; {@code offset} of them are left out. */
    public PastParties handle(UserId user, int offset, int limit) {
        return catalogue.past(user, offset, limit);
    }
}
