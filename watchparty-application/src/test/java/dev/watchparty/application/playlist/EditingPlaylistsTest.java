package dev.watchparty.application.playlist;

import static dev.watchparty.domain.party.Parties.EPISODE;
import static dev.watchparty.domain.party.Parties.FILM;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.NOON;
import static dev.watchparty.domain.party.Parties.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchparty.application.fixtures.InMemoryPlaylists;
import dev.watchparty.application.fixtures.ManualClock;
import dev.watchparty.application.fixtures.SequentialIds;
import dev.watchparty.application.playlist.EditPlaylists.Change;
import dev.watchparty.application.playlist.EditPlaylists.Draft;
import dev.watchparty.application.playlist.EditPlaylists.Result;
import dev.watchparty.application.port.Identity;
import dev.watchparty.application.port.PlaylistCatalogue;
import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.playback.ItemId;
import dev.watchparty.domain.playback.ItemTitle;
import dev.watchparty.domain.playback.Playlist;
import dev.watchparty.domain.playback.Playlist.Visibility;
import dev.watchparty.domain.playback.PlaylistId;
import dev.watchparty.domain.playback.PlaylistItem;
import dev.watchparty.domain.playback.Queue;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EditingPlaylistsTest {

    private static final UserId OWNER = HOST.user();
    private static final UserId OTHER = STRANGER.user();
    private static final ItemTitle TITLE = new ItemTitle("Films");
    private static final PlaylistId UNKNOWN = new PlaylistId(new UUID(0, 99));
    private static final Change NO_CHANGE = new Change(null, null, null);

    private final InMemoryPlaylists playlists = new InMemoryPlaylists();
    private final ManualClock clock = new ManualClock(NOON);
    private final EditPlaylists edit = new EditPlaylists(playlists, new SequentialIds(1), clock);

    @Test
    void makes_a_playlist_whose_items_have_ids_of_their_own() {
        Playlist playlist = created(Visibility.PRIVATE, draft(null, FILM), draft(null, EPISODE));

        assertThat(playlists.find(playlist.id())).contains(playlist);
        assertThat(playlist.owner()).isEqualTo(OWNER);
        assertThat(playlist.title()).isEqualTo(TITLE);
        assertThat(playlist.createdAt()).isEqualTo(NOON);
        assertThat(playlist.items().stream().map(PlaylistItem::title)).containsExactly(FILM.title(), EPISODE.title());
        assertThat(playlist.items().stream().map(PlaylistItem::id)).doesNotHaveDuplicates();
    }

    @Test
    void may_be_empty() {
        assertThat(created(Visibility.PUBLIC).items()).isEmpty();
    }

    @Test
    void as_many_playlists_as_one_may_have_and_none_beyond() {
        for (int number = 0; number < PlaylistCatalogue.PLAYLISTS_PER_OWNER_MAX; number++) {
            created(Visibility.PRIVATE);
        }

        assertThat(edit.create(OWNER, TITLE, Visibility.PRIVATE, List.of())).isEqualTo(new Result.TooMany());
        assertThat(edit.create(OTHER, TITLE, Visibility.PRIVATE, List.of())).isInstanceOf(Result.Found.class);
        assertThat(edit.ownedBy(OWNER)).hasSize(PlaylistCatalogue.PLAYLISTS_PER_OWNER_MAX);
    }

    @Test
    void as_many_items_as_there_may_be_and_none_beyond() {
        List<Draft> most = Collections.nCopies(Queue.ITEMS_MAX, draft(null, FILM));
        List<Draft> tooMany = Collections.nCopies(Queue.ITEMS_MAX + 1, draft(null, FILM));

        assertThat(edit.create(OWNER, TITLE, Visibility.PRIVATE, most)).isInstanceOf(Result.Found.class);
        assertThatThrownBy(() -> edit.create(OWNER, TITLE, Visibility.PRIVATE, tooMany))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(edit.ownedBy(OWNER)).hasSize(1);
    }

    @Test
    void shows_one_s_own_newest_first() {
        Playlist old = created(Visibility.PRIVATE);
        clock.advance(Duration.ofSeconds(1));
        Playlist young = created(Visibility.PUBLIC);
        edit.create(OTHER, TITLE, Visibility.PUBLIC, List.of());

        assertThat(edit.ownedBy(OWNER)).containsExactly(young, old);
    }

    @Test
    void shows_a_public_one_to_everybody() {
        Playlist playlist = created(Visibility.PUBLIC);

        assertThat(edit.read(playlist.id(), null)).isEqualTo(new Result.Found(playlist));
        assertThat(edit.read(playlist.id(), identity(STRANGER))).isEqualTo(new Result.Found(playlist));
    }

    @Test
    void shows_a_private_one_to_its_owner_only() {
        Playlist playlist = created(Visibility.PRIVATE);

        assertThat(edit.read(playlist.id(), identity(HOST))).isEqualTo(new Result.Found(playlist));
        assertThat(edit.read(playlist.id(), identity(STRANGER))).isEqualTo(new Result.NotAllowed());
        assertThat(edit.read(playlist.id(), null)).isEqualTo(new Result.NotAllowed());
    }

    @Test
    void what_is_absent_from_a_change_stays() {
        Playlist playlist = created(Visibility.PRIVATE, draft(null, FILM));
        clock.advance(Duration.ofSeconds(1));

        assertThat(edit.change(playlist.id(), OWNER, NO_CHANGE)).isEqualTo(new Result.Found(playlist));
        assertThat(playlists.find(playlist.id())).contains(playlist);
    }

    @Test
    void changes_what_is_there() {
        Playlist playlist = created(Visibility.PRIVATE, draft(null, FILM));
        Change change = new Change(new ItemTitle("Serials"), Visibility.PUBLIC, List.of(draft(null, EPISODE)));

        Playlist changed = found(edit.change(playlist.id(), OWNER, change));

        assertThat(changed.title()).isEqualTo(new ItemTitle("Serials"));
        assertThat(changed.visibility()).isEqualTo(Visibility.PUBLIC);
        assertThat(changed.items().stream().map(PlaylistItem::url)).containsExactly(EPISODE.url());
        assertThat(changed.createdAt()).isEqualTo(NOON);
        assertThat(playlists.find(playlist.id())).contains(changed);
    }

    @Test
    void an_item_with_its_id_is_the_same_item_in_another_place() {
        Playlist playlist = created(Visibility.PRIVATE, draft(null, FILM));
        ItemId film = playlist.items().get(0).id();
        Change change = new Change(null, null, List.of(draft(null, EPISODE), draft(film, FILM)));

        Playlist changed = found(edit.change(playlist.id(), OWNER, change));

        assertThat(changed.items().get(1)).isEqualTo(playlist.items().get(0));
        assertThat(changed.items().get(0).id()).isNotEqualTo(film);
    }

    @Test
    void an_id_that_the_playlist_does_not_have_is_not_taken_over() {
        Playlist playlist = created(Visibility.PRIVATE);
        Change change = new Change(null, null, List.of(draft(FILM.id(), FILM)));

        assertThat(found(edit.change(playlist.id(), OWNER, change))
                        .items()
                        .get(0)
                        .id())
                .isNotEqualTo(FILM.id());
        assertThat(created(Visibility.PRIVATE, draft(FILM.id(), FILM))
                        .items()
                        .get(0)
                        .id())
                .isNotEqualTo(FILM.id());
    }

    @Test
    void nobody_changes_or_deletes_somebody_else_s_even_a_public_one() {
        Playlist playlist = created(Visibility.PUBLIC);

        assertThat(edit.change(playlist.id(), OTHER, new Change(new ItemTitle("Mine"), null, null)))
                .isEqualTo(new Result.NotAllowed());
        assertThat(edit.delete(playlist.id(), OTHER)).isEqualTo(new Result.NotAllowed());
        assertThat(playlists.find(playlist.id())).contains(playlist);
    }

    @Test
    void deletes_one_s_own() {
        Playlist playlist = created(Visibility.PRIVATE);

        assertThat(edit.delete(playlist.id(), OWNER)).isEqualTo(new Result.Found(playlist));
        assertThat(playlists.find(playlist.id())).isEmpty();
        assertThat(edit.delete(playlist.id(), OWNER)).isEqualTo(new Result.UnknownPlaylist());
    }

    @Test
    void knows_no_such_playlist() {
        assertThat(edit.read(UNKNOWN, identity(HOST))).isEqualTo(new Result.UnknownPlaylist());
        assertThat(edit.change(UNKNOWN, OWNER, NO_CHANGE)).isEqualTo(new Result.UnknownPlaylist());
        assertThat(edit.delete(UNKNOWN, OWNER)).isEqualTo(new Result.UnknownPlaylist());
    }

    private Playlist created(Visibility visibility, Draft... items) {
        return found(edit.create(OWNER, TITLE, visibility, List.of(items)));
    }

    private static Playlist found(Result result) {
        assertThat(result).isInstanceOf(Result.Found.class);
        return ((Result.Found) result).playlist();
    }

    private static Draft draft(@Nullable ItemId id, PlaylistItem item) {
        return new Draft(id, item.title(), item.url(), item.kind(), item.length());
    }

    private static Identity identity(Participant participant) {
        return new Identity(participant.user(), participant.profile(), NOON.plus(Duration.ofDays(1)));
    }
}
