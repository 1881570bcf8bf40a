package dev.watchparty.domain.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class StartLeadTest {

    @Test
    void is_150_ms_where_nobody_measured_or_all_are_near() {
        assertThat(StartLead.of(List.of())).isEqualTo(Duration.ofMillis(150));
        assertThat(lead(0)).isEqualTo(Duration.ofMillis(150));
        assertThat(lead(1, 20, 75)).isEqualTo(Duration.ofMillis(150));
        assertThat(lead(-50)).isEqualTo(Duration.ofMillis(150));
    }

    @Test
    void is_twice_what_the_slowest_of_few_needs() {
        assertThat(lead(76)).isEqualTo(Duration.ofMillis(152));
        assertThat(lead(10, 120, 30)).isEqualTo(Duration.ofMillis(240));
    }

    @Test
    void is_at_most_500_ms() {
        assertThat(lead(250)).isEqualTo(Duration.ofMillis(500));
        assertThat(lead(251)).isEqualTo(Duration.ofMillis(500));
        assertThat(lead(60_000)).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void is_not_held_up_by_one_bad_link_in_twenty() {
        long[] delays = new long[20];
        Arrays.fill(delays, 100);
        delays[7] = 5_000;

        assertThat(lead(delays)).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void waits_for_two_bad_links_in_twenty() {
        long[] delays = new long[20];
        Arrays.fill(delays, 100);
        delays[7] = 5_000;
        delays[9] = 6_000;

        assertThat(lead(delays)).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void counts_a_whole_party() {
        assertThat(StartLead.of(Collections.nCopies(1000, Duration.ofMillis(90))))
                .isEqualTo(Duration.ofMillis(180));
    }

    @Test
    void breaks_on_no_measurement_however_absurd() {
        assertThat(StartLead.of(List.of(Duration.ofSeconds(Long.MAX_VALUE)))).isEqualTo(StartLead.MAX);
        assertThat(StartLead.of(List.of(Duration.ofDays(60_000)))).isEqualTo(StartLead.MAX);
        assertThat(StartLead.of(List.of(Duration.ofSeconds(Long.MIN_VALUE)))).isEqualTo(StartLead.MIN);
    }

    private static Duration lead(long... delaysMs) {
        return StartLead.of(LongStream.of(delaysMs).mapToObj(Duration::ofMillis).toList());
    }
}
