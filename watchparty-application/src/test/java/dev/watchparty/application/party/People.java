package dev.watchparty.application.party;

import static dev.watchparty.domain.party.Parties.NOON;

import dev.watchparty.application.port.Identity;
import dev.watchparty.domain.participant.Participant;
import java.time.Duration;

/** The cast of the tests, signed in. */
final class People {

    private People() {}

    static Identity identity(Participant participant) {
        return new Identity(participant.user(), participant.profile(), NOON.plus(Duration.ofDays(1)));
    }
}
