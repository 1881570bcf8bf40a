package dev.watchparty.application.party;

import dev.watchparty.application.port.PresenceBoard;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.presence.ParticipantStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How those fare who are connected to a party on any server, as the board had it a moment ago: it is asked once a
 * second at most, however many newcomers want to know. Confined to one thread.
 */
final class Elsewhere {

    private static final Duration AGE_MAX = Duration.ofSeconds(1);

    /** A board that fails makes whoever asks wait; what it decorates is not worth that. */
    private static final Duration REST_AFTER_FAILURE = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(Elsewhere.class);

    private final PartyId id;
    private final PresenceBoard board;
    private final Map<UserId, ParticipantStatus> read = new HashMap<>();
    private Instant readAt = Instant.EPOCH;

    Elsewhere(PartyId id, PresenceBoard board) {
        this.id = id;
        this.board = board;
    }

    /** May block; while the board fails, nobody is known. */
    Map<UserId, ParticipantStatus> statuses(Instant now) {
        if (!now.isBefore(readAt.plus(AGE_MAX))) {
            readAt = now;
            read.clear();
            try {
                read.putAll(board.connected(id));
            } catch (RuntimeException failure) {
                readAt = now.plus(REST_AFTER_FAILURE);
                LOG.atWarn().addKeyValue("party", id.value()).setCause(failure).log("the board could not be read");
            }
        }
        return Collections.unmodifiableMap(read);
    }

    /** Somebody has no connection here any more; what was read is perhaps of one that they had here. */
    void forget(UserId user) {
        read.remove(user);
    }
}
