package dev.watchparty.domain.party;

import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.PartyEvent.Played;
import dev.watchparty.domain.party.PartyEvent.ReadyAnswered;
import dev.watchparty.domain.party.PartyEvent.ReadyAsked;
import dev.watchparty.domain.party.PartyEvent.ReadyCheckCancelled;
import dev.watchparty.domain.party.PartyEvent.ReadyCheckPassed;
import dev.watchparty.domain.party.PartyEvent.StartCancelled;
import dev.watchparty.domain.party.PartyEvent.StartScheduled;
import dev.watchparty.domain.party.Proceedings.ReadyCheck;
import dev.watchparty.domain.party.Proceedings.Schedule;
import dev.watchparty.domain.playback.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Commands by which people agree when to start. */
public sealed interface StartCommand extends PartyCommand {

    /** Lets the film start by itself at {@code at}. */
    record ScheduleStart(UserId actor, Instant at) implements StartCommand {

        public static final Duration AHEAD_MAX = Duration.ofDays(30);

        @Override
        public Decision decide(Party party, Instant now) {
            Optional<Rejection> refusal = party.refusalOf(actor, Action.PLAY);
            if (refusal.isPresent()) return Decision.rejected(refusal.get());
            if (party.timeline().isPlaying()) return Decision.rejected(new Rejection.AlreadyPlaying());
            Instant latest = now.plus(AHEAD_MAX);
            if (!at.isAfter(now) || at.isAfter(latest)) {
                return Decision.rejected(new Rejection.StartOutOfRange(latest));
            }
            boolean isSet = party.proceedings().schedule() instanceof Schedule.At set
                    && set.instant().equals(at);
            return isSet ? Decision.NOTHING : Decision.accepted(new StartScheduled(actor, at));
        }
    }

    /** Lets the film not start by itself after all. */
    record CancelStart(UserId actor) implements StartCommand {

        @Override
        public Decision decide(Party party, Instant now) {
            Optional<Rejection> refusal = party.refusalOf(actor, Action.PLAY);
            if (refusal.isPresent()) return Decision.rejected(refusal.get());
            return party.proceedings().schedule() instanceof Schedule.At
                    ? Decision.accepted(new StartCancelled(actor))
                    : Decision.NOTHING;
        }
    }

    /**
     * Starts the film at the instant that was set, which must be near. The server asks this of itself, and may ask too
     * early or too often.
     *
     * @param lead how long before its effect a start must be told
     */
    record BeginScheduled(Duration lead) implements StartCommand {

        /** How long before the instant the start is decided, so that everybody has heard of it by then. */
        public static final Duration AHEAD = Duration.ofSeconds(1);

        @Override
        public Decision decide(Party party, Instant now) {
            if (!(party.proceedings().schedule() instanceof Schedule.At set)) return Decision.NOTHING;
            if (party.hasEnded() || now.isBefore(set.instant().minus(AHEAD))) return Decision.NOTHING;
            if (party.timeline().isPlaying()) return Decision.accepted(new StartCancelled(set.by()));
            Instant soonest = now.plus(lead);
            Instant at = set.instant().isBefore(soonest) ? soonest : set.instant();
            return new Decision.Accepted(party.afterHold(
                    now, new Played(set.by(), party.timeline().play(start(party, now), at))));
        }
    }

    /** Asks everybody whether they are ready; {@code thenPlay} starts the film when all are. */
    record AskReady(UserId actor, boolean thenPlay) implements StartCommand {

        @Override
        public Decision decide(Party party, Instant now) {
            Optional<Rejection> refusal = party.refusalOf(actor, Action.PLAY);
            if (refusal.isPresent()) return Decision.rejected(refusal.get());
            return party.proceedings().readyCheck() instanceof ReadyCheck.Open
                    ? Decision.NOTHING
                    : Decision.accepted(new ReadyAsked(actor, thenPlay));
        }
    }

    /** Says whether {@code actor} is ready. The last to be ready lets the film start, where that was wanted. */
    record AnswerReady(UserId actor, boolean isReady, Duration lead) implements StartCommand {

        @Override
        public Decision decide(Party party, Instant now) {
            Optional<Rejection> refusal = party.refusalOfTakingPart(actor);
            if (refusal.isPresent()) return Decision.rejected(refusal.get());
            if (!(party.proceedings().readyCheck() instanceof ReadyCheck.Open open)) return Decision.NOTHING;
            boolean isNews = open.ready().contains(actor) != isReady;
            ReadyAnswered answer = new ReadyAnswered(actor, isReady);
            List<PartyEvent> events = new ArrayList<>();
            if (isNews) events.add(answer);
            Party answered = isNews ? answer.applyTo(party) : party;
            if (isReady && isEverybodyReady(answered)) events.addAll(passed(party, open, now.plus(lead), now));
            return new Decision.Accepted(events);
        }
    }

    /**
     * Ends a ready check that has nobody left to wait for, since the last one went instead of answering. The server
     * asks this of itself, and may ask too often.
     */
    record PassReadyCheck(Duration lead) implements StartCommand {

        @Override
        public Decision decide(Party party, Instant now) {
            if (!(party.proceedings().readyCheck() instanceof ReadyCheck.Open open)) return Decision.NOTHING;
            if (party.hasEnded() || party.participants().hereCount() == 0) return Decision.NOTHING;
            return isEverybodyReady(party)
                    ? new Decision.Accepted(passed(party, open, now.plus(lead), now))
                    : Decision.NOTHING;
        }
    }

    /** Asks nobody any more. */
    record CancelReadyCheck(UserId actor) implements StartCommand {

        @Override
        public Decision decide(Party party, Instant now) {
            Optional<Rejection> refusal = party.refusalOf(actor, Action.PLAY);
            if (refusal.isPresent()) return Decision.rejected(refusal.get());
            return party.proceedings().readyCheck() instanceof ReadyCheck.Open
                    ? Decision.accepted(new ReadyCheckCancelled(actor))
                    : Decision.NOTHING;
        }
    }

    private static List<PartyEvent> passed(Party party, ReadyCheck.Open open, Instant at, Instant now) {
        List<PartyEvent> events = new ArrayList<>();
        events.add(new ReadyCheckPassed());
        if (open.thenPlay() && !party.timeline().isPlaying()) {
            events.addAll(party.afterHold(
                    now, new Played(open.by(), party.timeline().play(start(party, now), at))));
        }
        return events;
    }

    private static boolean isEverybodyReady(Party party) {
        if (!(party.proceedings().readyCheck() instanceof ReadyCheck.Open open)) return false;
        Set<UserId> here = party.participants().here().map(Participant::user).collect(Collectors.toSet());
        return open.ready().containsAll(here);
    }

    private static Position start(Party party, Instant now) {
        Position at = party.positionAt(now);
        return party.length().isReachedBy(at) ? Position.START : at;
    }
}
