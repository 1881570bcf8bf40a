package dev.watchparty.application.party;

import dev.watchparty.application.port.Follower;
import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.Version;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A connection that writes down what it is told. Confined to the test's thread. */
final class RecordingFollower implements Follower<Told> {

    private final UserId user;
    private final List<Told> told = new ArrayList<>();
    private final List<Farewell> farewells = new ArrayList<>();
    private @Nullable Duration delay;
    private boolean isBroken;
    private Runnable whenDismissed = () -> {};

    RecordingFollower(UserId user) {
        this.user = user;
    }

    static RecordingFollower of(Participant participant) {
        return new RecordingFollower(participant.user());
    }

    RecordingFollower delayedBy(Duration oneWay) {
        delay = oneWay;
        return this;
    }

    /** From now on telling it anything fails. */
    RecordingFollower broken() {
        isBroken = true;
        return this;
    }

    /** A connection that closes at once when it is dismissed. */
    void whenDismissed(Runnable reaction) {
        whenDismissed = reaction;
    }

    List<Told> told() {
        return told;
    }

    List<Farewell> farewells() {
        return farewells;
    }

    /** The versions of the events among what it was told. */
    List<Version> versions() {
        return told.stream().filter(Told::isEvent).map(Told::version).toList();
    }

    @Override
    public UserId user() {
        return user;
    }

    @Override
    public void tell(Told message) {
        if (isBroken) throw new IllegalStateException("this follower is broken on purpose");
        told.add(message);
    }

    @Override
    public Optional<Duration> oneWayDelay() {
        return Optional.ofNullable(delay);
    }

    @Override
    public void dismiss(Farewell farewell) {
        farewells.add(farewell);
        whenDismissed.run();
    }
}
