package dev.watchparty.adapter.web.wire;

import dev.watchparty.application.port.Password;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What somebody shows at the door, if anything: an empty password is none. It prints nothing. */
public record JoinPartyJson(@Nullable String password) {

    /**
     * The password, if there is one.
     *
     * @throws IllegalArgumentException if no party can have such a password
     */
    public Optional<Password> toPassword() {
        return password == null || password.isEmpty() ? Optional.empty() : Optional.of(new Password(password));
    }

    @Override
    public String toString() {
        return "JoinPartyJson[hidden]";
    }
}
