package dev.watchparty.adapter.jdbc;

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
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** A party as one row, without its participants and items. */
final class PartyRow {

    private PartyRow() {}

    /**
     * Binds every column that a party may change after it was made. Of the large ones those are null that are as they
     * were {@code before}, if there was a before: most steps of a party change none of them.
     */
    static void bind(SqlStatement<?> statement, @Nullable Party before, Party party) {
        Settings settings = party.settings();
        Timeline timeline = party.timeline();
        bindLeadership(statement, party.leadership());
        statement
                .bind("id", party.id().value())
                .bind("version", party.version().value())
                .bind("title", settings.title().value())
                .bind("visibility", Words.of(settings.visibility()))
                .bind("capacity", settings.capacity().participants())
                .bind("passwordHash", passwordHash(settings.protection()))
                .bind("history", Words.of(settings.history()))
                .bind("waiting", changed(before, party, it -> it.settings().waiting(), PartyRow::json))
                .bind("policy", changed(before, party, it -> it.settings().policy(), PartyRow::json))
                .bind("activeCount", party.participants().activeCount())
                .bind("hereCount", party.participants().hereCount())
                .bind("startedAt", party.phase().startedAt().orElse(null))
                .bind("endedAt", party.phase().endedAt().orElse(null))
                .bind("positionMs", anchor(timeline).millis())
                .bind("anchoredAt", timeline instanceof Timeline.Playing playing ? playing.anchoredAt() : null)
                .bind("ratePermille", timeline.rate().permille())
                .bind("itemIndex", party.queue().index())
                .bind("loop", Words.of(party.queue().loop()))
                .bind("proceedings", changed(before, party, Party::proceedings, PartyRow::json))
                .bind(
                        "suggestions",
                        changed(before, party, it -> it.proceedings().suggestions(), PartyRow::json));
    }

    private static void bindLeadership(SqlStatement<?> statement, Leadership leadership) {
        boolean isActing = leadership instanceof Leadership.Acting;
        statement
                .bind("host", leadership.host().value())
                .bind("rightfulHost", isActing ? leadership.rightful().value() : null)
                .bind(
                        "hostRoleBefore",
                        leadership instanceof Leadership.Acting acting ? Words.of(acting.before()) : null);
    }

    private static <T> @Nullable String changed(
            @Nullable Party before, Party party, Function<Party, T> part, Function<T, String> json) {
        T now = part.apply(party);
        return before != null && part.apply(before).equals(now) ? null : json.apply(now);
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
