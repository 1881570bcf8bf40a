package dev.watchparty.application.party;

import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.LEAD;
import static dev.watchparty.domain.party.Parties.PARTY;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static dev.watchparty.domain.party.Parties.pausedAt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.application.party.World.Server;
import dev.watchparty.application.port.Follower.Farewell;
import dev.watchparty.domain.party.FriendProof;
import dev.watchparty.domain.party.MembershipCommand.Join;
import dev.watchparty.domain.party.MembershipCommand.Leave;
import dev.watchparty.domain.party.PasswordProof;
import dev.watchparty.domain.party.PlaybackCommand.Seek;
import dev.watchparty.domain.party.RecordedEvent;
import dev.watchparty.domain.party.Version;
import dev.watchparty.domain.playback.Position;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pitfall: no version, so that two servers tell in different orders and nobody notices what was lost. */
class TellingInOrderTest {

    private final World world = World.with(pausedAt(Position.START));
    private final Server here = world.server(new RecordingBackplane());
    private final Server elsewhere = world.server(world.store(), new RecordingBackplane());
    private RecordingFollower follower = RecordingFollower.of(HOST);

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @BeforeEach
    void follow() {
        follower = here.follow(HOST, new Opening.Nothing());
        world.run();
    }

    @Test
    void what_comes_twice_is_told_once() {
        List<RecordedEvent> events = happened(2);
        hear(events);
        hear(events);
        hear(events.subList(0, 1));

        assertThat(follower.versions()).isEqualTo(versions(11, 12));
        assertThat(world.moody().eventReads()).isZero();
    }

    @Test
    void what_was_lost_is_read_from_the_store() {
        List<RecordedEvent> events = happened(5);
        hear(events.subList(0, 1));
        hear(events.subList(4, 5));

        assertThat(follower.versions()).isEqualTo(versions(11, 15));
        assertThat(world.moody().eventReads()).isEqualTo(1);
    }

    @Test
    void what_comes_in_another_order_is_told_in_the_right_one() {
        List<RecordedEvent> events = happened(3);
        hear(events.subList(2, 3));
        hear(events.subList(0, 1));
        hear(events.subList(1, 2));

        assertThat(follower.versions()).isEqualTo(versions(11, 13));
    }

    @Test
    void more_than_one_read_can_hold_is_read_in_several() {
        List<RecordedEvent> events = happened(2_500);
        hear(events.subList(2_499, 2_500));

        assertThat(follower.versions()).isEqualTo(versions(11, 2_510));
    }

    @Test
    void whoever_left_and_came_back_before_it_was_heard_here_keeps_the_new_connection() {
        elsewhere.ask(new Leave(VIEWER.user()));
        elsewhere.ask(new Join(VIEWER.user(), VIEWER.profile(), VIEWER.id(), PasswordProof.NONE, FriendProof.NONE));
        world.run();
        RecordingFollower back = here.follow(VIEWER, new Opening.State());
        world.run();

        hear(happened(1));

        assertThat(back.farewells()).isEmpty();
        assertThat(back.versions()).isEqualTo(versions(11, 13));
        assertThat(here.presence().connected(PARTY)).containsOnlyKeys(HOST.user(), VIEWER.user());
    }

    @Test
    void whoever_left_before_it_was_heard_here_is_told_nothing_of_what_came_later() {
        RecordingFollower leaver = here.follow(VIEWER, new Opening.Nothing());
        world.run();
        elsewhere.ask(new Leave(VIEWER.user()));

        List<RecordedEvent> events = happened(3);
        hear(events.subList(3, 4));

        assertThat(leaver.versions()).isEqualTo(versions(11, 11));
        assertThat(leaver.farewells()).containsExactly(Farewell.LEFT);
        assertThat(follower.versions()).isEqualTo(versions(11, 14));
    }

    @Test
    void what_cannot_be_read_while_the_store_is_down_is_told_soon_after_it_is_back() {
        List<RecordedEvent> events = happened(3);
        world.moody().goDown();
        hear(events.subList(2, 3));
        world.pass(Duration.ofSeconds(5));
        assertThat(follower.versions()).isEmpty();

        world.moody().comeBack();
        world.pass(Duration.ofSeconds(1));

        assertThat(follower.versions()).isEqualTo(versions(11, 13));
        assertThat(follower.farewells()).isEmpty();
        int reads = world.moody().eventReads();
        world.pass(Duration.ofSeconds(2));
        assertThat(world.moody().eventReads()).isEqualTo(reads);
    }

