package dev.watchparty.domain.party;

import static dev.watchparty.domain.party.Parties.CO_HOST;
import static dev.watchparty.domain.party.Parties.EPISODE;
import static dev.watchparty.domain.party.Parties.FILM;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.LEAD;
import static dev.watchparty.domain.party.Parties.NOON;
import static dev.watchparty.domain.party.Parties.PROGRAMME;
import static dev.watchparty.domain.party.Parties.STREAM;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static dev.watchparty.domain.party.Parties.at;
import static dev.watchparty.domain.party.Parties.clip;
import static dev.watchparty.domain.party.Parties.clips;
import static dev.watchparty.domain.party.Parties.given;
import static dev.watchparty.domain.party.Parties.pausedAt;
import static dev.watchparty.domain.party.Parties.playingFrom;
import static dev.watchparty.domain.party.Parties.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.watchparty.domain.participant.Role;
import dev.watchparty.domain.party.PartyEvent.HoldReleased;
import dev.watchparty.domain.party.PartyEvent.ItemMoved;
import dev.watchparty.domain.party.PartyEvent.ItemRemoved;
import dev.watchparty.domain.party.PartyEvent.ItemsAdded;
import dev.watchparty.domain.party.PartyEvent.LoopChanged;
import dev.watchparty.domain.party.Proceedings.Ballot;
import dev.watchparty.domain.party.Proceedings.Hold;
import dev.watchparty.domain.party.Proceedings.Waiting;
import dev.watchparty.domain.party.QueueCommand.AddItems;
import dev.watchparty.domain.party.QueueCommand.AddItems.Place;
import dev.watchparty.domain.party.QueueCommand.MoveItem;
import dev.watchparty.domain.party.QueueCommand.RemoveItem;
import dev.watchparty.domain.party.QueueCommand.SetLoop;
import dev.watchparty.domain.party.QueueCommand.Shuffle;
import dev.watchparty.domain.playback.ItemId;
import dev.watchparty.domain.playback.Loop;
import dev.watchparty.domain.playback.PlaylistItem;
import dev.watchparty.domain.playback.Position;
import dev.watchparty.domain.playback.Queue;
import dev.watchparty.domain.playback.Timeline;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EditingQueueTest {

    private static final Position MINUTE_ONE = new Position(60_000);
    private static final Party PARTY = at(playingFrom(MINUTE_ONE), EPISODE);
    private static final ItemId ELSEWHERE = new ItemId(new UUID(99, 99));
    private static final Rejection NOT_A_VIEWERS = new Rejection.ActionNotAllowed(Action.QUEUE, Role.CO_HOST);

    @Test
    void puts_items_at_the_end() {
        Party party = given(PARTY)
                .when(new AddItems(CO_HOST.user(), clips(2), Place.LAST), NOON)
                .then(new ItemsAdded(CO_HOST.user(), clips(2), 3))
                .party();

        assertThat(party.queue().items()).containsExactly(FILM, EPISODE, STREAM, clip(1), clip(2));
        assertThat(party.queue().current()).hasValue(EPISODE);
    }

    @Test
    void puts_items_directly_after_the_current_one() {
        Party party = given(PARTY)
                .when(new AddItems(HOST.user(), clips(2), Place.NEXT), NOON)
                .then(new ItemsAdded(HOST.user(), clips(2), 2))
                .party();

        assertThat(party.queue().items()).containsExactly(FILM, EPISODE, clip(1), clip(2), STREAM);
        assertThat(party.queue().next()).hasValue(clip(1));
    }

    @ParameterizedTest
    @EnumSource
    void begins_an_empty_queue(Place place) {
        Party party = given(with(PARTY, Programme.NONE))
                .when(new AddItems(HOST.user(), clips(2), place), NOON)
                .then(new ItemsAdded(HOST.user(), clips(2), 0))
                .party();

        assertThat(party.queue().current()).hasValue(clip(1));
    }

    @Test
    void adds_50_items_at_once_and_no_more() {
        assertThat(new AddItems(HOST.user(), clips(50), Place.LAST).items()).hasSize(50);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AddItems(HOST.user(), clips(51), Place.LAST))
                .withMessage("items must be 1 to 50, but are 51");
        assertThatIllegalArgumentException().isThrownBy(() -> new AddItems(HOST.user(), List.of(), Place.LAST));
    }

    @Test
    void fills_the_queue_to_500_items_and_no_further() {
        Party almostFull = with(PARTY, PROGRAMME.with(Queue.of(clips(499))));
        AddItems one = new AddItems(HOST.user(), List.of(FILM), Place.LAST);
        AddItems two = new AddItems(HOST.user(), List.of(FILM, EPISODE), Place.LAST);

        assertThat(given(almostFull).when(one, NOON).party().queue().size()).isEqualTo(500);
        given(almostFull).when(two, NOON).thenRejected(new Rejection.QueueFull());
    }

    @Test
    void takes_an_item_out_and_leaves_the_film_alone() {
        for (PlaylistItem other : List.of(FILM, STREAM)) {
            Party party = given(PARTY)
                    .when(new RemoveItem(HOST.user(), other.id(), LEAD), NOON)
                    .then(new ItemRemoved(HOST.user(), other.id(), PARTY.timeline()))
                    .party();

            assertThat(party.queue().current()).hasValue(EPISODE);
        }
    }

    @Test
    void plays_what_comes_after_the_current_item_that_is_taken_out() {
        Party party = given(PARTY)
                .when(new RemoveItem(HOST.user(), EPISODE.id(), LEAD), NOON)
                .then(new ItemRemoved(
                        HOST.user(), EPISODE.id(), PARTY.timeline().play(Position.START, NOON.plus(LEAD))))
                .party();

        assertThat(party.queue().current()).hasValue(STREAM);
    }

    @Test
    void stands_at_the_start_of_what_comes_after_where_the_item_stood_still() {
        Party party = at(pausedAt(MINUTE_ONE), EPISODE);

        given(party)
                .when(new RemoveItem(HOST.user(), EPISODE.id(), LEAD), NOON)
                .then(new ItemRemoved(
                        HOST.user(), EPISODE.id(), party.timeline().pause(Position.START)));
    }

    @Test
    void stands_at_the_start_of_what_came_before_when_the_last_item_is_taken_out() {
        Party last = at(PARTY, STREAM);

        Party party = given(last)
                .when(new RemoveItem(HOST.user(), STREAM.id(), LEAD), NOON)
                .then(new ItemRemoved(HOST.user(), STREAM.id(), last.timeline().pause(Position.START)))
                .party();

        assertThat(party.queue().current()).hasValue(EPISODE);
    }

    @Test
    void stands_still_when_nothing_is_left() {
        Party one = with(PARTY, PROGRAMME.with(Queue.of(List.of(FILM))));

        Party party = given(one)
                .when(new RemoveItem(HOST.user(), FILM.id(), LEAD), NOON)
                .party();

        assertThat(party.queue().items()).isEmpty();
        assertThat(party.timeline()).isEqualTo(one.timeline().pause(Position.START));
    }

    /** What was voted and spent was for the item that is gone. */
    @Test
    void begins_anew_after_the_current_item_is_taken_out() {
        Party voted = with(
                PARTY,
                Proceedings.NONE
                        .with(new Ballot(Set.of(VIEWER.user()), Map.of(HOST.user(), FILM.id())))
                        .with(new Waiting(Hold.NONE, Map.of(VIEWER.user(), Duration.ofSeconds(5)))));

        Party party = given(voted)
                .when(new RemoveItem(HOST.user(), EPISODE.id(), LEAD), NOON)
                .party();

        assertThat(party.proceedings()).isEqualTo(Proceedings.NONE);
    }

    @Test
    void forgets_the_votes_on_an_item_that_is_taken_out() {
        Ballot ballot = new Ballot(Set.of(VIEWER.user()), Map.of(HOST.user(), FILM.id(), VIEWER.user(), STREAM.id()));

        Party party = given(with(PARTY, Proceedings.NONE.with(ballot)))
                .when(new RemoveItem(HOST.user(), STREAM.id(), LEAD), NOON)
                .party();

        assertThat(party.proceedings().ballot())
                .isEqualTo(new Ballot(Set.of(VIEWER.user()), Map.of(HOST.user(), FILM.id())));
    }

    /** Nobody pressed pause: the film would go on, so it goes on with the next item. */
    @Test
    void plays_on_where_a_held_item_is_taken_out() {
        Hold.Under hold = new Hold.Under(Set.of(VIEWER.user()), NOON, NOON.plusSeconds(15));
        Timeline.Paused held = PARTY.timeline().pause(MINUTE_ONE);
        Party party = with(with(PARTY, held), Proceedings.NONE.with(new Waiting(hold, Map.of())));

        given(party)
                .when(new RemoveItem(HOST.user(), EPISODE.id(), LEAD), NOON.plusSeconds(4))
                .then(
                        new HoldReleased(Map.of(VIEWER.user(), Duration.ofSeconds(4)), held),
                        new ItemRemoved(
                                HOST.user(),
                                EPISODE.id(),
                                held.play(Position.START, NOON.plusSeconds(4).plus(LEAD))));
    }

    @Test
    void moves_an_item_to_any_place() {
        Party party = given(PARTY)
                .when(new MoveItem(CO_HOST.user(), FILM.id(), 2), NOON)
                .then(new ItemMoved(CO_HOST.user(), FILM.id(), 2))
                .party();

        assertThat(party.queue().items()).containsExactly(EPISODE, STREAM, FILM);
        assertThat(party.queue().current()).hasValue(EPISODE);
    }

    @Test
    void moves_the_current_item_and_plays_on() {
        Party party = given(PARTY)
                .when(new MoveItem(HOST.user(), EPISODE.id(), 0), NOON)
                .party();

        assertThat(party.queue()).isEqualTo(new Queue(List.of(EPISODE, FILM, STREAM), 0, Loop.OFF));
        assertThat(party.timeline()).isEqualTo(PARTY.timeline());
    }

    @Test
    void has_nothing_to_move_where_the_item_is_there_already() {
        given(PARTY).when(new MoveItem(HOST.user(), FILM.id(), 0), NOON).then();
    }

    @Test
    void has_no_place_beyond_its_last() {
        given(PARTY).when(new MoveItem(HOST.user(), FILM.id(), 3), NOON).thenRejected(new Rejection.NoSuchPlace(2));
        given(PARTY).when(new MoveItem(HOST.user(), FILM.id(), -1), NOON).thenRejected(new Rejection.NoSuchPlace(2));
    }

    @Test
    void shuffles_what_comes_after_the_current_item() {
        Party party = with(PARTY, PROGRAMME.with(Queue.of(clips(20)).moveTo(clip(5).id())));

        Queue shuffled =
                given(party).when(new Shuffle(HOST.user(), 7), NOON).party().queue();

        assertThat(shuffled.items().subList(0, 5)).isEqualTo(clips(5));
        assertThat(shuffled.current()).hasValue(clip(5));
        assertThat(shuffled.items()).isNotEqualTo(clips(20)).containsExactlyInAnyOrderElementsOf(clips(20));
    }

    @Test
    void shuffles_alike_by_the_same_seed() {
        Party party = with(PARTY, PROGRAMME.with(Queue.of(clips(20))));

        assertThat(new Shuffle(HOST.user(), 7).decide(party, NOON))
                .isEqualTo(new Shuffle(HOST.user(), 7).decide(party, NOON))
                .isNotEqualTo(new Shuffle(HOST.user(), 8).decide(party, NOON));
    }

    @Test
    void has_nothing_to_shuffle_where_one_item_is_left_or_none() {
        given(PARTY).when(new Shuffle(HOST.user(), 7), NOON).then();
        given(at(PARTY, STREAM)).when(new Shuffle(HOST.user(), 7), NOON).then();
        given(with(PARTY, Programme.NONE))
                .when(new Shuffle(HOST.user(), 7), NOON)
                .then();
    }

    @Test
    void is_looped_or_not() {
        Party looped = given(PARTY)
                .when(new SetLoop(HOST.user(), Loop.ALL), NOON)
                .then(new LoopChanged(HOST.user(), Loop.ALL))
                .party();

        assertThat(looped.queue().loop()).isEqualTo(Loop.ALL);
        given(looped).when(new SetLoop(HOST.user(), Loop.ALL), NOON).then();
    }

    @Test
    void is_refused_for_items_that_are_not_there() {
        given(PARTY)
                .when(new RemoveItem(HOST.user(), ELSEWHERE, LEAD), NOON)
                .thenRejected(new Rejection.UnknownItem(ELSEWHERE));
        given(PARTY)
                .when(new MoveItem(HOST.user(), ELSEWHERE, 0), NOON)
                .thenRejected(new Rejection.UnknownItem(ELSEWHERE));
    }

    @Test
    void is_refused_to_viewers_who_learn_nothing_about_the_queue() {
        for (PartyCommand edit : List.of(
                new AddItems(VIEWER.user(), clips(1), Place.LAST),
                new RemoveItem(VIEWER.user(), ELSEWHERE, LEAD),
                new MoveItem(VIEWER.user(), FILM.id(), 99),
                new Shuffle(VIEWER.user(), 1),
                new SetLoop(VIEWER.user(), Loop.OFF))) {
            given(PARTY).when(edit, NOON).thenRejected(NOT_A_VIEWERS);
        }
    }

    @Test
    void is_versioned_like_anything_else() {
        assertThat(given(PARTY)
                        .when(new SetLoop(HOST.user(), Loop.ONE), NOON)
                        .party()
                        .version())
                .isEqualTo(PARTY.version().next());
    }
}
