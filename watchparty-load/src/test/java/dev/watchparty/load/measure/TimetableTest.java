package dev.watchparty.load.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimetableTest {

    @Test
    void spaces_commands_evenly_from_its_start() {
        Timetable timetable = Timetable.lasting(Duration.ofSeconds(2), 4, 1_000);

        assertThat(timetable.commands()).isEqualTo(8);
        assertThat(timetable.dueAt(0)).isEqualTo(1_000);
        assertThat(timetable.dueAt(3)).isEqualTo(750_001_000);
    }

    @Test
    void does_not_drift_at_rates_that_do_not_divide_a_second() {
        Timetable timetable = Timetable.lasting(Duration.ofHours(1), 3, 0);

        assertThat(timetable.dueAt(3 * 3_600)).isEqualTo(Duration.ofHours(1).toNanos());
    }

    @Test
    void needs_a_rate_above_zero() {
        assertThatThrownBy(() -> new Timetable(0, 0, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
