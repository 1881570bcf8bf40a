package dev.watchparty.domain.party;

import static dev.watchparty.domain.party.Parties.CO_HOST;
import static dev.watchparty.domain.party.Parties.EPISODE;
import static dev.watchparty.domain.party.Parties.FILM;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.LEAD;
import static dev.watchparty.domain.party.Parties.NOON;
import static dev.watchparty.domain.party.Parties.STREAM;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static dev.watchparty.domain.party.Parties.at;
import static dev.watchparty.domain.party.Parties.away;
import static dev.watchparty.domain.party.Parties.given;
import static dev.watchparty.domain.party.Parties.guest;
import static dev.watchparty.domain.party.Parties.playingFrom;
import static dev.watchparty.domain.party.Parties.with;
import static dev.watchparty.domain.party.Parties.without;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.PartyEvent.ItemFollowed;
import dev.watchparty.domain.party.PartyEvent.NextVoted;
import dev.watchparty.domain.party.PartyEvent.SkipVoted;
import dev.watchparty.domain.party.PartyEvent.Skipped;
import dev.watchparty.domain.party.PlaybackCommand.MoveOn;
import dev.watchparty.domain.party.PlaybackCommand.Skip;
import dev.watchparty.domain.party.Proceedings.Ballot;
import dev.watchparty.domain.party.QueueCommand.VoteForNext;
import dev.watchparty.domain.party.QueueCommand.VoteToSkip;
import dev.watchparty.domain.playback.ItemId;
import dev.watchparty.domain.playback.Position;
import dev.watchparty.domain.playback.Rate;
import dev.watchparty.domain.playback.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Ann, Bo and Cleo watch the film; a majority of three is two. */
class VotingTest {

    private static final Party PARTY = playingFrom(new Position(60_000));
    private static final ItemId ELSEWHERE = new ItemId(new UUID(99, 99));
    private static final Timeline.Playing NEXT = new Timeline.Playing(Position.START, NOON.plus(LEAD), Rate.NORMAL);

    @Test
    void to_skip_is_counted() {
        Party party = given(PARTY)
                .when(new VoteToSkip(VIEWER.user(), LEAD), NOON)
                .then(new SkipVoted(VIEWER.user()))
                .party();

        assertThat(party.votesToSkip()).isEqualTo(1);
        assertThat(party.votesNeededToSkip()).isEqualTo(2);
    }

    @Test
    void to_skip_plays_the_next_item_at_more_than_half() {
        Party party = given(given(PARTY)
                        .when(new VoteToSkip(VIEWER.user(), LEAD), NOON)
                        .party())
                .when(new VoteToSkip(CO_HOST.user(), LEAD), NOON)
                .then(new SkipVoted(CO_HOST.user()), new ItemFollowed(EPISODE.id(), NEXT))
                .party();

        assertThat(party.queue().current()).hasValue(EPISODE);
        assertThat(party.proceedings().ballot()).isEqualTo(Ballot.EMPTY);
    }

    @Test
    void to_skip_with_half_is_not_enough() {
        Party four = with(with(PARTY, guest(1)), voted(VIEWER.user()));

        given(four).when(new VoteToSkip(CO_HOST.user(), LEAD), NOON).then(new SkipVoted(CO_HOST.user()));
        assertThat(four.votesNeededToSkip()).isEqualTo(3);
    }

    @Test
    void to_skip_twice_counts_once() {
        given(with(PARTY, voted(VIEWER.user())))
                .when(new VoteToSkip(VIEWER.user(), LEAD), NOON)
                .then();
    }

    @Test
    void to_skip_is_for_those_who_are_here() {
        Party party = with(away(PARTY, CO_HOST), voted(CO_HOST.user()));

        assertThat(party.votesToSkip()).isZero();
        assertThat(party.votesNeededToSkip()).isEqualTo(2);
        given(party).when(new VoteToSkip(VIEWER.user(), LEAD), NOON).then(new SkipVoted(VIEWER.user()));
    }

    /** When others go, what was too few may be enough; it takes a vote to see it. */
    @Test
    void to_skip_again_counts_anew_after_others_went() {
        Party party = with(without(without(PARTY, HOST), CO_HOST), voted(VIEWER.user()));

        given(party).when(new VoteToSkip(VIEWER.user(), LEAD), NOON).then(new ItemFollowed(EPISODE.id(), NEXT));
    }

