package dev.watchparty.adapter.web.wire;

import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.Removal;
import org.jspecify.annotations.Nullable;

/** Whom somebody wants to put out of a party; {@code ban} for good. */
public record KickJson(@Nullable String userId, @Nullable Boolean ban) {

    /**
     * It, as a frame would have it.
     *
     * @throws IllegalArgumentException if it names nobody
     */
    public PeopleFrame.Kick toFrame() {
        return new PeopleFrame.Kick(
                null,
                new UserId(Words.uuid("user_id", Words.required("user_id", userId))),
                Boolean.TRUE.equals(ban) ? Removal.BANNED : Removal.KICKED);
    }
}
