package dev.watchparty.application.local;

import dev.watchparty.application.port.PresenceBoard;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.presence.ParticipantStatus;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The presence board of a server that is alone. Never blocks. Safe for many threads. */
public final class LocalPresence implements PresenceBoard {

    private final Map<PartyId, Map<UserId, ParticipantStatus>> posted = new ConcurrentHashMap<>();

    @Override
    public void post(PartyId party, Map<UserId, ParticipantStatus> connected) {
        if (connected.isEmpty()) {
            posted.remove(party);
        } else {
            posted.put(party, Map.copyOf(connected));
        }
    }

    @Override
    public Map<UserId, ParticipantStatus> connected(PartyId party) {
        return posted.getOrDefault(party, Map.of());
    }

    @Override
    public Optional<Map<PartyId, Set<UserId>>> rollCall(Set<PartyId> parties) {
        Map<PartyId, Set<UserId>> present = new HashMap<>();
        for (PartyId party : parties) {
            Set<UserId> users = connected(party).keySet();
            if (!users.isEmpty()) present.put(party, users);
        }
        return Optional.of(Map.copyOf(present));
    }
}