    @Test
    void to_skip_needs_something_that_is_next() {
        given(at(PARTY, STREAM))
                .when(new VoteToSkip(VIEWER.user(), LEAD), NOON)
                .thenRejected(new Rejection.NoNextItem());
        given(with(PARTY, Programme.NONE))
                .when(new VoteToSkip(VIEWER.user(), LEAD), NOON)
                .thenRejected(new Rejection.NoNextItem());
    }

    @Test
    void on_what_is_next_is_one_vote_each() {
        Party once = given(PARTY)
                .when(new VoteForNext(VIEWER.user(), STREAM.id()), NOON)
                .then(new NextVoted(VIEWER.user(), STREAM.id()))
                .party();
        Party again = given(once)
                .when(new VoteForNext(VIEWER.user(), EPISODE.id()), NOON)
                .party();

        assertThat(once.votesOnNext()).isEqualTo(Map.of(STREAM.id(), 1L));
        assertThat(again.votesOnNext()).isEqualTo(Map.of(EPISODE.id(), 1L));
        given(again).when(new VoteForNext(VIEWER.user(), EPISODE.id()), NOON).then();
    }

    @Test
    void on_what_is_next_decides_what_follows_the_end() {
        Instant end = NOON.plus(Duration.ofHours(2));

        given(with(PARTY, wanted(Map.of(VIEWER.user(), STREAM.id()))))
                .when(new MoveOn(FILM.id(), LEAD), end)
                .then(new ItemFollowed(STREAM.id(), new Timeline.Playing(Position.START, end.plus(LEAD), Rate.NORMAL)));
    }

    @Test
    void on_what_is_next_decides_what_a_skip_plays() {
        given(with(PARTY, wanted(Map.of(VIEWER.user(), STREAM.id()))))
                .when(new Skip(HOST.user(), null, LEAD), NOON)
                .then(new Skipped(HOST.user(), STREAM.id(), NEXT));
    }

    @Test
    void on_what_is_next_goes_by_number_and_then_by_order() {
        Map<UserId, ItemId> two =
                Map.of(HOST.user(), EPISODE.id(), VIEWER.user(), STREAM.id(), CO_HOST.user(), STREAM.id());
        Map<UserId, ItemId> equal = Map.of(HOST.user(), STREAM.id(), VIEWER.user(), EPISODE.id());

        assertThat(with(PARTY, wanted(two)).chosenNext()).hasValue(STREAM);
        assertThat(with(PARTY, wanted(equal)).chosenNext()).hasValue(EPISODE);
        assertThat(PARTY.chosenNext()).hasValue(EPISODE);
    }

    @Test
    void on_what_is_next_does_not_count_for_those_who_left() {
        Party party = with(without(PARTY, VIEWER), wanted(Map.of(VIEWER.user(), STREAM.id())));

        assertThat(party.votesOnNext()).isEmpty();
        assertThat(party.chosenNext()).hasValue(EPISODE);
    }

    @Test
    void on_what_is_next_is_about_other_items_of_the_queue() {
        for (ItemId item : List.of(FILM.id(), ELSEWHERE)) {
            given(PARTY).when(new VoteForNext(VIEWER.user(), item), NOON).thenRejected(new Rejection.UnknownItem(item));
        }
    }

    @Test
    void is_over_when_another_item_plays() {
        Party voted = with(
                PARTY, Proceedings.NONE.with(new Ballot(Set.of(VIEWER.user()), Map.of(VIEWER.user(), STREAM.id()))));

        Party party = given(voted)
                .when(new Skip(HOST.user(), EPISODE.id(), LEAD), NOON)
                .party();

        assertThat(party.proceedings().ballot()).isEqualTo(Ballot.EMPTY);
    }

    private static Proceedings voted(UserId... voters) {
        return Proceedings.NONE.with(new Ballot(Set.of(voters), Map.of()));
    }

    private static Proceedings wanted(Map<UserId, ItemId> votes) {
        return Proceedings.NONE.with(new Ballot(Set.of(), votes));
    }
}
