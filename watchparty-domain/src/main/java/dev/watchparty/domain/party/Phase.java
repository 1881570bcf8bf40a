package dev.watchparty.domain.party;

import java.time.Instant;
import java.util.Optional;

/** How far a party has come: made, joined by a second person, over. */
public sealed interface Phase {

    Optional<Instant> startedAt();

    default Optional<Instant> endedAt() {
        return Optional.empty();
    }

    default boolean hasEnded() {
        return this instanceof Ended;
    }

    /** Nobody has joined but the host. */
    record Scheduled() implements Phase {

        @Override
        public Optional<Instant> startedAt() {
            return Optional.empty();
        }
    }

    /** Somebody besides the host joined for the first time at {@code since}. */
    record Live(Instant since) implements Phase {

        @Override
        public Optional<Instant> startedAt() {
            return Optional.of(since);
        }
    }

    /** Over since {@code at}; {@code before} tells whether it ever was live. */
    record Ended(Phase before, Instant at) implements Phase {

        public Ended {
            if (before.hasEnded()) {
                throw new IllegalArgumentException("a party ends once");
            }
        }

        @Override
        public Optional<Instant> startedAt() {
            return before.startedAt();
        }

        @Override
        public Optional<Instant> endedAt() {
            return Optional.of(at);
        }
    }
}
