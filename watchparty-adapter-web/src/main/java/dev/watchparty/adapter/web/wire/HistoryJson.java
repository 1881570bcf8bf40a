package dev.watchparty.adapter.web.wire;

import dev.watchparty.application.port.PartyCatalogue.PastParties;
import dev.watchparty.application.port.PartyCatalogue.PastParty;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A page of the parties that somebody was in and that are over. */
public record HistoryJson(List<EntryJson> history, PaginationJson pagination) {

    /**
     * A party that is over: {@code HistoryEntry} of the protocol.
     *
     * @param durationSeconds from the start to the end, rounded down; absent, if it never started
     */
    public record EntryJson(
            UUID id,
            UUID hostUserId,
            String title,
            String visibility,
            int participantCount,
            Instant createdAt,
            @Nullable Instant startedAt,
            Instant endedAt,
            @Nullable Long durationSeconds) {

        static EntryJson of(PastParty party) {
            Instant endedAt = party.phase().at();
            Instant startedAt = party.phase().startedAt().orElse(null);
            return new EntryJson(
                    party.id().value(),
                    party.host().value(),
                    party.title().value(),
                    Words.of(party.visibility()),
                    party.participantCount(),
                    party.createdAt(),
                    startedAt,
                    endedAt,
                    startedAt == null
                            ? null
                            : Duration.between(startedAt, endedAt).toSeconds());
        }
    }

    /** Which page this is, the first being 1, and of how many. */
    public record PaginationJson(int page, int limit, int totalCount, int totalPages) {}

    public static HistoryJson of(PastParties past, int page, int limit) {
        return new HistoryJson(
                past.parties().stream().map(EntryJson::of).toList(),
                new PaginationJson(page, limit, past.totalCount(), pages(past.totalCount(), limit)));
    }

    /** The last may not be full. */
    private static int pages(int totalCount, int limit) {
        return totalCount / limit + (totalCount % limit == 0 ? 0 : 1);
    }
}
