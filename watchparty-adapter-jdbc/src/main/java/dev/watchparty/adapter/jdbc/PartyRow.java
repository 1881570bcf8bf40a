package dev.watchparty.adapter.jdbc;

import static java.util.Objects.requireNonNull;

import dev.watchparty.domain.participant.Participants;
import dev.watchparty.domain.participant.Role;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.Capacity;
import dev.watchparty.domain.party.HistoryPolicy;
import dev.watchparty.domain.party.InviteCode;
import dev.watchparty.domain.party.Leadership;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.party.PasswordHash;
import dev.watchparty.domain.party.Phase;
import dev.watchparty.domain.party.Policy;
import dev.watchparty.domain.party.Proceedings;
import dev.watchparty.domain.party.Proceedings.Suggestion;
import dev.watchparty.domain.party.Programme;
import dev.watchparty.domain.party.Protection;
import dev.watchparty.domain.party.Settings;
import dev.watchparty.domain.party.Title;
import dev.watchparty.domain.party.Version;
import dev.watchparty.domain.party.Visibility;
import dev.watchparty.domain.party.WaitingPolicy;
import dev.watchparty.domain.playback.Loop;
import dev.watchparty.domain.playback.PlaylistId;
import dev.watchparty.domain.playback.PlaylistItem;
import dev.watchparty.domain.playback.Position;
import dev.watchparty.domain.playback.Queue;
import dev.watchparty.domain.playback.Rate;
import dev.watchparty.domain.playback.Timeline;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A party as one row, without its participants and items, and what goes into other tables with it without a look-up.
 *
 * @param before the party as it was; null if it is new
 * @param event the one that made it what it is; null if nothing happened
 * @param command one that is answered with its version; null if there is none
 */
