package dev.watchparty.adapter.web.wire;

import dev.watchparty.domain.participant.DisplayName;
import org.jspecify.annotations.Nullable;

/** What a guest wants to be called. */
public record GuestJson(@Nullable String displayName) {

    /**
     * The name.
     *
     * @throws IllegalArgumentException if there is none, or if that is no name
     */
    public DisplayName toName() {
        return new DisplayName(Words.required("display_name", displayName));
    }
}
