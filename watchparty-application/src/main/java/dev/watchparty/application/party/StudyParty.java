package dev.watchparty.application.party;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.watchparty.application.port.PartyStore;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.party.RecordedEvent;
import dev.watchparty.domain.party.Version;
import dev.watchparty.domain.statistics.PartyStatistics;
import dev.watchparty.domain.statistics.Tally;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * Shows how a party went to those who may know. It counts the party's history page by page, and remembers how far it
 * counted the parties that were studied last: who asks again waits only for what happened since. Blocks on the store.
 * Safe for many threads; those who study the same party take turns.
 */
public final class StudyParty {

    /** So many parties are remembered, each with a few bytes a participant. */
    static final int TALLIES_MAX = 64;

    static final int EVENTS_PER_PAGE = 1_000;

    /** What came of asking. */
    public sealed interface Result {

        record Studied(PartyStatistics statistics) implements Result {}

        record NotAllowed() implements Result {}

        record UnknownParty() implements Result {}
    }

    private final PartyStore parties;
    private final InstantSource clock;

    @GuardedBy("tallies")
    private final Map<PartyId, Count> tallies = new LinkedHashMap<>(16, 0.75f, /* accessOrder= */ true) {

        @Override
        protected boolean removeEldestEntry(Map.Entry<PartyId, Count> eldest) {
            return size() > TALLIES_MAX;
        }
    };

    public StudyParty(PartyStore parties, InstantSource clock) {
        this.parties = parties;
        this.clock = clock;
    }

    /** How a party went, for whoever may know that. */
    public Result handle(PartyId id, UserId reader) {
        return study(id, party -> party.mayBeStudiedBy(reader));
    }

    /** The same for those who are in the party, who are to be shown its moments only. */
    public Result moments(PartyId id, UserId reader) {
        return study(id, party -> party.maySeeMoments(reader));
    }

    private Result study(PartyId id, Predicate<Party> isAllowed) {
        Optional<Party> found = parties.find(id);
        if (found.isEmpty()) return new Result.UnknownParty();
        Party party = found.get();
        if (!isAllowed.test(party)) return new Result.NotAllowed();
        return new Result.Studied(countOf(id).upTo(party));
    }

    private Count countOf(PartyId id) {
        synchronized (tallies) {
            return tallies.computeIfAbsent(id, Count::new);
        }
    }

    /** How far one party is counted. */
    private final class Count {

        private final PartyId id;

        /** Not a monitor: whoever waits for the database in one holds a platform thread, too. */
        private final ReentrantLock turn = new ReentrantLock();

        @GuardedBy("turn")
        private Tally tally = new Tally();

        Count(PartyId id) {
            this.id = id;
        }

        PartyStatistics upTo(Party party) {
            turn.lock();
            try {
                // Somebody who asked at the same time may have seen a later party: what is counted cannot be taken
                // back.
                if (party.version().isBefore(tally.version())) tally = new Tally();
                while (tally.version().isBefore(party.version())) {
                    if (!countOn(party.version())) break;
                }
                return tally.at(clock.instant(), party.queue());
            } finally {
                turn.unlock();
            }
        }

        /** Whether there was anything to count: not, if the party was forgotten meanwhile. */
        @GuardedBy("turn")
        private boolean countOn(Version last) {
            long missing = last.since(tally.version());
            List<RecordedEvent> page =
                    parties.eventsAfter(id, tally.version(), (int) Math.min(missing, EVENTS_PER_PAGE));
            page.forEach(tally::add);
            return !page.isEmpty();
        }
    }
}
