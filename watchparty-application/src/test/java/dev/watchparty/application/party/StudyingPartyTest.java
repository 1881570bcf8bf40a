package dev.watchparty.application.party;

import static dev.watchparty.application.fixtures.Story.id;
import static dev.watchparty.domain.party.Parties.CO_HOST;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.NOON;
import static dev.watchparty.domain.party.Parties.STRANGER;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.application.fixtures.InMemoryPartyStore;
import dev.watchparty.application.fixtures.ManualClock;
import dev.watchparty.application.fixtures.Story;
import dev.watchparty.application.party.StudyParty.Result;
import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.party.MembershipCommand.Leave;
import dev.watchparty.domain.party.Visibility;
import dev.watchparty.domain.statistics.PartyStatistics;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StudyingPartyTest {

    private static final int LONG = 3 * StudyParty.EVENTS_PER_PAGE;

    private final InMemoryPartyStore memory = new InMemoryPartyStore();
    private final MoodyStore store = new MoodyStore(memory);
    private final ManualClock clock = new ManualClock(NOON);
    private final StudyParty study = new StudyParty(store, clock);

    @ParameterizedTest
    @CsvSource({
        "PRIVATE, true,  false, false, false",
        "FRIENDS, true,  true,  true,  false",
        "INVITE,  true,  true,  true,  true",
        "PUBLIC,  true,  true,  true,  true",
    })
    void is_for_those_who_may(
            Visibility visibility, boolean byHost, boolean byMember, boolean byFormerMember, boolean byStranger) {
        Story.of(memory, 1, visibility).joinedBy(VIEWER, CO_HOST).asked(new Leave(CO_HOST.user()));

        assertThat(isStudiedBy(HOST)).isEqualTo(byHost);
        assertThat(isStudiedBy(VIEWER)).isEqualTo(byMember);
        assertThat(isStudiedBy(CO_HOST)).isEqualTo(byFormerMember);
        assertThat(isStudiedBy(STRANGER)).isEqualTo(byStranger);
    }

    @Test
    void nobody_studies_a_party_that_there_is_not() {
        assertThat(study.handle(id(1), HOST.user())).isEqualTo(new Result.UnknownParty());
    }

    @Test
    void counts_the_whole_of_a_long_history() {
        Story story = talkative();

        clock.advance(Duration.ofHours(2));
        PartyStatistics told = studied();

        assertThat(told.chatMessages()).isEqualTo(LONG);
        assertThat(told.uniqueViewers()).isEqualTo(2);
        assertThat(told.averageStay()).isEqualTo(Duration.between(story.party().createdAt(), clock.instant()));
    }

    @Test
    void does_not_count_again_what_it_counted_before() {
        Story story = talkative();
        PartyStatistics before = studied();
        int reads = store.eventReads();
        story.said(HOST, 1);

        assertThat(studied().chatMessages()).isEqualTo(before.chatMessages() + 1);
        assertThat(studied().chatMessages()).isEqualTo(before.chatMessages() + 1);
        assertThat(store.eventReads()).isEqualTo(reads + 1);
    }

    @Test
    void remembers_only_so_many_parties() {
        for (int number = 1; number <= StudyParty.TALLIES_MAX + 1; number++) {
            Story.of(memory, number, Visibility.PUBLIC);
            study.handle(id(number), HOST.user());
        }
        int reads = store.eventReads();

        study.handle(id(StudyParty.TALLIES_MAX + 1), HOST.user());
        assertThat(store.eventReads()).isEqualTo(reads);
        study.handle(id(1), HOST.user());
        assertThat(store.eventReads()).isEqualTo(reads + 1);
    }

    /** Two who ask at the same time may have seen different versions of the party. */
    @Test
    void many_may_study_a_party_in_which_much_happens() throws Exception {
        Story story = talkative();
        StudyParty shared = new StudyParty(memory, clock);
        ExecutorService threads = Executors.newFixedThreadPool(3);
        List<Callable<Boolean>> readers = Collections.nCopies(3, () -> {
            boolean isStudied = true;
            for (int time = 0; time < 300; time++) {
                isStudied &= shared.handle(id(1), HOST.user()) instanceof Result.Studied;
            }
            return isStudied;
        });

        List<Future<Boolean>> read = readers.stream().map(threads::submit).toList();
        for (int number = 1; number <= 300; number++) {
            story.said(VIEWER, number);
        }

        for (Future<Boolean> isStudied : read) {
            assertThat(isStudied.get(30, TimeUnit.SECONDS)).isTrue();
        }
        threads.shutdownNow();
        assertThat(shared.handle(id(1), HOST.user())).isEqualTo(study.handle(id(1), HOST.user()));
    }

    private Story talkative() {
        Story story = Story.of(memory, 1, Visibility.PUBLIC).joinedBy(VIEWER);
        for (int number = 1; number <= LONG; number++) {
            story.said(VIEWER, number);
        }
        return story;
    }

    private PartyStatistics studied() {
        Result result = study.handle(id(1), HOST.user());
        assertThat(result).isInstanceOf(Result.Studied.class);
        return ((Result.Studied) result).statistics();
    }

    private boolean isStudiedBy(Participant reader) {
        return study.handle(id(1), reader.user()) instanceof Result.Studied;
    }
}
