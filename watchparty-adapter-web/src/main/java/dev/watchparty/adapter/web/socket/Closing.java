package dev.watchparty.adapter.web.socket;

import dev.watchparty.application.port.Follower.Farewell;

/**
 * Why the server closes a connection: the close code (RFC 6455, section 7.4, and 4000 to 4999 of our own), the reason
 * that is told before, and whether the client should come back.
 */
enum Closing {
    LEFT(1000, "left", /* isReconnectWelcome= */ false),
    SERVER_STOPS(1012, "restart", /* isReconnectWelcome= */ true),
    UNAVAILABLE(1013, "unavailable", /* isReconnectWelcome= */ true),
    TOKEN_EXPIRED(4001, "token_expired", /* isReconnectWelcome= */ false),
    KICKED(4003, "kicked", /* isReconnectWelcome= */ false),
    BANNED(4003, "banned", /* isReconnectWelcome= */ false),
    ERASED(4003, "erased", /* isReconnectWelcome= */ false),
    NOT_PARTICIPATING(4003, "not_participating", /* isReconnectWelcome= */ false),
    PARTY_ENDED(4004, "party_ended", /* isReconnectWelcome= */ false),
    TOO_SLOW(4008, "too_slow", /* isReconnectWelcome= */ true);

    private final int code;
    private final String reason;
    private final boolean isReconnectWelcome;

    Closing(int code, String reason, boolean isReconnectWelcome) {
        this.code = code;
        this.reason = reason;
        this.isReconnectWelcome = isReconnectWelcome;
    }

    int code() {
        return code;
    }

    String reason() {
        return reason;
    }

    boolean isReconnectWelcome() {
        return isReconnectWelcome;
    }

    static Closing of(Farewell farewell) {
        return switch (farewell) {
            case PARTY_ENDED -> PARTY_ENDED;
            case LEFT -> LEFT;
            case KICKED -> KICKED;
            case BANNED -> BANNED;
            case ERASED -> ERASED;
            case NOT_PARTICIPATING, UNKNOWN_PARTY -> NOT_PARTICIPATING;
            case UNAVAILABLE -> UNAVAILABLE;
        };
    }
}
