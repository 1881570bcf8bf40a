package dev.watchparty.domain.participant;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Everybody who is in a party or was, by account. An immutable value. */
public final class Participants {

    private static final Comparator<Participant> BY_JOINING = Comparator.comparing(Participant::joinedAt)
            .thenComparing(participant -> participant.id().value());

    private final Map<UserId, Participant> byUser;
    private final int activeCount;
    private final int hereCount;

    private Participants(Map<UserId, Participant> byUser) {
        this.byUser = byUser;
        this.activeCount =
                (int) byUser.values().stream().filter(Participant::isActive).count();
        this.hereCount =
                (int) byUser.values().stream().filter(Participant::isHere).count();
    }

    public static Participants of(Collection<Participant> participants) {
        Map<UserId, Participant> byUser = new LinkedHashMap<>();
        participants.stream().sorted(BY_JOINING).forEach(participant -> byUser.put(participant.user(), participant));
        return new Participants(byUser);
    }

    public Optional<Participant> find(UserId user) {
        return Optional.ofNullable(byUser.get(user));
    }

    public Optional<Participant> findActive(UserId user) {
        return find(user).filter(Participant::isActive);
    }

    /** Those in the party now, first joined first. */
    public Stream<Participant> active() {
        return byUser.values().stream().filter(Participant::isActive);
    }

    public int activeCount() {
        return activeCount;
    }

    /** Those who are in the party and have it open, first joined first. */
    public Stream<Participant> here() {
        return byUser.values().stream().filter(Participant::isHere);
    }

    public int hereCount() {
        return hereCount;
    }

    /** Everybody who ever joined, first joined first. */
    public Collection<Participant> all() {
        return Collections.unmodifiableCollection(byUser.values());
    }

    /** These participants with {@code participant} in the place of whoever had the account before. */
    public Participants with(Participant participant) {
        Map<UserId, Participant> changed = new LinkedHashMap<>(byUser);
        boolean isNew = changed.put(participant.user(), participant) == null;
        // Servers' clocks differ a little: who is added last need not be the last who joined.
        return isNew ? of(changed.values()) : new Participants(changed);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Participants participants && participants.byUser.equals(byUser);
    }

    @Override
    public int hashCode() {
        return byUser.hashCode();
    }

    @Override
    public String toString() {
        return byUser.values().toString();
    }
}
