package dev.watchparty.domain.playback;

import static dev.watchparty.domain.party.Parties.EPISODE;
import static dev.watchparty.domain.party.Parties.FILM;
import static dev.watchparty.domain.party.Parties.STREAM;
import static dev.watchparty.domain.party.Parties.clip;
import static dev.watchparty.domain.party.Parties.clips;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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
    void goes_round_where_all_is_looped() {
        Queue last = QUEUE.moveTo(STREAM.id());

        assertThat(last.withLoop(Loop.ALL).next()).hasValue(FILM);
        assertThat(last.withLoop(Loop.ONE).next()).isEmpty();
        assertThat(last.withLoop(Loop.ALL).upcoming()).isEmpty();
        assertThat(QUEUE.withLoop(Loop.ALL).next()).hasValue(EPISODE);
        assertThat(QUEUE.upcoming()).containsExactly(EPISODE, STREAM);
        assertThat(Queue.EMPTY.withLoop(Loop.ALL).next()).isEmpty();
        assertThat(Queue.EMPTY.upcoming()).isEmpty();
    }

    @Test
    void without_its_current_item_goes_to_the_next_or_else_to_the_one_before() {
        assertThat(QUEUE.without(FILM.id())).isEqualTo(Queue.of(List.of(EPISODE, STREAM)));
        assertThat(QUEUE.moveTo(STREAM.id()).without(STREAM.id()).current()).hasValue(EPISODE);
        assertThat(Queue.of(List.of(FILM)).without(FILM.id())).isEqualTo(Queue.EMPTY);
        assertThat(QUEUE.without(clip(1).id())).isEqualTo(QUEUE);
        assertThat(QUEUE.withMoved(clip(1).id(), 0)).isEqualTo(QUEUE);
    }

    /** Replay a failure by its seed. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void stays_on_its_current_item_under_every_edit(long seed) {
        Random random = new Random(seed);
        Queue queue = Queue.of(clips(5)).moveTo(clip(1 + random.nextInt(5)).id());
        Optional<PlaylistItem> current = queue.current();
        for (int edit = 0; edit < 200; edit++) {
            PlaylistItem any = queue.items().get(random.nextInt(queue.size()));
            int kind = random.nextInt(4);
            if (kind == 0) queue = queue.with(List.of(clip(100 + edit)), random.nextInt(queue.size() + 1));
            if (kind == 1 && !queue.isCurrent(any.id())) queue = queue.without(any.id());
            if (kind == 2) queue = queue.withMoved(any.id(), random.nextInt(queue.size()));
            if (kind == 3) queue = queue.withOrder(shuffled(queue, random));

            assertThat(queue.current()).isEqualTo(current);
            assertThat(queue.items()).doesNotHaveDuplicates();
        }
    }

    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    private static List<ItemId> shuffled(Queue queue, Random random) {
        List<ItemId> order = new ArrayList<>();
        queue.items().forEach(item -> order.add(item.id()));
        Collections.shuffle(order, random);
        return order;
    }

    @Test
    void is_a_copy_that_later_edits_do_not_reach() {
        List<PlaylistItem> items = new ArrayList<>(List.of(FILM));
        Queue queue = Queue.of(items);

        items.add(EPISODE);

        assertThat(queue.items()).containsExactly(FILM);
    }
}
