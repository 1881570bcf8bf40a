package dev.watchparty.adapter.web.socket;

import dev.watchparty.domain.participant.UserId;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The connections that are open on this server, and how many of them each person has. Safe for many threads. */
final class OpenLines implements SocketLine.Owner {

    /** More than this many windows, tabs and devices of one person are a mistake. */
    static final int PER_USER_MAX = 32;

    private final Set<SocketLine> lines = ConcurrentHashMap.newKeySet();

    /** One for all who ask: meters hold what they measure by a weak reference. */
    private final Set<SocketLine> all = Collections.unmodifiableSet(lines);

    private final Map<UserId, Integer> countByUser = new ConcurrentHashMap<>();

    /** Counts one more connection of {@code user}; false, having counted nothing, if they have as many as they may. */
    boolean admit(UserId user) {
        if (countByUser.merge(user, 1, Integer::sum) <= PER_USER_MAX) return true;
        release(user);
        return false;
    }

    /** A connection that was admitted came to nothing. */
    void release(UserId user) {
        countByUser.computeIfPresent(user, (same, count) -> count == 1 ? null : count - 1);
    }

    Set<SocketLine> all() {
        return all;
    }

    @Override
    public void opened(SocketLine line) {
        lines.add(line);
    }

    @Override
    public void closed(SocketLine line) {
        lines.remove(line);
        release(line.connection().user());
    }
}
