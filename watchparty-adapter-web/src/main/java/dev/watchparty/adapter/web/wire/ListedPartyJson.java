package dev.watchparty.adapter.web.wire;

import dev.watchparty.application.port.PartyCatalogue.Listed;
import dev.watchparty.domain.party.InviteCode;
import dev.watchparty.domain.playback.PlaylistId;
import dev.watchparty.domain.playback.Position;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A party in a list: {@code WatchParty} of the protocol, with how many are in it instead of who. */
public record ListedPartyJson(
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
        int activeParticipantCount,
        boolean hasPassword,
        long version,
        long positionMs,
        double rate,
        long serverTimeMs) {

    /** {@code parties} at {@code now}. */
    public static List<ListedPartyJson> of(List<Listed> parties, Instant now) {
        return parties.stream().map(party -> of(party, now)).toList();
    }

    private static ListedPartyJson of(Listed party, Instant now) {
        Position position = party.positionAt(now);
        PlaylistId playlist = party.playlist();
        return new ListedPartyJson(
                party.id().value(),
                party.host().value(),
                party.title().value(),
                playlist == null ? null : playlist.value(),
                party.current() == null ? null : party.current().id().value(),
                Math.floorDiv(position.millis(), 1000L),
                party.timeline().isPlaying(),
                Words.of(party.visibility()),
                party.codeTold().map(InviteCode::value).orElse(null),
                party.capacity().participants(),
                party.createdAt(),
                party.phase().startedAt().orElse(null),
                party.activeCount(),
                party.hasPassword(),
                party.version().value(),
                position.millis(),
                party.timeline().rate().permille() / 1000.0,
                now.toEpochMilli());
    }
}
