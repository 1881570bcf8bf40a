package dev.watchparty.domain.party;

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

import dev.watchparty.domain.participant.Role;
import dev.watchparty.domain.party.PartyEvent.Sought;
import dev.watchparty.domain.party.PlaybackCommand.Seek;
import dev.watchparty.domain.playback.Position;
import dev.watchparty.domain.playback.Rate;
import dev.watchparty.domain.playback.Timeline;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SeekingTest {

    private static final Position MINUTE_ONE = new Position(60_000);
    private static final Position MINUTE_NINE = new Position(540_000);
    private static final Position END = new Position(Duration.ofHours(2).toMillis());

    @Test
    void keeps_a_playing_party_playing() {
        given(playingFrom(MINUTE_ONE))
                .when(new Seek(HOST.user(), MINUTE_NINE, LEAD), NOON.plusSeconds(5))
                .then(new Sought(
                        HOST.user(),
                        new Timeline.Playing(MINUTE_NINE, NOON.plusSeconds(5).plus(LEAD), Rate.NORMAL)));
    }

    @Test
    void keeps_a_paused_party_paused() {
        given(pausedAt(MINUTE_ONE))
                .when(new Seek(HOST.user(), MINUTE_NINE, LEAD), NOON)
                .then(new Sought(HOST.user(), new Timeline.Paused(MINUTE_NINE, Rate.NORMAL)));
    }

    @Test
    void goes_back_to_the_very_start() {
        given(pausedAt(MINUTE_ONE))
                .when(new Seek(HOST.user(), Position.START, LEAD), NOON)
                .then(new Sought(HOST.user(), new Timeline.Paused(Position.START, Rate.NORMAL)));
    }

    @Test
    void keeps_fractions_of_a_second() {
        given(pausedAt(MINUTE_ONE))
                .when(new Seek(HOST.user(), new Position(1_234), LEAD), NOON)
                .then(new Sought(HOST.user(), new Timeline.Paused(new Position(1_234), Rate.NORMAL)));
    }

    @Test
    void keeps_the_rate() {
        Rate twice = new Rate(2000);

        given(live(new Timeline.Paused(MINUTE_ONE, twice)))
                .when(new Seek(HOST.user(), MINUTE_NINE, LEAD), NOON)
                .then(new Sought(HOST.user(), new Timeline.Paused(MINUTE_NINE, twice)));
    }

    @Test
    void reaches_the_end_itself() {
        given(pausedAt(MINUTE_ONE))
                .when(new Seek(HOST.user(), END, LEAD), NOON)
                .then(new Sought(HOST.user(), new Timeline.Paused(END, Rate.NORMAL)));
    }

    @Test
    void a_second_beyond_the_end_means_the_end() {
        given(pausedAt(MINUTE_ONE))
                .when(new Seek(HOST.user(), END.plus(Seek.BEYOND_END_MAX), LEAD), NOON)
                .then(new Sought(HOST.user(), new Timeline.Paused(END, Rate.NORMAL)));
    }

    @Test
    void seek_beyond_the_end_is_refused() {
        Position beyond = END.plus(Seek.BEYOND_END_MAX).plus(Duration.ofMillis(1));

        given(pausedAt(MINUTE_ONE))
                .when(new Seek(HOST.user(), beyond, LEAD), NOON)
                .thenRejected(new Rejection.PositionBeyondEnd(END));
    }

    @Test
    void goes_anywhere_in_an_item_whose_length_nobody_said() {
        Position far = new Position(Position.MILLIS_MAX);

        given(at(pausedAt(MINUTE_ONE), STREAM))
                .when(new Seek(HOST.user(), far, LEAD), NOON)
                .then(new Sought(HOST.user(), new Timeline.Paused(far, Rate.NORMAL)));
    }

    @Test
    void is_refused_to_viewers() {
        given(playingFrom(MINUTE_ONE))
                .when(new Seek(VIEWER.user(), MINUTE_NINE, LEAD), NOON)
                .thenRejected(new Rejection.ActionNotAllowed(Action.SEEK, Role.CO_HOST));
    }

    @Test
    void is_refused_to_strangers() {
        given(playingFrom(MINUTE_ONE))
                .when(new Seek(STRANGER.user(), MINUTE_NINE, LEAD), NOON)
                .thenRejected(new Rejection.NotParticipating());
    }

    @Test
    void is_refused_when_the_party_is_over() {
        given(ended(pausedAt(MINUTE_ONE), NOON))
                .when(new Seek(HOST.user(), MINUTE_NINE, LEAD), NOON)
                .thenRejected(new Rejection.AlreadyEnded());
    }
}
