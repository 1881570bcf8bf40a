package dev.watchparty.lab.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.watchparty.lab.measure.Recording.Frame;
import java.util.List;
import org.junit.jupiter.api.Test;

class SkewTest {

    private static final Track ON_TIME = new Track(Recordings.playing(10_000, 0));
    private static final Track AHEAD = new Track(Recordings.playing(10_000, 30));
    private static final Track BEHIND = new Track(Recordings.playing(10_000, -70));
    private static final double EXACT = 1e-6;

    @Test
    void is_the_distance_of_each_pair_at_each_instant() {
        Distribution skew = new Skew(List.of(ON_TIME, AHEAD, BEHIND), Skew.SHOWN)
                .pairwise(List.of(new Window(1_000, 2_000), new Window(3_000, 3_100)));

        assertThat(skew.count()).isEqualTo((20 + 2) * 3);
        assertThat(skew.percentile(33)).isEqualTo(30, offset(EXACT));
        assertThat(skew.percentile(66)).isEqualTo(70, offset(EXACT));
        assertThat(skew.max()).isEqualTo(100, offset(EXACT));
    }

    @Test
    void leaves_out_who_is_not_to_be_seen() {
        Track later = new Track(Recordings.of(Recordings.frames(1_500, 10_000, 500, 1)));

        Distribution skew =
                new Skew(List.of(ON_TIME, AHEAD, later), Skew.SHOWN).pairwise(List.of(new Window(1_000, 1_500)));

        assertThat(skew.count()).isEqualTo(10);
        assertThat(skew.max()).isEqualTo(30, offset(EXACT));
    }

    @Test
    void is_complete_as_far_as_all_are_to_be_seen() {
        Track later = new Track(Recordings.of(Recordings.frames(1_500, 10_000, 500, 1)));
        Skew skew = new Skew(List.of(ON_TIME, later), Skew.SHOWN);

        assertThat(skew.completeness(List.of(new Window(1_000, 2_000)))).isEqualTo(0.5, offset(EXACT));
        assertThat(skew.completeness(List.of(new Window(2_000, 3_000)))).isEqualTo(1, offset(EXACT));
        assertThat(skew.completeness(List.of())).isEqualTo(1, offset(EXACT));
    }

    @Test
    void grows_while_one_stalls() {
        Track stalled = new Track(Recordings.of(Recordings.frames(0, 2_000, 0, 1)));

        Skew skew = new Skew(List.of(ON_TIME, stalled), Skew.SHOWN);

        assertThat(skew.greatestAt(1_900)).isEqualTo(0, offset(EXACT));
        assertThat(skew.greatestAt(5_000)).isGreaterThan(2_900);
    }

    @Test
    void has_settled_when_all_are_close_and_remain_so() {
        List<Frame> catchingUp = List.of(
                new Frame(0, -5_000, 1),
                new Frame(400, 400, 1), // for a moment only
                new Frame(450, -5_000, 1),
                new Frame(800, 790, 1));
        Track late = new Track(new Recording(
                List.of(catchingUp, Recordings.frames(850, 10_000, -10, 1)).stream()
                        .flatMap(List::stream)
                        .toList(),
                List.of(),
                List.of()));

        Skew skew = new Skew(List.of(ON_TIME, late), Skew.SHOWN);

        assertThat(skew.settledAfter(0, 50, 1_000, 5_000)).hasValue(800);
        assertThat(skew.settledAfter(0, 50, 1_000, 700)).isEmpty();
        assertThat(skew.settledAfter(0, 5, 1_000, 5_000)).isEmpty();
        assertThat(skew.settledAfter(2_000, 50, 1_000, 5_000)).hasValue(0);
    }

    @Test
    void has_not_settled_while_somebody_is_not_to_be_seen() {
        Track later = new Track(Recordings.of(Recordings.frames(1_500, 10_000, 0, 1)));

        assertThat(new Skew(List.of(ON_TIME, later), Skew.SHOWN).settledAfter(0, 50, 1_000, 5_000))
                .hasValue(1_500);
    }

    @Test
    void is_told_of_one_as_the_distance_from_the_middle_of_all() {
        Skew three = new Skew(List.of(ON_TIME, AHEAD, BEHIND), Skew.SHOWN);
        Skew two = new Skew(List.of(ON_TIME, AHEAD), Skew.SHOWN);
        Skew alone = new Skew(List.of(AHEAD), Skew.SHOWN);

        assertThat(three.aheadAt(AHEAD, 1_000).orElseThrow()).isEqualTo(30, offset(EXACT));
        assertThat(three.aheadAt(BEHIND, 1_000).orElseThrow()).isEqualTo(-70, offset(EXACT));
        assertThat(two.aheadAt(AHEAD, 1_000).orElseThrow()).isEqualTo(15, offset(EXACT));
        assertThat(alone.aheadAt(AHEAD, 1_000)).isEmpty();
    }
}
