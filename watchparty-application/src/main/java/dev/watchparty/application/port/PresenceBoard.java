package dev.watchparty.application.port;

import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.PartyId;
import java.util.Set;

/**
 * Who is connected to which party, on any server. What a dead server posted goes away by itself. Safe for many threads.
 */
public interface PresenceBoard {

    /** {@code connected} are those with a connection to this server, in place of what this server posted before. */
    void post(PartyId party, Set<UserId> connected);

    /** Everybody with a connection to the party. */
    Set<UserId> connected(PartyId party);
}
