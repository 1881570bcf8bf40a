package dev.watchparty.domain.presence;

import static dev.watchparty.domain.party.Parties.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One person with several connections. */
class MergingStatusTest {

    private static final ParticipantStatus VISIBLE = ParticipantStatus.NEW;
    private static final ParticipantStatus HIDDEN = VISIBLE.withHidden(true);
    private static final DriftReading GOOD = new DriftReading(Duration.ofMillis(-3), Duration.ofMillis(20));
    private static final DriftReading POOR = new DriftReading(Duration.ofMillis(9), Duration.ofMillis(200));

    @Test
    void they_are_hidden_only_if_all_are() {
        assertThat(HIDDEN.merged(HIDDEN).isHidden()).isTrue();
        assertThat(HIDDEN.merged(VISIBLE).isHidden()).isFalse();
        assertThat(VISIBLE.merged(HIDDEN).isHidden()).isFalse();
        assertThat(VISIBLE.merged(VISIBLE).isHidden()).isFalse();
    }

    @Test
    void they_are_buffering_if_a_visible_one_is() {
        assertThat(VISIBLE.merged(VISIBLE.withBuffering(true)).isBuffering()).isTrue();
        assertThat(VISIBLE.withBuffering(true).merged(VISIBLE).isBuffering()).isTrue();
        assertThat(VISIBLE.withBuffering(true).merged(HIDDEN).isBuffering()).isTrue();
        assertThat(HIDDEN.merged(VISIBLE.withBuffering(true)).isBuffering()).isTrue();
        assertThat(VISIBLE.merged(VISIBLE).isBuffering()).isFalse();
    }

    @Test
    void a_hidden_one_s_buffering_does_not_matter_while_they_look_elsewhere() {
        assertThat(VISIBLE.merged(HIDDEN.withBuffering(true))).isEqualTo(VISIBLE);
        assertThat(HIDDEN.withBuffering(true).merged(VISIBLE)).isEqualTo(VISIBLE);
        assertThat(HIDDEN.withBuffering(true).merged(HIDDEN)).isEqualTo(HIDDEN.withBuffering(true));
    }

    @Test
    void the_latest_sync_counts() {
        ParticipantStatus early = VISIBLE.measured(NOON, GOOD);
        ParticipantStatus late = HIDDEN.measured(NOON.plusMillis(1), POOR);

        assertThat(early.merged(late)).isEqualTo(VISIBLE.measured(NOON.plusMillis(1), POOR));
        assertThat(late.merged(early)).isEqualTo(early.merged(late));
        assertThat(VISIBLE.merged(early)).isEqualTo(early);
        assertThat(VISIBLE.synced(NOON.plusSeconds(1)).merged(early).lastSync())
                .isEqualTo(new LastSync.Unmeasured(NOON.plusSeconds(1)));
    }

    @Test
    void of_two_syncs_at_one_instant_the_better_measured_counts() {
        ParticipantStatus good = VISIBLE.measured(NOON, GOOD);

        assertThat(VISIBLE.measured(NOON, POOR).merged(good)).isEqualTo(good);
        assertThat(good.merged(VISIBLE.measured(NOON, POOR))).isEqualTo(good);
        assertThat(VISIBLE.synced(NOON).merged(good)).isEqualTo(good);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void neither_order_nor_grouping_nor_repetition_matters(long seed) {
        Random random = new Random(seed);
        ParticipantStatus one = any(random);
        ParticipantStatus two = any(random);
        ParticipantStatus three = any(random);

        assertThat(one.merged(one)).isEqualTo(one);
        assertThat(one.merged(two)).isEqualTo(two.merged(one));
        assertThat(one.merged(two).merged(three)).isEqualTo(one.merged(two.merged(three)));
    }

    static LongStream seeds() {
        return LongStream.range(0, 500);
    }

    private static ParticipantStatus any(Random random) {
        ParticipantStatus status = VISIBLE.withHidden(random.nextBoolean()).withBuffering(random.nextBoolean());
        List<ParticipantStatus> syncs = List.of(
                status,
                status.synced(NOON.plusMillis(random.nextInt(2))),
                status.measured(
                        NOON.plusMillis(random.nextInt(2)),
                        new DriftReading(
                                Duration.ofMillis(random.nextInt(3) - 1), Duration.ofMillis(random.nextInt(2)))));
        return syncs.get(random.nextInt(syncs.size()));
    }
}
