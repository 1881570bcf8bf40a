package dev.watchparty.domain.statistics;

import static dev.watchparty.domain.party.Parties.EPISODE;
import static dev.watchparty.domain.party.Parties.FILM;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.NOON;
import static dev.watchparty.domain.party.Parties.PROGRAMME;
import static dev.watchparty.domain.party.Parties.STREAM;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static dev.watchparty.domain.party.Parties.created;
import static dev.watchparty.domain.party.Parties.guest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchparty.domain.chat.ChatText;
import dev.watchparty.domain.chat.Emoji;
import dev.watchparty.domain.chat.MessageId;
import dev.watchparty.domain.chat.ReactionId;
import dev.watchparty.domain.party.PartyEvent;
import dev.watchparty.domain.party.PartyEvent.Halted;
import dev.watchparty.domain.party.PartyEvent.ItemFollowed;
import dev.watchparty.domain.party.PartyEvent.ItemMoved;
import dev.watchparty.domain.party.PartyEvent.ItemRemoved;
import dev.watchparty.domain.party.PartyEvent.ItemsAdded;
import dev.watchparty.domain.party.PartyEvent.MessageDeleted;
import dev.watchparty.domain.party.PartyEvent.MessageRedacted;
import dev.watchparty.domain.party.PartyEvent.MessageSent;
import dev.watchparty.domain.party.PartyEvent.ParticipantArrived;
import dev.watchparty.domain.party.PartyEvent.ParticipantDeparted;
import dev.watchparty.domain.party.PartyEvent.ParticipantErased;
import dev.watchparty.domain.party.PartyEvent.ParticipantJoined;
import dev.watchparty.domain.party.PartyEvent.ParticipantLeft;
import dev.watchparty.domain.party.PartyEvent.ParticipantRemoved;
import dev.watchparty.domain.party.PartyEvent.PartyEnded;
import dev.watchparty.domain.party.PartyEvent.Played;
import dev.watchparty.domain.party.PartyEvent.Reacted;
import dev.watchparty.domain.party.PartyEvent.Skipped;
import dev.watchparty.domain.party.RecordedEvent;
import dev.watchparty.domain.party.Removal;
import dev.watchparty.domain.party.Version;
import dev.watchparty.domain.playback.Position;
import dev.watchparty.domain.playback.Queue;
import dev.watchparty.domain.playback.Rate;
import dev.watchparty.domain.playback.Timeline;
import dev.watchparty.domain.statistics.PartyStatistics.Headcount;
import dev.watchparty.domain.statistics.PartyStatistics.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What counts as what. The party begins at noon; each test says what happens so many seconds later. */
class CountingTest {

    private static final Timeline.Paused PAUSED = new Timeline.Paused(Position.START, Rate.NORMAL);
    private static final Emoji LAUGH = new Emoji("😂");
    private static final Emoji HEART = new Emoji("❤️");

    private final Tally tally = new Tally();

    CountingTest() {
        at(0, created().creation().event());
    }

    @Test
    void the_host_is_a_viewer_who_did_not_join() {
        PartyStatistics told = after(60);

        assertThat(told.uniqueViewers()).isEqualTo(1);
        assertThat(told.peakConcurrent()).isEqualTo(1);
        assertThat(told.currentViewers()).isEqualTo(1);
        assertThat(told.joins()).isZero();
        assertThat(told.averageStay()).isEqualTo(Duration.ofMinutes(1));
    }

    /** The pitfall: re-joins that raise the peak. */
    @Test
    void coming_back_is_no_other_viewer_and_raises_no_peak() {
        at(1, new ParticipantJoined(VIEWER));
        at(2, new ParticipantLeft(VIEWER.user(), NOON));
        at(3, new ParticipantJoined(VIEWER));
        at(4, new ParticipantDeparted(VIEWER.user(), NOON));
        at(5, new ParticipantArrived(VIEWER.user(), NOON));
        at(6, new ParticipantArrived(VIEWER.user(), NOON));

        PartyStatistics told = after(6);

        assertThat(told.uniqueViewers()).isEqualTo(2);
        assertThat(told.peakConcurrent()).isEqualTo(2);
        assertThat(told.currentViewers()).isEqualTo(2);
        assertThat(told.joins()).isEqualTo(2);
        assertThat(told.leaves()).isEqualTo(1);
        assertThat(told.people())
                .containsExactly(count(0, 1), count(1, 2), count(2, 1), count(3, 2), count(4, 1), count(5, 2));
    }

