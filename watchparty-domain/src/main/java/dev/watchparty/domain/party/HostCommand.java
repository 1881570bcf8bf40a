package dev.watchparty.domain.party;

import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.participant.Role;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.PartyEvent.HostChanged;
import dev.watchparty.domain.party.PartyEvent.HostChanged.Cause;
import dev.watchparty.domain.party.PartyEvent.RoleChanged;
import dev.watchparty.domain.party.PartyEvent.SettingsChanged;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Commands about who leads, and what only they decide. */
public sealed interface HostCommand extends PartyCommand {

    /** Makes {@code user} a co-host, or a viewer again. */
    record ChangeRole(UserId actor, UserId user, Role role) implements HostCommand {

        /** @throws IllegalArgumentException for the host's role, which is transferred */
        public ChangeRole {
            if (role == Role.HOST) throw new IllegalArgumentException("role must be co-host or viewer");
        }

        @Override
        public Decision decide(Party party, Instant now) {
            Optional<Rejection> refusal = party.refusalOfLeading(actor);
            if (refusal.isPresent()) return Decision.rejected(refusal.get());
            Optional<Participant> member = party.participants().findActive(user);
            if (member.isEmpty()) return Decision.rejected(new Rejection.NoSuchParticipant());
            if (party.isHost(user)) return Decision.rejected(new Rejection.HostKeepsRole());
            return member.get().role() == role
                    ? Decision.NOTHING
                    : Decision.accepted(new RoleChanged(user, role, actor));
        }
    }

    /** Makes {@code user} the host for good; whoever was it is a co-host, or what they were before they stood in. */
    record TransferHost(UserId actor, UserId user) implements HostCommand {

        @Override
        public Decision decide(Party party, Instant now) {
            Optional<Rejection> refusal = party.refusalOfLeading(actor);
            if (refusal.isPresent()) return Decision.rejected(refusal.get());
            if (party.participants().findActive(user).isEmpty()) {
                return Decision.rejected(new Rejection.NoSuchParticipant());
            }
            if (party.isHost(user)) return Decision.NOTHING;
            // Who only stands in gives away no more than that.
            return Decision.accepted(handOver(party, user, Cause.TRANSFER));
        }
    }

    /**
     * Lets somebody who is here lead until the host is back, if the host has been away for {@code grace}. The server
     * asks this of itself, and may ask too often.
     */
    record ReplaceAbsentHost(Duration grace) implements HostCommand {

        @Override
        public Decision decide(Party party, Instant now) {
            boolean isDue = party.endOfHostGrace(grace)
                    .filter(end -> !now.isBefore(end))
                    .isPresent();
            return isDue
                    ? party.standIn()
                            .map(user -> Decision.accepted(standIn(party, user)))
                            .orElse(Decision.NOTHING)
                    : Decision.NOTHING;
        }

        private static HostChanged standIn(Party party, UserId user) {
            UserId rightful = party.leadership().rightful();
            Leadership leadership = user.equals(rightful)
                    ? new Leadership.Own(user)
                    : new Leadership.Acting(user, rightful, roleOf(party, user));
            return new HostChanged(leadership, party.host(), roleAfter(party), Cause.ABSENCE);
        }
    }

    /** Changes what the host may choose. */
    record ChangeSettings(UserId actor, SettingsChange change) implements HostCommand {

        @Override
        public Decision decide(Party party, Instant now) {
            Optional<Rejection> refusal = party.refusalOfLeading(actor);
            if (refusal.isPresent()) return Decision.rejected(refusal.get());
            Settings changed = change.applyTo(party.settings());
            if (changed.equals(party.settings())) return Decision.NOTHING;
            int present = party.participants().activeCount();
            return changed.capacity().participants() < present
                    ? Decision.rejected(new Rejection.CapacityBelowParticipants(present))
                    : Decision.accepted(new SettingsChanged(actor, changed));
        }
    }

    /** The host gives way to the successor, if there is one. */
    static Optional<PartyEvent> handOver(Party party, Cause cause) {
        return party.successor().map(user -> handOver(party, user, cause));
    }

    /** Whoever comes while nobody leads would find a party that nobody can control. */
    static Optional<PartyEvent> headless(Party party, UserId newcomer) {
        boolean isLed = party.participants().findActive(party.host()).isPresent();
        return isLed ? Optional.empty() : Optional.of(handOver(party, newcomer, Cause.LEFT));
    }

    private static HostChanged handOver(Party party, UserId user, Cause cause) {
        UserId rightful = party.leadership().rightful();
        boolean isStandIn = party.leadership() instanceof Leadership.Acting && !user.equals(rightful);
        Leadership leadership =
                isStandIn ? new Leadership.Acting(user, rightful, roleOf(party, user)) : new Leadership.Own(user);
        return new HostChanged(leadership, party.host(), roleAfter(party), cause);
    }

    /** What a host becomes who stops leading: a co-host; who stood in, what they were before. */
    private static Role roleAfter(Party party) {
        return party.leadership() instanceof Leadership.Acting acting ? acting.before() : Role.CO_HOST;
    }

    private static Role roleOf(Party party, UserId user) {
        return party.participants().find(user).map(Participant::role).orElse(Role.VIEWER);
    }
}
