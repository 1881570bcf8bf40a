package dev.watchparty.adapter.jdbc;

import dev.watchparty.adapter.jdbc.PartyRow.Width;
import dev.watchparty.adapter.jdbc.SeatRows.Seat;
import dev.watchparty.application.port.PartyStore.Append;
import dev.watchparty.application.port.WebhookOutbox.Claim;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.party.RecordedEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What becomes of some parties, as one statement, and so as one round trip and one transaction: it finds or makes the
 * rows of the parties, and all else that it writes it writes for those. Plain JDBC, since a command a person gives is
 * such a statement. Confined to one thread.
 */
final class PartyStatement {

    /** How the statement comes by the rows of its parties. */
    private enum Beginning {
        /** New ones, if their codes are free. */
        MADE,
        /** One that is there; whoever holds it is waited for. */
        FOUND,
        /**
         * Those that are there and that nobody holds. Nobody is waited for, so no two of these statements can wait for
         * each other, and no party keeps another from being stored.
         */
        FOUND_FREE
    }

    private record Shape(Beginning beginning, Width width, boolean hasWebhooks) {}

    private static final Map<Shape, String> TEXTS = new ConcurrentHashMap<>();

    private final Beginning beginning;
    private Width width = Width.PLAYBACK;
    private final List<PartyRow> parties = new ArrayList<>();
    private final List<EventRow> events = new ArrayList<>();
    private final List<CommandRow> commands = new ArrayList<>();
    private final List<Seat> seats = new ArrayList<>();
    private final List<Claim> webhooks = new ArrayList<>();

    private PartyStatement(Beginning beginning) {
        this.beginning = beginning;
    }

    static PartyStatement creating(Party party, WebhookRows told) {
        PartyStatement statement = new PartyStatement(Beginning.MADE);
        statement.width = Width.ALL;
        statement.parties.add(new PartyRow(null, party));
        statement.seats.addAll(SeatRows.all(party));
        statement.addEvents(party.id(), List.of(party.creation()), told);
        return statement;
    }

    static PartyStatement appending(Append step, WebhookRows told) {
        PartyStatement statement = new PartyStatement(Beginning.FOUND);
        statement.add(step, told);
        return statement;
    }

    static PartyStatement appendingAll(List<Append> steps, WebhookRows told) {
        PartyStatement statement = new PartyStatement(Beginning.FOUND_FREE);
        steps.forEach(step -> statement.add(step, told));
        return statement;
    }

    private void add(Append step, WebhookRows told) {
        Party after = step.after();
        UUID id = after.id().value();
        parties.add(new PartyRow(step.before(), after));
        seats.addAll(SeatRows.changed(step.before(), after));
        step.accepted().forEach((key, version) -> commands.add(new CommandRow(id, key, version)));
        addEvents(after.id(), step.events(), told);
        Width needed = PartyRow.width(step.before(), after);
        if (needed.compareTo(width) > 0) width = needed;
    }

    private void addEvents(PartyId party, List<RecordedEvent> recorded, WebhookRows told) {
        recorded.forEach(event -> events.add(EventRow.of(party, event)));
        webhooks.addAll(told.of(party, recorded));
    }

    /** Runs it; the answer is the parties that it found or made, for which everything was written. */
    Set<PartyId> execute(Connection connection) throws SQLException {
        Shape shape = new Shape(beginning, width, !webhooks.isEmpty());
        try (PreparedStatement statement =
                connection.prepareStatement(TEXTS.computeIfAbsent(shape, PartyStatement::text))) {
            bind(statement);
            Set<PartyId> written = new HashSet<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    written.add(new PartyId(rows.getObject(1, UUID.class)));
                }
            }
            return written;
        }
    }

    private void bind(PreparedStatement statement) throws SQLException {
        int place = columns(beginning, width).bind(statement, 1, parties);
        place = EventRow.COLUMNS.bind(statement, place, events);
        if (beginning != Beginning.MADE) place = CommandRow.COLUMNS.bind(statement, place, commands);
        if (width != Width.PLAYBACK) place = SeatRows.COLUMNS.bind(statement, place, seats);
        if (!webhooks.isEmpty()) WebhookRows.COLUMNS.bind(statement, place, webhooks);
    }

    private static String text(Shape shape) {
        StringBuilder text = new StringBuilder("with ").append(beginning(shape));
        text.append(", told as (\n").append(EventRow.INSERT).append(")");
        if (shape.beginning != Beginning.MADE) {
            text.append(", commanded as (\n").append(CommandRow.INSERT).append(")");
        }
        if (shape.width != Width.PLAYBACK) {
            text.append(", seated as (\n").append(SeatRows.UPSERT).append(")");
        }
        if (shape.hasWebhooks) {
            text.append(", enqueued as (\n").append(WebhookRows.ENQUEUE).append(")");
        }
        return text.append("\nselect id from party").toString();
    }

    private static String beginning(Shape shape) {
        String steps = columns(shape.beginning, shape.width).unnest("step");
        return switch (shape.beginning) {
            case MADE -> """
                    party as (
                      insert into watch_parties (%s)
                      select *
                        from %s
                          on conflict (invite_code) where ended_at is null do nothing
                      returning id
                    )""".formatted(columns(shape.beginning, shape.width).names(), steps);
            case FOUND -> """
                    party as (
                      update watch_parties as party
                         set %s
                        from %s
                       where party.id = step.id
                         and party.version = step.found_version
                      returning party.id
                    )""".formatted(assignments(shape.width), steps);
            case FOUND_FREE -> """
                    step as materialized (
                      select free.place, step.*
                        from %s,
                             lateral (select ctid as place
                                        from watch_parties
                                       where id = step.id
                                         and version = step.found_version
                                         for no key update skip locked) as free
                    ), party as (
                      update watch_parties as party
                         set %s
                        from step
                       where party.ctid = step.place
                      returning party.id
                    )""".formatted(steps, assignments(shape.width));
        };
    }

    private static Columns<PartyRow> columns(Beginning beginning, Width width) {
        if (beginning == Beginning.MADE)
            return PartyRow.LASTING.with(PartyRow.SMALL).with(PartyRow.LARGE);
        Columns<PartyRow> found = PartyRow.FOUND.with(small(width));
        return width == Width.ALL ? found.with(PartyRow.LARGE) : found;
    }

    private static Columns<PartyRow> small(Width width) {
        return switch (width) {
            case PLAYBACK -> PartyRow.PLAYBACK;
            case ATTENDANCE -> PartyRow.ATTENDANCE;
            case ALL -> PartyRow.SMALL;
        };
    }

    private static String assignments(Width width) {
        String small = small(width).each("%1$s = step.%1$s");
        return width == Width.ALL
                ? small + ", " + PartyRow.LARGE.each("%1$s = coalesce(step.%1$s, party.%1$s)")
                : small;
    }
}
