package dev.watchparty.application.party;

import dev.watchparty.domain.party.PartyCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was asked of a party lately and is still due, so that it is not asked with every batch until its event comes.
 * Confined to one thread.
 */
final class Asked {

    /** What came to nothing is asked again after so long. */
    static final Duration RETRY = Duration.ofSeconds(1);

    private final Map<PartyCommand, Instant> askedAt = new HashMap<>();

    /** Those of {@code due} that are to be asked now; they are taken to be asked from here on. The others are done. */
    List<PartyCommand> take(List<PartyCommand> due, Instant now) {
        if (due.isEmpty() && askedAt.isEmpty()) return due;
        askedAt.keySet().retainAll(new HashSet<>(due)); // A list would be searched for each.
        List<PartyCommand> fresh = new ArrayList<>();
        for (PartyCommand command : due) {
            Instant earlier = askedAt.get(command);
            if (earlier != null && now.isBefore(earlier.plus(RETRY))) continue;
            askedAt.put(command, now);
            fresh.add(command);
        }
        return fresh;
    }

    /** Whether something came to nothing, as far as anybody heard. */
    boolean isOverdue(Instant now) {
        return next().filter(due -> !now.isBefore(due)).isPresent();
    }

    /** When something is to be asked again, unless it is done by then. */
    Optional<Instant> next() {
        return askedAt.values().stream().min(Instant::compareTo).map(earliest -> earliest.plus(RETRY));
    }
}
