package dev.watchparty.application.party;

import dev.watchparty.application.port.Follower;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.presence.DriftReading;
import dev.watchparty.domain.presence.LastSync;
import dev.watchparty.domain.presence.ParticipantStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How the connections of this server fare, by what they report, and what others were told of it. Whoever has no
 * connection fares as if they had just come: that they are gone is told by an event, when the grace is over. Confined
 * to one thread.
 */
final class Reports<M> {

    /** So many people at most are told of in one go: a message to a thousand about a thousand would be a million. */
    static final int CHANGES_MAX = 50;

    /** Beyond this size nobody looks at everybody's clock. */
    static final int CLOCKS_SHOWN_MAX = 100;

    /** A player that waits for a shorter time is on its way already. */
    static final Duration STALL_MIN = Duration.ofSeconds(1);

    private static final Duration DRIFT_CHANGE_MIN = Duration.ofMillis(5);
    private static final Duration ROUND_TRIP_CHANGE_MIN = Duration.ofMillis(20);

    private final Map<UserId, Map<Follower<M>, ParticipantStatus>> byUser = new HashMap<>();
    private final Map<UserId, ParticipantStatus> told = new HashMap<>();
    private final Map<UserId, Instant> bufferingSince = new HashMap<>();

    /** Whose status may be other than what was told, in the order in which that came about. */
    private final Set<UserId> changed = new LinkedHashSet<>();

    void put(Follower<M> follower, ParticipantStatus status, Instant now) {
        byUser.computeIfAbsent(follower.user(), user -> new HashMap<>()).put(follower, status);
        note(follower.user(), now);
    }

    void remove(Follower<M> follower, Instant now) {
        byUser.computeIfPresent(follower.user(), (user, statuses) -> {
            statuses.remove(follower);
            return statuses.isEmpty() ? null : statuses;
        });
        note(follower.user(), now);
    }

    /** Somebody is out of the party, with all their connections. */
    void forget(UserId user) {
        byUser.remove(user);
        told.remove(user);
        bufferingSince.remove(user);
        changed.remove(user);
    }

    private void note(UserId user, Instant now) {
        ParticipantStatus status = of(user);
        if (status.isBuffering()) {
            bufferingSince.putIfAbsent(user, now);
        } else {
            bufferingSince.remove(user);
        }
        if (isWorthTelling(told.getOrDefault(user, ParticipantStatus.NEW), status)) {
            changed.add(user);
        } else {
            changed.remove(user);
        }
    }

    private ParticipantStatus of(UserId user) {
        return byUser.getOrDefault(user, Map.of()).values().stream()
                .reduce(ParticipantStatus::merged)
                .orElse(ParticipantStatus.NEW);
    }

    boolean has(UserId user) {
        return byUser.containsKey(user);
    }

    /** Everybody who is connected here. */
    Map<UserId, ParticipantStatus> all() {
        return byUser.keySet().stream().collect(Collectors.toUnmodifiableMap(user -> user, this::of));
    }

    /** Those who wait for data, and not only since a moment ago. */
    Set<UserId> stalled(Instant now) {
        return bufferingSince.entrySet().stream()
                .filter(entry -> !now.isBefore(entry.getValue().plus(STALL_MIN)))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** When somebody will have waited for so long that it counts. */
    Optional<Instant> nextStall(Instant now) {
        return bufferingSince.values().stream()
                .map(since -> since.plus(STALL_MIN))
                .filter(now::isBefore)
                .min(Instant::compareTo);
    }

    boolean hasNews() {
        return !changed.isEmpty();
    }

    /** What others should be told now; they are taken to know it from here on. What is too much waits. */
    Map<UserId, ParticipantStatus> takeNews() {
        Map<UserId, ParticipantStatus> news = new HashMap<>();
        Iterator<UserId> waiting = changed.iterator();
        while (waiting.hasNext() && news.size() < CHANGES_MAX) {
            UserId user = waiting.next();
            waiting.remove();
            news.put(user, of(user));
        }
        told.putAll(news);
        told.keySet().removeIf(user -> !byUser.containsKey(user));
        return news;
    }

    private boolean isWorthTelling(ParticipantStatus before, ParticipantStatus now) {
        if (before.isHidden() != now.isHidden() || before.isBuffering() != now.isBuffering()) return true;
        boolean isCrowd = byUser.size() > CLOCKS_SHOWN_MAX;
        return !isCrowd && isWorthTelling(before.lastSync(), now.lastSync());
    }

    private static boolean isWorthTelling(LastSync before, LastSync now) {
        Optional<DriftReading> reading = now.measured();
        return reading.isPresent()
                && before.measured()
                        .filter(known -> isNear(known.drift(), reading.get().drift(), DRIFT_CHANGE_MIN)
                                && isNear(known.roundTrip(), reading.get().roundTrip(), ROUND_TRIP_CHANGE_MIN))
                        .isEmpty();
    }

    private static boolean isNear(Duration one, Duration other, Duration difference) {
        return one.minus(other).abs().compareTo(difference) < 0;
    }
}
