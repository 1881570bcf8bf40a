package dev.watchparty.adapter.web.http;

import dev.watchparty.application.port.RateLimiter.Limit;
import java.time.Duration;

/**
 * How often people may do what costs the server something, in an hour; 0 switches a limit off.
 *
 * @param creates parties that one user makes
 * @param createsPerAddress parties that are made from one address
 * @param joins of one user
 * @param joinsPerAddress from one address
 * @param guesses wrong invite codes and passwords, by one user and from one address
 * @param guestsPerAddress sign-ins of guests from one address
 * @param playlistWrites of one user
 * @param friendRequests of one user
 */
public record Limits(
        Limit creates,
        Limit createsPerAddress,
        Limit joins,
        Limit joinsPerAddress,
        Limit guesses,
        Limit guestsPerAddress,
        Limit playlistWrites,
        Limit friendRequests) {

    public static final Limits DEFAULT = new Limits(
            creates(10),
            createsPerAddress(100),
            joins(30),
            joinsPerAddress(300),
            guesses(20),
            guestsPerAddress(30),
            playlistWrites(100),
            friendRequests(50));

    public static Limit creates(int perHour) {
        return hourly("creates", perHour);
    }

    public static Limit createsPerAddress(int perHour) {
        return hourly("creates_per_address", perHour);
    }

    public static Limit joins(int perHour) {
        return hourly("joins", perHour);
    }

    public static Limit joinsPerAddress(int perHour) {
        return hourly("joins_per_address", perHour);
    }

    public static Limit guesses(int perHour) {
        return hourly("guesses", perHour);
    }

    public static Limit guestsPerAddress(int perHour) {
        return hourly("guests_per_address", perHour);
    }

    public static Limit playlistWrites(int perHour) {
        return hourly("playlist_writes", perHour);
    }

    public static Limit friendRequests(int perHour) {
        return hourly("friend_requests", perHour);
    }

    private static Limit hourly(String name, int uses) {
        return new Limit(name, uses, Duration.ofHours(1));
    }
}
