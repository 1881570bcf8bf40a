package dev.watchparty.domain.party;

import static dev.watchparty.domain.party.Parties.CO_HOST;
import static dev.watchparty.domain.party.Parties.EPISODE;
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
import static dev.watchparty.domain.party.Parties.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.domain.participant.Role;
import dev.watchparty.domain.party.PartyEvent.Skipped;
import dev.watchparty.domain.party.PlaybackCommand.Skip;
import dev.watchparty.domain.playback.ItemId;
import dev.watchparty.domain.playback.Position;
import dev.watchparty.domain.playback.Rate;
import dev.watchparty.domain.playback.Timeline;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SkippingTest {

    private static final Position MINUTE_ONE = new Position(60_000);
    private static final Instant START = NOON.plus(LEAD);
    private static final Timeline.Playing FROM_THE_START = new Timeline.Playing(Position.START, START, Rate.NORMAL);
    private static final ItemId ELSEWHERE = new ItemId(new UUID(99, 99));

    @Test
    void plays_the_chosen_item_from_its_start() {
        given(playingFrom(MINUTE_ONE))
                .when(new Skip(CO_HOST.user(), STREAM.id(), LEAD), NOON)
                .then(new Skipped(CO_HOST.user(), STREAM.id(), FROM_THE_START));
    }

    @Test
    void plays_the_next_item_when_none_is_chosen() {
        given(playingFrom(MINUTE_ONE))
                .when(new Skip(HOST.user(), null, LEAD), NOON)
                .then(new Skipped(HOST.user(), EPISODE.id(), FROM_THE_START));
    }

    @Test
    void plays_even_if_the_party_was_paused() {
        given(pausedAt(MINUTE_ONE))
                .when(new Skip(HOST.user(), null, LEAD), NOON)
                .then(new Skipped(HOST.user(), EPISODE.id(), FROM_THE_START));
    }

    /** What is announced and what is kept must be one thing. */
    @Test
    void skip_stores_the_item_and_that_it_plays() {
        Party party = given(pausedAt(MINUTE_ONE))
                .when(new Skip(HOST.user(), STREAM.id(), LEAD), NOON)
                .party();

        assertThat(party.timeline()).isEqualTo(FROM_THE_START);
        assertThat(party.queue().current()).hasValue(STREAM);
        assertThat(party.positionAt(START.plusSeconds(7))).isEqualTo(new Position(7_000));
    }

    @Test
    void plays_the_current_item_again() {
        given(playingFrom(MINUTE_ONE))
                .when(new Skip(HOST.user(), FILM.id(), LEAD), NOON)
                .then(new Skipped(HOST.user(), FILM.id(), FROM_THE_START));
    }

    @Test
    void goes_back() {
        given(at(playingFrom(MINUTE_ONE), STREAM))
                .when(new Skip(HOST.user(), FILM.id(), LEAD), NOON)
                .then(new Skipped(HOST.user(), FILM.id(), FROM_THE_START));
    }

    @Test
    void keeps_the_rate() {
        Rate half = new Rate(500);

        given(live(new Timeline.Paused(MINUTE_ONE, half)))
                .when(new Skip(HOST.user(), null, LEAD), NOON)
                .then(new Skipped(HOST.user(), EPISODE.id(), new Timeline.Playing(Position.START, START, half)));
    }

    @Test
    void skip_to_a_clip_outside_the_playlist_is_refused() {
        given(playingFrom(MINUTE_ONE))
                .when(new Skip(HOST.user(), ELSEWHERE, LEAD), NOON)
                .thenRejected(new Rejection.UnknownItem(ELSEWHERE));
    }

    @Test
    void beyond_the_last_item_is_refused() {
        given(at(playingFrom(MINUTE_ONE), STREAM))
                .when(new Skip(HOST.user(), null, LEAD), NOON)
                .thenRejected(new Rejection.NoNextItem());
    }

    @Test
    void without_a_playlist_is_refused() {
        Party bare = with(playingFrom(MINUTE_ONE), Programme.NONE);

        given(bare).when(new Skip(HOST.user(), null, LEAD), NOON).thenRejected(new Rejection.NoNextItem());
        given(bare)
                .when(new Skip(HOST.user(), FILM.id(), LEAD), NOON)
                .thenRejected(new Rejection.UnknownItem(FILM.id()));
    }

    @Test
    void is_refused_to_viewers() {
        given(playingFrom(MINUTE_ONE))
                .when(new Skip(VIEWER.user(), null, LEAD), NOON)
                .thenRejected(new Rejection.ActionNotAllowed(Action.SKIP, Role.CO_HOST));
    }

    @Test
    void is_refused_to_strangers_who_learn_nothing_about_the_playlist() {
        given(playingFrom(MINUTE_ONE))
                .when(new Skip(STRANGER.user(), ELSEWHERE, LEAD), NOON)
                .thenRejected(new Rejection.NotParticipating());
    }

    @Test
    void is_refused_when_the_party_is_over() {
        given(ended(pausedAt(MINUTE_ONE), NOON))
                .when(new Skip(HOST.user(), null, LEAD), NOON)
                .thenRejected(new Rejection.AlreadyEnded());
    }
}
