package dev.watchparty.load.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.load.measure.SequenceCheck.Arrival;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class OrderCheckTest {

    private final SequenceCheck check = new SequenceCheck(0);

    @Test
    void finds_nothing_wrong_with_an_unbroken_sequence() {
        assertThat(saw(0, 1, 2, 3)).containsOnly(Arrival.NEXT);
        assertThat(check.faultsBefore(4)).isEqualTo(Faults.NONE);
    }

    @Test
    void counts_what_never_came_as_lost() {
        saw(0, 3);

        assertThat(check.faultsBefore(4)).isEqualTo(new Faults(2, 0, 0));
    }

    @Test
    void counts_a_missing_end_as_lost() {
        saw(0, 1);

        assertThat(check.faultsBefore(5)).isEqualTo(new Faults(3, 0, 0));
    }

    @Test
    void counts_what_came_late_as_reordered_and_not_as_lost() {
        assertThat(saw(0, 2, 1)).containsExactly(Arrival.NEXT, Arrival.AHEAD, Arrival.LATE);
        assertThat(check.faultsBefore(3)).isEqualTo(new Faults(0, 1, 0));
    }

    @Test
    void counts_what_came_again_as_doubled() {
        assertThat(saw(0, 1, 1, 0)).endsWith(Arrival.DOUBLED, Arrival.DOUBLED);
        assertThat(check.faultsBefore(2)).isEqualTo(new Faults(0, 0, 2));
    }

    @Test
    void counts_the_second_coming_of_a_late_one_as_doubled() {
        saw(0, 2, 1, 1);

        assertThat(check.faultsBefore(3)).isEqualTo(new Faults(0, 1, 1));
    }

    @Test
    void remembers_a_gap_up_to_its_limit() {
        saw(SequenceCheck.MISSING_MAX);

        assertThat(check.saw(SequenceCheck.MISSING_MAX - 1)).isEqualTo(Arrival.LATE);
    }

    @Test
    void still_counts_losses_beyond_that_limit() {
        saw(SequenceCheck.MISSING_MAX + 1L);

        assertThat(check.saw(SequenceCheck.MISSING_MAX)).isEqualTo(Arrival.DOUBLED);
        assertThat(check.faultsBefore(SequenceCheck.MISSING_MAX + 2L).lost()).isEqualTo(SequenceCheck.MISSING_MAX + 1L);
    }

    @Test
    void forgets_at_a_restart() {
        saw(5, 4, 4);
        check.restart(10);

        assertThat(saw(10)).containsExactly(Arrival.NEXT);
        assertThat(check.faultsBefore(11)).isEqualTo(Faults.NONE);
    }

    private List<Arrival> saw(long... numbers) {
        Arrival[] arrivals = LongStream.of(numbers).mapToObj(check::saw).toArray(Arrival[]::new);
        return Arrays.asList(arrivals);
    }
}
