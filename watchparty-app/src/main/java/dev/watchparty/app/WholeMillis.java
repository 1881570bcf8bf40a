package dev.watchparty.app;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** A clock in whole milliseconds: those survive JSON and the database unchanged. */
record WholeMillis(InstantSource source) implements InstantSource {

    @Override
    public Instant instant() {
        return source.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
