package dev.watchparty.adapter.jdbc;

import dev.watchparty.application.port.PersonalRecords;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.party.RecordedEvent;
import dev.watchparty.domain.party.Title;
import dev.watchparty.domain.party.Version;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds what the party store keeps of one person. Safe for many threads. */
public final class JdbcPersonalRecords implements PersonalRecords {

    static final String ATTENDED = """
            select seat.*, party.title
              from watch_party_participants as seat
              join watch_parties as party
                on party.id = seat.party_id
             where seat.user_id = :user
               and (:after::uuid is null or seat.party_id > :after::uuid)
             order by seat.party_id
             limit :limit
            """;

    static final String SAID = """
            select version, type, payload, created_at
              from watch_party_events
             where party_id = :party
               and type in ('message-sent', 'reacted')
               and version > :version
               and payload ->> 'by' = :user
             order by version
             limit :limit
            """;

    private final Database database;

    public JdbcPersonalRecords(Database database) {
        this.database = database;
    }

    @Override
    public List<Attended> attendedBy(UserId user, @Nullable PartyId after, int limit) {
        return database.ask(jdbi -> jdbi.withHandle(handle -> handle.createQuery(ATTENDED)
                .bind("user", user.value())
                .bind("after", after == null ? null : after.value())
                .bind("limit", limit)
                .map((row, context) -> new Attended(
                        new PartyId(row.getObject("party_id", UUID.class)),
                        new Title(row.getString("title")),
                        SeatRows.read(row)))
                .list()));
    }

    @Override
    public List<RecordedEvent> saidBy(UserId user, PartyId party, Version version, int limit) {
        return database.ask(jdbi -> jdbi.withHandle(handle -> handle.createQuery(SAID)
                .bind("party", party.value())
                .bind("version", version.value())
                .bind("user", user.value().toString())
                .bind("limit", limit)
                .map((row, context) -> JdbcPartyStore.recorded(row))
                .list()));
    }
}
