package dev.watchparty.application.party;

import static dev.watchparty.domain.party.Parties.CO_HOST;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.NOON;
import static dev.watchparty.domain.party.Parties.PARTY;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static dev.watchparty.domain.party.Parties.filledTo;
import static dev.watchparty.domain.party.Parties.guest;
import static dev.watchparty.domain.party.Parties.pausedAt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.application.party.World.Server;
import dev.watchparty.domain.playback.Position;
import dev.watchparty.domain.presence.DriftReading;
import dev.watchparty.domain.presence.ParticipantStatus;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The pitfall: everybody's state sent to everybody, all the time. */
class TellingHowPeopleFareTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MOMENT = Duration.ofMillis(1);
    private static final ParticipantStatus BUFFERING = ParticipantStatus.NEW.withBuffering(true);
    private static final ParticipantStatus HIDDEN = ParticipantStatus.NEW.withHidden(true);

    private final World world = World.with(pausedAt(Position.START));
    private final Server server = world.server(new RecordingBackplane());
    private final RecordingFollower host = server.follow(HOST, new Opening.Nothing());
    private final RecordingFollower viewer = server.follow(VIEWER, new Opening.Nothing());

    @Test
    void a_change_is_told_to_all() {
        report(viewer, BUFFERING);
        world.run();

        assertThat(host.told()).containsExactly(Told.of("statuses of cleo buffering", 10));
        assertThat(viewer.told()).isEqualTo(host.told());
        assertThat(server.presence().connected(PARTY)).containsEntry(VIEWER.user(), BUFFERING);
    }

    @Test
    void changes_are_told_once_a_second_and_together() {
        RecordingFollower coHost = server.follow(CO_HOST, new Opening.Nothing());
        report(viewer, BUFFERING);
        world.run();
        host.told().clear();
        for (int change = 0; change < 9; change++) {
            report(coHost, change % 2 == 0 ? BUFFERING : HIDDEN);
            report(viewer, change % 2 == 0 ? HIDDEN : BUFFERING);
            world.pass(Duration.ofMillis(100));
        }
        assertThat(host.told()).isEmpty();

        world.pass(Duration.ofMillis(100));

        assertThat(host.told()).containsExactly(Told.of("statuses of bo buffering, cleo", 10));
    }

    @Test
    void what_is_as_it_was_is_not_told() {
        report(viewer, BUFFERING);
        world.pass(SECOND);
        host.told().clear();
        report(viewer, HIDDEN);
        report(viewer, BUFFERING);
        world.pass(SECOND);
        report(viewer, BUFFERING);
        world.pass(SECOND);

        assertThat(host.told()).isEmpty();
        assertThat(world.timers().waiting()).isEqualTo(1); // For Bo, who is awaited.
    }

    @Test
    void a_clock_that_changed_by_less_than_5_ms_is_not_told() {
        report(viewer, measured(100, 40));
        world.pass(SECOND);
        assertThat(host.told()).hasSize(1);
        report(viewer, measured(104, 59));
        world.pass(SECOND);
        report(viewer, measured(96, 21));
        world.pass(SECOND);
        assertThat(host.told()).hasSize(1);

        report(viewer, measured(105, 40));
        world.pass(SECOND);
        assertThat(host.told()).hasSize(2);
        report(viewer, measured(105, 60));
        world.pass(SECOND);

        assertThat(host.told()).hasSize(3);
    }

    @Test
    void two_tabs_count_as_one_person() {
        RecordingFollower background = server.follow(VIEWER, new Opening.Nothing());
        report(background, HIDDEN);
        world.pass(SECOND);
        assertThat(host.told()).isEmpty();

        server.follow().unfollow(PARTY, viewer);
        world.pass(SECOND);

        assertThat(host.told()).containsExactly(Told.of("statuses of cleo", 10));
    }

    @Test
    void whoever_is_gone_fares_as_if_they_had_just_come() {
        report(viewer, BUFFERING);
        world.pass(SECOND);
        host.told().clear();
        server.follow().unfollow(PARTY, viewer);
        world.pass(SECOND);
        assertThat(host.told()).containsExactly(Told.of("statuses of cleo", 10));

        RecordingFollower again = server.follow(VIEWER, new Opening.Nothing());
        report(again, BUFFERING);
        world.pass(SECOND);

        assertThat(host.told()).endsWith(Told.of("statuses of cleo buffering", 10));
    }

    @Test
    void a_report_of_somebody_who_does_not_follow_is_not_heard() {
        RecordingFollower other = RecordingFollower.of(CO_HOST);
        report(other, BUFFERING);
        server.follow().unfollow(PARTY, viewer);
        report(viewer, BUFFERING);
        world.run();

        assertThat(host.told()).isEmpty();
        assertThat(server.presence().connected(PARTY)).containsOnlyKeys(HOST.user());
    }

    @Test
    void of_at_most_50_people_is_told_in_one_message_and_of_the_others_in_the_next() {
        World crowd = World.with(filledTo(pausedAt(Position.START), 63));
        Server crowded = crowd.server(new RecordingBackplane());
        RecordingFollower listener = crowded.follow(HOST, new Opening.Nothing());
        List<RecordingFollower> guests = IntStream.rangeClosed(1, Reports.CHANGES_MAX + 10)
                .mapToObj(number -> crowded.follow(guest(number), new Opening.Nothing()))
                .toList();
        guests.forEach(guest -> crowded.follow().report(PARTY, guest, HIDDEN));
        crowd.run();
        crowd.pass(SECOND.minus(MOMENT));
        List<Integer> atFirst = sizes(listener);
        crowd.pass(MOMENT);

        assertThat(atFirst).containsExactly(Reports.CHANGES_MAX);
        assertThat(sizes(listener)).containsExactly(Reports.CHANGES_MAX, 10);
    }

    @Test
    void in_a_crowd_nobodys_clock_is_told() {
        int size = Reports.CLOCKS_SHOWN_MAX + 1;
        World crowd = World.with(filledTo(pausedAt(Position.START), size + 3));
        Server crowded = crowd.server(new RecordingBackplane());
        List<RecordingFollower> guests = IntStream.rangeClosed(1, size)
                .mapToObj(number -> crowded.follow(guest(number), new Opening.Nothing()))
                .toList();
        crowd.run();
        RecordingFollower first = guests.get(0);
        crowded.follow().report(PARTY, first, measured(100, 40));
        crowd.pass(SECOND);
        assertThat(first.told()).isEmpty();

        crowded.follow().unfollow(PARTY, guests.get(1));
        crowded.follow().report(PARTY, first, measured(200, 40));
        crowd.pass(SECOND);

        assertThat(first.told()).hasSize(1);
    }

    private void report(RecordingFollower follower, ParticipantStatus status) {
        server.follow().report(PARTY, follower, status);
    }

    private static ParticipantStatus measured(long offsetMs, long roundTripMs) {
        return ParticipantStatus.NEW.measured(
                NOON, new DriftReading(Duration.ofMillis(offsetMs), Duration.ofMillis(roundTripMs)));
    }

    /** Of how many people each message told. */
    private static List<Integer> sizes(RecordingFollower follower) {
        return follower.told().stream()
                .filter(told -> told.what().startsWith("statuses"))
                .map(told -> told.what().split(",").length)
                .toList();
    }
}
