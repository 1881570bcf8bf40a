package dev.watchparty.adapter.jdbc;

import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.party.RecordedEvent;
import java.util.UUID;

/** What happened in a party, as a row of its history. */
record EventRow(UUID party, RecordedEvent recorded, EventColumn column) {

    static final Columns<EventRow> COLUMNS = Columns.<EventRow>none()
            .uuid("party_id", EventRow::party)
            .int8("version", row -> row.recorded.version().value())
            .text("type", row -> row.column.type())
            .jsonb("payload", row -> row.column.payload())
            .timestamptz("created_at", row -> row.recorded.at());

    /** Puts in those of {@link #COLUMNS} that are of a {@code party}, which is an earlier part of the statement. */
    static final String INSERT = """
            insert into watch_party_events (%s)
            select event.*
              from %s
             where (event.party_id in (select id from party)) is true
            """.formatted(COLUMNS.names(), COLUMNS.unnest("event"));

    static EventRow of(PartyId party, RecordedEvent recorded) {
        return new EventRow(party.value(), recorded, EventColumn.of(recorded.event()));
    }
}