    /** The pitfall: closing a tab never counts as leaving. */
    @Test
    void a_closed_tab_is_a_viewer_less_but_nobody_who_left() {
        at(10, new ParticipantDeparted(HOST.user(), NOON));

        PartyStatistics told = after(60);

        assertThat(told.currentViewers()).isZero();
        assertThat(told.averageStay()).isEqualTo(Duration.ofSeconds(10));
        assertThat(told.leaves()).isZero();
    }

    @Test
    void whoever_is_put_out_or_erased_has_left_once() {
        at(1, new ParticipantJoined(VIEWER));
        at(2, new ParticipantRemoved(VIEWER.user(), HOST.user(), Removal.BANNED, NOON));
        at(3, new ParticipantErased(VIEWER.user(), NOON));
        at(4, new ParticipantJoined(guest(1)));
        at(5, new ParticipantErased(guest(1).user(), NOON));

        PartyStatistics told = after(6);

        assertThat(told.leaves()).isEqualTo(2);
        assertThat(told.currentViewers()).isEqualTo(1);
        assertThat(told.uniqueViewers()).isEqualTo(3);
    }

    @Test
    void nobody_is_in_a_party_that_is_over() {
        at(1, new ParticipantJoined(VIEWER));
        at(11, new PartyEnded(HOST.user(), NOON, PAUSED));

        PartyStatistics told = after(1_000);

        assertThat(told.currentViewers()).isZero();
        assertThat(told.averageStay()).isEqualTo(Duration.ofMillis(10_500));
        assertThat(told.people()).endsWith(count(11, 0));
        assertThat(told.leaves()).isZero();
    }

    @Test
    void only_time_while_the_film_runs_is_watched_and_by_those_who_are_here() {
        at(10, new Played(HOST.user(), new Timeline.Playing(Position.START, NOON.plusSeconds(15), new Rate(4_000))));
        at(20, new ParticipantJoined(VIEWER));
        at(30, new ParticipantDeparted(VIEWER.user(), NOON));
        at(40, new Halted(HOST.user(), PAUSED));

        assertThat(after(100).watched()).isEqualTo(Duration.ofSeconds(5 + 2 * 10 + 10));
    }

