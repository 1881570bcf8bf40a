package dev.watchparty.adapter.web.wire;

import dev.watchparty.application.account.PersonalData;
import dev.watchparty.application.port.PersonalRecords.Attended;
import dev.watchparty.domain.participant.Membership;
import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.participant.Profile;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All that is kept of one person, for themselves. */
public record ExportJson(
        UUID userId,
        @Nullable PublicUserJson user,
        List<PlaylistJson> playlists,
        FriendsJson friends,
        List<AttendedJson> parties,
        List<SaidJson> messages,
        List<ReactedJson> reactions) {

    /** A party in which they were, and as what. */
    public record AttendedJson(
            UUID partyId,
            String title,
            String role,
            Instant joinedAt,
            @Nullable Instant leftAt,
            @Nullable Instant bannedAt,
            boolean muted) {

        static AttendedJson of(Attended attended) {
            Participant participant = attended.participant();
            Membership membership = participant.membership();
            return new AttendedJson(
                    attended.party().value(),
                    attended.title().value(),
                    ParticipantJson.role(participant.role()),
                    participant.joinedAt(),
                    membership instanceof Membership.Left left ? left.at() : null,
                    membership instanceof Membership.Banned banned ? banned.at() : null,
                    participant.isMuted());
        }
    }

    /** Something that they said. */
    public record SaidJson(UUID partyId, String message, Instant createdAt) {

        static SaidJson of(PersonalData.Message message) {
            return new SaidJson(message.party().value(), message.text().value(), message.at());
        }
    }

    /** A reaction of theirs. */
    public record ReactedJson(UUID partyId, String emoji, BigDecimal videoTimestamp, Instant createdAt) {

        static ReactedJson of(PersonalData.Reaction reaction) {
            return new ReactedJson(
                    reaction.party().value(),
                    reaction.emoji().value(),
                    ReactionJson.seconds(reaction.position()),
                    reaction.at());
        }
    }

    public static ExportJson of(PersonalData data) {
        Profile profile = data.profile();
        return new ExportJson(
                data.user().value(),
                profile == null ? null : PublicUserJson.of(data.user(), profile),
                data.playlists().stream().map(PlaylistJson::of).toList(),
                FriendsJson.of(data.contacts()),
                data.parties().stream().map(AttendedJson::of).toList(),
                data.messages().stream().map(SaidJson::of).toList(),
                data.reactions().stream().map(ReactedJson::of).toList());
    }
}
