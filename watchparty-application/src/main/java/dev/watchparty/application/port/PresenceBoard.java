package dev.watchparty.application.port;

import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.presence.ParticipantStatus;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who is connected to which party, on any server, and how they fare. What a dead server posted goes away by itself.
 * Safe for many threads.
 *
 * <p>A server sees what it posted itself at once, and what others post within a few seconds. While the board cannot be
 * written others see what was posted before.
 */
public interface PresenceBoard {

    /**
     * Puts {@code connected}, those with a connection to this server, in place of what this server posted before of the
     * party. Never blocks; of several posts in a row others may see only the last.
     */
    void post(PartyId party, Map<UserId, ParticipantStatus> connected);

    /**
     * Everybody with a connection to the party, and how they fare on all of their connections
     * ({@link ParticipantStatus#merged}). May block, and throw {@link StoreUnavailableException}.
     */
    Map<UserId, ParticipantStatus> connected(PartyId party);

    /**
     * Everybody with a connection to each of {@code parties}, without the parties to which nobody has one: so ghosts
     * are found, who are in a party and nowhere connected. Empty, if the board does not know for certain, since it was
     * lost or could not be reached a short while ago and not everybody may have posted again. May block, and throw
     * {@link StoreUnavailableException}.
     */
    Optional<Map<PartyId, Set<UserId>>> rollCall(Set<PartyId> parties);
}
