package dev.watchparty.adapter.jdbc;

import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.presence.LastSync;
import dev.watchparty.domain.presence.ParticipantStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What this server posted, and what of it the database has. It holds no more than the parties that are open here and
 * those that were closed since the last writing. Posting and reading are safe for many threads; the rest is confined to
 * whoever writes.
 */
final class PostedPresence {

    /** Where nothing else changed, others see a sync this late: clients sync all the time. */
    static final Duration SYNC_AGE_MAX = Duration.ofSeconds(10);

    /** So many rows are written by one statement, and those of one party more. */
    static final int ROWS_MAX = 5_000;

    /** Somebody's status in a party. */
    record Entry(PartyId party, UserId user, ParticipantStatus status) {}

    /** Somebody who is in a party no more. */
    record Gone(PartyId party, UserId user) {}

    /** What is to be written of {@code parties}. */
    record Batch(List<PartyId> parties, List<Entry> changed, List<Gone> gone) {

        boolean isEmpty() {
            return changed.isEmpty() && gone.isEmpty();
        }

        private int rows() {
            return changed.size() + gone.size();
        }
    }

    private final Map<PartyId, Map<UserId, ParticipantStatus>> posted = new ConcurrentHashMap<>();
    private final Set<PartyId> unwritten = ConcurrentHashMap.newKeySet();

    /** A status is null where it is not known whether the database has somebody, or how they are there. */
    private final Map<PartyId, Map<UserId, @Nullable ParticipantStatus>> written = new HashMap<>();

    void post(PartyId party, Map<UserId, ParticipantStatus> connected) {
        if (connected.isEmpty()) {
            posted.remove(party);
        } else {
            posted.put(party, Map.copyOf(connected));
        }
        unwritten.add(party); // Afterwards, so that whoever takes it out finds the above.
    }

    Map<UserId, ParticipantStatus> connected(PartyId party) {
        return posted.getOrDefault(party, Map.of());
    }

    /** The database has nothing any more. */
    void forgetWritten() {
        unwritten.addAll(posted.keySet());
        written.clear();
    }

    /** The parties that were posted since this was asked last; those not written are {@link #putBack}. */
    List<PartyId> takeUnwritten() {
        List<PartyId> taken = List.copyOf(unwritten);
        taken.forEach(unwritten::remove);
        return taken;
    }

    /** What is to be written of as many of {@code parties}, from the first, as have their place in one statement. */
    Batch batch(List<PartyId> parties) {
        Batch batch = new Batch(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (PartyId party : parties) {
            batch.parties().add(party);
            compare(party, batch);
            if (batch.rows() >= ROWS_MAX) break;
        }
        return batch;
    }

    private void compare(PartyId party, Batch batch) {
        Map<UserId, ParticipantStatus> now = connected(party);
        Map<UserId, @Nullable ParticipantStatus> before = written.getOrDefault(party, Map.of());
        now.forEach((user, status) -> {
            ParticipantStatus known = before.get(user);
            if (known == null || isWorthWriting(known, status)) {
                batch.changed().add(new Entry(party, user, status));
            }
        });
        before.keySet().stream()
                .filter(user -> !now.containsKey(user))
                .forEach(user -> batch.gone().add(new Gone(party, user)));
    }

    private static boolean isWorthWriting(ParticipantStatus known, ParticipantStatus status) {
        return known.isHidden() != status.isHidden()
                || known.isBuffering() != status.isBuffering()
                || isWorthWriting(known.lastSync(), status.lastSync());
    }

    private static boolean isWorthWriting(LastSync known, LastSync sync) {
        Optional<Instant> before = known.at();
        Optional<Instant> now = sync.at();
        if (before.isEmpty() || now.isEmpty()) return before.isPresent() || now.isPresent();
        if (known.measured().isPresent() != sync.measured().isPresent()) return true;
        return Duration.between(before.get(), now.get()).abs().compareTo(SYNC_AGE_MAX) >= 0;
    }

    void isWritten(Batch batch) {
        for (Entry entry : batch.changed()) {
            written.computeIfAbsent(entry.party(), party -> new HashMap<>()).put(entry.user(), entry.status());
        }
        for (Gone gone : batch.gone()) {
            written.computeIfPresent(gone.party(), (party, users) -> {
                users.remove(gone.user());
                return users.isEmpty() ? null : users;
            });
        }
    }

    /** It failed, which does not say whether the database has it all the same. */
    void isPerhapsWritten(Batch batch) {
        for (Entry entry : batch.changed()) {
            written.computeIfAbsent(entry.party(), party -> new HashMap<>()).put(entry.user(), null);
        }
    }

    /** They are to be taken again. */
    void putBack(List<PartyId> parties) {
        unwritten.addAll(parties);
    }
}
