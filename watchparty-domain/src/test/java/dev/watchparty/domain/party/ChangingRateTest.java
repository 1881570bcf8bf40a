package dev.watchparty.domain.party;

import static dev.watchparty.domain.party.Parties.CO_HOST;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.NOON;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static dev.watchparty.domain.party.Parties.given;
import static dev.watchparty.domain.party.Parties.live;
import static dev.watchparty.domain.party.Parties.pausedAt;
import static dev.watchparty.domain.party.Parties.playingFrom;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.domain.participant.Role;
import dev.watchparty.domain.party.PartyEvent.RateChanged;
import dev.watchparty.domain.party.PlaybackCommand.SetRate;
import dev.watchparty.domain.playback.Position;
import dev.watchparty.domain.playback.Rate;
import dev.watchparty.domain.playback.Timeline;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ChangingRateTest {

    private static final Position MINUTE_ONE = new Position(60_000);
    private static final Position END = new Position(Duration.ofHours(2).toMillis());
    private static final Rate TWICE = new Rate(2000);

    @Test
    void goes_on_from_where_the_film_is() {
        Instant then = NOON.plusSeconds(10);

        Party party = given(playingFrom(MINUTE_ONE))
                .when(new SetRate(CO_HOST.user(), TWICE), then)
                .then(new RateChanged(CO_HOST.user(), new Timeline.Playing(new Position(70_000), then, TWICE)))
                .party();

        assertThat(party.positionAt(then)).isEqualTo(new Position(70_000));
        assertThat(party.positionAt(then.plusSeconds(5))).isEqualTo(new Position(80_000));
    }

    @Test
    void is_kept_for_a_film_that_stands_still() {
        given(pausedAt(MINUTE_ONE))
                .when(new SetRate(HOST.user(), TWICE), NOON)
                .then(new RateChanged(HOST.user(), new Timeline.Paused(MINUTE_ONE, TWICE)));
    }

    @Test
    void leaves_a_start_that_was_told_where_it_is() {
        Timeline.Playing told = new Timeline.Playing(MINUTE_ONE, NOON.plusSeconds(1), Rate.NORMAL);

        given(live(told))
                .when(new SetRate(HOST.user(), TWICE), NOON)
                .then(new RateChanged(HOST.user(), new Timeline.Playing(MINUTE_ONE, NOON.plusSeconds(1), TWICE)));
    }

    @Test
    void stays_within_the_item() {
        Instant late = NOON.plus(Duration.ofHours(3));

        given(playingFrom(MINUTE_ONE))
                .when(new SetRate(HOST.user(), TWICE), late)
                .then(new RateChanged(HOST.user(), new Timeline.Playing(END, late, TWICE)));
    }

    @Test
    void to_what_it_is_changes_nothing() {
        given(playingFrom(MINUTE_ONE))
                .when(new SetRate(HOST.user(), Rate.NORMAL), NOON)
                .then();
    }

    @Test
    void moves_the_end_of_the_item() {
        Party party = given(playingFrom(Position.START))
                .when(new SetRate(HOST.user(), TWICE), NOON)
                .party();

        assertThat(party.endOfItem()).hasValue(NOON.plus(Duration.ofHours(1)));
    }

    @Test
    void is_refused_to_viewers() {
        given(playingFrom(MINUTE_ONE))
                .when(new SetRate(VIEWER.user(), TWICE), NOON)
                .thenRejected(new Rejection.ActionNotAllowed(Action.RATE, Role.CO_HOST));
    }
}
