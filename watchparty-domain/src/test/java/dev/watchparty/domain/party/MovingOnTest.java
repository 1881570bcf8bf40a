package dev.watchparty.domain.party;

import static dev.watchparty.domain.party.Parties.EPISODE;
import static dev.watchparty.domain.party.Parties.FILM;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.LEAD;
import static dev.watchparty.domain.party.Parties.NOON;
import static dev.watchparty.domain.party.Parties.PROGRAMME;
import static dev.watchparty.domain.party.Parties.STREAM;
import static dev.watchparty.domain.party.Parties.at;
import static dev.watchparty.domain.party.Parties.ended;
import static dev.watchparty.domain.party.Parties.given;
import static dev.watchparty.domain.party.Parties.live;
import static dev.watchparty.domain.party.Parties.pausedAt;
import static dev.watchparty.domain.party.Parties.playingFrom;
import static dev.watchparty.domain.party.Parties.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.domain.party.PartyEvent.ItemFollowed;
import dev.watchparty.domain.party.PartyEvent.QueueFinished;
import dev.watchparty.domain.party.PlaybackCommand.MoveOn;
import dev.watchparty.domain.party.PlaybackCommand.Play;
import dev.watchparty.domain.playback.PlaylistId;
import dev.watchparty.domain.playback.Position;
import dev.watchparty.domain.playback.Queue;
import dev.watchparty.domain.playback.Rate;
import dev.watchparty.domain.playback.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MovingOnTest {

    private static final Duration LENGTH = Duration.ofHours(2);
    private static final Instant END_OF_FILM = NOON.plus(LENGTH);
    private static final Party PLAYING = playingFrom(Position.START);

    @Test
    void plays_the_next_item_when_the_current_one_is_over() {
        given(PLAYING)
                .when(new MoveOn(FILM.id(), LEAD), END_OF_FILM)
                .then(new ItemFollowed(
                        EPISODE.id(), new Timeline.Playing(Position.START, END_OF_FILM.plus(LEAD), Rate.NORMAL)));
    }

    @Test
    void makes_the_next_item_the_current_one() {
        Party party =
                given(PLAYING).when(new MoveOn(FILM.id(), LEAD), END_OF_FILM).party();

        assertThat(party.queue().current()).hasValue(EPISODE);
        assertThat(party.endOfItem()).hasValue(END_OF_FILM.plus(LEAD).plus(Duration.ofMinutes(30)));
    }

    @Test
    void does_nothing_a_millisecond_too_early() {
        given(PLAYING)
                .when(new MoveOn(FILM.id(), LEAD), END_OF_FILM.minusMillis(1))
                .then();
    }

    @Test
    void happens_late_if_the_server_was_late() {
        Instant late = END_OF_FILM.plus(Duration.ofDays(3));

        given(PLAYING)
                .when(new MoveOn(FILM.id(), LEAD), late)
                .then(new ItemFollowed(
                        EPISODE.id(), new Timeline.Playing(Position.START, late.plus(LEAD), Rate.NORMAL)));
    }

    @Test
    void happens_once_however_often_it_is_asked() {
        Party moved =
                given(PLAYING).when(new MoveOn(FILM.id(), LEAD), END_OF_FILM).party();

        given(moved).when(new MoveOn(FILM.id(), LEAD), END_OF_FILM).then();
    }

    @Test
    void from_an_item_that_is_not_the_current_one_does_nothing_even_if_that_is_over_too() {
        given(at(PLAYING, EPISODE))
                .when(new MoveOn(FILM.id(), LEAD), END_OF_FILM)
                .then();
    }

    @Test
    void stops_at_the_end_of_the_last_item() {
        Party last = with(PLAYING, new Programme.Copied(playlist(), Queue.of(List.of(FILM))));

        given(last)
                .when(new MoveOn(FILM.id(), LEAD), END_OF_FILM.plusMillis(80))
                .then(new QueueFinished(new Timeline.Paused(new Position(LENGTH.toMillis()), Rate.NORMAL)));
    }

    @Test
    void after_the_last_item_play_begins_it_again() {
        Party last = with(PLAYING, new Programme.Copied(playlist(), Queue.of(List.of(FILM))));
        Party stopped =
                given(last).when(new MoveOn(FILM.id(), LEAD), END_OF_FILM).party();

        Party again = given(stopped)
                .when(new Play(HOST.user(), null, LEAD), END_OF_FILM.plusSeconds(9))
                .party();

        assertThat(again.positionAt(END_OF_FILM.plusSeconds(9))).isEqualTo(Position.START);
    }

    @Test
    void waits_for_play_where_the_item_stands_at_its_end() {
        given(pausedAt(new Position(LENGTH.toMillis())))
                .when(new MoveOn(FILM.id(), LEAD), END_OF_FILM)
                .then();
    }

    @Test
    void never_happens_in_an_item_whose_length_nobody_said() {
        given(at(PLAYING, STREAM))
                .when(new MoveOn(STREAM.id(), LEAD), NOON.plus(Duration.ofDays(100)))
                .then();
        assertThat(at(PLAYING, STREAM).endOfItem()).isEmpty();
    }

    @Test
    void never_happens_without_a_playlist() {
        Party bare = with(PLAYING, Programme.NONE);

        given(bare)
                .when(new MoveOn(FILM.id(), LEAD), NOON.plus(Duration.ofDays(100)))
                .then();
        assertThat(bare.endOfItem()).isEmpty();
    }

    @Test
    void does_nothing_in_a_party_that_is_over() {
        given(ended(PLAYING, NOON))
                .when(new MoveOn(FILM.id(), LEAD), END_OF_FILM)
                .then();
    }

    @Test
    void is_due_when_the_item_ends_at_the_rate_it_plays() {
        Party slow = live(new Timeline.Playing(Position.START, NOON, new Rate(500)));

        assertThat(PLAYING.endOfItem()).hasValue(END_OF_FILM);
        assertThat(slow.endOfItem()).hasValue(NOON.plus(Duration.ofHours(4)));
        assertThat(pausedAt(Position.START).endOfItem()).isEmpty();
    }

    private static PlaylistId playlist() {
        return PROGRAMME.playlist().orElseThrow();
    }
}