    @Test
    void the_store_is_not_asked_for_each_event_while_it_is_down() {
        List<RecordedEvent> events = happened(10);
        world.moody().goDown();
        hear(events.subList(1, 2));
        events.subList(2, 10).forEach(event -> here.follow().onEvents(PARTY, List.of(event)));
        world.run();
        assertThat(world.moody().eventReads()).isEqualTo(2); // Once for each batch.

        world.moody().comeBack();
        world.pass(Duration.ofSeconds(1));

        assertThat(world.moody().eventReads()).isEqualTo(3);
        assertThat(follower.versions()).isEqualTo(versions(11, 20));
    }

    @Test
    void events_go_on_being_told_in_their_turn_while_the_store_is_down() {
        List<RecordedEvent> events = happened(3);
        world.moody().goDown();
        hear(events.subList(2, 3));
        hear(events.subList(0, 1));
        hear(events.subList(1, 2));

        assertThat(follower.versions()).isEqualTo(versions(11, 12));
    }

    @Test
    void what_is_dropped_for_want_of_room_is_read_from_the_store() {
        List<RecordedEvent> events = happened(6_000);
        events.forEach(event -> here.follow().onEvents(PARTY, List.of(event)));
        world.run();

        assertThat(follower.versions()).isEqualTo(versions(11, 6_010));
    }

    @Test
    void a_question_beyond_the_room_sends_the_asker_away_for_a_while() {
        List<RecordedEvent> events = happened(6_000);
        events.forEach(event -> here.follow().onEvents(PARTY, List.of(event)));

        here.follow().answer(PARTY, follower, new Opening.State());

        assertThat(follower.farewells()).containsExactly(Farewell.UNAVAILABLE);
    }

    @Test
    void whoever_is_sent_away_may_unfollow_while_being_told_so() {
        List<RecordedEvent> events = happened(6_000);
        events.forEach(event -> here.follow().onEvents(PARTY, List.of(event)));
        follower.whenDismissed(() -> here.follow().unfollow(PARTY, follower));

        here.follow().answer(PARTY, follower, new Opening.State());
        world.run();

        assertThat(here.presence().connected(PARTY)).isEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void every_follower_sees_each_version_once_and_in_order_whatever_the_network_does(long seed) {
        Random random = new Random(seed);
        List<RecordedEvent> deliveries = new ArrayList<>();
        for (RecordedEvent event : happened(60)) {
            int copies = random.nextInt(10) < 3 ? 0 : 1 + random.nextInt(2);
            IntStream.range(0, copies).forEach(copy -> deliveries.add(event));
        }
        shuffleNearby(deliveries, random);
        RecordingFollower late = RecordingFollower.of(VIEWER);
        int joinAt = random.nextInt(deliveries.size());
        for (int place = 0; place < deliveries.size(); place++) {
            if (place == joinAt) here.follow(late, new Opening.State());
            here.follow().onEvents(PARTY, List.of(deliveries.get(place)));
            if (random.nextInt(4) == 0) world.run();
        }
        happened(1).forEach(event -> here.follow().onEvents(PARTY, List.of(event)));
        world.run();

        assertThat(follower.versions()).isEqualTo(versions(11, 71));
        long lateFrom = late.told().get(0).version().value();
        assertThat(late.versions()).isEqualTo(versions(lateFrom + 1, 71));
    }

    private static void shuffleNearby(List<RecordedEvent> deliveries, Random random) {
        for (int place = 0; place < deliveries.size(); place++) {
            int other = Math.min(deliveries.size() - 1, place + random.nextInt(8));
            RecordedEvent moved = deliveries.get(place);
            deliveries.set(place, deliveries.get(other));
            deliveries.set(other, moved);
        }
    }

    /** What {@code count} commands on another server made happen, that nobody here was told of. */
    private List<RecordedEvent> happened(int count) {
        long before = world.stored().version().value();
        for (int number = 0; number < count; number++) {
            elsewhere.ask(new Seek(HOST.user(), new Position(number), LEAD));
            if (number % 500 == 0) world.run();
        }
        world.run();
        return world.historyAfter(before);
    }

    private void hear(List<RecordedEvent> events) {
        here.follow().onEvents(PARTY, events);
        world.run();
    }

    private static List<Version> versions(long first, long last) {
        return LongStream.rangeClosed(first, last).mapToObj(Version::new).toList();
    }
}
