package dev.watchparty.application.party;

import static dev.watchparty.domain.party.Parties.CO_HOST;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.NOON;
import static dev.watchparty.domain.party.Parties.PARTY;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static dev.watchparty.domain.party.Parties.away;
import static dev.watchparty.domain.party.Parties.pausedAt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.application.party.World.Server;
import dev.watchparty.domain.party.PartyEvent.Played;
import dev.watchparty.domain.party.Proceedings.Schedule;
import dev.watchparty.domain.party.RecordedEvent;
import dev.watchparty.domain.party.StartCommand.BeginScheduled;
import dev.watchparty.domain.party.StartCommand.CancelStart;
import dev.watchparty.domain.party.StartCommand.ScheduleStart;
import dev.watchparty.domain.party.Version;
import dev.watchparty.domain.playback.Position;
import dev.watchparty.domain.playback.Rate;
import dev.watchparty.domain.playback.Timeline;
import dev.watchparty.domain.sync.StartLead;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The pitfall: a start that is told when it is due, and so begins for everybody at another time. */
class ScheduledStartTest {

    private static final Duration MOMENT = Duration.ofMillis(1);
    private static final Instant EIGHT = NOON.plus(Duration.ofHours(8));

    private final World world = World.with(away(pausedAt(Position.START), CO_HOST));
    private final RecordingBackplane backplane = new RecordingBackplane();
    private final Server here = world.server(backplane);
    private final Server there = world.server(backplane);

    @Test
    void begins_exactly_at_its_instant_on_all_servers_and_is_told_well_before() {
        RecordingFollower host = here.follow(HOST, new Opening.Nothing());
        RecordingFollower viewer = there.follow(VIEWER, new Opening.Nothing());
        here.ask(new ScheduleStart(HOST.user(), EIGHT));
        world.pass(Duration.ofHours(8).minus(BeginScheduled.AHEAD).minus(MOMENT));
        assertThat(viewer.told()).containsExactly(Told.of("StartScheduled", 11));

        world.pass(MOMENT);

        assertThat(host.told()).containsExactly(Told.of("StartScheduled", 11), Told.of("Played", 12));
        assertThat(viewer.told()).containsExactly(Told.of("StartScheduled", 11), Told.of("Played", 12));
        assertThat(world.historyAfter(11)).containsExactly(played(EIGHT.minus(BeginScheduled.AHEAD), EIGHT));
        world.pass(Duration.ofMinutes(1));
        assertThat(world.stored().version()).isEqualTo(new Version(12));
        assertThat(world.stored().proceedings().schedule()).isEqualTo(Schedule.NONE);
    }

    @Test
    void begins_as_soon_as_it_can_be_told_when_the_store_was_down_at_its_instant() {
        here.follow(HOST, new Opening.Nothing());
        here.ask(new ScheduleStart(HOST.user(), EIGHT));
        world.pass(Duration.ofHours(8).minusSeconds(30));
        world.moody().goDown();
        world.pass(Duration.ofMinutes(1));
        world.moody().comeBack();
        world.pass(Asked.RETRY);

        Timeline timeline = world.stored().timeline();
        assertThat(timeline).isInstanceOf(Timeline.Playing.class);
        assertThat(((Timeline.Playing) timeline).anchoredAt())
                .isBetween(EIGHT.plusSeconds(30), EIGHT.plusSeconds(31).plus(StartLead.MIN));
    }

    @Test
    void begins_late_when_nobody_was_there_at_its_instant() {
        RecordingFollower host = here.follow(HOST, new Opening.Nothing());
        here.ask(new ScheduleStart(HOST.user(), EIGHT));
        world.run();
        here.follow().unfollow(PARTY, host);
        world.pass(Duration.ofHours(9));
        assertThat(world.stored().timeline().isPlaying()).isFalse();

        there.follow(VIEWER, new Opening.Nothing());
        world.run();

        Instant now = NOON.plus(Duration.ofHours(9));
        assertThat(world.historyAfter(0)).contains(played(now, now.plus(StartLead.MIN)));
    }

    @Test
    void does_not_begin_when_it_was_cancelled() {
        here.follow(HOST, new Opening.Nothing());
        here.ask(new ScheduleStart(HOST.user(), EIGHT));
        here.ask(new CancelStart(HOST.user()));
        world.pass(Duration.ofHours(9));

        assertThat(world.stored().timeline().isPlaying()).isFalse();
        assertThat(world.timers().waiting()).isZero();
    }

    private RecordedEvent played(Instant decidedAt, Instant begins) {
        Version version = world.historyAfter(0).stream()
                .filter(event -> event.event() instanceof Played)
                .map(RecordedEvent::version)
                .findFirst()
                .orElseThrow();
        return new RecordedEvent(
                version, decidedAt, new Played(HOST.user(), new Timeline.Playing(Position.START, begins, Rate.NORMAL)));
    }
}
