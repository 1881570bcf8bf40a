package dev.watchparty.application.party;

import dev.watchparty.application.fixtures.InMemoryPresence;
import dev.watchparty.application.port.PresenceBoard;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.presence.ParticipantStatus;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A board that is not certain of anything when told so. Confined to the test's thread. */
final class MoodyBoard implements PresenceBoard {

    private final InMemoryPresence board;
    private boolean isLost;

    MoodyBoard(InMemoryPresence board) {
        this.board = board;
    }

    /** Until {@link #recover}, it cannot tell who is nowhere. */
    void lose() {
        isLost = true;
    }

    void recover() {
        isLost = false;
    }

    @Override
    public void post(PartyId party, Map<UserId, ParticipantStatus> connected) {
        board.post(party, connected);
    }

    @Override
    public Map<UserId, ParticipantStatus> connected(PartyId party) {
        return board.connected(party);
    }

    @Override
    public Optional<Map<PartyId, Set<UserId>>> rollCall(Set<PartyId> parties) {
        return isLost ? Optional.empty() : board.rollCall(parties);
    }
}
