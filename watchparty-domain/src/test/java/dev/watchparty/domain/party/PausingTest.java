package dev.watchparty.domain.party;

import static dev.watchparty.domain.party.Parties.CO_HOST;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.LEAD;
import static dev.watchparty.domain.party.Parties.NOON;
import static dev.watchparty.domain.party.Parties.STRANGER;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static dev.watchparty.domain.party.Parties.ended;
import static dev.watchparty.domain.party.Parties.given;
import static dev.watchparty.domain.party.Parties.live;
import static dev.watchparty.domain.party.Parties.pausedAt;
import static dev.watchparty.domain.party.Parties.playingFrom;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.domain.participant.Role;
import dev.watchparty.domain.party.PartyEvent.Halted;
import dev.watchparty.domain.party.PlaybackCommand.Pause;
import dev.watchparty.domain.party.PlaybackCommand.Play;
import dev.watchparty.domain.playback.Position;
import dev.watchparty.domain.playback.Rate;
import dev.watchparty.domain.playback.Timeline;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PausingTest {

    private static final Position MINUTE_ONE = new Position(60_000);
    private static final Position END = new Position(Duration.ofHours(2).toMillis());

    @Test
    void freezes_the_timeline_where_it_stands() {
        given(playingFrom(MINUTE_ONE))
                .when(new Pause(HOST.user(), null), NOON.plusMillis(2_500))
                .then(new Halted(HOST.user(), new Timeline.Paused(new Position(62_500), Rate.NORMAL)));
    }

    @Test
    void freezes_the_timeline_where_the_originator_saw_it() {
        given(playingFrom(MINUTE_ONE))
                .when(new Pause(CO_HOST.user(), new Position(62_345)), NOON.plusMillis(2_500))
                .then(new Halted(CO_HOST.user(), new Timeline.Paused(new Position(62_345), Rate.NORMAL)));
    }

    /** A position that only seeking changed would be 0 here. */
    @Test
    void forty_minutes_of_play_then_pause_gives_2400_seconds() {
        Party playing = given(Parties.created())
                .when(new Play(HOST.user(), null, LEAD), NOON)
                .party();
        Instant fortyMinutesOn = NOON.plus(LEAD).plus(Duration.ofMinutes(40));

        Party paused = given(playing)
                .when(new Pause(HOST.user(), null), fortyMinutesOn)
                .party();

        assertThat(paused.positionAt(fortyMinutesOn)).isEqualTo(new Position(2_400_000));
        assertThat(paused.positionAt(fortyMinutesOn.plus(Duration.ofDays(1)))).isEqualTo(new Position(2_400_000));
    }

    @Test
    void and_playing_again_a_thousand_times_loses_not_a_millisecond() {
        Party party = pausedAt(Position.START);
        Instant now = NOON;
        for (int time = 0; time < 1_000; time++) {
            party = given(party)
                    .when(new Play(HOST.user(), null, Duration.ZERO), now)
                    .party();
            now = now.plusMillis(1_001);
            party = given(party).when(new Pause(HOST.user(), null), now).party();
            now = now.plusMillis(333);
        }

        assertThat(party.positionAt(now)).isEqualTo(new Position(1_001_000));
    }

    @Test
    void stands_at_the_start_of_play_that_was_not_yet_due() {
        Party scheduled = given(pausedAt(MINUTE_ONE))
                .when(new Play(HOST.user(), null, LEAD), NOON)
                .party();

        given(scheduled)
                .when(new Pause(HOST.user(), null), NOON.plusMillis(10))
                .then(new Halted(HOST.user(), new Timeline.Paused(MINUTE_ONE, Rate.NORMAL)));
    }

    @Test
    void keeps_the_rate_and_counts_by_it() {
        Rate half = new Rate(500);

        given(live(new Timeline.Playing(MINUTE_ONE, NOON, half)))
                .when(new Pause(HOST.user(), null), NOON.plusMillis(2_001))
                .then(new Halted(HOST.user(), new Timeline.Paused(new Position(61_000), half)));
    }

    @Test
    void stays_within_the_item() {
        given(playingFrom(END))
                .when(new Pause(HOST.user(), null), NOON.plusSeconds(1))
                .then(new Halted(HOST.user(), new Timeline.Paused(END, Rate.NORMAL)));
        given(playingFrom(MINUTE_ONE))
                .when(new Pause(HOST.user(), END.plus(Duration.ofDays(1))), NOON)
                .then(new Halted(HOST.user(), new Timeline.Paused(END, Rate.NORMAL)));
    }

    @Test
    void does_nothing_when_already_paused() {
        given(pausedAt(MINUTE_ONE))
                .when(new Pause(HOST.user(), new Position(5)), NOON)
                .then();
    }

    @Test
    void is_refused_to_viewers() {
        given(playingFrom(MINUTE_ONE))
                .when(new Pause(VIEWER.user(), null), NOON)
                .thenRejected(new Rejection.ActionNotAllowed(Action.PAUSE, Role.CO_HOST));
    }

    @Test
    void is_refused_to_strangers() {
        given(playingFrom(MINUTE_ONE))
                .when(new Pause(STRANGER.user(), null), NOON)
                .thenRejected(new Rejection.NotParticipating());
    }

    @Test
    void is_refused_when_the_party_is_over() {
        given(ended(pausedAt(MINUTE_ONE), NOON))
                .when(new Pause(HOST.user(), null), NOON)
                .thenRejected(new Rejection.AlreadyEnded());
    }
}
