package dev.watchparty.adapter.web.wire;

import dev.watchparty.adapter.web.wire.Problem.Code;
import dev.watchparty.domain.party.Proceedings;
import dev.watchparty.domain.party.Rejection;
import dev.watchparty.domain.playback.Queue;

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
        String message = message(rejection);
        if (rejection instanceof Rejection.NotParticipating) return notParticipating();
        if (rejection instanceof Rejection.ActionNotAllowed) return forbidden(message);
        if (rejection instanceof Rejection.HostOnly) return forbidden(message);
        if (rejection instanceof Rejection.AlreadyEnded) return new Problem(409, Code.PARTY_ENDED, message);
        if (rejection instanceof Rejection.PartyFull) return new Problem(403, Code.PARTY_FULL, message);
        if (rejection instanceof Rejection.PasswordRequired) return new Problem(403, Code.PASSWORD_REQUIRED, message);
        if (rejection instanceof Rejection.InvalidPassword) return new Problem(403, Code.INVALID_PASSWORD, message);
        if (rejection instanceof Rejection.FriendsOnly) return forbidden(message);
        if (rejection instanceof Rejection.BannedFromParty) return new Problem(403, Code.BANNED, message);
        if (rejection instanceof Rejection.MutedInParty) return forbidden(message);
        if (rejection instanceof Rejection.NoSuchParticipant) return notFound(message);
        if (rejection instanceof Rejection.NotToYourself) return invalidRequest(message);
        if (rejection instanceof Rejection.RankTooHigh) return forbidden(message);
        if (rejection instanceof Rejection.NoSuchMessage) return notFound(message);
        if (rejection instanceof Rejection.HostKeepsRole) return invalidRequest(message);
        if (rejection instanceof Rejection.CapacityBelowParticipants) return invalidRequest(message);
        if (rejection instanceof Rejection.PositionBeyondEnd) return invalidRequest(message);
        if (rejection instanceof Rejection.UnknownItem) return notFound(message);
        if (rejection instanceof Rejection.NoNextItem) return invalidRequest(message);
        if (rejection instanceof Rejection.QueueFull) return invalidRequest(message);
        if (rejection instanceof Rejection.NoSuchPlace) return invalidRequest(message);
        if (rejection instanceof Rejection.UnknownSuggestion) return notFound(message);
        if (rejection instanceof Rejection.TooManySuggestions) return invalidRequest(message);
        if (rejection instanceof Rejection.StartOutOfRange) return invalidRequest(message);
        if (rejection instanceof Rejection.AlreadyPlaying) return invalidRequest(message);
        throw new AssertionError(rejection);
    }

    /** {@code rejection} as the answer to a command on a socket. */
    public static SocketCode socketCode(Rejection rejection) {
        if (rejection instanceof Rejection.NotParticipating) return SocketCode.UNAUTHORIZED_COMMAND;
        if (rejection instanceof Rejection.ActionNotAllowed) return SocketCode.UNAUTHORIZED_COMMAND;
        if (rejection instanceof Rejection.HostOnly) return SocketCode.UNAUTHORIZED_COMMAND;
        if (rejection instanceof Rejection.AlreadyEnded) return SocketCode.PARTY_ENDED;
        if (rejection instanceof Rejection.PartyFull) return SocketCode.PARTICIPANT_LIMIT;
        if (rejection instanceof Rejection.PasswordRequired) return SocketCode.UNAUTHORIZED_COMMAND;
        if (rejection instanceof Rejection.InvalidPassword) return SocketCode.UNAUTHORIZED_COMMAND;
        if (rejection instanceof Rejection.FriendsOnly) return SocketCode.UNAUTHORIZED_COMMAND;
        if (rejection instanceof Rejection.BannedFromParty) return SocketCode.UNAUTHORIZED_COMMAND;
        if (rejection instanceof Rejection.MutedInParty) return SocketCode.UNAUTHORIZED_COMMAND;
        if (rejection instanceof Rejection.NoSuchParticipant) return SocketCode.INVALID_COMMAND;
        if (rejection instanceof Rejection.NotToYourself) return SocketCode.INVALID_COMMAND;
        if (rejection instanceof Rejection.RankTooHigh) return SocketCode.UNAUTHORIZED_COMMAND;
        if (rejection instanceof Rejection.NoSuchMessage) return SocketCode.INVALID_COMMAND;
        if (rejection instanceof Rejection.HostKeepsRole) return SocketCode.INVALID_COMMAND;
        if (rejection instanceof Rejection.CapacityBelowParticipants) return SocketCode.INVALID_COMMAND;
        if (rejection instanceof Rejection.PositionBeyondEnd) return SocketCode.INVALID_COMMAND;
        if (rejection instanceof Rejection.UnknownItem) return SocketCode.INVALID_COMMAND;
        if (rejection instanceof Rejection.NoNextItem) return SocketCode.INVALID_COMMAND;
        if (rejection instanceof Rejection.QueueFull) return SocketCode.INVALID_COMMAND;
        if (rejection instanceof Rejection.NoSuchPlace) return SocketCode.INVALID_COMMAND;
        if (rejection instanceof Rejection.UnknownSuggestion) return SocketCode.INVALID_COMMAND;
        if (rejection instanceof Rejection.TooManySuggestions) return SocketCode.INVALID_COMMAND;
        if (rejection instanceof Rejection.StartOutOfRange) return SocketCode.INVALID_COMMAND;
        if (rejection instanceof Rejection.AlreadyPlaying) return SocketCode.INVALID_COMMAND;
        throw new AssertionError(rejection);
    }

    /** {@code rejection} for people, with what they can do about it. */
    public static String message(Rejection rejection) {
        if (rejection instanceof Rejection.NotParticipating) return "Not a participant of this watch party";
        if (rejection instanceof Rejection.ActionNotAllowed refused) return notAllowed(refused);
        if (rejection instanceof Rejection.HostOnly) return "Only the host can do this";
        if (rejection instanceof Rejection.AlreadyEnded) return "Watch party has ended";
        if (rejection instanceof Rejection.PartyFull full) {
            return "party is full: " + full.participants() + "/"
                    + full.capacity().participants() + " participants";
        }
        if (rejection instanceof Rejection.PasswordRequired) return "This watch party needs a password";
        if (rejection instanceof Rejection.InvalidPassword) return "Invalid password";
        if (rejection instanceof Rejection.FriendsOnly) return "Only friends of the host can join this watch party";
        if (rejection instanceof Rejection.BannedFromParty) {
            return "You are banned from this watch party, until one of its moderators lets you in again";
        }
        if (rejection instanceof Rejection.MutedInParty) {
            return "You are muted in this watch party, until one of its moderators lets you speak again";
        }
        if (rejection instanceof Rejection.NoSuchParticipant) return "user_id is no participant of this watch party";
        if (rejection instanceof Rejection.NotToYourself) return "user_id is your own: name somebody else";
        if (rejection instanceof Rejection.RankTooHigh) {
            return "You can do this only to participants of a lower role than your own";
        }
        if (rejection instanceof Rejection.NoSuchMessage) {
            return "message_id is none of this watch party's, or the message is deleted";
        }
        if (rejection instanceof Rejection.HostKeepsRole) {
            return "user_id is the host, whose role changes only when it is transferred to somebody else";
        }
        if (rejection instanceof Rejection.CapacityBelowParticipants below) {
            return "max_participants must be at least " + below.participants()
                    + ", for so many are in the watch party now";
        }
        if (rejection instanceof Rejection.PositionBeyondEnd beyond) {
            return "position is beyond the end, which is at " + beyond.end().millis() + " ms";
        }
        if (rejection instanceof Rejection.UnknownItem) return "clip_id is none of this watch party's";
        if (rejection instanceof Rejection.NoNextItem) return "There is no next clip";
        if (rejection instanceof Rejection.QueueFull) {
            return "The queue holds at most " + Queue.ITEMS_MAX + " clips: remove some first";
        }
        if (rejection instanceof Rejection.NoSuchPlace nowhere) {
            return "place must be between 0 and " + nowhere.last();
        }
        if (rejection instanceof Rejection.UnknownSuggestion) {
            return "clip_id is no suggestion that waits: perhaps it was accepted or declined already";
        }
        if (rejection instanceof Rejection.TooManySuggestions tooMany) {
            String whose = tooMany.most() == Proceedings.SUGGESTIONS_EACH_MAX ? " of your suggestions" : " suggestions";
            return "As many as " + tooMany.most() + whose
                    + " wait already: try again when some were accepted or declined";
        }
        if (rejection instanceof Rejection.StartOutOfRange range) {
            return "at_ms must be after the server's present time and at most "
                    + range.latest().toEpochMilli();
        }
        if (rejection instanceof Rejection.AlreadyPlaying) {
            return "The film plays already: pause it before you set a start";
        }
        throw new AssertionError(rejection);
    }

    private static String notAllowed(Rejection.ActionNotAllowed refused) {
        String who = switch (refused.least()) {
            case HOST -> "Only the host can ";
            case CO_HOST -> "Only the host and co-hosts can ";
            case VIEWER -> "Only participants can ";
        };
        return who
                + switch (refused.action()) {
                    case PAUSE, PLAY, SEEK, SKIP -> "control playback";
                    case RATE -> "change the speed";
                    case QUEUE -> "change the queue";
                    case SUGGEST -> "suggest clips";
                    case CHAT -> "write and react";
                    case INVITE -> "invite others";
                    case MODERATE -> "moderate";
                };
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

    public static Problem unknownParty() {
        return notFound("Watch party not found");
    }

    /** There is such a party, and it is not for the caller's eyes. */
    public static Problem unreadableParty() {
        return forbidden("You may not see this watch party");
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
        Code code = switch (status) {
            case 404 -> Code.NOT_FOUND;
            case 405 -> Code.METHOD_NOT_ALLOWED;
            case 503 -> Code.UNAVAILABLE;
            default -> status >= 500 ? Code.INTERNAL_ERROR : Code.INVALID_REQUEST;
        };
        return new Problem(status, code, reason);
    }
}
