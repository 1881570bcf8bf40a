package dev.watchparty.application.party;

import static dev.watchparty.domain.party.Parties.CO_HOST;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.PARTY;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static dev.watchparty.domain.party.Parties.away;
import static dev.watchparty.domain.party.Parties.guest;
import static dev.watchparty.domain.party.Parties.pausedAt;
import static dev.watchparty.domain.party.Parties.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.application.party.World.Server;
import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.participant.Role;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.Leadership;
import dev.watchparty.domain.party.PartyEvent.HostChanged;
import dev.watchparty.domain.playback.Position;
import dev.watchparty.domain.presence.Presence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pitfall: the host's train goes into a tunnel, and nobody can press play any more. */
class HostContinuityTest {

    private static final Duration MOMENT = Duration.ofMillis(1);
    private static final Leadership BO_STANDS_IN = new Leadership.Acting(CO_HOST.user(), HOST.user(), Role.CO_HOST);

    private final RecordingBackplane backplane = new RecordingBackplane();

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @Test
    void a_host_who_is_back_within_the_grace_was_host_all_the_time() {
        World world = World.with(pausedAt(Position.START));
        Server server = world.server(backplane);
        server.follow(VIEWER, new Opening.Nothing());
        server.follow(CO_HOST, new Opening.Nothing());
        world.pass(Presence.GRACE.plus(FollowParty.HOST_GRACE).minus(MOMENT));
        assertThat(leadership(world)).isEqualTo(new Leadership.Own(HOST.user()));

        server.follow(HOST, new Opening.Nothing());
        world.pass(FollowParty.HOST_GRACE);

        assertThat(leadership(world)).isEqualTo(new Leadership.Own(HOST.user()));
        assertThat(changesOfHost(world)).isZero();
    }

    @Test
    void the_co_host_stands_in_when_the_grace_is_over_and_everybody_is_told() {
        World world = World.with(away(pausedAt(Position.START), HOST));
        Server server = world.server(backplane);
        RecordingFollower viewer = server.follow(VIEWER, new Opening.Nothing());
        server.follow(CO_HOST, new Opening.Nothing());
        world.pass(FollowParty.HOST_GRACE.minus(MOMENT));
        assertThat(viewer.told()).isEmpty();

        world.pass(MOMENT);

        assertThat(viewer.told()).containsExactly(Told.of("HostChanged", 11));
        assertThat(leadership(world)).isEqualTo(BO_STANDS_IN);
        assertThat(world.timers().waiting()).isZero();
    }

    @Test
    void the_former_host_leads_again_on_return() {
        World world = World.with(away(pausedAt(Position.START), HOST));
        Server server = world.server(backplane);
        RecordingFollower viewer = server.follow(VIEWER, new Opening.Nothing());
        server.follow(CO_HOST, new Opening.Nothing());
        world.pass(FollowParty.HOST_GRACE);
        server.follow(HOST, new Opening.Nothing());
        world.run();

        assertThat(viewer.told())
                .containsExactly(
                        Told.of("HostChanged", 11), Told.of("ParticipantArrived", 12), Told.of("HostChanged", 13));
        assertThat(leadership(world)).isEqualTo(new Leadership.Own(HOST.user()));
        assertThat(world.stored().participants().find(CO_HOST.user()).map(Participant::role))
                .contains(Role.CO_HOST);
    }

    @Test
    void whoever_stands_in_and_goes_is_followed_by_the_next() {
        World world = World.with(away(pausedAt(Position.START), HOST));
        Server server = world.server(backplane);
        server.follow(VIEWER, new Opening.Nothing());
        RecordingFollower coHost = server.follow(CO_HOST, new Opening.Nothing());
        world.pass(FollowParty.HOST_GRACE);
        server.follow().unfollow(PARTY, coHost);
        world.pass(Presence.GRACE.plus(FollowParty.HOST_GRACE));

        assertThat(leadership(world)).isEqualTo(new Leadership.Acting(VIEWER.user(), HOST.user(), Role.VIEWER));
    }

    @Test
    void whoever_comes_first_to_a_party_whose_host_is_long_gone_stands_in_at_once() {
        World world = World.with(away(away(away(pausedAt(Position.START), HOST), CO_HOST), VIEWER));
        world.pass(Duration.ofHours(1));
        world.server(backplane).follow(VIEWER, new Opening.Nothing());
        world.run();

        assertThat(leadership(world)).isEqualTo(new Leadership.Acting(VIEWER.user(), HOST.user(), Role.VIEWER));
    }

    @Test
    void several_servers_replace_the_host_once() {
        World world = World.with(away(pausedAt(Position.START), HOST));
        Server here = world.server(backplane);
        Server there = world.server(backplane);
        RecordingFollower viewer = here.follow(VIEWER, new Opening.Nothing());
        RecordingFollower coHost = there.follow(CO_HOST, new Opening.Nothing());
        world.pass(FollowParty.HOST_GRACE.multipliedBy(3));

        assertThat(changesOfHost(world)).isEqualTo(1);
        assertThat(viewer.told()).containsExactly(Told.of("HostChanged", 11));
        assertThat(coHost.told()).containsExactly(Told.of("HostChanged", 11));
    }

