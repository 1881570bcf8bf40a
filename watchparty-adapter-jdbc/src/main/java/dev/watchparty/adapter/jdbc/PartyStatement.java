package dev.watchparty.adapter.jdbc;

import dev.watchparty.adapter.jdbc.PartyRow.Width;
import dev.watchparty.adapter.jdbc.SeatRows.Seat;
import dev.watchparty.application.port.CommandKey;
import dev.watchparty.application.port.PartyStore.Append;
import dev.watchparty.application.port.WebhookOutbox.Claim;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.party.RecordedEvent;
import dev.watchparty.domain.party.Version;
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
import org.jspecify.annotations.Nullable;

/**
 * What becomes of some parties, as one statement, and so as one round trip and one transaction: it finds or makes the
 * rows of the parties, and all else that it writes it writes for those. Plain JDBC, since a command a person gives is
 * such a statement. Confined to one thread.
 *
 * <p>The rows are limited to as many as there are. That makes PostgreSQL take its general plan for cheaper than one
 * that it would make anew each time, and making one costs as much as carrying it out: of a limit that it does not know
 * it expects a single row, and of an array ten. For the same reason what goes into other tables says {@code is true} of
 * its party: else PostgreSQL compares each row with each party, since it expects one.
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

    /** @param hasMore whether a party has more than one event or command */
    private record Shape(Beginning beginning, Width width, boolean hasMore, boolean hasWebhooks) {}

    private static final String LATEST = PartyRow.LATEST.each("step.%1$s");
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
        statement.parties.add(new PartyRow(null, party, null, null));
        statement.events.add(EventRow.of(party.id(), party.creation()));
        statement.seats.addAll(SeatRows.all(party));
        statement.webhooks.addAll(told.of(party.id(), List.of(party.creation())));
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
        parties.add(new PartyRow(step.before(), after, addEvents(after.id(), step.events()), addCommands(step)));
        seats.addAll(SeatRows.changed(step.before(), after));
        webhooks.addAll(told.of(after.id(), step.events()));
        Width needed = PartyRow.width(step.before(), after);
        if (needed.compareTo(width) > 0) width = needed;
    }

    /** Adds all but the last, which is the answer. */
    private @Nullable EventRow addEvents(PartyId party, List<RecordedEvent> recorded) {
        EventRow last = null;
        for (RecordedEvent event : recorded) {
            if (last != null) events.add(last);
            last = EventRow.of(party, event);
        }
        return last;
    }

    /** Adds all but one that is answered with the party's version, which is the answer. */
    private @Nullable CommandRow addCommands(Append step) {
        CommandRow latest = null;
        for (Map.Entry<CommandKey, Version> accepted : step.accepted().entrySet()) {
            CommandRow row = new CommandRow(step.after().id().value(), accepted.getKey(), accepted.getValue());
            if (latest == null && row.version().equals(step.after().version())) {
                latest = row;
            } else {
                commands.add(row);
            }
        }
        return latest;
    }

    /** Runs it; the answer is the parties that it found or made, for which everything was written. */
    Set<PartyId> execute(Connection connection) throws SQLException {
        Shape shape = new Shape(beginning, width, hasMore(), !webhooks.isEmpty());
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

    private boolean hasMore() {
        return !events.isEmpty() || !commands.isEmpty();
    }

    private void bind(PreparedStatement statement) throws SQLException {
        int place = columns(beginning, width).bind(statement, 1, parties);
        statement.setInt(place++, parties.size());
        if (hasMore()) {
            place = EventRow.COLUMNS.bind(statement, place, events);
            place = CommandRow.COLUMNS.bind(statement, place, commands);
        }
        if (width != Width.PLAYBACK) place = SeatRows.COLUMNS.bind(statement, place, seats);
        if (!webhooks.isEmpty()) WebhookRows.COLUMNS.bind(statement, place, webhooks);
    }

    private static String text(Shape shape) {
        StringBuilder text = new StringBuilder("with ").append(beginning(shape));
        if (shape.beginning != Beginning.MADE) {
            text.append(part("told", PartyRow.INSERT_EVENT)).append(part("commanded", PartyRow.INSERT_COMMAND));
        }
        if (shape.hasMore) {
            text.append(part("more_told", EventRow.INSERT)).append(part("more_commanded", CommandRow.INSERT));
        }
        if (shape.width != Width.PLAYBACK) text.append(part("seated", SeatRows.UPSERT));
        if (shape.hasWebhooks) text.append(part("enqueued", WebhookRows.ENQUEUE));
        return text.append("\nselect id from party").toString();
    }

    private static String part(String name, String statement) {
        return ", %s as (\n%s)".formatted(name, statement);
    }

    private static String beginning(Shape shape) {
        String steps = "(select * from %s limit ?) as step"
                .formatted(columns(shape.beginning, shape.width).unnest("row"));
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
                      returning party.id, party.version, %s
                    )""".formatted(assignments(shape.width), steps, LATEST);
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
                      returning party.id, party.version, %s
                    )""".formatted(steps, assignments(shape.width), LATEST);
        };
    }

    private static Columns<PartyRow> columns(Beginning beginning, Width width) {
        if (beginning == Beginning.MADE)
            return PartyRow.LASTING.with(PartyRow.SMALL).with(PartyRow.LARGE);
        Columns<PartyRow> found = PartyRow.FOUND.with(PartyRow.LATEST).with(small(width));
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
