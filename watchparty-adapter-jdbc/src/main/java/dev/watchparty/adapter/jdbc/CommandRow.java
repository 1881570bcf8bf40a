package dev.watchparty.adapter.jdbc;

import dev.watchparty.application.port.CommandKey;
import dev.watchparty.domain.party.Version;
import java.util.UUID;

/** A command that a party accepted, and the version it was answered with. */
record CommandRow(UUID party, CommandKey key, Version version) {

    /** The constraint that a repeated command violates. */
    static final String PRIMARY_KEY = "watch_party_command_ids_pkey";

    static final Columns<CommandRow> COLUMNS = Columns.<CommandRow>none()
            .uuid("party_id", CommandRow::party)
            .uuid("user_id", row -> row.key.user().value())
            .text("command_id", row -> row.key.id().value())
            .int8("version", row -> row.version.value());

    /** Puts in those of {@link #COLUMNS} that are of a {@code party}, which is an earlier part of the statement. */
    static final String INSERT = """
            insert into watch_party_command_ids (%s)
            select command.*
              from %s
             where (command.party_id in (select id from party)) is true
            """.formatted(COLUMNS.names(), COLUMNS.unnest("command"));
}
