package dev.watchparty.domain.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.domain.playback.Rate;
import java.time.Duration;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DriftPolicyTest {

    private static final Duration LONG_AGO = Duration.ofDays(1);

    @ParameterizedTest
    @ValueSource(longs = {-25, -1, 0, 1, 25})
    void does_nothing_within_the_dead_zone(long driftMs) {
        assertThat(correct(driftMs, LONG_AGO)).isEqualTo(Correction.NONE);
    }

    @ParameterizedTest(name = "{0} ms of drift: {1} permille")
    @CsvSource({
        // In proportion to the drift,
        "26, 987",
        "-26, 1013",
        "40, 980",
        "-40, 1020",
        "99, 951",
        "-99, 1049",
        // by 5 % at most,
        "100, 950",
        "-100, 1050",
        "250, 950",
        "-250, 1050",
        // and by 10 % above 250 ms.
        "251, 900",
        "-251, 1100",
        "1500, 900",
        "-1500, 1100"
    })
    void nudges_the_rate_against_the_drift(long driftMs, int permille) {
        assertThat(correct(driftMs, LONG_AGO)).isEqualTo(new Correction.Nudge(new Rate(permille)));
    }

    @ParameterizedTest
    @ValueSource(longs = {-86_400_000, -1501, 1501, 86_400_000})
    void jumps_only_beyond_a_second_and_a_half(long driftMs) {
        assertThat(correct(driftMs, LONG_AGO)).isEqualTo(Correction.JUMP);
    }

    @Test
    void jumps_not_within_five_seconds_of_the_last_jump() {
        assertThat(correct(5_000, Duration.ofMillis(4_999))).isEqualTo(new Correction.Nudge(new Rate(900)));
        assertThat(correct(-5_000, Duration.ZERO)).isEqualTo(new Correction.Nudge(new Rate(1100)));
        assertThat(correct(5_000, Duration.ofSeconds(5))).isEqualTo(Correction.JUMP);
    }

    @Test
    void bends_the_rate_of_the_party_whatever_that_is() {
        Duration drift = Duration.ofMillis(-100);

        assertThat(DriftPolicy.correct(drift, LONG_AGO, new Rate(2000)))
                .isEqualTo(new Correction.Nudge(new Rate(2100)));
        assertThat(DriftPolicy.correct(drift, LONG_AGO, new Rate(500))).isEqualTo(new Correction.Nudge(new Rate(525)));
    }

    @Test
    void stays_within_the_rates_there_are() {
        assertThat(DriftPolicy.correct(Duration.ofMillis(-300), LONG_AGO, new Rate(Rate.PERMILLE_MAX)))
                .isEqualTo(new Correction.Nudge(new Rate(Rate.PERMILLE_MAX)));
        assertThat(DriftPolicy.correct(Duration.ofMillis(300), LONG_AGO, new Rate(Rate.PERMILLE_MIN)))
                .isEqualTo(new Correction.Nudge(new Rate(Rate.PERMILLE_MIN)));
    }

    /** A player that follows the policy, looking every 100 to 1000 ms. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void brings_a_player_home_and_never_past_it(long seed) {
        Random random = new Random(seed);
        double driftMs = random.nextInt(6_000) - 3_000;
        long sinceJumpMs = random.nextInt(10_000);
        int jumps = 0;
        for (long elapsedMs = 0; elapsedMs < 60_000; ) {
            double before = driftMs;
            int stepMs = 100 + random.nextInt(901);
            Correction correction = correct(Math.round(driftMs), Duration.ofMillis(sinceJumpMs));
            sinceJumpMs += stepMs;
            elapsedMs += stepMs;
            if (correction instanceof Correction.Nudge nudge) {
                driftMs += stepMs * (nudge.rate().permille() - Rate.NORMAL.permille()) / 1000.0;
            }
            if (correction instanceof Correction.Jump) {
                assertThat(Math.abs(before)).isGreaterThan(1_500);
                driftMs = random.nextInt(600) - 300; // No player seeks to the very frame.
                sinceJumpMs = stepMs;
                jumps++;
            } else {
                assertThat(Math.abs(driftMs)).isLessThanOrEqualTo(Math.abs(before));
                assertThat(driftMs * before).as("not past the aim").isGreaterThanOrEqualTo(0);
            }
        }

        assertThat(Math.abs(driftMs)).isLessThanOrEqualTo(26);
        assertThat(jumps).isLessThanOrEqualTo(1);
    }

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    private static Correction correct(long driftMs, Duration sinceJump) {
        return DriftPolicy.correct(Duration.ofMillis(driftMs), sinceJump, Rate.NORMAL);
    }
}
