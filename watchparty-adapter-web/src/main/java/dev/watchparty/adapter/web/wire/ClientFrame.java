package dev.watchparty.adapter.web.wire;

import dev.watchparty.application.playlist.EditPlaylists.Draft;
import dev.watchparty.application.port.CommandId;
import dev.watchparty.application.port.Ids;
import dev.watchparty.application.port.Token;
import dev.watchparty.domain.chat.MessageId;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.PartyCommand;
import dev.watchparty.domain.party.Version;
import dev.watchparty.domain.playback.ItemId;
import dev.watchparty.domain.playback.PlaylistItem;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a client sent, understood. */
public sealed interface ClientFrame {

    /** Where does the party stand; or, what was missed since {@code since}. */
    record SyncRequest(@Nullable Version since) implements ClientFrame {}

    /** The question of a clock exchange; {@code t0} is the client's own, as it wrote it. */
    record Clock(double t0) implements ClientFrame {}

    /** A new token for this connection. */
    record RefreshToken(Token token) implements ClientFrame {}

    /** How the client fares, and nothing that it wants. */
    record Status(StatusReport report) implements ClientFrame {}

    /** A frame that wants something, which the client may have named so that a repetition or a refusal is known. */
    sealed interface Named extends ClientFrame {

        @Nullable
        CommandId commandId();
    }

    /** The client's participant writes a message, or does not any more. */
    record Typing(@Nullable CommandId commandId, boolean isTyping) implements Named {}

    /** Delete what somebody said. */
    record DeleteMessage(@Nullable CommandId commandId, MessageId message) implements Named {}

    /** A command on the party. */
    sealed interface Asked extends Named permits PlaybackFrame, TalkFrame, QueueFrame, StartFrame, PeopleFrame {

        /** The command, by {@code actor}; {@code circumstances} are what the client cannot know. */
        PartyCommand by(UserId actor, Circumstances circumstances);
    }

    /** What a command needs besides the client's words: how far ahead a start is told, and ids for what it makes. */
    record Circumstances(Duration lead, Ids ids) {

        UUID freshId() {
            return ids.next();
        }

        /** What nobody can guess. */
        long seed() {
            UUID id = ids.next();
            return id.getMostSignificantBits() ^ id.getLeastSignificantBits();
        }

        /** {@code draft} as an item of its own. */
        PlaylistItem item(Draft draft) {
            return new PlaylistItem(new ItemId(freshId()), draft.title(), draft.url(), draft.kind(), draft.length());
        }
    }
}
