package dev.watchparty.domain.playback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.domain.playback.Timeline.Paused;
import dev.watchparty.domain.playback.Timeline.Playing;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TimelineTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Position MINUTE_ONE = new Position(60_000);

    @Test
    void stands_still_while_paused() {
        Paused paused = new Paused(MINUTE_ONE, Rate.NORMAL);

        assertThat(paused.isPlaying()).isFalse();
        assertThat(paused.positionAt(NOON)).isEqualTo(MINUTE_ONE);
        assertThat(paused.positionAt(NOON.plus(Duration.ofDays(365)))).isEqualTo(MINUTE_ONE);
    }

    @ParameterizedTest(name = "{0} permille for {1} ms is {2} ms further on")
    @CsvSource({
        "1000, 1, 1",
        "1000, 2400000, 2400000",
        "500, 1, 0",
        "500, 3, 1",
        "2000, 1, 2",
        "1250, 1001, 1251",
        "250, 3, 0",
        "4000, 2147483648, 8589934592"
    })
    void moves_with_server_time_at_its_rate_rounded_down(int permille, long serverMs, long mediaMs) {
        Playing playing = new Playing(Position.START, NOON, new Rate(permille));

        assertThat(playing.isPlaying()).isTrue();
        assertThat(playing.positionAt(NOON.plusMillis(serverMs))).isEqualTo(new Position(mediaMs));
    }

    @Test
    void waits_for_an_anchor_in_the_future() {
        Playing scheduled = new Playing(MINUTE_ONE, NOON, Rate.NORMAL);

        assertThat(scheduled.positionAt(NOON.minusMillis(150))).isEqualTo(MINUTE_ONE);
        assertThat(scheduled.positionAt(NOON)).isEqualTo(MINUTE_ONE);
        assertThat(scheduled.positionAt(NOON.plusMillis(1))).isEqualTo(new Position(60_001));
    }

    @Test
    void stops_counting_after_a_year_and_breaks_on_no_date() {
        Playing forgotten = new Playing(MINUTE_ONE, NOON, new Rate(4000));

        assertThat(forgotten.positionAt(NOON.plus(Duration.ofDays(100_000))))
                .isEqualTo(new Position(Position.MILLIS_MAX));
    }

    @Test
    void plays_pauses_and_seeks_at_its_own_rate() {
        Rate half = new Rate(500);
        Paused paused = new Paused(MINUTE_ONE, half);
        Playing playing = new Playing(MINUTE_ONE, NOON, half);
        Position target = new Position(5);

        assertThat(paused.play(MINUTE_ONE, NOON)).isEqualTo(playing);
        assertThat(playing.pause(target)).isEqualTo(new Paused(target, half));
        assertThat(paused.seek(target, NOON)).isEqualTo(new Paused(target, half));
        assertThat(playing.seek(target, NOON.plusSeconds(9))).isEqualTo(new Playing(target, NOON.plusSeconds(9), half));
    }

    @Test
    void plays_at_another_rate_from_where_it_is() {
        Playing playing = new Playing(MINUTE_ONE, NOON, Rate.NORMAL);
        Rate twice = new Rate(2000);

        assertThat(playing.withRate(twice, NOON.plusSeconds(10)))
                .isEqualTo(new Playing(new Position(70_000), NOON.plusSeconds(10), twice));
        assertThat(playing.withRate(twice, NOON.minusSeconds(10))).isEqualTo(new Playing(MINUTE_ONE, NOON, twice));
        assertThat(new Paused(MINUTE_ONE, Rate.NORMAL).withRate(twice, NOON)).isEqualTo(new Paused(MINUTE_ONE, twice));
    }

    @Test
    void is_cut_to_what_the_medium_has() {
        Length minute = Length.of(Duration.ofMinutes(1));
        Position beyond = new Position(60_001);

        assertThat(new Paused(beyond, Rate.NORMAL).clampedTo(minute)).isEqualTo(new Paused(MINUTE_ONE, Rate.NORMAL));
        assertThat(new Playing(beyond, NOON, Rate.NORMAL).clampedTo(minute))
                .isEqualTo(new Playing(MINUTE_ONE, NOON, Rate.NORMAL));
        assertThat(new Paused(beyond, Rate.NORMAL).clampedTo(Length.UNKNOWN).position())
                .isEqualTo(beyond);
    }

    /** A jump at a change of speed would be heard. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void jumps_nowhere_when_the_rate_changes(long seed) {
        Random random = new Random(seed);
        Timeline timeline = new Playing(MINUTE_ONE, NOON, Rate.NORMAL);
        Instant now = NOON.minusSeconds(3);
        for (int time = 0; time < 500; time++) {
            now = now.plusMillis(random.nextInt(5_000));
            Position before = timeline.positionAt(now);
            timeline = timeline.withRate(new Rate(250 + random.nextInt(3_751)), now);

            assertThat(timeline.positionAt(now)).isEqualTo(before);
            assertThat(timeline.positionAt(now.plusMillis(1)).minus(before).toMillis())
                    .isBetween(0L, 4L);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void is_at_a_position_from_the_very_millisecond_on_that_it_tells(long seed) {
        Random random = new Random(seed);
        for (int time = 0; time < 500; time++) {
            Rate rate = new Rate(Rate.PERMILLE_MIN + random.nextInt(Rate.PERMILLE_MAX - Rate.PERMILLE_MIN + 1));
            Position anchor = new Position(random.nextInt(10_000_000));
            Position later = anchor.plus(Duration.ofMillis(1 + random.nextInt(10_000_000)));
            Playing playing = new Playing(anchor, NOON, rate);
            Instant due = playing.instantOf(later);

            assertThat(playing.positionAt(due)).isGreaterThanOrEqualTo(later);
            assertThat(playing.positionAt(due.minusMillis(1))).isLessThan(later);
        }
    }

    static LongStream seeds() {
        return LongStream.range(0, 20);
    }
}
