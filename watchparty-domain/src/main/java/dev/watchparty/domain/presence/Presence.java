package dev.watchparty.domain.presence;

import dev.watchparty.domain.participant.UserId;
import java.time.Duration;
import java.time.Instant;
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

    private Presence(Map<UserId, Stay> stays) {
        this.stays = stays;
    }

    /** A presence, and whom it has now that it had not before, and the other way round. */
    public record Change(Presence presence, List<UserId> joins, List<UserId> leaves) {}

    /** Somebody opened a connection. */
    public Change connected(UserId user, Instant now) {
        Stay stay = stays.get(user);
        int connections = stay == null ? 0 : stay.connections;
        return new Change(
                with(user, new Stay(connections + 1, now)), stay == null ? List.of(user) : List.of(), List.of());
    }

    /**
     * Somebody's connection came back after it was lost; whoever was told that they are here need not be told again.
     */
    public Presence resumed(UserId user, Instant now) {
        return connected(user, now).presence();
    }

    /** Somebody's connection closed; they leave when the grace has passed without another. */
    public Change disconnected(UserId user, Instant now) {
        Stay stay = stays.get(user);
        if (stay == null || stay.connections == 0) return unchanged();
        return new Change(with(user, new Stay(stay.connections - 1, now)), List.of(), List.of());
    }

    /** Others were told that somebody is here, who has the grace to open a first connection. */
    public Change expected(UserId user, Instant now) {
        if (stays.containsKey(user)) return unchanged();
        return new Change(with(user, new Stay(0, now)), List.of(user), List.of());
    }

    /** Somebody is out of the party. Their connections count as closed; the ends of these are not told here again. */
    public Change dismissed(UserId user) {
        if (!stays.containsKey(user)) return unchanged();
        Map<UserId, Stay> rest = new LinkedHashMap<>(stays);
        rest.remove(user);
        return new Change(new Presence(rest), List.of(), List.of(user));
    }

    /** The grace of those who have no connection is over, or not yet. */
    public Change swept(Instant now) {
        List<UserId> gone = stays.entrySet().stream()
                .filter(entry -> entry.getValue().isOverAt(now))
                .map(Map.Entry::getKey)
                .toList();
        if (gone.isEmpty()) return unchanged();
        Map<UserId, Stay> rest = new LinkedHashMap<>(stays);
        gone.forEach(rest::remove);
        return new Change(new Presence(rest), List.of(), gone);
    }

    /** When {@link #swept} will have something to do, unless somebody comes back. */
    public Optional<Instant> nextSweep() {
        return stays.values().stream()
                .filter(stay -> stay.connections == 0)
                .map(stay -> stay.since.plus(GRACE))
                .min(Instant::compareTo);
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

    private Change unchanged() {
        return new Change(this, List.of(), List.of());
    }
}
