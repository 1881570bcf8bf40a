package dev.watchparty.adapter.web.wire;

import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.participant.Username;
import org.jspecify.annotations.Nullable;

/** Whom somebody asks to be friends, by one of two ways to name a person. */
public record AskFriendJson(
        @Nullable String userId, @Nullable String username) {

    /** A person as they are named. */
    public sealed interface Named {

        record ById(UserId user) implements Named {}

        record ByUsername(Username username) implements Named {}
    }

    /**
     * Who is asked.
     *
     * @throws IllegalArgumentException if not exactly one field is there, or if it names nobody
     */
    public Named toNamed() {
        if (userId != null && username != null) {
            throw new IllegalArgumentException("user_id and username are both there: send one of them");
        }
        if (username != null) return new Named.ByUsername(new Username(username));
        if (userId != null) return new Named.ById(new UserId(Words.uuid("user_id", userId)));
        throw new IllegalArgumentException("user_id is missing, and so is username: send one of them");
    }
}
