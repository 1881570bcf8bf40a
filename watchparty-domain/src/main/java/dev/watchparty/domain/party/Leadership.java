package dev.watchparty.domain.party;

import dev.watchparty.domain.participant.Role;
import dev.watchparty.domain.participant.UserId;

/** Who leads a party, and by what right. */
public sealed interface Leadership {

    UserId host();

    /** Who leads as soon as they are here. */
    UserId rightful();

    /** This leadership after {@code user} went for good: nobody stands in for them any more. */
    default Leadership without(UserId user) {
        boolean standsInForThem = !host().equals(user) && rightful().equals(user);
        return standsInForThem ? new Own(host()) : this;
    }

    /** The host leads. */
    record Own(UserId host) implements Leadership {

        @Override
        public UserId rightful() {
            return host;
        }
    }

    /** {@code host} stands in for {@code rightful}, who dropped out, and is {@code before} again when they are back. */
    record Acting(UserId host, UserId rightful, Role before) implements Leadership {}
}
