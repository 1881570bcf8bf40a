package dev.watchparty.adapter.web.wire;

import dev.watchparty.domain.participant.Profile;
import dev.watchparty.domain.participant.UserId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What anybody may see of a person; nothing else about a person is ever sent. */
public record PublicUserJson(
        UUID id,
        String username,
        String displayName,
        @Nullable String avatarUrl) {

    public static PublicUserJson of(UserId user, Profile profile) {
        return new PublicUserJson(
                user.value(),
                profile.username().value(),
                profile.displayName().value(),
                profile.avatar().url().orElse(null));
    }
}
