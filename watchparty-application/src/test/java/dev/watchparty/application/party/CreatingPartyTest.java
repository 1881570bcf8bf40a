package dev.watchparty.application.party;

import static dev.watchparty.application.party.People.identity;
import static dev.watchparty.domain.party.Parties.CODE;
import static dev.watchparty.domain.party.Parties.EPISODE;
import static dev.watchparty.domain.party.Parties.FILM;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.NOON;
import static dev.watchparty.domain.party.Parties.PARTY;
import static dev.watchparty.domain.party.Parties.STRANGER;
import static dev.watchparty.domain.party.Parties.created;
import static dev.watchparty.domain.party.Parties.ended;
import static dev.watchparty.domain.party.Parties.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchparty.application.fixtures.InMemoryAccounts;
import dev.watchparty.application.fixtures.InMemoryPartyStore;
import dev.watchparty.application.fixtures.InMemoryPlaylists;
import dev.watchparty.application.fixtures.ManualClock;
import dev.watchparty.application.fixtures.PlainPasswords;
import dev.watchparty.application.fixtures.SequentialIds;
import dev.watchparty.application.party.CreateParty.Result;
import dev.watchparty.application.party.CreateParty.Supplies;
import dev.watchparty.application.party.CreateParty.Wish;
import dev.watchparty.application.port.InviteCodes;
import dev.watchparty.application.port.Password;
import dev.watchparty.domain.participant.Role;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.Capacity;
import dev.watchparty.domain.party.InviteCode;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.Phase;
import dev.watchparty.domain.party.Protection;
import dev.watchparty.domain.party.Settings;
import dev.watchparty.domain.party.Title;
import dev.watchparty.domain.party.Version;
import dev.watchparty.domain.party.Visibility;
import dev.watchparty.domain.playback.ItemTitle;
import dev.watchparty.domain.playback.Playlist;
import dev.watchparty.domain.playback.PlaylistId;
import dev.watchparty.domain.playback.Position;
import dev.watchparty.domain.playback.Rate;
import dev.watchparty.domain.playback.Timeline;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CreatingPartyTest {

    private static final InviteCode FREE = new InviteCode("FREE22");
    private static final PlaylistId PLAYLIST = new PlaylistId(new UUID(3, 1));

    private final InMemoryPartyStore parties = new InMemoryPartyStore();
    private final InMemoryAccounts accounts = new InMemoryAccounts();
    private final InMemoryPlaylists playlists = new InMemoryPlaylists();
    private final PlainPasswords passwords = new PlainPasswords();

    @Test
    void makes_a_party_with_the_caller_as_its_host() {
        Party party = made(wish(null, null), FREE);

        assertThat(parties.find(party.id())).contains(party);
        assertThat(party.version()).isEqualTo(new Version(1));
        assertThat(party.host()).isEqualTo(HOST.user());
        assertThat(party.participants().active()).singleElement().satisfies(host -> {
            assertThat(host.role()).isEqualTo(Role.HOST);
            assertThat(host.profile()).isEqualTo(HOST.profile());
            assertThat(host.joinedAt()).isEqualTo(NOON);
        });
        assertThat(party.inviteCode()).isEqualTo(FREE);
        assertThat(party.phase()).isEqualTo(new Phase.Scheduled());
        assertThat(party.timeline()).isEqualTo(new Timeline.Paused(Position.START, Rate.NORMAL));
        assertThat(party.settings())
                .isEqualTo(Settings.of(new Title("Friday"), Visibility.INVITE, new Capacity(7), Protection.OPEN));
    }

    @Test
    void begins_the_history_with_its_creation() {
        Party party = made(wish(null, null), FREE);

        assertThat(parties.eventsAfter(party.id(), Version.NONE, 10)).containsExactly(party.creation());
    }

    @Test
    void keeps_what_is_known_of_the_host() {
        made(wish(null, null), FREE);

        assertThat(accounts.find(HOST.user())).contains(HOST.profile());
    }

    /** The pitfall: a password accepted at creation and thrown away. */
    @Test
    void keeps_the_password_hashed() {
        Password password = new Password("geheim ü");

        Party party = made(wish(password, null), FREE);

        assertThat(party.settings().protection()).isEqualTo(new Protection.ByPassword(passwords.hash(password)));
    }

    @Test
    void takes_a_copy_of_the_host_s_own_private_playlist() {
        playlists.save(playlist(Playlist.Visibility.PRIVATE, HOST.user()));

        Party party = made(wish(null, PLAYLIST), FREE);

        assertThat(party.programme().playlist()).contains(PLAYLIST);
        assertThat(party.queue().items()).containsExactly(FILM, EPISODE);
        assertThat(party.queue().current()).contains(FILM);
    }

    @Test
    void takes_a_copy_of_somebody_else_s_public_playlist() {
        playlists.save(playlist(Playlist.Visibility.PUBLIC, STRANGER.user()));

        assertThat(made(wish(null, PLAYLIST), FREE).queue().items()).containsExactly(FILM, EPISODE);
    }

    @Test
    void refuses_somebody_else_s_private_playlist_and_keeps_nothing() {
        playlists.save(playlist(Playlist.Visibility.PRIVATE, STRANGER.user()));

        assertThat(create(wish(null, PLAYLIST), FREE)).isEqualTo(new Result.PlaylistNotAllowed());
        assertThat(parties.findByCode(FREE)).isEmpty();
        assertThat(accounts.find(HOST.user())).isEmpty();
    }

    /** The pitfall: an expected failure, such as an unknown playlist, that breaks the request. */
    @Test
    void knows_no_such_playlist() {
        assertThat(create(wish(null, PLAYLIST), FREE)).isEqualTo(new Result.UnknownPlaylist());
        assertThat(parties.findByCode(FREE)).isEmpty();
    }

    @Test
    void draws_again_while_the_code_is_taken() {
        parties.create(created());

        assertThat(made(wish(null, null), CODE, CODE, FREE).inviteCode()).isEqualTo(FREE);
        assertThat(parties.findByCode(CODE)).contains(created());
    }

    @Test
    void gives_up_when_ten_codes_in_a_row_are_taken() {
        parties.create(created());
        InviteCode[] taken = new InviteCode[10];
        Arrays.fill(taken, CODE);

        assertThatThrownBy(() -> create(wish(null, null), taken)).isInstanceOf(IllegalStateException.class);
        taken[9] = FREE;
        assertThat(made(wish(null, null), taken).inviteCode()).isEqualTo(FREE);
    }

    @Test
    void may_take_the_code_of_a_party_that_has_ended() {
        parties.create(ended(named(created(), PARTY, CODE), NOON));

        assertThat(made(wish(null, null), CODE).inviteCode()).isEqualTo(CODE);
    }

    private Party made(Wish wish, InviteCode... codes) {
        Result result = create(wish, codes);
        assertThat(result).isInstanceOf(Result.Created.class);
        return ((Result.Created) result).party();
    }

    private Result create(Wish wish, InviteCode... codes) {
        ArrayDeque<InviteCode> drawn = new ArrayDeque<>(List.of(codes));
        InviteCodes draws = drawn::remove;
        return new CreateParty(
                        parties,
                        accounts,
                        playlists,
                        new Supplies(new SequentialIds(1), draws, passwords),
                        new ManualClock(NOON))
                .handle(identity(HOST), wish);
    }

    private static Wish wish(@Nullable Password password, @Nullable PlaylistId playlist) {
        return new Wish(new Title("Friday"), Visibility.INVITE, new Capacity(7), password, playlist);
    }

    private static Playlist playlist(Playlist.Visibility visibility, UserId owner) {
        return new Playlist(PLAYLIST, owner, new ItemTitle("Films"), visibility, List.of(FILM, EPISODE), NOON);
    }
}
