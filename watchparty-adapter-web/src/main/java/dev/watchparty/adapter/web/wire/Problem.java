package dev.watchparty.adapter.web.wire;

import org.jspecify.annotations.Nullable;

/**
 * Why a request was not done.
 *
 * @param status of HTTP
 * @param code stable, for programs
 * @param message for people
 * @param retryAfterSeconds when to try again, where that helps
 */
public record Problem(
        int status, Code code, String message, @Nullable Integer retryAfterSeconds) {

    /** What programs tell problems apart by. */
    public enum Code {
        INVALID_REQUEST,
        UNAUTHORIZED,
        FORBIDDEN,
        BANNED,
        CSRF_FAILED,
        PASSWORD_REQUIRED,
        INVALID_PASSWORD,
        PARTY_FULL,
        PARTY_ENDED,
        PLAYLIST_LIMIT,
        FRIEND_LIMIT,
        AMBIGUOUS_USERNAME,
        NOT_FOUND,
        METHOD_NOT_ALLOWED,
        PAYLOAD_TOO_LARGE,
        RATE_LIMITED,
        INTERNAL_ERROR,
        UNAVAILABLE
    }

    Problem(int status, Code code, String message) {
        this(status, code, message, null);
    }
}
