package dev.watchparty.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.lab.Phase.Goal;
import dev.watchparty.lab.measure.Distribution;
import dev.watchparty.lab.measure.Window;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class PhaseFiguresTest {

    private static final Distribution CLOSE = Distribution.of(List.of(1.0, 50.4));
    private static final Distribution FAR = Distribution.of(List.of(1.0, 50.6));
    private static final Distribution NOTHING = Distribution.of(List.of());

    @Test
    void meet_the_goal_when_all_of_it_holds() {
        assertThat(figures(Goal.UNDISTURBED, CLOSE, FAR, 0, 0.95, 1.05).misses())
                .isEmpty();
    }

    @Test
    void miss_it_by_skew() {
        assertThat(figures(Goal.UNDISTURBED, FAR, CLOSE, 0, 1, 1).misses()).containsExactly("skew over 50 ms");
    }

    @Test
    void miss_it_by_a_rate_that_people_hear() {
        assertThat(figures(Goal.UNDISTURBED, CLOSE, CLOSE, 0, 1, 1.051).misses())
                .containsExactly("rate changed by more than 5 %");
        assertThat(figures(Goal.COMMANDED, CLOSE, CLOSE, 0, 0.899, 1).misses())
                .containsExactly("rate changed by more than 10 %");
        assertThat(figures(Goal.COMMANDED, CLOSE, CLOSE, 0, 0.9, 1.1).misses()).isEmpty();
    }

    @Test
    void miss_it_by_a_jump_where_nobody_pressed_anything() {
        assertThat(figures(Goal.UNDISTURBED, CLOSE, CLOSE, 1, 1, 1).misses()).containsExactly("a player jumped");
        assertThat(figures(Goal.COMMANDED, CLOSE, CLOSE, 1, 1, 1).misses()).isEmpty();
    }

    @Test
    void miss_it_when_nothing_was_seen() {
        assertThat(figures(Goal.UNDISTURBED, NOTHING, CLOSE, 0, 1, 1).misses()).containsExactly("nothing was seen");
    }

    @Test
    void miss_it_when_somebody_was_not_seen() {
        assertThat(figuresOf(phase(Goal.COMMANDED), CLOSE, 0.94).misses()).containsExactly("somebody was not seen");
        assertThat(figuresOf(phase(Goal.COMMANDED), CLOSE, 0.95).misses()).isEmpty();
    }

    @Test
    void are_judged_by_the_sound_where_there_is_no_picture() {
        assertThat(figures(Goal.COMMANDED_HEARD, NOTHING, CLOSE, 0, 1, 1).misses())
                .isEmpty();
    }

    @Test
    void are_a_row_for_people() {
        PhaseFigures met = figures(Goal.UNDISTURBED, CLOSE, FAR, 0, 0.99, 1.01);
        PhaseFigures missed = figures(Goal.UNDISTURBED, FAR, FAR, 2, 0.99, 1.01);
        SkewReport report = new SkewReport(
                "round trips", List.of(new ClockCheck("Ann", 0.3, 0.2, 0)), List.of(met, missed), 1.5, 2, 1_000, 5);
        StringWriter out = new StringWriter();

        report.print(new PrintWriter(out));

        assertThat(report.markdown()).endsWith("| play | 1 | 51 | 51 | 51 | 0.2 s | 50 |\n");
        assertThat(report.isMet()).isFalse();
        assertThat(out.toString())
                .containsPattern("play +1 +50 +50 +50 +51 +0.2 s +0 +0.990-1.010 +40% +met")
                .contains("MISSED: skew over 50 ms, a player jumped")
                .contains("5 of 1000 frames were left out (0.5 %)");
    }

    private static PhaseFigures figures(
            Goal goal, Distribution shown, Distribution heard, long seeks, double rateMin, double rateMax) {
        return new PhaseFigures(phase(goal), shown, heard, 1, seeks, rateMin, rateMax, Distribution.of(List.of(200.0)));
    }

    private static PhaseFigures figuresOf(Phase phase, Distribution shown, double completeness) {
        return new PhaseFigures(phase, shown, shown, completeness, 0, 1, 1, Distribution.of(List.of(200.0)));
    }

    private static Phase phase(Goal goal) {
        return new Phase("play", goal, List.of(), new Window(0, 1), List.of(), List.of(), 0.4);
    }
}
