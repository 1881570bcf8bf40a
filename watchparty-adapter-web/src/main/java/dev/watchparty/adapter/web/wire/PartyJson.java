package dev.watchparty.adapter.web.wire;

import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.Friendship;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.Visitor;
import dev.watchparty.domain.playback.PlaylistId;
import dev.watchparty.domain.playback.Position;
import dev.watchparty.domain.presence.ParticipantStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A party: {@code WatchParty} of the protocol. Positions are those at {@code server_time_ms};
 * {@code current_position_seconds} is rounded down.
 */
public record PartyJson(
        UUID id,
        UUID hostUserId,
        String title,
        @Nullable UUID playlistId,
        @Nullable UUID currentClipId,
        long currentPositionSeconds,
        boolean isPlaying,
        String visibility,
        @Nullable String inviteCode,
        int maxParticipants,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable List<ParticipantJson> participants,
        boolean hasPassword,
        long version,
        long positionMs,
        double rate,
        long serverTimeMs) {

    /** Whether a reader may know the code that lets people in. */
    public enum InviteCodeIs {
        TOLD,
        WITHHELD
    }

    /** {@code party} at {@code now}, without its participants. */
    public static PartyJson of(Party party, InviteCodeIs code, Instant now) {
        Position position = party.positionAt(now);
        return new PartyJson(
                party.id().value(),
                party.host().value(),
                party.settings().title().value(),
                party.programme().playlist().map(PlaylistId::value).orElse(null),
                party.queue().current().map(item -> item.id().value()).orElse(null),
                Math.floorDiv(position.millis(), 1000L),
                party.timeline().isPlaying(),
                Words.of(party.settings().visibility()),
                code == InviteCodeIs.TOLD ? party.inviteCode().value() : null,
                party.settings().capacity().participants(),
                party.createdAt(),
                party.phase().startedAt().orElse(null),
                party.phase().endedAt().orElse(null),
                null,
                party.settings().hasPassword(),
                party.version().value(),
                position.millis(),
                party.timeline().rate().permille() / 1000.0,
                now.toEpochMilli());
    }

    /** All of {@code party} at {@code now}, as {@code member}, who is in it, may know it. */
    static PartyJson forMember(Party party, UserId member, Map<UserId, ParticipantStatus> statuses, Instant now) {
        boolean isCodeTold =
                party.mayTellCodeTo(new Visitor.SignedIn(member, Friendship.STRANGER, Visitor.CodeHeld.NO));
        return withParticipants(party, statuses, isCodeTold ? InviteCodeIs.TOLD : InviteCodeIs.WITHHELD, now);
    }

    /** {@code party} at {@code now} with those who are in it. */
    public static PartyJson withParticipants(
            Party party, Map<UserId, ParticipantStatus> statuses, InviteCodeIs code, Instant now) {
        PartyJson json = of(party, code, now);
        return new PartyJson(
                json.id,
                json.hostUserId,
                json.title,
                json.playlistId,
                json.currentClipId,
                json.currentPositionSeconds,
                json.isPlaying,
                json.visibility,
                json.inviteCode,
                json.maxParticipants,
                json.createdAt,
                json.startedAt,
                json.endedAt,
                ParticipantJson.active(party, statuses),
                json.hasPassword,
                json.version,
                json.positionMs,
                json.rate,
                json.serverTimeMs);
    }
}
