package dev.watchparty.domain.party;

import java.time.Instant;

/** What of a party's talk somebody may read. */
public sealed interface HistoryWindow {

    record Everything() implements HistoryWindow {}

    record Since(Instant instant) implements HistoryWindow {}

    record Nothing() implements HistoryWindow {}
}
