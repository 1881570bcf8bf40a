package dev.watchparty.domain.presence;

import dev.watchparty.domain.participant.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who is here now, as far as others were told: a counted value, since a person may have several connections. Whoever
 * has none left stays here for {@link #GRACE}, so that a flapping link is invisible. An immutable value.
 */
public final class Presence {

    public static final Duration GRACE = Duration.ofSeconds(10);

    public static final Presence NOBODY = new Presence(Map.of());

    /** How many connections a person has and, while that is none, since when. */
    private record Stay(int connections, Instant since) {

        boolean isOverAt(Instant now) {
            return connections == 0 && !now.isBefore(since.plus(GRACE));
        }
    }

    private final Map<UserId, Stay> stays;

    /** Asked for far more often than anything changes. */
    private final Optional<Instant> nextSweep;

    private Presence(Map<UserId, Stay> stays) {
        this.stays = stays;
        this.nextSweep = stays.values().stream()
                .filter(stay -> stay.connections == 0)
                .map(stay -> stay.since.plus(GRACE))
                .min(Instant::compareTo);
    }

    /** A presence, and whom it has no longer. */
    public record Swept(Presence presence, List<UserId> gone) {}

    /** Somebody opened a connection. */
    public Presence connected(UserId user, Instant now) {
        Stay stay = stays.get(user);
        return with(user, new Stay(stay == null ? 1 : stay.connections + 1, now));
    }

    /** Somebody's connection closed; they are gone when the grace has passed without another. */
    public Presence disconnected(UserId user, Instant now) {
        Stay stay = stays.get(user);
        if (stay == null || stay.connections == 0) return this;
        return with(user, new Stay(stay.connections - 1, now));
    }

    /** Others were told that these are here; those who are not have the grace to open a first connection. */
    public Presence expected(Collection<UserId> users, Instant now) {
        Map<UserId, Stay> changed = new LinkedHashMap<>(stays);
        users.forEach(user -> changed.putIfAbsent(user, new Stay(0, now)));
        return changed.size() == stays.size() ? this : new Presence(changed);
    }

    /** Somebody is out of the party. Their connections count as closed; the ends of these are not told here again. */
    public Presence dismissed(UserId user) {
        if (!stays.containsKey(user)) return this;
        Map<UserId, Stay> rest = new LinkedHashMap<>(stays);
        rest.remove(user);
        return new Presence(rest);
    }

    /** Without those whose grace without a connection is over. */
    public Swept swept(Instant now) {
        if (nextSweep.filter(due -> !now.isBefore(due)).isEmpty()) return new Swept(this, List.of());
        List<UserId> gone = stays.entrySet().stream()
                .filter(entry -> entry.getValue().isOverAt(now))
                .map(Map.Entry::getKey)
                .toList();
        Map<UserId, Stay> rest = new LinkedHashMap<>(stays);
        gone.forEach(rest::remove);
        return new Swept(new Presence(rest), gone);
    }

    /** When {@link #swept} will have something to do, unless somebody comes back. */
    public Optional<Instant> nextSweep() {
        return nextSweep;
    }

    /** Those with an open connection. */
    public Set<UserId> connected() {
        return stays.entrySet().stream()
                .filter(entry -> entry.getValue().connections > 0)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    public boolean isHere(UserId user) {
        return stays.containsKey(user);
    }

    private Presence with(UserId user, Stay stay) {
        Map<UserId, Stay> changed = new LinkedHashMap<>(stays);
        changed.put(user, stay);
        return new Presence(changed);
    }
}