    @Test
    void the_time_until_now_is_watched_too() {
        at(10, new Played(HOST.user(), new Timeline.Playing(Position.START, NOON.plusSeconds(15), Rate.NORMAL)));

        assertThat(after(12).watched()).isZero();
        assertThat(after(16).watched()).isEqualTo(Duration.ofSeconds(1));
        assertThat(after(5).watched()).isZero();
        assertThat(after(5).averageStay()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void what_was_said_counts_even_if_it_was_deleted_since() {
        at(1, new MessageSent(message(1), HOST.user(), new ChatText("hi")));
        at(2, new MessageRedacted(message(2), HOST.user()));
        at(3, new MessageDeleted(message(2), HOST.user()));

        assertThat(after(4).chatMessages()).isEqualTo(2);
    }

    @Test
    void an_event_from_a_clock_that_is_behind_happened_with_the_one_before() {
        at(10, new ParticipantJoined(VIEWER));
        at(7, new ParticipantLeft(VIEWER.user(), NOON));

        assertThat(after(10).averageStay()).isEqualTo(Duration.ofSeconds(5));
        assertThat(after(10).people()).containsExactly(count(0, 1), count(10, 1));
    }

    @Test
    void events_are_counted_in_their_order() {
        RecordedEvent later = new RecordedEvent(new Version(3), NOON, new ParticipantJoined(VIEWER));

        assertThatThrownBy(() -> tally.add(later))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 does not follow 1");
    }

    @Test
    void a_party_of_many_visits_keeps_its_peak_and_its_end() {
        for (int number = 1; number <= 400; number++) {
            at(number * 10L, new ParticipantJoined(guest(number)));
        }
        for (int number = 1; number <= 399; number++) {
            at(5_000 + number * 10L, new ParticipantDeparted(guest(number).user(), NOON));
        }

        List<Headcount> people = after(100_000).people();

        assertThat(people).hasSizeBetween(Headcounts.POINTS_MAX / 4, Headcounts.POINTS_MAX);
        assertThat(people.stream().mapToInt(Headcount::count)).contains(401);
        assertThat(people).last().isEqualTo(count(5_000 + 3_990, 2));
        assertThat(people).isSortedAccordingTo((one, other) -> one.at().compareTo(other.at()));
    }

    @Test
    void a_party_of_many_visits_keeps_a_peak_of_a_second() {
        for (int minute = 1; minute <= 600; minute++) {
            at(minute * 60L, new ParticipantJoined(VIEWER));
            if (minute == 300) {
                at(minute * 60L + 1, new ParticipantJoined(guest(1)));
                at(minute * 60L + 2, new ParticipantLeft(guest(1).user(), NOON));
            }
            at(minute * 60L + 30, new ParticipantLeft(VIEWER.user(), NOON));
        }

        PartyStatistics told = after(600 * 60 + 60);

        assertThat(told.people()).hasSizeLessThanOrEqualTo(Headcounts.POINTS_MAX);
        assertThat(told.people().stream().mapToInt(Headcount::count).max()).hasValue(3);
        assertThat(told.peakConcurrent()).isEqualTo(3);
        assertThat(told.people()).last().isEqualTo(count(600 * 60 + 30, 1));
    }

    @Test
    void whoever_is_said_to_arrive_twice_was_here_all_the_time() {
        at(10, new ParticipantArrived(HOST.user(), NOON));

        assertThat(after(20).averageStay()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void reactions_are_counted_where_in_the_film_they_were() {
        at(1, reaction(500, LAUGH));
        at(2, reaction(999, HEART));
        at(3, reaction(600, LAUGH));
        at(4, reaction(5_000, LAUGH));

        PartyStatistics told = after(5);

        assertThat(told.reactions()).isEqualTo(4);
        assertThat(told.bucket()).isEqualTo(Duration.ofSeconds(1));
        assertThat(told.moments())
                .containsExactly(
                        new Moment(FILM.id(), Position.START, 0, 3, Map.of(LAUGH, 2L, HEART, 1L)),
                        new Moment(FILM.id(), new Position(5_000), 0, 1, Map.of(LAUGH, 1L)));
    }

    @Test
    void buckets_grow_so_that_there_are_never_too_many() {
        for (int second = 0; second < 1_000; second++) {
            at(second, reaction(second * 1_000L, LAUGH));
        }

        PartyStatistics told = after(1_000);

        assertThat(told.bucket()).isEqualTo(Duration.ofSeconds(8));
        assertThat(told.moments())
                .hasSize(125)
                .allSatisfy(bucket -> assertThat(bucket.reactions()).isEqualTo(8));
    }

    @Test
    void too_many_kinds_of_emoji_are_still_counted() {
        for (int number = 0; number < 100; number++) {
            at(number, reaction(0, new Emoji(Character.toString(0x1F300 + number))));
        }

        assertThat(after(100).moments()).singleElement().satisfies(bucket -> {
            assertThat(bucket.reactions()).isEqualTo(100);
            assertThat(bucket.emoji()).hasSize(Moments.EMOJI_MAX);
        });
    }

    @Test
    void each_film_has_its_own_reactions() {
        at(1, reaction(500, LAUGH));
        at(2, new ItemFollowed(EPISODE.id(), playing()));
        at(3, reaction(500, HEART));
        at(4, new Skipped(HOST.user(), FILM.id(), playing()));
        at(5, reaction(700, LAUGH));

        assertThat(tally.at(NOON, PROGRAMME.queue()).moments())
                .containsExactly(
                        new Moment(FILM.id(), Position.START, 0, 2, Map.of(LAUGH, 2L)),
                        new Moment(EPISODE.id(), Position.START, 0, 1, Map.of(HEART, 1L)));
    }

    @Test
    void what_is_said_counts_where_the_film_was_then() {
        at(1, new MessageSent(message(1), HOST.user(), new ChatText("before it runs")));
        at(10, new Played(HOST.user(), playingFrom(10)));
        at(13, new MessageSent(message(2), HOST.user(), new ChatText("three seconds in")));
        at(14, reaction(3_900, LAUGH));
        at(20, new Halted(HOST.user(), new Timeline.Paused(new Position(10_000), Rate.NORMAL)));
        at(60, new MessageRedacted(message(3), HOST.user()));

        assertThat(after(60).moments())
                .containsExactly(
                        new Moment(FILM.id(), Position.START, 1, 0, Map.of()),
                        new Moment(FILM.id(), new Position(3_000), 1, 1, Map.of(LAUGH, 1L)),
                        new Moment(FILM.id(), new Position(10_000), 1, 0, Map.of()));
    }

    @Test
    void a_film_that_was_taken_out_before_the_history_named_it_has_no_name() {
        at(1, reaction(500, LAUGH));
        at(2, new ItemRemoved(HOST.user(), FILM.id(), PAUSED));
        at(3, reaction(700, HEART));

        assertThat(tally.at(NOON, Queue.of(List.of(EPISODE))).moments())
                .containsExactly(
                        new Moment(null, Position.START, 0, 1, Map.of(LAUGH, 1L)),
                        new Moment(EPISODE.id(), Position.START, 0, 1, Map.of(HEART, 1L)));
    }

    @Test
    void the_first_film_has_no_name_once_others_may_have_been_put_before_it() {
        at(1, reaction(500, LAUGH));
        at(2, new ItemMoved(HOST.user(), STREAM.id(), 0));
        at(3, new Skipped(HOST.user(), EPISODE.id(), playing()));

        assertThat(tally.at(NOON, Queue.of(List.of(STREAM, FILM, EPISODE)).moveTo(EPISODE.id()))
                        .moments())
                .containsExactly(new Moment(null, Position.START, 0, 1, Map.of(LAUGH, 1L)));
    }

    @Test
    void what_comes_into_an_empty_queue_is_watched_at_once() {
        at(1, new ItemsAdded(HOST.user(), List.of(EPISODE, FILM), 0));
        at(2, reaction(500, LAUGH));
        at(3, new Skipped(HOST.user(), FILM.id(), playing()));
        at(4, new ItemRemoved(HOST.user(), EPISODE.id(), playing()));

        assertThat(tally.at(NOON, Queue.of(List.of(FILM))).moments())
                .containsExactly(new Moment(EPISODE.id(), Position.START, 0, 1, Map.of(LAUGH, 1L)));
    }

    private void at(long second, PartyEvent event) {
        tally.add(new RecordedEvent(tally.version().next(), second(second), event));
    }

    private PartyStatistics after(long second) {
        return tally.at(second(second), PROGRAMME.queue());
    }

    private static Instant second(long number) {
        return NOON.plusSeconds(number);
    }

    private static Headcount count(long second, int people) {
        return new Headcount(second(second), people);
    }

    private static Timeline.Playing playingFrom(long second) {
        return new Timeline.Playing(Position.START, second(second), Rate.NORMAL);
    }

    private static Timeline.Playing playing() {
        return new Timeline.Playing(Position.START, NOON, Rate.NORMAL);
    }

    private static Reacted reaction(long positionMs, Emoji emoji) {
        return new Reacted(new ReactionId(new UUID(0, 1)), HOST.user(), emoji, new Position(positionMs));
    }

    private static MessageId message(int number) {
        return new MessageId(new UUID(0, number));
    }
}
