package dev.watchparty.application.port;

import dev.watchparty.domain.chat.ChatText;
import dev.watchparty.domain.chat.MessageId;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.party.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was said in parties, without what was deleted since. Who may read it is the caller's matter. Safe for many
 * threads; methods throw {@link StoreUnavailableException} where the store does not answer in time.
 */
public interface ChatHistory {

    /**
     * The last {@code limit} messages, the oldest first: of those before the version {@code before}, or of all where it
     * is null. Those said before {@code since} are left out of the answer, unless it is null.
     */
    List<SpokenMessage> before(PartyId party, @Nullable Version before, @Nullable Instant since, int limit);

    /** Who said {@code message} in {@code party}; empty, if nobody did, or it was deleted. */
    Optional<UserId> author(PartyId party, MessageId message);

    /** What {@code by} said at the server time {@code at}, by which the party came to {@code version}. */
    record SpokenMessage(Version version, Instant at, MessageId id, UserId by, ChatText text) {}
}
