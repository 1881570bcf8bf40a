package dev.watchparty.adapter.web.wire;

import dev.watchparty.application.port.ChatHistory.SpokenMessage;
import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.participant.Profile;
import dev.watchparty.domain.party.Party;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that was said: {@code Message} of the protocol.
 *
 * @param version what the party came to by it, where messages are listed; a page of earlier ones is asked for by it
 */
public record MessageJson(
        UUID id,
        UUID watchPartyId,
        UUID userId,
        @Nullable String username,
        @Nullable String displayName,
        @Nullable String avatarUrl,
        String message,
        Instant createdAt,
        @Nullable Long version) {

    /** {@code message} of {@code party}, by somebody who is in it or was. */
    public static MessageJson of(Party party, SpokenMessage message) {
        Profile author = party.participants()
                .find(message.by())
                .map(Participant::profile)
                .orElseThrow(() -> new AssertionError("a message by a stranger"));
        return new MessageJson(
                message.id().value(),
                party.id().value(),
                message.by().value(),
                author.username().value(),
                author.displayName().value(),
                author.avatar().url().orElse(null),
                message.text().value(),
                message.at(),
                message.version().value());
    }

    /** This message alone, for an event that tells the version itself. */
    MessageJson withoutVersion() {
        return new MessageJson(
                id, watchPartyId, userId, username, displayName, avatarUrl, message, createdAt, /* version= */ null);
    }
}
