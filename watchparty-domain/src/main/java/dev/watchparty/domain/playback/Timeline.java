package dev.watchparty.domain.playback;

import java.time.Duration;
import java.time.Instant;

/**
 * The party's shared playback timeline: the position every participant should be at, as a function of server time. A
 * timeline never ticks; it changes only when someone plays, pauses, seeks or skips.
 */
public sealed interface Timeline {

    Rate rate();

    boolean isPlaying();

    Position positionAt(Instant now);

    /** This timeline, running from {@code from} at {@code effectiveAt}, which may lie ahead. */
    default Playing play(Position from, Instant effectiveAt) {
        return new Playing(from, effectiveAt, rate());
    }

    /** This timeline, standing still at {@code at}. */
    default Paused pause(Position at) {
        return new Paused(at, rate());
    }

    /** This timeline moved to {@code target}; if it plays, it goes on from there at {@code effectiveAt}. */
    Timeline seek(Position target, Instant effectiveAt);

    /** This timeline at another speed from {@code now} on; where it is at {@code now} does not change. */
    Timeline withRate(Rate rate, Instant now);

    /** This timeline, but not beyond what {@code length} has. */
    Timeline clampedTo(Length length);

    /** The media stands still at {@code position}; {@code rate} applies once it plays again. */
    record Paused(Position position, Rate rate) implements Timeline {

        @Override
        public boolean isPlaying() {
            return false;
        }

        @Override
        public Position positionAt(Instant now) {
            return position;
        }

        @Override
        public Paused seek(Position target, Instant effectiveAt) {
            return pause(target);
        }

        @Override
        public Paused clampedTo(Length length) {
            return new Paused(length.clamp(position), rate);
        }

        @Override
        public Paused withRate(Rate changed, Instant now) {
            return new Paused(position, changed);
        }
    }

    /**
     * The media runs at {@code rate} and stood, or will stand, at {@code anchor} at the server time {@code anchoredAt}.
     * An anchor in the future is a scheduled start: until then it stands still.
     */
    record Playing(Position anchor, Instant anchoredAt, Rate rate) implements Timeline {

        @Override
        public boolean isPlaying() {
            return true;
        }

        @Override
        public Position positionAt(Instant now) {
            if (now.isBefore(anchoredAt)) {
                return anchor;
            }
            return anchor.plus(rate.mediaTime(Duration.between(anchoredAt, now)));
        }

        @Override
        public Playing seek(Position target, Instant effectiveAt) {
            return play(target, effectiveAt);
        }

        @Override
        public Playing clampedTo(Length length) {
            return new Playing(length.clamp(anchor), anchoredAt, rate);
        }

        @Override
        public Playing withRate(Rate changed, Instant now) {
            Instant from = now.isBefore(anchoredAt) ? anchoredAt : now;
            return new Playing(positionAt(from), from, changed);
        }

        /** The server time at which the media is at {@code position}, or was. */
        public Instant instantOf(Position position) {
            return anchoredAt.plus(rate.serverTime(position.minus(anchor)));
        }
    }
}
