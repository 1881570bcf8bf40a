package dev.watchparty.application.party;

import dev.watchparty.domain.party.Version;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/** The latest messages of a party, by version and without a gap, for those who missed some. Confined to one thread. */
final class RecentMessages<M> {

    /** Whoever missed more is served faster with the whole. */
    static final int MESSAGES_MAX = 128;

    private record Entry<M>(Version version, Instant at, M message) {}

    private final ArrayDeque<Entry<M>> entries = new ArrayDeque<>();

    /** Adds the message for {@code version}, which is next and came about at {@code at}. */
    void add(Version version, Instant at, M message) {
        if (entries.size() == MESSAGES_MAX) entries.removeFirst();
        entries.addLast(new Entry<>(version, at, message));
    }

    /** Forgets them all: something in them was taken back. */
    void clear() {
        entries.clear();
    }

    /**
     * All messages after {@code since}; empty, if there are none, or if some of them are forgotten or came about before
     * {@code earliest}.
     */
    Optional<List<M>> after(Version since, Instant earliest) {
        // The last one first: a version from the future may have no next.
        boolean isKnown = !entries.isEmpty()
                && since.isBefore(entries.getLast().version())
                && !since.next().isBefore(entries.getFirst().version());
        if (!isKnown) return Optional.empty();
        List<Entry<M>> missed = entries.stream()
                .filter(entry -> since.isBefore(entry.version()))
                .toList();
        boolean isOpen = missed.stream().noneMatch(entry -> entry.at().isBefore(earliest));
        return isOpen ? Optional.of(missed.stream().map(Entry::message).toList()) : Optional.empty();
    }
}
