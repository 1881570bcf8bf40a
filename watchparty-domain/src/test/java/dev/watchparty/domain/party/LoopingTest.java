package dev.watchparty.domain.party;

import static dev.watchparty.domain.party.Parties.EPISODE;
import static dev.watchparty.domain.party.Parties.FILM;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.LEAD;
import static dev.watchparty.domain.party.Parties.NOON;
import static dev.watchparty.domain.party.Parties.PROGRAMME;
import static dev.watchparty.domain.party.Parties.STREAM;
import static dev.watchparty.domain.party.Parties.given;
import static dev.watchparty.domain.party.Parties.playingFrom;
import static dev.watchparty.domain.party.Parties.with;

import dev.watchparty.domain.party.PartyEvent.ItemFollowed;
import dev.watchparty.domain.party.PartyEvent.QueueFinished;
import dev.watchparty.domain.party.PartyEvent.Skipped;
import dev.watchparty.domain.party.PlaybackCommand.MoveOn;
import dev.watchparty.domain.party.PlaybackCommand.Skip;
import dev.watchparty.domain.playback.Loop;
import dev.watchparty.domain.playback.PlaylistItem;
import dev.watchparty.domain.playback.Position;
import dev.watchparty.domain.playback.Queue;
import dev.watchparty.domain.playback.Rate;
import dev.watchparty.domain.playback.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoopingTest {

    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);
    private static final Instant END = NOON.plus(HALF_AN_HOUR);
    private static final Timeline.Playing AGAIN = new Timeline.Playing(Position.START, END.plus(LEAD), Rate.NORMAL);

    @Test
    void of_one_plays_the_item_again() {
        given(looped(List.of(FILM, EPISODE, STREAM), Loop.ONE))
                .when(new MoveOn(EPISODE.id(), LEAD), END)
                .then(new ItemFollowed(EPISODE.id(), AGAIN));
    }

    @Test
    void of_one_lets_people_go_on_all_the_same() {
        given(looped(List.of(FILM, EPISODE, STREAM), Loop.ONE))
                .when(new Skip(HOST.user(), null, LEAD), END)
                .then(new Skipped(HOST.user(), STREAM.id(), AGAIN));
    }

    @Test
    void of_all_begins_again_after_the_last() {
        given(looped(List.of(FILM, EPISODE), Loop.ALL))
                .when(new MoveOn(EPISODE.id(), LEAD), END)
                .then(new ItemFollowed(FILM.id(), AGAIN));
    }

    @Test
    void of_all_goes_to_the_next_before_the_last() {
        given(looped(List.of(FILM, EPISODE, STREAM), Loop.ALL))
                .when(new MoveOn(EPISODE.id(), LEAD), END)
                .then(new ItemFollowed(STREAM.id(), AGAIN));
    }

    @Test
    void of_a_single_item_plays_it_again_either_way() {
        for (Loop loop : List.of(Loop.ONE, Loop.ALL)) {
            given(looped(List.of(EPISODE), loop))
                    .when(new MoveOn(EPISODE.id(), LEAD), END)
                    .then(new ItemFollowed(EPISODE.id(), AGAIN));
        }
    }

    @Test
    void switched_off_stops_after_the_last() {
        given(looped(List.of(FILM, EPISODE), Loop.OFF))
                .when(new MoveOn(EPISODE.id(), LEAD), END)
                .then(new QueueFinished(new Timeline.Paused(new Position(HALF_AN_HOUR.toMillis()), Rate.NORMAL)));
    }

    private static Party looped(List<PlaylistItem> items, Loop loop) {
        Queue queue = Queue.of(items).moveTo(EPISODE.id()).withLoop(loop);
        return with(playingFrom(Position.START), PROGRAMME.with(queue));
    }
}
