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

    private Participants(Map<UserId, Participant> byUser, int activeCount, int hereCount) {
        this.byUser = byUser;
        this.activeCount = activeCount;
        this.hereCount = hereCount;
    }

    public static Participants of(Collection<Participant> participants) {
        Map<UserId, Participant> byUser = new LinkedHashMap<>();
        participants.stream().sorted(BY_JOINING).forEach(participant -> byUser.put(participant.user(), participant));
        return new Participants(
                byUser,
                (int) byUser.values().stream().filter(Participant::isActive).count(),
                (int) byUser.values().stream().filter(Participant::isHere).count());
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
        Participant former = changed.put(participant.user(), participant);
        // Servers' clocks differ a little: who is added last need not be the last who joined.
        if (former == null) return of(changed.values());
        return new Participants(
                changed,
                activeCount + one(participant.isActive()) - one(former.isActive()),
                hereCount + one(participant.isHere()) - one(former.isHere()));
    }

    private static int one(boolean isCounted) {
        return isCounted ? 1 : 0;
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
