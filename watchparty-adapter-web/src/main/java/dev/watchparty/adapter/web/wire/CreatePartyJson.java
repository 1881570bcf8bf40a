package dev.watchparty.adapter.web.wire;

import dev.watchparty.application.party.CreateParty;
import dev.watchparty.application.port.Password;
import dev.watchparty.domain.party.Capacity;
import dev.watchparty.domain.party.Title;
import dev.watchparty.domain.party.Visibility;
import dev.watchparty.domain.playback.PlaylistId;
import org.jspecify.annotations.Nullable;

/** A party as somebody wants it. It prints nothing, for it may hold a password. */
public record CreatePartyJson(
        @Nullable String title,
        @Nullable String playlistId,
        @Nullable String visibility,
        @Nullable String password,
        @Nullable Integer maxParticipants) {

    /**
     * The wish that this says.
     *
     * @throws IllegalArgumentException if a field is missing or out of range
     */
    public CreateParty.Wish toWish() {
        return new CreateParty.Wish(
                new Title(Words.required("title", title)),
                visibility == null ? Visibility.PRIVATE : Words.choice("visibility", Visibility.class, visibility),
                maxParticipants == null ? Capacity.DEFAULT : new Capacity(maxParticipants),
                password == null ? null : Password.chosen(password),
                playlistId == null ? null : new PlaylistId(Words.uuid("playlist_id", playlistId)));
    }

    @Override
    public String toString() {
        return "CreatePartyJson[hidden]";
    }
}
