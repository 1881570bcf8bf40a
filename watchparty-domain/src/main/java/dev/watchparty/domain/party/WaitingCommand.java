package dev.watchparty.domain.party;

import dev.watchparty.domain.participant.Courtesy;
import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.PartyEvent.CourtesyChanged;
import dev.watchparty.domain.party.PartyEvent.HoldReleased;
import dev.watchparty.domain.party.PartyEvent.HoldStarted;
import dev.watchparty.domain.party.Proceedings.Hold;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Commands about waiting for those whose players have to load. */
public sealed interface WaitingCommand extends PartyCommand {

    /**
     * What a hold costs those it was for, however short it was. To stop and start a film costs everybody more than the
     * time it stands: whoever loads for a moment again and again would jerk it hundreds of times within their budget.
     */
    Duration HOLD_COST_MIN = Duration.ofSeconds(2);

    /** Says whether the party shall wait for {@code actor}. */
    record SetCourtesy(UserId actor, Courtesy courtesy) implements WaitingCommand {

        @Override
        public Decision decide(Party party, Instant now) {
            Optional<Rejection> refusal = party.refusalOfTakingPart(actor);
            if (refusal.isPresent()) return Decision.rejected(refusal.get());
            boolean isSet = party.participants()
                    .findActive(actor)
                    .filter(member -> member.courtesy() == courtesy)
                    .isPresent();
            return isSet ? Decision.NOTHING : Decision.accepted(new CourtesyChanged(actor, courtesy));
        }
    }

    /**
     * Holds the film, or lets it go on, as the party's policy wants it while {@code stalled} have to load. The server
     * asks this of itself, and may ask too often.
     */
    record AwaitStalled(Set<UserId> stalled, Duration lead) implements WaitingCommand {

        public AwaitStalled {
            stalled = Set.copyOf(stalled);
        }

        @Override
        public Decision decide(Party party, Instant now) {
            if (party.hasEnded()) return Decision.NOTHING;
            return party.proceedings().waiting().hold() instanceof Hold.Under hold
                    ? releaseIfOver(party, hold, now)
                    : holdIfNeeded(party, now);
        }

        private Decision holdIfNeeded(Party party, Instant now) {
            WaitingPolicy policy = party.settings().waiting();
            boolean isRunning = party.timeline().isPlaying()
                    && !party.length().isReachedBy(party.timeline().positionAt(now));
            if (!policy.isOn() || !isRunning) return Decision.NOTHING;
            Set<UserId> waitedFor = waitedFor(party);
            if (waitedFor.isEmpty() || isQuorate(party, waitedFor)) return Decision.NOTHING;
            Duration longest = waitedFor.stream()
                    .map(user -> remaining(party, user))
                    .max(Duration::compareTo)
                    .orElse(Duration.ZERO);
            Duration most = longest.compareTo(policy.deadline()) < 0 ? longest : policy.deadline();
            return Decision.accepted(new HoldStarted(
                    new Hold.Under(waitedFor, now, now.plus(most)),
                    party.timeline().pause(party.positionAt(now))));
        }

        private Decision releaseIfOver(Party party, Hold.Under hold, Instant now) {
            boolean isLate = !now.isBefore(hold.until());
            boolean isOver = isLate || !party.settings().waiting().isOn() || isQuorate(party, waitedFor(party));
            if (!isOver) return Decision.NOTHING;
            Map<UserId, Duration> spent = new HashMap<>(spent(party, hold, now));
            if (isLate) {
                // Whoever is not there at the deadline is not waited for again: the next hold would be as long.
                hold.stalled().stream()
                        .filter(stalled::contains)
                        .forEach(user ->
                                spent.put(user, party.settings().waiting().budget()));
            }
            return Decision.accepted(
                    new HoldReleased(spent, party.timeline().play(party.positionAt(now), now.plus(lead))));
        }

        /** Those of the stalled who are here, want to be waited for, and have not held the film up for too long. */
        private Set<UserId> waitedFor(Party party) {
            return party.participants()
                    .here()
                    .filter(member -> stalled.contains(member.user()) && member.courtesy() == Courtesy.WAIT)
                    .map(Participant::user)
                    .filter(user -> !remaining(party, user).isZero())
                    .collect(Collectors.toCollection(HashSet::new));
        }

        private static Duration remaining(Party party, UserId user) {
            Duration rest = party.settings()
                    .waiting()
                    .budget()
                    .minus(party.proceedings().waiting().spentBy(user));
            return rest.isNegative() ? Duration.ZERO : rest;
        }

        private static boolean isQuorate(Party party, Set<UserId> waitedFor) {
            int here = party.participants().hereCount();
            int able = here - waitedFor.size();
            return able * 100 >= here * party.settings().waiting().quorumPercent();
        }
    }

    /** What each person has spent when {@code hold} ends at {@code now}. */
    static Map<UserId, Duration> spent(Party party, Hold.Under hold, Instant now) {
        Map<UserId, Duration> spent =
                new HashMap<>(party.proceedings().waiting().spent());
        Duration held = Duration.between(hold.since(), now);
        Duration counted = held.compareTo(HOLD_COST_MIN) < 0 ? HOLD_COST_MIN : held;
        hold.stalled().forEach(user -> spent.merge(user, counted, Duration::plus));
        return spent;
    }
}
