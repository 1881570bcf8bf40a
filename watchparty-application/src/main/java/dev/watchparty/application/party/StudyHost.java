package dev.watchparty.application.party;

import dev.watchparty.application.port.PartyCatalogue;
import dev.watchparty.application.port.PartyCatalogue.HostedParties;
import dev.watchparty.domain.participant.UserId;

/** Shows somebody what became of the parties that they made. Blocks on the store. Safe for many threads. */
public final class StudyHost {

    /** What came of asking. */
    public sealed interface Result {

        record Studied(HostedParties hosted) implements Result {}

        /** They are somebody else's. */
        record NotAllowed() implements Result {}
    }

    private final PartyCatalogue catalogue;

    public StudyHost(PartyCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    public Result handle(UserId asker, UserId founder) {
        return asker.equals(founder) ? new Result.Studied(catalogue.hostedBy(founder)) : new Result.NotAllowed();
    }
}
