package dev.watchparty.application.party;

import static dev.watchparty.domain.party.Parties.CODE;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.LEAD;
import static dev.watchparty.domain.party.Parties.NOON;
import static dev.watchparty.domain.party.Parties.PARTY;
import static dev.watchparty.domain.party.Parties.STRANGER;
import static dev.watchparty.domain.party.Parties.named;
import static dev.watchparty.domain.party.Parties.pausedAt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.application.fixtures.InMemoryPartyStore;
import dev.watchparty.application.fixtures.InMemoryPresence;
import dev.watchparty.application.fixtures.ManualClock;
import dev.watchparty.application.fixtures.ManualTimers;
import dev.watchparty.application.fixtures.SequentialCodes;
import dev.watchparty.application.local.LocalBackplane;
import dev.watchparty.application.party.World.Server;
import dev.watchparty.application.port.Follower;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.MembershipCommand.End;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.party.PlaybackCommand.Seek;
import dev.watchparty.domain.playback.Position;
import dev.watchparty.domain.presence.Presence;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The pitfall: hubs that are never removed, a leak for every party. */
class ForgettingFollowedPartiesTest {

    private final World world = World.with(pausedAt(Position.START));
    private final Server server = world.server(new RecordingBackplane());

    @Test
    void no_party_is_left_when_nobody_follows_any() {
        SequentialCodes codes = new SequentialCodes(1);
        for (int number = 1; number <= 50; number++) {
            PartyId id = new PartyId(new UUID(7, number));
            world.store().create(named(pausedAt(Position.START), id, codes.next()));
            RecordingFollower follower = RecordingFollower.of(HOST);
            server.follow().follow(id, follower, new Opening.State());
            server.follow().unfollow(id, follower);
        }
        world.run();
        server.follow().sweep();
        assertThat(server.follow().followedParties()).isEqualTo(50); // The grace is not over.

        world.pass(Presence.GRACE);
        server.follow().sweep();

        assertThat(server.follow().followedParties()).isZero();
        assertThat(world.timers().waiting()).isZero();
    }

    @Test
    void a_party_that_somebody_follows_is_remembered() {
        server.follow(HOST, new Opening.Nothing());
        world.pass(Duration.ofHours(1));

        server.follow().sweep();

        assertThat(server.follow().followedParties()).isEqualTo(1);
    }

    @Test
    void a_party_that_somebody_is_about_to_follow_is_remembered() {
        server.follow(HOST, new Opening.Nothing());

        server.follow().sweep();

        assertThat(server.follow().followedParties()).isEqualTo(1);
    }

    @Test
    void a_party_that_has_ended_is_forgotten_at_once() {
        server.follow(HOST, new Opening.Nothing());
        server.ask(new End(HOST.user()));
        world.run();

        server.follow().sweep();

        assertThat(server.follow().followedParties()).isZero();
    }

    @Test
    void a_party_that_turned_everybody_away_is_forgotten() {
        server.follow(STRANGER, new Opening.Nothing());
        server.follow().follow(new PartyId(new UUID(0, 99)), RecordingFollower.of(HOST), new Opening.Nothing());
        world.moody().goDown();
        server.follow(HOST, new Opening.Nothing());
        world.run();

        server.follow().sweep();

        assertThat(server.follow().followedParties()).isZero();
        assertThat(world.timers().waiting()).isZero();
    }

    @Test
    void a_party_that_was_behind_the_store_when_all_left_is_forgotten() {
        RecordingFollower follower = server.follow(HOST, new Opening.Nothing());
        world.run();
        Server elsewhere = world.server(world.store(), new RecordingBackplane());
        elsewhere.ask(new Seek(HOST.user(), new Position(1), LEAD));
        elsewhere.ask(new Seek(HOST.user(), new Position(2), LEAD));
        world.run();
        world.moody().goDown();
        server.follow().onEvents(PARTY, world.historyAfter(11));
        world.run();
        assertThat(world.timers().waiting()).isEqualTo(1); // It will try to read the rest.
        server.follow().unfollow(PARTY, follower);
        world.pass(Presence.GRACE);

        server.follow().sweep();

        assertThat(server.follow().followedParties()).isZero();
        assertThat(world.timers().waiting()).isZero();
    }

    @Test
    @Timeout(60)
    void forgetting_all_the_time_makes_nobody_deaf() throws InterruptedException {
        InMemoryPartyStore store = new InMemoryPartyStore();
        store.create(named(pausedAt(Position.START), PARTY, CODE));
        ManualClock clock = new ManualClock(NOON);
        ExecutorService pool = Executors.newFixedThreadPool(2);
        LocalBackplane backplane = new LocalBackplane();
        Workplace workplace = new Workplace(clock, pool, new ManualTimers(clock));
        CommandParty commands = new CommandParty(store, backplane, workplace);
        FollowParty<Told> follow = new FollowParty<>(new FollowParty.Means<>(
                store, store, new InMemoryPresence(), new Told.Words(), commands, workplace, FollowParty.HOST_GRACE));
        backplane.subscribe(follow);
        AtomicBoolean isOver = new AtomicBoolean();
        Thread sweeper = new Thread(() -> {
            while (!isOver.get()) {
                clock.advance(Presence.GRACE); // So that there is nobody to wait for.
                follow.sweep();
            }
        });
        try {
            sweeper.start();
            for (int number = 0; number < 1_000; number++) {
                Awaiting follower = new Awaiting();
                follow.follow(PARTY, follower, new Opening.State());
                assertThat(follower.opened.await(20, TimeUnit.SECONDS)).isTrue();
                CompletableFuture<Outcome> unused =
                        commands.handle(PARTY, new Seek(HOST.user(), new Position(number), LEAD));
                assertThat(follower.heard.await(20, TimeUnit.SECONDS)).isTrue();
                follow.unfollow(PARTY, follower);
            }
        } finally {
            isOver.set(true);
            sweeper.join();
            pool.shutdownNow();
        }
    }

    /** A connection that a test waits for. Safe for many threads. */
    private static final class Awaiting implements Follower<Told> {

        private final CountDownLatch opened = new CountDownLatch(1);
        private final CountDownLatch heard = new CountDownLatch(1);

        @Override
        public UserId user() {
            return HOST.user();
        }

        @Override
        public void tell(Told message) {
            (message.isEvent() ? heard : opened).countDown();
        }

        @Override
        public Optional<Duration> oneWayDelay() {
            return Optional.empty();
        }

        @Override
        public void dismiss(Farewell farewell) {}
    }
}
