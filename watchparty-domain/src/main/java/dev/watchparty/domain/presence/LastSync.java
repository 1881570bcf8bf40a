package dev.watchparty.domain.presence;

import java.time.Instant;
import java.util.Optional;

/** When a participant last took the server's time or asked how the party stands, if they did. */
public sealed interface LastSync {

    LastSync NEVER = new Never();

    /** When, by the server's clock; empty if never. */
    Optional<Instant> at();

    /** What they last measured, which may be from an earlier time than {@link #at}. */
    Optional<DriftReading> measured();

    /** They did so again. */
    LastSync again(Instant now);

    /** They did not yet. */
    record Never() implements LastSync {

        @Override
        public Optional<Instant> at() {
            return Optional.empty();
        }

        @Override
        public Optional<DriftReading> measured() {
            return Optional.empty();
        }

        @Override
        public LastSync again(Instant now) {
            return new Unmeasured(now);
        }
    }

    /** They did, and have not said what they measured. */
    record Unmeasured(Instant since) implements LastSync {

        @Override
        public Optional<Instant> at() {
            return Optional.of(since);
        }

        @Override
        public Optional<DriftReading> measured() {
            return Optional.empty();
        }

        @Override
        public LastSync again(Instant now) {
            return new Unmeasured(now);
        }
    }

    /** They did, and said what they measured. */
    record Measured(Instant since, DriftReading reading) implements LastSync {

        @Override
        public Optional<Instant> at() {
            return Optional.of(since);
        }

        @Override
        public Optional<DriftReading> measured() {
            return Optional.of(reading);
        }

        @Override
        public LastSync again(Instant now) {
            return new Measured(now, reading);
        }
    }
}
