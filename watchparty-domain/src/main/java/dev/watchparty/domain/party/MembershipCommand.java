package dev.watchparty.domain.party;

import dev.watchparty.domain.participant.Attendance;
import dev.watchparty.domain.participant.Membership;
import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.participant.ParticipantId;
import dev.watchparty.domain.participant.Profile;
import dev.watchparty.domain.participant.Role;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.PartyEvent.HostChanged;
import dev.watchparty.domain.party.PartyEvent.HostChanged.Cause;
import dev.watchparty.domain.party.PartyEvent.ParticipantArrived;
import dev.watchparty.domain.party.PartyEvent.ParticipantDeparted;
import dev.watchparty.domain.party.PartyEvent.ParticipantErased;
import dev.watchparty.domain.party.PartyEvent.ParticipantJoined;
import dev.watchparty.domain.party.PartyEvent.ParticipantLeft;
import dev.watchparty.domain.party.PartyEvent.PartyEnded;
import dev.watchparty.domain.party.PartyEvent.PartyStarted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Commands by which people come and go, and by which a party ends. */
public sealed interface MembershipCommand extends PartyCommand {

    /**
     * Lets {@code actor} in, as a viewer or as whatever they were before.
     *
     * @param participantId the id of the membership, if they were never in the party before
     * @param friends what speaks for them where only the host's friends may join
     */
    record Join(UserId actor, Profile profile, ParticipantId participantId, PasswordProof proof, FriendProof friends)
            implements MembershipCommand {

        @Override
        public Decision decide(Party party, Instant now) {
            if (party.hasEnded()) return Decision.rejected(new Rejection.AlreadyEnded());
            if (party.participants().findActive(actor).isPresent()) return Decision.NOTHING;
            Optional<Rejection> refusal = refusal(party);
            if (refusal.isPresent()) return Decision.rejected(refusal.get());
            Participant joined = party.participants()
                    .find(actor)
                    .map(former -> former.withProfile(profile)
                            .withMembership(Membership.ACTIVE)
                            .withAttendance(new Attendance.Here(now)))
                    .orElseGet(() -> Participant.newcomer(participantId, actor, profile, Role.VIEWER, now));
            List<PartyEvent> events = new ArrayList<>();
            events.add(new ParticipantJoined(joined));
            if (party.phase() instanceof Phase.Scheduled && !party.isHost(actor)) events.add(new PartyStarted(now));
            Party after = party.with(party.participants().with(joined));
            backAgain(after, actor).or(() -> HostCommand.headless(after, actor)).ifPresent(events::add);
            return new Decision.Accepted(events);
        }

        private Optional<Rejection> refusal(Party party) {
            boolean isBanned = party.participants()
                    .find(actor)
                    .filter(Participant::isBanned)
                    .isPresent();
            if (isBanned) return Optional.of(new Rejection.BannedFromParty());
            if (!party.isHost(actor)) {
                boolean isForFriends = party.settings().visibility() == Visibility.FRIENDS;
                if (isForFriends && !isFriendOf(party.leadership().rightful())) {
                    return Optional.of(new Rejection.FriendsOnly());
                }
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

        private boolean isFriendOf(UserId host) {
            return friends instanceof FriendProof.FriendOf proven
                    && proven.host().equals(host);
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
            if (party.isHost(actor)) HostCommand.handOver(party, Cause.LEFT).ifPresent(events::add);
            return new Decision.Accepted(events);
        }
    }

    /**
     * Says that those of {@code arrived} who are in the party have it open. Who was host before they dropped out, is
     * again. The server asks this of itself.
     */
    record Arrive(Set<UserId> arrived) implements MembershipCommand {

        public Arrive {
            arrived = Set.copyOf(arrived);
        }

        @Override
        public Decision decide(Party party, Instant now) {
            if (party.hasEnded()) return Decision.NOTHING;
            List<PartyEvent> events = new ArrayList<>();
            party.participants()
                    .active()
                    .filter(member -> !member.isHere() && arrived.contains(member.user()))
                    .forEach(member -> {
                        events.add(new ParticipantArrived(member.user(), now));
                        backAgain(party, member.user()).ifPresent(events::add);
                    });
            return new Decision.Accepted(events);
        }
    }

    /** Says that none of {@code absent} has the party open any more. The server asks this of itself. */
    record Depart(Set<UserId> absent) implements MembershipCommand {

        public Depart {
            absent = Set.copyOf(absent);
        }

        @Override
        public Decision decide(Party party, Instant now) {
            if (party.hasEnded()) return Decision.NOTHING;
            return new Decision.Accepted(party.participants()
                    .here()
                    .filter(member -> absent.contains(member.user()))
                    .map(member -> (PartyEvent) new ParticipantDeparted(member.user(), now))
                    .toList());
        }
    }

    /** Takes {@code user}, who wants everything about them erased, out of the party and out of its memory. */
    record Erase(UserId user) implements MembershipCommand {

        @Override
        public Decision decide(Party party, Instant now) {
            Optional<Participant> found = party.participants().find(user);
            boolean isErased = found.filter(participant ->
                            !participant.isActive() && participant.profile().equals(Profile.ERASED))
                    .isPresent();
            if (found.isEmpty() || isErased) return Decision.NOTHING;
            List<PartyEvent> events = new ArrayList<>();
            events.add(new ParticipantErased(user, now));
            if (party.isHost(user) && !party.hasEnded()) {
                HostCommand.handOver(party, Cause.LEFT).ifPresent(events::add);
            }
            return new Decision.Accepted(events);
        }
    }

    private static Optional<PartyEvent> backAgain(Party party, UserId user) {
        return party.leadership() instanceof Leadership.Acting acting
                        && acting.rightful().equals(user)
                ? Optional.of(new HostChanged(new Leadership.Own(user), acting.host(), acting.before(), Cause.RETURN))
                : Optional.empty();
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
