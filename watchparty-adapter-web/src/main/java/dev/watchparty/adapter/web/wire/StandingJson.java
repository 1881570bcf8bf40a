package dev.watchparty.adapter.web.wire;

import dev.watchparty.domain.friend.Standing;
import dev.watchparty.domain.participant.Profile;
import dev.watchparty.domain.participant.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What somebody is to the caller who asked or accepted them: a friend, since when; or somebody asked, at what time. */
public record StandingJson(
        PublicUserJson user,
        String status,
        @Nullable Instant since,
        @Nullable Instant requestedAt) {

    public static StandingJson of(UserId user, Profile profile, Standing standing) {
        PublicUserJson shown = PublicUserJson.of(user, profile);
        if (standing instanceof Standing.Friend friend) return new StandingJson(shown, "friends", friend.since(), null);
        if (standing instanceof Standing.Asked asked) return new StandingJson(shown, "requested", null, asked.at());
        throw new AssertionError("not what comes of asking: " + standing);
    }
}
