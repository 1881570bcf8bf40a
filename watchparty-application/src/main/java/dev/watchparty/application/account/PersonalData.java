package dev.watchparty.application.account;

import dev.watchparty.application.port.FriendStore.Contacts;
import dev.watchparty.application.port.PersonalRecords.Attended;
import dev.watchparty.domain.chat.ChatText;
import dev.watchparty.domain.chat.Emoji;
import dev.watchparty.domain.participant.Profile;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.playback.Playlist;
import dev.watchparty.domain.playback.Position;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is kept of one person.
 *
 * @param profile what others see of them; null, if they have no account
 * @param parties those in which they ever were, and as what
 */
public record PersonalData(
        UserId user,
        @Nullable Profile profile,
        List<Playlist> playlists,
        Contacts contacts,
        List<Attended> parties,
        List<Message> messages,
        List<Reaction> reactions) {

    public PersonalData {
        playlists = List.copyOf(playlists);
        parties = List.copyOf(parties);
        messages = List.copyOf(messages);
        reactions = List.copyOf(reactions);
    }

    /** Something that they said. */
    public record Message(PartyId party, Instant at, ChatText text) {}

    /** A reaction of theirs to what was to be seen at {@code position}. */
    public record Reaction(PartyId party, Instant at, Emoji emoji, Position position) {}
}
