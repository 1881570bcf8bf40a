package dev.watchparty.domain.playback;

import java.time.Duration;

/** How long a medium is, when somebody said so. */
public sealed interface Length {

    Length UNKNOWN = new Unknown();

    /** The nearest position to {@code position} that the medium has. */
    Position clamp(Position position);

    /** Whether {@code position} is at the end or beyond. */
    boolean isReachedBy(Position position);

    static Length of(Duration duration) {
        return new Known(new Position(duration.toMillis()));
    }

    /** Nobody said; the medium never ends by itself. */
    record Unknown() implements Length {

        @Override
        public Position clamp(Position position) {
            return position;
        }

        @Override
        public boolean isReachedBy(Position position) {
            return false;
        }
    }

    /** The medium ends at {@code end}, which is after its start. */
    record Known(Position end) implements Length {

        public Known {
            if (end.equals(Position.START)) {
                throw new IllegalArgumentException("duration must be longer than 0 ms");
            }
        }

        @Override
        public Position clamp(Position position) {
            return position.isAfter(end) ? end : position;
        }

        @Override
        public boolean isReachedBy(Position position) {
            return !end.isAfter(position);
        }
    }
}
