package dev.watchparty.application.account;

import static dev.watchparty.application.fixtures.Story.id;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.NOON;
import static dev.watchparty.domain.party.Parties.STRANGER;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.application.account.ErasePersonalData.Result;
import dev.watchparty.application.account.PersonalData.Message;
import dev.watchparty.application.account.PersonalData.Reaction;
import dev.watchparty.application.fixtures.InMemoryAccounts;
import dev.watchparty.application.fixtures.InMemoryArchive;
import dev.watchparty.application.fixtures.InMemoryBackplane;
import dev.watchparty.application.fixtures.InMemoryFriendStore;
import dev.watchparty.application.fixtures.InMemoryPlaylists;
import dev.watchparty.application.fixtures.ManualClock;
import dev.watchparty.application.fixtures.ManualTimers;
import dev.watchparty.application.fixtures.Story;
import dev.watchparty.application.party.CommandParty;
import dev.watchparty.application.party.Workplace;
import dev.watchparty.application.port.CommandKey;
import dev.watchparty.application.port.FriendStore.Contacts;
import dev.watchparty.application.port.PartyStore;
import dev.watchparty.application.port.StoreUnavailableException;
import dev.watchparty.domain.chat.ChatText;
import dev.watchparty.domain.chat.Emoji;
import dev.watchparty.domain.friend.FriendCommand;
import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.participant.Profile;
import dev.watchparty.domain.participant.Role;
import dev.watchparty.domain.party.InviteCode;
import dev.watchparty.domain.party.MembershipCommand.Leave;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.PartyEvent;
import dev.watchparty.domain.party.PartyEvent.MessageRedacted;
import dev.watchparty.domain.party.PartyEvent.MessageSent;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.party.RecordedEvent;
import dev.watchparty.domain.party.Version;
import dev.watchparty.domain.party.Visibility;
import dev.watchparty.domain.playback.ItemTitle;
import dev.watchparty.domain.playback.Playlist;
import dev.watchparty.domain.playback.PlaylistId;
import dev.watchparty.domain.playback.Position;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What somebody is told of themselves, and what is left of them when they want nothing to be. */
class PersonalDataTest {

    private final InMemoryArchive archive = new InMemoryArchive();
    private final StubbornStore store = new StubbornStore(archive);
    private final InMemoryAccounts accounts = new InMemoryAccounts();
    private final InMemoryFriendStore friends = new InMemoryFriendStore(accounts);
    private final InMemoryPlaylists playlists = new InMemoryPlaylists();
    private final ManualClock clock = new ManualClock(NOON.plusSeconds(86_400));
    private final ExecutorService workers = Executors.newSingleThreadExecutor();
    private final CommandParty commands = new CommandParty(
            store, new InMemoryBackplane(workers), new Workplace(clock, workers, new ManualTimers(clock)));
    private final ExportPersonalData export = new ExportPersonalData(accounts, playlists, friends, archive);
    private final ErasePersonalData erase = new ErasePersonalData(archive, commands, playlists, accounts);

    PersonalDataTest() {
        accounts.save(VIEWER.user(), VIEWER.profile());
        accounts.save(HOST.user(), HOST.profile());
        playlists.save(playlist(1, VIEWER));
        playlists.save(playlist(2, HOST));
        befriend();
    }

    @AfterEach
    void stop() {
        workers.shutdownNow();
    }

    @Test
    void tells_somebody_all_that_is_kept_of_them() {
        Story first = story(1).joinedBy(VIEWER).said(VIEWER, 7).said(HOST, 8).reacted(VIEWER, "😂", 5_000);
        Story second = story(2).joinedBy(VIEWER).asked(new Leave(VIEWER.user())).ended(NOON.plusSeconds(90));
        story(3).said(HOST, 9);

        PersonalData data = export.handle(VIEWER.user());

        assertThat(data.profile()).isEqualTo(VIEWER.profile());
        assertThat(data.playlists()).containsExactly(playlist(1, VIEWER));
        assertThat(data.contacts().friends())
                .singleElement()
                .satisfies(friend -> assertThat(friend.user()).isEqualTo(HOST.user()));
        assertThat(data.parties())
                .extracting(attended -> attended.participant())
                .containsExactly(seat(first, VIEWER), seat(second, VIEWER));
        assertThat(data.messages())
                .containsExactly(new Message(id(1), first.party().createdAt(), new ChatText("number 7")));
        assertThat(data.reactions())
                .containsExactly(new Reaction(id(1), first.party().createdAt(), new Emoji("😂"), new Position(5_000)));
    }

    @Test
    void tells_somebody_unknown_that_nothing_is_kept() {
        assertThat(export.handle(STRANGER.user()))
                .isEqualTo(new PersonalData(
                        STRANGER.user(),
                        null,
                        List.of(),
                        new Contacts(List.of(), List.of(), List.of()),
                        List.of(),
                        List.of(),
                        List.of()));
    }

    @Test
    void tells_of_more_parties_and_words_than_fit_on_a_page() {
        int parties = 40;
        for (int number = 1; number <= parties; number++) {
            story(number).joinedBy(VIEWER);
        }
        Story talkative = story(41).joinedBy(VIEWER);
        for (int number = 1; number <= ExportPersonalData.EVENTS_PER_PAGE + 1; number++) {
            talkative.said(VIEWER, number);
        }

        assertThat(export.handle(VIEWER.user()).parties()).hasSize(parties + 1);
        assertThat(export.handle(VIEWER.user()).messages()).hasSize(ExportPersonalData.EVENTS_PER_PAGE + 1);
    }

