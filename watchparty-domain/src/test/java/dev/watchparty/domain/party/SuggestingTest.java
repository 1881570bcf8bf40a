package dev.watchparty.domain.party;

import static dev.watchparty.domain.party.Parties.CO_HOST;
import static dev.watchparty.domain.party.Parties.EPISODE;
import static dev.watchparty.domain.party.Parties.FILM;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.NOON;
import static dev.watchparty.domain.party.Parties.PROGRAMME;
import static dev.watchparty.domain.party.Parties.STREAM;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static dev.watchparty.domain.party.Parties.clip;
import static dev.watchparty.domain.party.Parties.clips;
import static dev.watchparty.domain.party.Parties.given;
import static dev.watchparty.domain.party.Parties.guest;
import static dev.watchparty.domain.party.Parties.playingFrom;
import static dev.watchparty.domain.party.Parties.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.participant.Role;
import dev.watchparty.domain.party.MembershipCommand.Erase;
import dev.watchparty.domain.party.ModerationCommand.Remove;
import dev.watchparty.domain.party.PartyEvent.ItemSuggested;
import dev.watchparty.domain.party.PartyEvent.SuggestionAccepted;
import dev.watchparty.domain.party.PartyEvent.SuggestionDeclined;
import dev.watchparty.domain.party.Proceedings.Suggestion;
import dev.watchparty.domain.party.QueueCommand.AcceptSuggestion;
import dev.watchparty.domain.party.QueueCommand.DeclineSuggestion;
import dev.watchparty.domain.party.QueueCommand.Suggest;
import dev.watchparty.domain.playback.ItemId;
import dev.watchparty.domain.playback.PlaylistItem;
import dev.watchparty.domain.playback.Position;
import dev.watchparty.domain.playback.Queue;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SuggestingTest {

    private static final Party PARTY = playingFrom(Position.START);
    private static final ItemId ELSEWHERE = new ItemId(new UUID(99, 99));
    private static final Party SUGGESTED =
            given(PARTY).when(new Suggest(VIEWER.user(), clip(1)), NOON).party();

    @Test
    void is_for_viewers() {
        given(PARTY).when(new Suggest(VIEWER.user(), clip(1)), NOON).then(new ItemSuggested(VIEWER.user(), clip(1)));
        assertThat(SUGGESTED.proceedings().suggestions()).containsExactly(new Suggestion(clip(1), VIEWER.user()));
        assertThat(SUGGESTED.queue()).isEqualTo(PARTY.queue());
    }

    @Test
    void waits_with_49_others_and_no_more() {
        Party almostFull = with(PARTY, waiting(guest(1), 49));

        Party full = given(almostFull)
                .when(new Suggest(VIEWER.user(), clip(50)), NOON)
                .party();

        assertThat(full.proceedings().suggestions()).hasSize(50);
        given(full).when(new Suggest(HOST.user(), clip(51)), NOON).thenRejected(new Rejection.TooManySuggestions(50));
        assertThatIllegalArgumentException().isThrownBy(() -> waiting(guest(1), 51));
    }

    @Test
    void is_for_five_at_a_time_of_one_person() {
        Party almostFull = with(PARTY, waiting(VIEWER, 4));

        Party full = given(almostFull)
                .when(new Suggest(VIEWER.user(), clip(5)), NOON)
                .party();

        given(full).when(new Suggest(VIEWER.user(), clip(6)), NOON).thenRejected(new Rejection.TooManySuggestions(5));
        given(full).when(new Suggest(HOST.user(), clip(6)), NOON).then(new ItemSuggested(HOST.user(), clip(6)));
    }

    @Test
    void is_over_when_whoever_suggested_is_put_out_or_erased() {
        Party others = given(SUGGESTED)
                .when(new Suggest(CO_HOST.user(), clip(2)), NOON)
                .party();

        for (PartyCommand command : List.of(
                new Remove(HOST.user(), VIEWER.user(), Removal.KICKED),
                new Remove(HOST.user(), VIEWER.user(), Removal.BANNED),
                new Erase(VIEWER.user()))) {
            assertThat(given(others).when(command, NOON).party().proceedings().suggestions())
                    .containsExactly(new Suggestion(clip(2), CO_HOST.user()));
        }
    }

    @Test
    void puts_the_item_at_the_end_of_the_queue_when_it_is_accepted() {
        Party party = given(SUGGESTED)
                .when(new AcceptSuggestion(CO_HOST.user(), clip(1).id()), NOON)
                .then(new SuggestionAccepted(CO_HOST.user(), clip(1), 3))
                .party();

        assertThat(party.queue().items()).containsExactly(FILM, EPISODE, STREAM, clip(1));
        assertThat(party.queue().current()).isEqualTo(PARTY.queue().current());
        assertThat(party.proceedings().suggestions()).isEmpty();
    }

    @Test
    void needs_a_place_in_the_queue() {
        List<PlaylistItem> others = clips(501).subList(1, 501);
        Party almostFull = with(SUGGESTED, PROGRAMME.with(Queue.of(others.subList(0, 499))));
        Party full = with(SUGGESTED, PROGRAMME.with(Queue.of(others)));
        AcceptSuggestion accept = new AcceptSuggestion(HOST.user(), clip(1).id());

        assertThat(given(almostFull).when(accept, NOON).party().queue().size()).isEqualTo(500);
        given(full).when(accept, NOON).thenRejected(new Rejection.QueueFull());
    }

    @Test
    void comes_to_nothing_when_it_is_declined() {
        Party party = given(SUGGESTED)
                .when(new DeclineSuggestion(CO_HOST.user(), clip(1).id()), NOON)
                .then(new SuggestionDeclined(CO_HOST.user(), clip(1).id()))
                .party();

        assertThat(party.proceedings().suggestions()).isEmpty();
        assertThat(party.queue()).isEqualTo(PARTY.queue());
    }

    @Test
    void may_be_taken_back_by_whoever_made_it_and_by_no_other_viewer() {
        Party party = with(SUGGESTED, guest(1));

        given(party)
                .when(new DeclineSuggestion(guest(1).user(), clip(1).id()), NOON)
                .thenRejected(new Rejection.ActionNotAllowed(Action.QUEUE, Role.CO_HOST));
        given(party)
                .when(new DeclineSuggestion(VIEWER.user(), clip(1).id()), NOON)
                .then(new SuggestionDeclined(VIEWER.user(), clip(1).id()));
    }

    @Test
    void is_dealt_with_once() {
        for (ItemId item : List.of(ELSEWHERE, FILM.id())) {
            given(SUGGESTED)
                    .when(new AcceptSuggestion(HOST.user(), item), NOON)
                    .thenRejected(new Rejection.UnknownSuggestion(item));
            given(SUGGESTED)
                    .when(new DeclineSuggestion(HOST.user(), item), NOON)
                    .thenRejected(new Rejection.UnknownSuggestion(item));
        }
    }

    private static Proceedings waiting(Participant by, int count) {
        return Proceedings.NONE.with(clips(count).stream()
                .map(clip -> new Suggestion(clip, by.user()))
                .toList());
    }
}
