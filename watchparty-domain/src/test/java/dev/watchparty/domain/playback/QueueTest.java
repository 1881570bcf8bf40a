package dev.watchparty.domain.playback;

import static dev.watchparty.domain.party.Parties.EPISODE;
import static dev.watchparty.domain.party.Parties.FILM;
import static dev.watchparty.domain.party.Parties.STREAM;
import static dev.watchparty.domain.party.Parties.clips;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class QueueTest {

    private static final Queue QUEUE = Queue.of(List.of(FILM, EPISODE, STREAM));

    @Test
    void begins_at_its_first_item() {
        assertThat(QUEUE.current()).hasValue(FILM);
        assertThat(QUEUE.next()).hasValue(EPISODE);
    }

    @Test
    void moves_to_any_item_it_has() {
        assertThat(QUEUE.moveTo(STREAM.id()).current()).hasValue(STREAM);
        assertThat(QUEUE.moveTo(STREAM.id()).next()).isEmpty();
        assertThat(QUEUE.moveTo(STREAM.id()).moveTo(FILM.id())).isEqualTo(QUEUE);
    }

    @Test
    void stays_where_it_is_for_an_item_it_has_not() {
        ItemId unknown = new ItemId(new UUID(99, 99));

        assertThat(QUEUE.moveTo(unknown)).isEqualTo(QUEUE);
        assertThat(QUEUE.find(unknown)).isEmpty();
        assertThat(QUEUE.find(EPISODE.id())).hasValue(EPISODE);
    }

    @Test
    void may_be_empty() {
        assertThat(Queue.EMPTY.current()).isEmpty();
        assertThat(Queue.EMPTY.next()).isEmpty();
    }

    @Test
    void has_its_place_among_its_items() {
        assertThat(new Queue(List.of(FILM, EPISODE), 1, Loop.OFF).current()).hasValue(EPISODE);
        assertThatIllegalArgumentException().isThrownBy(() -> new Queue(List.of(FILM, EPISODE), 2, Loop.OFF));
        assertThatIllegalArgumentException().isThrownBy(() -> new Queue(List.of(FILM), -1, Loop.OFF));
        assertThatIllegalArgumentException().isThrownBy(() -> new Queue(List.of(), 1, Loop.OFF));
    }

    @Test
    void holds_500_items_and_no_more() {
        assertThat(Queue.of(clips(500)).items()).hasSize(500);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Queue.of(clips(501)))
                .withMessage("items must be at most 500, but are 501");
    }

    /** An item that is there twice would be two places for one name. */
    @Test
    void holds_an_item_once() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Queue.of(List.of(FILM, EPISODE, FILM)))
                .withMessageContaining(FILM.id().value().toString());
    }

    @Test
    void is_a_copy_that_later_edits_do_not_reach() {
        List<PlaylistItem> items = new ArrayList<>(List.of(FILM));
        Queue queue = Queue.of(items);

        items.add(EPISODE);

        assertThat(queue.items()).containsExactly(FILM);
    }
}
