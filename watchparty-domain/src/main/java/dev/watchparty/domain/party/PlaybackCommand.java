package dev.watchparty.domain.party;

import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.PartyEvent.Halted;
import dev.watchparty.domain.party.PartyEvent.ItemFollowed;
import dev.watchparty.domain.party.PartyEvent.Played;
import dev.watchparty.domain.party.PartyEvent.QueueFinished;
import dev.watchparty.domain.party.PartyEvent.RateChanged;
import dev.watchparty.domain.party.PartyEvent.Skipped;
import dev.watchparty.domain.party.PartyEvent.Sought;
import dev.watchparty.domain.playback.ItemId;
import dev.watchparty.domain.playback.Length;
import dev.watchparty.domain.playback.PlaylistItem;
import dev.watchparty.domain.playback.Position;
import dev.watchparty.domain.playback.Rate;
import dev.watchparty.domain.playback.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Commands that move the timeline. A {@code lead} is how long before its effect a start is told, so that everyone
 * starts together; see {@link dev.watchparty.domain.sync.StartLead}.
 */
public sealed interface PlaybackCommand extends PartyCommand {

    /**
     * Starts the timeline at {@code seenAt}, the position that the originator saw, or where it stands when that is
     * absent; at its start when it stands at the end.
     */
    record Play(UserId actor, @Nullable Position seenAt, Duration lead) implements PlaybackCommand {

        @Override
        public Decision decide(Party party, Instant now) {
            Optional<Rejection> refusal = party.refusalOf(actor, Action.PLAY);
            if (refusal.isPresent()) return Decision.rejected(refusal.get());
            Timeline timeline = party.timeline();
            if (timeline.isPlaying()) return Decision.NOTHING;
            Position from =
                    seenAt == null ? party.positionAt(now) : party.length().clamp(seenAt);
            Position start = party.length().isReachedBy(from) ? Position.START : from;
            return new Decision.Accepted(party.afterHold(now, new Played(actor, timeline.play(start, now.plus(lead)))));
        }
    }

    /** Stops the timeline at {@code seenAt}, the position that the originator saw, or where it stands without it. */
    record Pause(UserId actor, @Nullable Position seenAt) implements PlaybackCommand {

        @Override
        public Decision decide(Party party, Instant now) {
            Optional<Rejection> refusal = party.refusalOf(actor, Action.PAUSE);
            if (refusal.isPresent()) return Decision.rejected(refusal.get());
            Timeline timeline = party.timeline();
            if (!timeline.isPlaying() && !party.isHeld()) return Decision.NOTHING;
            Position at = seenAt == null || party.isHeld()
                    ? party.positionAt(now)
                    : party.length().clamp(seenAt);
            return new Decision.Accepted(party.afterHold(now, new Halted(actor, timeline.pause(at))));
        }
    }

    /** Moves the timeline to {@code target}, playing or not as before. */
    record Seek(UserId actor, Position target, Duration lead) implements PlaybackCommand {

        /** Players round: a target that is this little beyond the end means the end. */
        static final Duration BEYOND_END_MAX = Duration.ofSeconds(1);

        @Override
        public Decision decide(Party party, Instant now) {
            Optional<Rejection> refusal = party.refusalOf(actor, Action.SEEK);
            if (refusal.isPresent()) return Decision.rejected(refusal.get());
            Length length = party.length();
            Position reachable = length.clamp(target);
            if (target.minus(reachable).compareTo(BEYOND_END_MAX) > 0) {
                return Decision.rejected(new Rejection.PositionBeyondEnd(reachable));
            }
            return Decision.accepted(new Sought(actor, party.timeline().seek(reachable, now.plus(lead))));
        }
    }

    /** Plays {@code item} from its start, or the item after the current one when that is absent. */
    record Skip(UserId actor, @Nullable ItemId item, Duration lead) implements PlaybackCommand {

        @Override
        public Decision decide(Party party, Instant now) {
            Optional<Rejection> refusal = party.refusalOf(actor, Action.SKIP);
            if (refusal.isPresent()) return Decision.rejected(refusal.get());
            Optional<PlaylistItem> chosen =
                    item == null ? party.chosenNext() : party.queue().find(item);
            if (chosen.isEmpty()) {
                return Decision.rejected(item == null ? new Rejection.NoNextItem() : new Rejection.UnknownItem(item));
            }
            ItemId id = chosen.get().id();
            return new Decision.Accepted(party.afterHold(
                    now, new Skipped(actor, id, party.timeline().play(Position.START, now.plus(lead)))));
        }
    }

    /** Sets the speed. */
    record SetRate(UserId actor, Rate rate) implements PlaybackCommand {

        @Override
        public Decision decide(Party party, Instant now) {
            Optional<Rejection> refusal = party.refusalOf(actor, Action.RATE);
            if (refusal.isPresent()) return Decision.rejected(refusal.get());
            if (party.timeline().rate().equals(rate)) return Decision.NOTHING;
            // At once, not ahead: a film that plays must not stand still until everybody has heard of it.
            Timeline changed = party.timeline().withRate(rate, now);
            return Decision.accepted(new RateChanged(actor, changed.clampedTo(party.length())));
        }
    }

    /**
     * Moves on when {@code finished}, the current item, has come to its end: to the next item, or to a stop. The server
     * asks this of itself, and may ask too often: what is not at its end stays as it is.
     */
    record MoveOn(ItemId finished, Duration lead) implements PlaybackCommand {

        @Override
        public Decision decide(Party party, Instant now) {
            Timeline timeline = party.timeline();
            boolean isCurrent = party.queue().isCurrent(finished);
            boolean isOver = timeline.isPlaying() && party.length().isReachedBy(timeline.positionAt(now));
            if (party.hasEnded() || !isCurrent || !isOver) return Decision.NOTHING;
            Optional<PlaylistItem> next = party.following();
            if (next.isEmpty()) return Decision.accepted(new QueueFinished(timeline.pause(party.positionAt(now))));
            return Decision.accepted(new ItemFollowed(next.get().id(), timeline.play(Position.START, now.plus(lead))));
        }
    }
}
