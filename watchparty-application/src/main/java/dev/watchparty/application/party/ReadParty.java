package dev.watchparty.application.party;

import dev.watchparty.application.port.FriendGraph;
import dev.watchparty.application.port.Identity;
import dev.watchparty.application.port.PartyStore;
import dev.watchparty.application.port.PresenceBoard;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.InviteCode;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.party.Visitor;
import dev.watchparty.domain.party.Visitor.CodeHeld;
import dev.watchparty.domain.presence.ParticipantStatus;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows a party to those who may see it. Blocks on the store. Safe for many threads. */
public final class ReadParty {

    /** What came of looking. */
    public sealed interface Result {

        /**
         * The party, how those who are connected fare, and whether this visitor may know its invite code.
         *
         * @param statuses of everybody with at least one connection, on any server
         */
        record Visible(Party party, Map<UserId, ParticipantStatus> statuses, boolean isCodeTold) implements Result {

            public Visible {
                statuses = Map.copyOf(statuses);
            }
        }

        record NotAllowed() implements Result {}

        record UnknownParty() implements Result {}
    }

    private final PartyStore parties;
    private final PresenceBoard presence;
    private final Visitors visitors;

    public ReadParty(PartyStore parties, PresenceBoard presence, FriendGraph friends) {
        this.parties = parties;
        this.presence = presence;
        this.visitors = new Visitors(friends);
    }

    /** The party {@code id}, as {@code reader} may see it, who is nobody we know when absent. */
    public Result byId(PartyId id, @Nullable Identity reader) {
        return read(parties.find(id), reader, CodeHeld.NO);
    }

    /** The party that {@code code} leads to. */
    public Result byCode(InviteCode code, @Nullable Identity reader) {
        return read(parties.findByCode(code), reader, CodeHeld.YES);
    }

    /** {@code party} for somebody who was just let in. */
    public Result.Visible afterJoining(Party party) {
        return new Result.Visible(party, presence.connected(party.id()), /* isCodeTold= */ true);
    }

    private Result read(Optional<Party> found, @Nullable Identity reader, CodeHeld code) {
        if (found.isEmpty()) return new Result.UnknownParty();
        Party party = found.get();
        Visitor visitor = visitors.of(party, reader, code);
        if (!party.mayBeReadBy(visitor)) return new Result.NotAllowed();
        boolean isCodeTold = code == CodeHeld.YES || party.mayTellCodeTo(visitor);
        return new Result.Visible(party, presence.connected(party.id()), isCodeTold);
    }
}
