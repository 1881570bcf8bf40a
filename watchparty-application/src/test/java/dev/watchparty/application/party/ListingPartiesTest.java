package dev.watchparty.application.party;

import static dev.watchparty.application.party.People.identity;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.NOON;
import static dev.watchparty.domain.party.Parties.STRANGER;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.application.fixtures.InMemoryArchive;
import dev.watchparty.application.fixtures.Story;
import dev.watchparty.application.port.Identity;
import dev.watchparty.application.port.PartyCatalogue.HostedParties;
import dev.watchparty.application.port.PartyCatalogue.Listed;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.party.Title;
import dev.watchparty.domain.party.Visibility;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who finds which parties, and whose past they see. */
class ListingPartiesTest {

    private final InMemoryArchive archive = new InMemoryArchive();
    private final ListParties list =
            new ListParties(archive, user -> user.equals(STRANGER.user()) ? Set.of(HOST.user()) : Set.of());

    @Test
    void friends_find_what_is_for_friends() {
        story(1, Visibility.PUBLIC);
        story(2, Visibility.FRIENDS);

        assertThat(found(identity(STRANGER))).containsExactly(Story.id(2), Story.id(1));
        assertThat(found(identity(VIEWER))).containsExactly(Story.id(1));
        assertThat(found(null)).containsExactly(Story.id(1));
    }

    @Test
    void titles_are_looked_for_and_lists_are_paged() {
        for (int number = 1; number <= 5; number++) {
            story(number, Visibility.PUBLIC);
        }

        assertThat(list.listed(null, new Title("party 3"), 0, 20).totalCount()).isEqualTo(1);
        assertThat(list.listed(null, null, 4, 20).parties())
                .extracting(Listed::id)
                .containsExactly(Story.id(1));
        assertThat(list.trending(null, 1)).extracting(Listed::id).containsExactly(Story.id(5));
    }

    @Test
    void everybody_has_a_past_of_their_own() {
        story(1, Visibility.PRIVATE).joinedBy(VIEWER).ended(NOON.plusSeconds(60));
        story(2, Visibility.PRIVATE).ended(NOON.plusSeconds(60));
        ReadHistory history = new ReadHistory(archive);

        assertThat(history.handle(VIEWER.user(), 0, 20).totalCount()).isEqualTo(1);
        assertThat(history.handle(HOST.user(), 1, 20).parties()).hasSize(1);
        assertThat(history.handle(STRANGER.user(), 0, 20).parties()).isEmpty();
    }

    @Test
    void what_became_of_somebodys_parties_is_shown_to_nobody_else() {
        story(1, Visibility.PUBLIC).joinedBy(VIEWER).said(VIEWER, 1);
        StudyHost study = new StudyHost(archive);

        assertThat(study.handle(HOST.user(), HOST.user()))
                .isEqualTo(new StudyHost.Result.Studied(new HostedParties(1, 1, 1, 0)));
        assertThat(study.handle(VIEWER.user(), HOST.user())).isEqualTo(new StudyHost.Result.NotAllowed());
    }

    private Story story(int number, Visibility visibility) {
        return Story.of(archive, number, visibility);
    }

    private List<PartyId> found(@Nullable Identity reader) {
        List<PartyId> trending =
                list.trending(reader, 20).stream().map(Listed::id).toList();
        assertThat(list.listed(reader, null, 0, 20).parties())
                .extracting(Listed::id)
                .isEqualTo(trending);
        return trending;
    }
}
