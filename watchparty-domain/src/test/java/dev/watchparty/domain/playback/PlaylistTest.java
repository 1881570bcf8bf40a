package dev.watchparty.domain.playback;

import static dev.watchparty.domain.party.Parties.EPISODE;
import static dev.watchparty.domain.party.Parties.FILM;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.NOON;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlaylistTest {

    @Test
    void belongs_to_one_person() {
        Playlist playlist = playlist(List.of(FILM, EPISODE));

        assertThat(playlist.isOwnedBy(HOST.user())).isTrue();
        assertThat(playlist.isOwnedBy(VIEWER.user())).isFalse();
        assertThat(playlist.isPublic()).isFalse();
    }

    @Test
    void holds_500_items_and_no_more() {
        assertThat(playlist(items(500)).items()).hasSize(500);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> playlist(items(501)))
                .withMessageContaining("items")
                .withMessageContaining("501");
    }

    @Test
    void holds_no_item_twice() {
        assertThatIllegalArgumentException().isThrownBy(() -> playlist(List.of(FILM, EPISODE, FILM)));
    }

    private static List<PlaylistItem> items(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> new PlaylistItem(
                        new ItemId(new UUID(7, number)), FILM.title(), FILM.url(), FILM.kind(), FILM.length()))
                .toList();
    }

    private static Playlist playlist(List<PlaylistItem> items) {
        return new Playlist(
                new PlaylistId(new UUID(8, 8)),
                HOST.user(),
                new ItemTitle("Favourites"),
                Playlist.Visibility.PRIVATE,
                items,
                NOON);
    }
}