    @Test
    void leaves_nothing_of_somebody_who_is_erased() {
        story(1).joinedBy(VIEWER).said(VIEWER, 7);
        story(2).joinedBy(VIEWER).said(VIEWER, 8).ended(NOON.plusSeconds(90));
        story(3).joinedBy(VIEWER).asked(new Leave(VIEWER.user()));

        assertThat(erased(VIEWER)).isEqualTo(Result.ERASED);

        PersonalData left = export.handle(VIEWER.user());
        assertThat(left.profile()).isNull();
        assertThat(left.playlists()).isEmpty();
        assertThat(export.handle(HOST.user()).contacts().friends()).isEmpty();
        assertThat(left.messages()).isEmpty();
        assertThat(left.parties()).hasSize(3).allSatisfy(attended -> {
            assertThat(attended.participant().profile()).isEqualTo(Profile.ERASED);
            assertThat(attended.participant().isActive()).isFalse();
        });
        for (int number = 1; number <= 3; number++) {
            assertThat(archive.eventsAfter(id(number), Version.NONE, 100).toString())
                    .doesNotContain(VIEWER.profile().username().value())
                    .doesNotContain(VIEWER.profile().displayName().value());
        }
    }

    /** The pitfall: a deleted account takes the party and everyone's chat along. */
    @Test
    void harms_no_party() {
        story(1).joinedBy(VIEWER).said(HOST, 7).said(VIEWER, 8);

        assertThat(erased(HOST)).isEqualTo(Result.ERASED);

        Party party = archive.find(id(1)).orElseThrow();
        assertThat(party.hasEnded()).isFalse();
        assertThat(party.host()).isEqualTo(VIEWER.user());
        assertThat(seat(party, VIEWER).role()).isEqualTo(Role.HOST);
        assertThat(messages(1)).hasExactlyElementsOfTypes(MessageRedacted.class, MessageSent.class);
        assertThat(playlists.ownedBy(VIEWER.user())).hasSize(1);
        assertThat(accounts.find(VIEWER.user())).isPresent();
    }

    @Test
    void may_be_repeated() {
        story(1).joinedBy(VIEWER);
        assertThat(erased(VIEWER)).isEqualTo(Result.ERASED);
        Party once = archive.find(id(1)).orElseThrow();

        assertThat(erased(VIEWER)).isEqualTo(Result.ERASED);
        assertThat(erased(STRANGER)).isEqualTo(Result.ERASED);

        assertThat(archive.find(id(1))).contains(once);
    }

    @Test
    void keeps_the_account_until_all_parties_answered_and_finishes_at_the_next_try() {
        int parties = 2 * ErasePersonalData.PARTIES_PER_PAGE + 3;
        for (int number = 1; number <= parties; number++) {
            story(number).joinedBy(VIEWER);
        }
        store.isStubborn = true;

        assertThat(erased(VIEWER)).isEqualTo(Result.UNFINISHED);
        assertThat(accounts.find(VIEWER.user())).isPresent();
        assertThat(playlists.ownedBy(VIEWER.user())).isNotEmpty();

        store.isStubborn = false;
        assertThat(erased(VIEWER)).isEqualTo(Result.ERASED);
        assertThat(accounts.find(VIEWER.user())).isEmpty();
        assertThat(export.handle(VIEWER.user()).parties())
                .hasSize(parties)
                .allSatisfy(
                        attended -> assertThat(attended.participant().profile()).isEqualTo(Profile.ERASED));
    }

    private Result erased(Participant person) {
        return erase.handle(person.user());
    }

    private Story story(int number) {
        return Story.of(archive, number, Visibility.PUBLIC);
    }

    private static Participant seat(Story story, Participant person) {
        return seat(story.party(), person);
    }

    private static Participant seat(Party party, Participant person) {
        return party.participants().find(person.user()).orElseThrow();
    }

    private List<PartyEvent> messages(int number) {
        return archive.eventsAfter(id(number), Version.NONE, 100).stream()
                .map(RecordedEvent::event)
                .filter(event -> event instanceof MessageSent || event instanceof MessageRedacted)
                .toList();
    }

    private void befriend() {
        ask(new FriendCommand.Ask(VIEWER.user(), HOST.user()));
        ask(new FriendCommand.Accept(HOST.user(), VIEWER.user()));
    }

    private void ask(FriendCommand command) {
        assertThat(friends.handle(command, NOON)).isPresent();
    }

    private static Playlist playlist(int number, Participant owner) {
        return new Playlist(
                new PlaylistId(new UUID(0, number)),
                owner.user(),
                new ItemTitle("Playlist " + number),
                Playlist.Visibility.PRIVATE,
                List.of(),
                NOON);
    }

    /** The store of {@link #archive}, which keeps nothing new while it is told so. */
    private static final class StubbornStore implements PartyStore {

        private final PartyStore store;
        private volatile boolean isStubborn;

        StubbornStore(PartyStore store) {
            this.store = store;
        }

        @Override
        public AppendResult append(Append append) {
            if (isStubborn) throw new StoreUnavailableException("not now", new IllegalStateException());
            return store.append(append);
        }

        @Override
        public Optional<Party> find(PartyId id) {
            return store.find(id);
        }

        @Override
        public Optional<Party> findByCode(InviteCode code) {
            return store.findByCode(code);
        }

        @Override
        public boolean create(Party party) {
            return store.create(party);
        }

        @Override
        public List<RecordedEvent> eventsAfter(PartyId id, Version version, int limit) {
            return store.eventsAfter(id, version, limit);
        }

        @Override
        public Map<CommandKey, Version> accepted(PartyId id, Set<CommandKey> keys) {
            return store.accepted(id, keys);
        }

        @Override
        public List<PartyId> partiesWithSomebodyHere(@Nullable PartyId after, int limit) {
            return store.partiesWithSomebodyHere(after, limit);
        }
    }
}
