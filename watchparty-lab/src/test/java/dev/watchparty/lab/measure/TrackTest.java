package dev.watchparty.lab.measure;

import static dev.watchparty.lab.measure.Recordings.happening;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.watchparty.lab.measure.Recording.Frame;
import dev.watchparty.lab.measure.Recording.Reading;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrackTest {

    private static final double EXACT = 1e-6;

    @Test
    void is_nowhere_before_its_first_frame() {
        Track track = new Track(Recordings.of(List.of(new Frame(1_000, 40, 1))));

        assertThat(track.shownAt(999.9)).isEmpty();
        assertThat(track.shownAt(1_000)).hasValue(40);
    }

    @Test
    void goes_on_between_frames_at_the_rate_that_was_seen() {
        Track track = new Track(Recordings.of(List.of(new Frame(1_000, 5_000, 1.05), new Frame(1_040, 9_000, 2))));

        assertThat(track.shownAt(1_020).orElseThrow()).isEqualTo(5_021, offset(EXACT));
        assertThat(track.shownAt(1_050).orElseThrow()).isEqualTo(9_020, offset(EXACT));
    }

    @Test
    void stands_still_when_no_frame_comes_any_more() {
        Track track = new Track(Recordings.of(List.of(new Frame(0, 0, 1))));

        assertThat(track.shownAt(Track.SHOWN_ON_MS_MAX)).hasValue(Track.SHOWN_ON_MS_MAX);
        assertThat(track.shownAt(60_000)).hasValue(Track.SHOWN_ON_MS_MAX);
    }

    @Test
    void shows_nothing_while_it_is_hidden_but_is_still_heard() {
        Track track = new Track(
                Recordings.with(Recordings.playing(3_000, 0), happening(1_000, "hidden"), happening(2_000, "visible")));

        assertThat(track.shownAt(999)).isPresent();
        assertThat(track.shownAt(1_500)).isEmpty();
        assertThat(track.heardAt(1_500)).hasValue(1_500);
        assertThat(track.shownAt(2_000)).isPresent();
    }

    @Test
    void is_heard_where_the_last_reading_said_and_on_from_there_while_it_runs() {
        Track track = new Track(new Recording(
                List.of(),
                List.of(new Reading(0, 100, 2, /* isRunning= */ true), new Reading(50, 200, 2, /* isRunning= */ false)),
                List.of()));

        assertThat(track.heardAt(-1)).isEmpty();
        assertThat(track.heardAt(25)).hasValue(150);
        assertThat(track.heardAt(5_000)).hasValue(200);
    }

    @Test
    void counts_what_happened_in_a_window_and_finds_what_happened_first() {
        Track track = new Track(Recordings.with(
                Recording.NOTHING, happening(10, "seeking"), happening(20, "play"), happening(30, "seeking")));

        assertThat(track.count("seeking", new Window(10, 30))).isEqualTo(1);
        assertThat(track.count("seeking", new Window(0, 31))).isEqualTo(2);
        assertThat(track.first("seeking", 11)).hasValue(30);
        assertThat(track.first("seeking", 31)).isEmpty();
    }

    @Test
    void tells_the_rates_of_a_window() {
        Track track = new Track(Recordings.of(
                List.of(new Frame(0, 0, 0.5), new Frame(10, 10, 0.95), new Frame(20, 20, 1.04), new Frame(30, 30, 3))));

        assertThat(track.rates(new Window(10, 30)).getMin()).isEqualTo(0.95);
        assertThat(track.rates(new Window(10, 30)).getMax()).isEqualTo(1.04);
    }
}
