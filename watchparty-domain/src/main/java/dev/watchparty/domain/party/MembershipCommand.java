package dev.watchparty.domain.party;

import dev.watchparty.domain.participant.Membership;
import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.participant.ParticipantId;
import dev.watchparty.domain.participant.Profile;
import dev.watchparty.domain.participant.Role;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.PartyEvent.HostChanged;
import dev.watchparty.domain.party.PartyEvent.ParticipantJoined;
import dev.watchparty.domain.party.PartyEvent.ParticipantLeft;
import dev.watchparty.domain.party.PartyEvent.PartyEnded;
import dev.watchparty.domain.party.PartyEvent.PartyStarted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Commands by which people come and go, and by which a party ends. */
public sealed interface MembershipCommand extends PartyCommand {

    /**
     * Lets {@code actor} in, as a viewer or as whatever they were before.
     *
     * @param participantId the id of the membership, if they were never in the party before
     * @param friendship what they are to the host
     */
    record Join(UserId actor, Profile profile, ParticipantId participantId, PasswordProof proof, Friendship friendship)
            implements MembershipCommand {

        @Override
        public Decision decide(Party party, Instant now) {
            if (party.hasEnded()) return Decision.rejected(new Rejection.AlreadyEnded());
            if (party.participants().findActive(actor).isPresent()) return Decision.NOTHING;
            Optional<Rejection> refusal = refusal(party);
            if (refusal.isPresent()) return Decision.rejected(refusal.get());
            List<PartyEvent> events = new ArrayList<>();
            events.add(new ParticipantJoined(party.participants()
                    .find(actor)
                    .map(former -> former.withProfile(profile).withMembership(Membership.ACTIVE))
                    .orElseGet(() ->
                            new Participant(participantId, actor, profile, Role.VIEWER, now, Membership.ACTIVE))));
            if (party.phase() instanceof Phase.Scheduled && !party.isHost(actor)) events.add(new PartyStarted(now));
            // Whoever comes while nobody leads would find a party that nobody can control.
            if (party.participants().findActive(party.host()).isEmpty() && !party.isHost(actor)) {
                events.add(new HostChanged(actor, party.host()));
            }
            return new Decision.Accepted(events);
        }

        private Optional<Rejection> refusal(Party party) {
            if (!party.isHost(actor)) {
                boolean isForFriends = party.settings().visibility() == Visibility.FRIENDS;
                if (isForFriends && friendship != Friendship.FRIEND) return Optional.of(new Rejection.FriendsOnly());
                Optional<Rejection> byPassword =
                        refusalByPassword(party.settings().protection());
                if (byPassword.isPresent()) return byPassword;
            }
            int present = party.participants().activeCount();
            return present >= party.settings().capacity().participants()
                    ? Optional.of(
                            new Rejection.PartyFull(present, party.settings().capacity()))
                    : Optional.empty();
        }

        private Optional<Rejection> refusalByPassword(Protection protection) {
            if (!(protection instanceof Protection.ByPassword guarded)) return Optional.empty();
            if (proof instanceof PasswordProof.None) return Optional.of(new Rejection.PasswordRequired());
            boolean isRight =
                    proof instanceof PasswordProof.Right right && right.hash().equals(guarded.hash());
            return isRight ? Optional.empty() : Optional.of(new Rejection.InvalidPassword());
        }
    }

    /** Takes {@code actor} out of the party. Somebody else takes over where the host leaves others behind. */
    record Leave(UserId actor) implements MembershipCommand {

        @Override
        public Decision decide(Party party, Instant now) {
            if (party.participants().findActive(actor).isEmpty()) {
                return Decision.rejected(new Rejection.NotParticipating());
            }
            if (party.hasEnded()) return Decision.NOTHING;
            List<PartyEvent> events = new ArrayList<>();
            events.add(new ParticipantLeft(actor, now));
            if (party.isHost(actor)) {
                party.successor().ifPresent(successor -> events.add(new HostChanged(successor, actor)));
            }
            return new Decision.Accepted(events);
        }
    }

    /** Ends the party. Ending it again changes nothing. */
    record End(UserId actor) implements MembershipCommand {

        @Override
        public Decision decide(Party party, Instant now) {
            if (!party.isHost(actor)) return Decision.rejected(new Rejection.HostOnly());
            if (party.hasEnded()) return Decision.NOTHING;
            return Decision.accepted(new PartyEnded(actor, now, party.timeline().pause(party.positionAt(now))));
        }
    }
}
