package dev.watchparty.adapter.web.wire;

import dev.watchparty.adapter.web.wire.Problem.Code;
import dev.watchparty.domain.party.Rejection;

/** Every problem there is, in the words of the protocol; also what the party's refusals are called there. */
public final class Problems {

    /** What a socket calls a refusal. */
    public enum SocketCode {
        UNAUTHORIZED_COMMAND,
        INVALID_COMMAND,
        PARTY_ENDED,
        RATE_LIMITED,
        PARTICIPANT_LIMIT,
        UNAVAILABLE
    }

    /** How soon to come back to a server that could not do it now. */
    private static final int RETRY_SECONDS = 1;

    private Problems() {}

    /** {@code rejection} as the answer to a request. */
    public static Problem of(Rejection rejection) {
        if (rejection instanceof Rejection.NotParticipating) return notParticipating();
        if (rejection instanceof Rejection.ControlNotAllowed) return forbidden(message(rejection));
        if (rejection instanceof Rejection.HostOnly) return forbidden(message(rejection));
        if (rejection instanceof Rejection.AlreadyEnded) return new Problem(409, Code.PARTY_ENDED, message(rejection));
        if (rejection instanceof Rejection.PartyFull) return new Problem(403, Code.PARTY_FULL, message(rejection));
        if (rejection instanceof Rejection.PasswordRequired) {
            return new Problem(403, Code.PASSWORD_REQUIRED, message(rejection));
        }
        if (rejection instanceof Rejection.InvalidPassword) {
            return new Problem(403, Code.INVALID_PASSWORD, message(rejection));
        }
        if (rejection instanceof Rejection.FriendsOnly) return forbidden(message(rejection));
        if (rejection instanceof Rejection.PositionBeyondEnd) return invalidRequest(message(rejection));
        if (rejection instanceof Rejection.UnknownItem) return notFound(message(rejection));
        if (rejection instanceof Rejection.NoNextItem) return invalidRequest(message(rejection));
        throw new AssertionError(rejection);
    }

    /** {@code rejection} as the answer to a command on a socket. */
    public static SocketCode socketCode(Rejection rejection) {
        if (rejection instanceof Rejection.NotParticipating) return SocketCode.UNAUTHORIZED_COMMAND;
        if (rejection instanceof Rejection.ControlNotAllowed) return SocketCode.UNAUTHORIZED_COMMAND;
        if (rejection instanceof Rejection.HostOnly) return SocketCode.UNAUTHORIZED_COMMAND;
        if (rejection instanceof Rejection.AlreadyEnded) return SocketCode.PARTY_ENDED;
        if (rejection instanceof Rejection.PartyFull) return SocketCode.PARTICIPANT_LIMIT;
        if (rejection instanceof Rejection.PasswordRequired) return SocketCode.UNAUTHORIZED_COMMAND;
        if (rejection instanceof Rejection.InvalidPassword) return SocketCode.UNAUTHORIZED_COMMAND;
        if (rejection instanceof Rejection.FriendsOnly) return SocketCode.UNAUTHORIZED_COMMAND;
        if (rejection instanceof Rejection.PositionBeyondEnd) return SocketCode.INVALID_COMMAND;
        if (rejection instanceof Rejection.UnknownItem) return SocketCode.INVALID_COMMAND;
        if (rejection instanceof Rejection.NoNextItem) return SocketCode.INVALID_COMMAND;
        throw new AssertionError(rejection);
    }

    /** {@code rejection} for people. */
    public static String message(Rejection rejection) {
        if (rejection instanceof Rejection.NotParticipating) return "Not a participant of this watch party";
        if (rejection instanceof Rejection.ControlNotAllowed) return "Only the host and co-hosts can control playback";
        if (rejection instanceof Rejection.HostOnly) return "Only the host can do this";
        if (rejection instanceof Rejection.AlreadyEnded) return "Watch party has ended";
        if (rejection instanceof Rejection.PartyFull full) {
            return "party is full: " + full.participants() + "/"
                    + full.capacity().participants() + " participants";
        }
        if (rejection instanceof Rejection.PasswordRequired) return "This watch party needs a password";
        if (rejection instanceof Rejection.InvalidPassword) return "Invalid password";
        if (rejection instanceof Rejection.FriendsOnly) return "Only friends of the host can join this watch party";
        if (rejection instanceof Rejection.PositionBeyondEnd beyond) {
            return "position is beyond the end, which is at " + beyond.end().millis() + " ms";
        }
        if (rejection instanceof Rejection.UnknownItem) return "clip_id is none of this watch party's";
        if (rejection instanceof Rejection.NoNextItem) return "There is no next clip";
        throw new AssertionError(rejection);
    }

    public static Problem invalidRequest(String message) {
        return new Problem(400, Code.INVALID_REQUEST, message);
    }

    public static Problem missingToken() {
        return new Problem(401, Code.UNAUTHORIZED, "Missing authentication token");
    }

    public static Problem invalidToken() {
        return new Problem(401, Code.UNAUTHORIZED, "Invalid or expired token");
    }

    public static Problem forbidden(String message) {
        return new Problem(403, Code.FORBIDDEN, message);
    }

    /** The caller is not in the party, or there is no such party: an outsider is not told which. */
    public static Problem notParticipating() {
        return forbidden(message(new Rejection.NotParticipating()));
    }

    public static Problem csrfFailed() {
        return new Problem(403, Code.CSRF_FAILED, "X-CSRF-Token does not match the cookie csrf_token");
    }

    public static Problem notFound(String message) {
        return new Problem(404, Code.NOT_FOUND, message);
    }

    public static Problem methodNotAllowed() {
        return new Problem(405, Code.METHOD_NOT_ALLOWED, "Method not allowed");
    }

    /** A socket was asked for to a party that is over. */
    public static Problem endedForGood() {
        return new Problem(410, Code.PARTY_ENDED, message(new Rejection.AlreadyEnded()));
    }

    public static Problem tooLarge(int bytesMax) {
        return new Problem(413, Code.PAYLOAD_TOO_LARGE, "body must have at most " + bytesMax + " bytes");
    }

    public static Problem playlistLimit(int playlistsMax) {
        return new Problem(409, Code.PLAYLIST_LIMIT, "You have " + playlistsMax + " playlists, which is the most");
    }

    public static Problem rateLimited(int retryAfterSeconds) {
        return new Problem(429, Code.RATE_LIMITED, "Too many requests, try again later", retryAfterSeconds);
    }

    /** More waits for the party than it can answer. */
    public static Problem overloaded() {
        return rateLimited(RETRY_SECONDS);
    }

    public static Problem internal(String requestId) {
        return new Problem(500, Code.INTERNAL_ERROR, "Internal error, request " + requestId);
    }

    /** Whether it was done is unknown. */
    public static Problem unavailable() {
        return unavailable("The server cannot answer now, try again");
    }

    public static Problem unavailable(String reason) {
        return new Problem(503, Code.UNAVAILABLE, reason, RETRY_SECONDS);
    }

    /** A problem that the HTTP engine found before any of ours was asked. */
    public static Problem ofStatus(int status, String reason) {
        Code code = status >= 500
                ? (status == 503 ? Code.UNAVAILABLE : Code.INTERNAL_ERROR)
                : (status == 404 ? Code.NOT_FOUND : Code.INVALID_REQUEST);
        return new Problem(status, code, reason);
    }
}
