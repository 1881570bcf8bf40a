package dev.watchparty.domain.party;

import static dev.watchparty.domain.party.Parties.CO_HOST;
import static dev.watchparty.domain.party.Parties.FILM;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.LEAD;
import static dev.watchparty.domain.party.Parties.NOON;
import static dev.watchparty.domain.party.Parties.STRANGER;
import static dev.watchparty.domain.party.Parties.STREAM;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static dev.watchparty.domain.party.Parties.at;
import static dev.watchparty.domain.party.Parties.ended;
import static dev.watchparty.domain.party.Parties.given;
import static dev.watchparty.domain.party.Parties.live;
import static dev.watchparty.domain.party.Parties.pausedAt;
import static dev.watchparty.domain.party.Parties.playingFrom;
import static dev.watchparty.domain.party.Parties.without;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.domain.participant.Role;
import dev.watchparty.domain.party.PartyEvent.Played;
import dev.watchparty.domain.party.PlaybackCommand.Play;
import dev.watchparty.domain.playback.Position;
import dev.watchparty.domain.playback.Rate;
import dev.watchparty.domain.playback.Timeline;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PlayingTest {

    private static final Position MINUTE_ONE = new Position(60_000);
    private static final Position END = new Position(Duration.ofHours(2).toMillis());
    private static final Instant START = NOON.plus(LEAD);

    @Test
    void starts_the_timeline_where_it_stands_a_moment_ahead() {
        given(pausedAt(MINUTE_ONE))
                .when(new Play(HOST.user(), null, LEAD), NOON)
                .then(new Played(HOST.user(), new Timeline.Playing(MINUTE_ONE, START, Rate.NORMAL)));
    }

    @Test
    void starts_at_the_position_the_originator_saw() {
        given(pausedAt(MINUTE_ONE))
                .when(new Play(CO_HOST.user(), new Position(60_321), LEAD), NOON)
                .then(new Played(CO_HOST.user(), new Timeline.Playing(new Position(60_321), START, Rate.NORMAL)));
    }

    @Test
    void stands_still_until_the_start_is_due() {
        Party party = given(pausedAt(MINUTE_ONE))
                .when(new Play(HOST.user(), null, LEAD), NOON)
                .party();

        assertThat(party.positionAt(NOON)).isEqualTo(MINUTE_ONE);
        assertThat(party.positionAt(START)).isEqualTo(MINUTE_ONE);
        assertThat(party.positionAt(START.plusMillis(1))).isEqualTo(new Position(60_001));
    }

    @Test
    void keeps_the_rate() {
        Rate half = new Rate(500);

        given(live(new Timeline.Paused(MINUTE_ONE, half)))
                .when(new Play(HOST.user(), null, LEAD), NOON)
                .then(new Played(HOST.user(), new Timeline.Playing(MINUTE_ONE, START, half)));
    }

    @Test
    void does_nothing_when_already_playing() {
        given(playingFrom(MINUTE_ONE))
                .when(new Play(HOST.user(), new Position(5), LEAD), NOON)
                .then();
    }

    @Test
    void begins_again_when_the_item_stands_at_its_end() {
        given(pausedAt(END))
                .when(new Play(HOST.user(), null, LEAD), NOON)
                .then(new Played(HOST.user(), new Timeline.Playing(Position.START, START, Rate.NORMAL)));
    }

    @Test
    void begins_again_when_the_originator_saw_the_end() {
        given(pausedAt(MINUTE_ONE))
                .when(new Play(HOST.user(), END.plus(Duration.ofSeconds(1)), LEAD), NOON)
                .then(new Played(HOST.user(), new Timeline.Playing(Position.START, START, Rate.NORMAL)));
    }

    @Test
    void goes_on_a_millisecond_before_the_end() {
        Position last = new Position(END.millis() - 1);

        given(pausedAt(last))
                .when(new Play(HOST.user(), null, LEAD), NOON)
                .then(new Played(HOST.user(), new Timeline.Playing(last, START, Rate.NORMAL)));
    }

    @Test
    void starts_anywhere_in_an_item_whose_length_nobody_said() {
        Position far = new Position(Position.MILLIS_MAX);

        given(at(pausedAt(far), STREAM))
                .when(new Play(HOST.user(), null, LEAD), NOON)
                .then(new Played(HOST.user(), new Timeline.Playing(far, START, Rate.NORMAL)));
    }

    @Test
    void leaves_the_current_item_as_it_is() {
        Party party = given(pausedAt(MINUTE_ONE))
                .when(new Play(HOST.user(), null, LEAD), NOON)
                .party();

        assertThat(party.queue().current()).hasValue(FILM);
    }

    @Test
    void is_refused_to_viewers() {
        given(pausedAt(MINUTE_ONE))
                .when(new Play(VIEWER.user(), null, LEAD), NOON)
                .thenRejected(new Rejection.ActionNotAllowed(Action.PLAY, Role.CO_HOST));
    }

    @Test
    void is_refused_to_strangers() {
        given(pausedAt(MINUTE_ONE))
                .when(new Play(STRANGER.user(), null, LEAD), NOON)
                .thenRejected(new Rejection.NotParticipating());
    }

    @Test
    void is_refused_to_a_co_host_who_left() {
        given(without(pausedAt(MINUTE_ONE), CO_HOST))
                .when(new Play(CO_HOST.user(), null, LEAD), NOON)
                .thenRejected(new Rejection.NotParticipating());
    }

    @Test
    void is_refused_when_the_party_is_over() {
        given(ended(pausedAt(MINUTE_ONE), NOON))
                .when(new Play(HOST.user(), null, LEAD), NOON)
                .thenRejected(new Rejection.AlreadyEnded());
    }
}