    @Test
    void the_host_of_a_server_that_crashed_is_replaced() {
        World world = World.with(pausedAt(Position.START));
        Server here = world.server(backplane);
        Server dying = world.server(backplane);
        here.follow(CO_HOST, new Opening.Nothing());
        here.follow(VIEWER, new Opening.Nothing());
        dying.follow(HOST, new Opening.Nothing());
        world.pass(Presence.GRACE);
        dying.crash();
        world.pass(Turnout.ELSEWHERE_MAX.plus(FollowParty.HOST_GRACE));

        assertThat(leadership(world)).isEqualTo(BO_STANDS_IN);
    }

    @Test
    void the_host_is_replaced_late_when_the_store_was_down_in_time() {
        World world = World.with(away(pausedAt(Position.START), HOST));
        Server server = world.server(backplane);
        server.follow(VIEWER, new Opening.Nothing());
        server.follow(CO_HOST, new Opening.Nothing());
        world.pass(FollowParty.HOST_GRACE.minus(MOMENT));
        world.moody().goDown();
        world.pass(Duration.ofSeconds(20));
        world.moody().comeBack();
        world.pass(Asked.RETRY);

        assertThat(leadership(world)).isEqualTo(BO_STANDS_IN);
    }

    @Test
    void a_change_that_was_lost_on_the_way_is_found_in_the_store_before_it_is_asked_for_again() {
        World world = World.with(away(pausedAt(Position.START), HOST));
        Server server = world.server(backplane);
        RecordingFollower viewer = server.follow(VIEWER, new Opening.Nothing());
        server.follow(CO_HOST, new Opening.Nothing());
        world.run();
        backplane.breakDown();
        world.pass(FollowParty.HOST_GRACE.plus(Asked.RETRY));

        assertThat(viewer.told()).containsExactly(Told.of("HostChanged", 11));
        assertThat(world.timers().waiting()).isZero();
    }

    /** People come and go on two servers that crash; a crash is noticed late, since the dead tell nobody. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_party_with_somebody_connected_is_not_without_a_host_for_long(long seed) {
        Story story = new Story(new Random(seed));
        for (int second = 0; second < 900; second++) {
            story.step();

            assertThat(story.withoutHost())
                    .as("after %s s", second)
                    .isLessThanOrEqualTo(Presence.GRACE
                            .plus(Turnout.ELSEWHERE_MAX)
                            .plus(FollowParty.HOST_GRACE)
                            .plusSeconds(2));
        }
        assertThat(changesOfHost(story.world)).isPositive();
    }

    private final class Story {

        private final Random random;
        private final World world = World.with(with(pausedAt(Position.START), guest(1)));
        private final List<Server> servers = new ArrayList<>();
        private final Map<Participant, Connection> connections = new HashMap<>();
        private final Map<UserId, Instant> lastSeen = new HashMap<>();
        private Instant lastDeserted = world.clock().instant();

        private record Connection(Server server, RecordingFollower follower) {}

        Story(Random random) {
            this.random = random;
            servers.add(world.server(backplane));
            servers.add(world.server(backplane));
        }

        void step() {
            if (random.nextInt(120) == 0) crash(random.nextInt(servers.size()));
            for (Participant person : List.of(HOST, CO_HOST, VIEWER, guest(1))) {
                if (random.nextInt(40) == 0) turn(person);
            }
            world.pass(Duration.ofSeconds(1));
            Instant now = world.clock().instant();
            connections.keySet().forEach(person -> lastSeen.put(person.user(), now));
            if (connections.isEmpty()) lastDeserted = now;
        }

        /** Whoever is connected goes, and whoever is not comes. */
        private void turn(Participant person) {
            Connection open = connections.remove(person);
            if (open != null) {
                open.server().follow().unfollow(PARTY, open.follower());
            } else {
                Server server = servers.get(random.nextInt(servers.size()));
                connections.put(person, new Connection(server, server.follow(person, new Opening.Nothing())));
            }
        }

        private void crash(int number) {
            Server dead = servers.set(number, world.server(backplane));
            dead.crash();
            connections.values().removeIf(connection -> connection.server().equals(dead));
        }

        Duration withoutHost() {
            Instant seen = lastSeen.getOrDefault(world.stored().host(), Instant.EPOCH);
            Instant since = seen.isBefore(lastDeserted) ? lastDeserted : seen;
            return Duration.between(since, world.clock().instant());
        }
    }

    private static Leadership leadership(World world) {
        return world.stored().leadership();
    }

    private static long changesOfHost(World world) {
        return world.historyAfter(10).stream()
                .filter(event -> event.event() instanceof HostChanged)
                .count();
    }
}
