package dev.watchparty.application.party;

import static dev.watchparty.domain.party.Parties.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchparty.application.fixtures.ManualClock;
import dev.watchparty.application.port.PartyArchive;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForgettingOldPartiesTest {

    private final Work work = new Work();
    private final ManualClock clock = new ManualClock(NOON);

    @Test
    void everything_is_kept_unless_somebody_wants_it_otherwise_but_command_ids() {
        sweep(RetentionPolicy.DEFAULT);

        assertThat(work.done).containsExactly("remains", "command ids before " + NOON.minus(Duration.ofDays(7)));
    }

    @Test
    void each_kind_has_a_time_of_its_own() {
        sweep(new RetentionPolicy(Duration.ofDays(3), Duration.ofDays(30), Duration.ofDays(1)));

        assertThat(work.done)
                .containsExactly(
                        "parties before " + NOON.minus(Duration.ofDays(30)),
                        "remains",
                        "chat before " + NOON.minus(Duration.ofDays(3)),
                        "command ids before " + NOON.minus(Duration.ofDays(1)));
    }

    @Test
    void works_until_there_is_nothing_more_to_do() {
        work.left = 5;

        sweep(new RetentionPolicy(Duration.ZERO, null, null));

        assertThat(work.done).hasSize(7);
    }

    @Test
    void leaves_the_rest_to_the_next_time_when_it_is_too_much() {
        work.left = Integer.MAX_VALUE;

        sweep(new RetentionPolicy(Duration.ZERO, null, null));

        assertThat(work.done).hasSize(2 * ForgetOldParties.BATCHES_MAX);
    }

    @Test
    void nothing_is_kept_for_less_than_no_time() {
        assertThatThrownBy(() -> new RetentionPolicy(Duration.ofDays(-1), null, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("chat");
    }

    private void sweep(RetentionPolicy policy) {
        new ForgetOldParties(work, policy, clock).sweep();
    }

    /** An archive that has so many batches left to do, and writes down what it did. */
    private static final class Work implements PartyArchive {

        private final List<String> done = new ArrayList<>();
        private int left;

        private boolean does(String what, int rows) {
            assertThat(rows).isEqualTo(ForgetOldParties.ROWS_PER_BATCH);
            done.add(what);
            return left-- > 0;
        }

        @Override
        public boolean redactChat(Instant end, int rows) {
            return does("chat before " + end, rows);
        }

        @Override
        public boolean forgetCommandIds(Instant end, int rows) {
            return does("command ids before " + end, rows);
        }

        @Override
        public boolean forgetParties(Instant end, int rows) {
            return does("parties before " + end, rows);
        }

        @Override
        public boolean clearRemains(int rows) {
            return does("remains", rows);
        }
    }
}