record PartyRow(
        @Nullable Party before,
        Party after,
        @Nullable EventRow event,
        @Nullable CommandRow command) {

    /** Which columns a step writes: few, as PostgreSQL checks and copies each that is written, changed or not. */
    enum Width {
        /** What becomes of the film, and nothing else; so it is with most that people press and say. */
        PLAYBACK,
        /** Who is here, too. */
        ATTENDANCE,
        ALL
    }

    static final Columns<PartyRow> PLAYBACK = Columns.<PartyRow>none()
            .int8("version", row -> row.after.version().value())
            .int8("position_ms", row -> anchor(row.after.timeline()).millis())
            .timestamptz("anchored_at", row -> anchoredAt(row.after.timeline()))
            .int4("rate_permille", row -> row.after.timeline().rate().permille())
            .int4("item_index", row -> row.after.queue().index());

    static final Columns<PartyRow> ATTENDANCE = PLAYBACK.int4(
                    "active_count", row -> row.after.participants().activeCount())
            .int4("here_count", row -> row.after.participants().hereCount());

    static final Columns<PartyRow> SMALL = ATTENDANCE
            .uuid("host_user_id", row -> row.after.leadership().host().value())
            .uuid("rightful_host_user_id", row -> rightfulHost(row.after.leadership()))
            .text("host_role_before", row -> hostRoleBefore(row.after.leadership()))
            .text("title", row -> row.after.settings().title().value())
            .text("visibility", row -> Words.of(row.after.settings().visibility()))
            .int4("capacity", row -> row.after.settings().capacity().participants())
            .text("password_hash", row -> passwordHash(row.after.settings().protection()))
            .text("history", row -> Words.of(row.after.settings().history()))
            .timestamptz("started_at", row -> row.after.phase().startedAt().orElse(null))
            .timestamptz("ended_at", row -> row.after.phase().endedAt().orElse(null))
            .text("loop", row -> Words.of(row.after.queue().loop()));

    /** Null if they are as they were. */
    static final Columns<PartyRow> LARGE = Columns.<PartyRow>none()
            .jsonb("waiting", row -> row.changed(it -> it.settings().waiting(), PartyRow::json))
            .jsonb("policy", row -> row.changed(it -> it.settings().policy(), PartyRow::json))
            .jsonb("proceedings", row -> row.changed(Party::proceedings, PartyRow::json))
            .jsonb("suggestions", row -> row.changed(it -> it.proceedings().suggestions(), PartyRow::json));

    /** What a party keeps for life. */
    static final Columns<PartyRow> LASTING = Columns.<PartyRow>none()
            .uuid("id", row -> row.after.id().value())
            .text("invite_code", row -> row.after.inviteCode().value())
            .timestamptz("created_at", row -> row.after.createdAt())
            .uuid(
                    "playlist_id",
                    row -> row.after
                            .programme()
                            .playlist()
                            .map(id -> id.value())
                            .orElse(null));

    /** The row that a step wants to find. */
    static final Columns<PartyRow> FOUND = Columns.<PartyRow>none()
            .uuid("id", row -> row.after.id().value())
            .int8("found_version", row -> requireNonNull(row.before).version().value());

    /** What other tables get. */
    static final Columns<PartyRow> LATEST = Columns.<PartyRow>none()
            .text(
                    "event_type",
                    row -> row.event == null ? null : row.event.column().type())
            .jsonb(
                    "event_payload",
                    row -> row.event == null ? null : row.event.column().payload())
            .timestamptz(
                    "event_at",
                    row -> row.event == null ? null : row.event.recorded().at())
            .uuid(
                    "command_user",
                    row -> row.command == null ? null : row.command.key().user().value())
            .text(
                    "command_id",
                    row -> row.command == null ? null : row.command.key().id().value());

    /** Puts in what {@link #LATEST} has of a {@code party}, which is an earlier part of the statement. */
    static final String INSERT_EVENT = """
            insert into watch_party_events (party_id, version, type, payload, created_at)
            select id, version, event_type, event_payload, event_at
              from party
             where event_type is not null
            """;

    /** As above. */
    static final String INSERT_COMMAND = """
            insert into watch_party_command_ids (party_id, user_id, command_id, version)
            select id, command_user, command_id, version
              from party
             where command_id is not null
            """;

    /** How wide a step from {@code before} to {@code after} is. */
    @SuppressWarnings("ReferenceEquality") // A short cut: most steps pass the same participants on, perhaps a thousand.
    static Width width(Party before, Party after) {
        boolean isNarrow = before.settings().equals(after.settings())
                && before.leadership().equals(after.leadership())
                && before.phase().equals(after.phase())
                && before.queue().loop() == after.queue().loop()
                && before.proceedings().equals(after.proceedings());
        if (!isNarrow) return Width.ALL;
        return before.participants() == after.participants() ? Width.PLAYBACK : Width.ATTENDANCE;
    }

    private <T> @Nullable String changed(Function<Party, T> part, Function<T, String> json) {
        T now = part.apply(after);
        return before != null && part.apply(before).equals(now) ? null : json.apply(now);
    }

    private static @Nullable UUID rightfulHost(Leadership leadership) {
        return leadership instanceof Leadership.Acting acting
                ? acting.rightful().value()
                : null;
    }

    private static @Nullable String hostRoleBefore(Leadership leadership) {
        return leadership instanceof Leadership.Acting acting ? Words.of(acting.before()) : null;
    }

    private static @Nullable Instant anchoredAt(Timeline timeline) {
        return timeline instanceof Timeline.Playing playing ? playing.anchoredAt() : null;
    }

    private static String json(WaitingPolicy waiting) {
        return SettingsPayload.write(waiting).write();
    }

    private static String json(Policy policy) {
        return SettingsPayload.write(policy).write();
    }

    private static String json(Proceedings proceedings) {
        return ProceedingsPayload.write(proceedings).write();
    }

    private static String json(List<Suggestion> suggestions) {
        return Payload.write(ProceedingsPayload.writeAll(suggestions));
    }

    private static @Nullable String passwordHash(Protection protection) {
        return protection instanceof Protection.ByPassword guarded
                ? guarded.hash().encoded()
                : null;
    }

    private static Position anchor(Timeline timeline) {
        if (timeline instanceof Timeline.Playing playing) return playing.anchor();
        if (timeline instanceof Timeline.Paused paused) return paused.position();
        throw new AssertionError(timeline);
    }

    static Party read(ResultSet row, Participants participants, List<PlaylistItem> items) throws SQLException {
        return new Party(
                new PartyId(row.getObject("id", UUID.class)),
                new Version(row.getLong("version")),
                settings(row),
                new InviteCode(row.getString("invite_code")),
                leadership(row),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                phase(row),
                timeline(row),
                programme(row, items),
                participants,
                ProceedingsPayload.read(
                        Payload.read(row.getString("proceedings")), Payload.readAll(row.getString("suggestions"))));
    }

    private static Settings settings(ResultSet row) throws SQLException {
        String hash = row.getString("password_hash");
        return new Settings(
                new Title(row.getString("title")),
                Words.read(Visibility.class, row.getString("visibility")),
                new Capacity(row.getInt("capacity")),
                hash == null ? Protection.OPEN : new Protection.ByPassword(new PasswordHash(hash)),
                Words.read(HistoryPolicy.class, row.getString("history")),
                SettingsPayload.readWaiting(Payload.read(row.getString("waiting"))),
                SettingsPayload.readPolicy(Payload.read(row.getString("policy"))));
    }

    private static Leadership leadership(ResultSet row) throws SQLException {
        UserId host = new UserId(row.getObject("host_user_id", UUID.class));
        UUID rightful = row.getObject("rightful_host_user_id", UUID.class);
        return rightful == null
                ? new Leadership.Own(host)
                : new Leadership.Acting(
                        host, new UserId(rightful), Words.read(Role.class, row.getString("host_role_before")));
    }

    static Phase phase(ResultSet row) throws SQLException {
        Instant startedAt = instant(row, "started_at");
        Instant endedAt = instant(row, "ended_at");
        Phase begun = startedAt == null ? new Phase.Scheduled() : new Phase.Live(startedAt);
        return endedAt == null ? begun : new Phase.Ended(begun, endedAt);
    }

    static Timeline timeline(ResultSet row) throws SQLException {
        Position position = new Position(row.getLong("position_ms"));
        Rate rate = new Rate(row.getInt("rate_permille"));
        Instant anchoredAt = instant(row, "anchored_at");
        return anchoredAt == null
                ? new Timeline.Paused(position, rate)
                : new Timeline.Playing(position, anchoredAt, rate);
    }

    private static Programme programme(ResultSet row, List<PlaylistItem> items) throws SQLException {
        UUID playlist = row.getObject("playlist_id", UUID.class);
        Queue queue = new Queue(items, row.getInt("item_index"), Words.read(Loop.class, row.getString("loop")));
        return playlist == null ? new Programme.Composed(queue) : new Programme.Copied(new PlaylistId(playlist), queue);
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
