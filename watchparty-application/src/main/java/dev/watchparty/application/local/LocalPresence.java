package dev.watchparty.application.local;

import dev.watchparty.application.port.PresenceBoard;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.PartyId;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The presence board of a server that is alone. Safe for many threads. */
public final class LocalPresence implements PresenceBoard {

    private final Map<PartyId, Set<UserId>> connected = new ConcurrentHashMap<>();

    @Override
    public void post(PartyId party, Set<UserId> users) {
        if (users.isEmpty()) {
            connected.remove(party);
        } else {
            connected.put(party, Set.copyOf(users));
        }
    }

    @Override
    public Set<UserId> connected(PartyId party) {
        return connected.getOrDefault(party, Set.of());
    }
}
