package dev.watchparty.adapter.jdbc;

import dev.watchparty.application.port.ChatHistory;
import dev.watchparty.domain.chat.MessageId;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.PartyEvent.MessageSent;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.party.RecordedEvent;
import dev.watchparty.domain.party.Version;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what was said out of the parties' histories, where it is stored once. Safe for many threads. */
public final class JdbcChatHistory implements ChatHistory {

    static final String BEFORE = """
            select *
              from (select version, type, payload, created_at
                      from watch_party_events
                     where party_id = :party
                       and type = 'message-sent'
                       and version < :before
                     order by version desc
                     limit :limit) as latest
             where created_at >= :since
             order by version
            """;

    static final String AUTHOR = """
            select payload ->> 'by'
              from watch_party_events
             where party_id = :party
               and type = 'message-sent'
               and payload ->> 'message' = :message
             limit 1
            """;

    private final Database database;

    public JdbcChatHistory(Database database) {
        this.database = database;
    }

    @Override
    public List<SpokenMessage> before(PartyId party, @Nullable Version before, @Nullable Instant since, int limit) {
        return database.ask(jdbi -> jdbi.withHandle(handle -> handle.createQuery(BEFORE)
                .bind("party", party.value())
                .bind("before", before == null ? Long.MAX_VALUE : before.value())
                .bind("since", since == null ? Instant.EPOCH : since)
                .bind("limit", limit)
                .map((row, context) -> spoken(row))
                .list()));
    }

    @Override
    public Optional<UserId> author(PartyId party, MessageId message) {
        return database.ask(jdbi -> jdbi.withHandle(handle -> handle.createQuery(AUTHOR)
                .bind("party", party.value())
                .bind("message", message.value().toString())
                .mapTo(String.class)
                .map(user -> new UserId(UUID.fromString(user)))
                .findOne()));
    }

    private static SpokenMessage spoken(ResultSet row) throws SQLException {
        RecordedEvent recorded = JdbcPartyStore.recorded(row);
        if (!(recorded.event() instanceof MessageSent sent)) throw new AssertionError(recorded);
        return new SpokenMessage(recorded.version(), recorded.at(), sent.id(), sent.by(), sent.text());
    }
}
