package dev.watchparty.domain.party;

import static dev.watchparty.domain.party.Parties.CO_HOST;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.LEAD;
import static dev.watchparty.domain.party.Parties.NOON;
import static dev.watchparty.domain.party.Parties.given;
import static dev.watchparty.domain.party.Parties.pausedAt;
import static dev.watchparty.domain.party.Parties.playingFrom;
import static dev.watchparty.domain.party.Parties.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.domain.party.MembershipCommand.End;
import dev.watchparty.domain.party.PartyEvent.Played;
import dev.watchparty.domain.party.PartyEvent.StartCancelled;
import dev.watchparty.domain.party.PartyEvent.StartScheduled;
import dev.watchparty.domain.party.PlaybackCommand.Play;
import dev.watchparty.domain.party.PlaybackCommand.Skip;
import dev.watchparty.domain.party.Proceedings.Schedule;
import dev.watchparty.domain.party.StartCommand.BeginScheduled;
import dev.watchparty.domain.party.StartCommand.CancelStart;
import dev.watchparty.domain.party.StartCommand.ScheduleStart;
import dev.watchparty.domain.playback.Position;
import dev.watchparty.domain.playback.Rate;
import dev.watchparty.domain.playback.Timeline;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SchedulingTest {

    private static final Position MINUTE_ONE = new Position(60_000);
    private static final Party PARTY = pausedAt(MINUTE_ONE);
    private static final Instant EVENING = NOON.plus(Duration.ofHours(8));
    private static final Party SCHEDULED =
            given(PARTY).when(new ScheduleStart(CO_HOST.user(), EVENING), NOON).party();

    @Test
    void sets_an_instant() {
        given(PARTY)
                .when(new ScheduleStart(CO_HOST.user(), EVENING), NOON)
                .then(new StartScheduled(CO_HOST.user(), EVENING));
        assertThat(SCHEDULED.proceedings().schedule()).isEqualTo(new Schedule.At(EVENING, CO_HOST.user()));
        assertThat(SCHEDULED.timeline()).isEqualTo(PARTY.timeline());
    }

    @Test
    void again_for_the_same_instant_changes_nothing() {
        given(SCHEDULED).when(new ScheduleStart(HOST.user(), EVENING), NOON).then();
        given(SCHEDULED)
                .when(new ScheduleStart(HOST.user(), EVENING.plusMillis(1)), NOON)
                .then(new StartScheduled(HOST.user(), EVENING.plusMillis(1)));
    }

    @Test
    void reaches_30_days_ahead() {
        Instant latest = NOON.plus(Duration.ofDays(30));
        Rejection refusal = new Rejection.StartOutOfRange(latest);

        given(PARTY).when(new ScheduleStart(HOST.user(), latest), NOON).then(new StartScheduled(HOST.user(), latest));
        given(PARTY)
                .when(new ScheduleStart(HOST.user(), NOON.plusMillis(1)), NOON)
                .then(new StartScheduled(HOST.user(), NOON.plusMillis(1)));
        given(PARTY)
                .when(new ScheduleStart(HOST.user(), latest.plusMillis(1)), NOON)
                .thenRejected(refusal);
        given(PARTY).when(new ScheduleStart(HOST.user(), NOON), NOON).thenRejected(refusal);
    }

    @Test
    void makes_no_sense_while_the_film_plays() {
        given(playingFrom(MINUTE_ONE))
                .when(new ScheduleStart(HOST.user(), EVENING), NOON)
                .thenRejected(new Rejection.AlreadyPlaying());
    }

    @Test
    void may_be_cancelled() {
        Party party = given(SCHEDULED)
                .when(new CancelStart(HOST.user()), NOON)
                .then(new StartCancelled(HOST.user()))
                .party();

        assertThat(party.proceedings().schedule()).isEqualTo(Schedule.NONE);
        given(party).when(new CancelStart(HOST.user()), NOON).then();
    }

    /** Everybody hears of it beforehand, so that all start at that very instant. */
    @Test
    void starts_exactly_at_the_instant() {
        Party party = given(SCHEDULED)
                .when(new BeginScheduled(LEAD), EVENING.minus(BeginScheduled.AHEAD))
                .then(new Played(CO_HOST.user(), new Timeline.Playing(MINUTE_ONE, EVENING, Rate.NORMAL)))
                .party();

        assertThat(party.proceedings().schedule()).isEqualTo(Schedule.NONE);
        assertThat(party.positionAt(EVENING)).isEqualTo(MINUTE_ONE);
        given(party).when(new BeginScheduled(LEAD), EVENING).then();
    }

    @Test
    void does_nothing_a_millisecond_too_early() {
        given(SCHEDULED)
                .when(
                        new BeginScheduled(LEAD),
                        EVENING.minus(BeginScheduled.AHEAD).minusMillis(1))
                .then();
        given(PARTY).when(new BeginScheduled(LEAD), EVENING).then();
    }

    @Test
    void starts_late_if_the_server_was_late() {
        Instant late = EVENING.plusSeconds(20);

        given(SCHEDULED)
                .when(new BeginScheduled(LEAD), late)
                .then(new Played(CO_HOST.user(), new Timeline.Playing(MINUTE_ONE, late.plus(LEAD), Rate.NORMAL)));
    }

    @Test
    void starts_at_the_start_where_the_film_stands_at_its_end() {
        Party over = with(
                SCHEDULED,
                PARTY.timeline().pause(new Position(Duration.ofHours(2).toMillis())));

        given(over)
                .when(new BeginScheduled(LEAD), EVENING.minusSeconds(1))
                .then(new Played(CO_HOST.user(), new Timeline.Playing(Position.START, EVENING, Rate.NORMAL)));
    }

    @Test
    void is_forgotten_when_somebody_plays_before() {
        Party party =
                given(SCHEDULED).when(new Play(HOST.user(), null, LEAD), NOON).party();

        assertThat(party.proceedings().schedule()).isEqualTo(Schedule.NONE);
    }

    @Test
    void comes_to_nothing_where_the_film_plays_already() {
        Party skipped =
                given(SCHEDULED).when(new Skip(HOST.user(), null, LEAD), NOON).party();

        given(skipped).when(new BeginScheduled(LEAD), EVENING).then(new StartCancelled(CO_HOST.user()));
    }

    @Test
    void is_forgotten_when_the_party_ends() {
        Party over = given(SCHEDULED).when(new End(HOST.user()), NOON).party();

        assertThat(over.proceedings()).isEqualTo(Proceedings.NONE);
        given(over).when(new BeginScheduled(LEAD), EVENING).then();
    }
}
