package dev.watchparty.adapter.web.http;

import dev.watchparty.application.port.RateLimiter.Limit;
import java.time.Duration;

/**
 * How often people may do what costs the server something, in an hour where nothing else is said; 0 switches a limit
 * off.
 *
 * @param creates parties that one user makes
 * @param createsPerAddress parties that are made from one address
 * @param joins of one user
 * @param joinsPerAddress from one address
 * @param guesses wrong invite codes and passwords, by one user and from one address
 * @param guestsPerAddress sign-ins of guests from one address
 * @param playlistWrites of one user
 * @param friendRequests of one user
 * @param inside what people do in parties
 */
public record Limits(
        Limit creates,
        Limit createsPerAddress,
        Limit joins,
        Limit joinsPerAddress,
        Limit guesses,
        Limit guestsPerAddress,
        Limit playlistWrites,
        Limit friendRequests,
        Inside inside) {

    public static final Limits DEFAULT = new Limits(
            creates(10),
            createsPerAddress(100),
            joins(30),
            joinsPerAddress(300),
            guesses(20),
            guestsPerAddress(30),
            playlistWrites(100),
            friendRequests(50),
            Inside.DEFAULT);

    /**
     * How often one user may do things in parties; chats, reactions and commands in a minute, the others in an hour.
     *
     * @param chats in all ways of saying something together
     * @param reactions likewise
     * @param commands other requests that each change something
     * @param settingsChanges requests
     * @param kicks requests
     * @param studies looks at the numbers of parties, and at what is kept of oneself; of each kind so many
     */
    public record Inside(
            Limit chats, Limit reactions, Limit commands, Limit settingsChanges, Limit kicks, Limit studies) {

        public static final Inside DEFAULT = new Inside(
                Limits.chats(10),
                Limits.reactions(30),
                Limits.commands(120),
                Limits.settingsChanges(20),
                Limits.kicks(20),
                Limits.studies(20));

        public static final Inside OFF = new Inside(
                Limits.chats(0),
                Limits.reactions(0),
                Limits.commands(0),
                Limits.settingsChanges(0),
                Limits.kicks(0),
                Limits.studies(0));
    }

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

    public static Limit chats(int perMinute) {
        return minutely("chats", perMinute);
    }

    public static Limit reactions(int perMinute) {
        return minutely("reactions", perMinute);
    }

    public static Limit commands(int perMinute) {
        return minutely("commands", perMinute);
    }

    public static Limit settingsChanges(int perHour) {
        return hourly("settings_changes", perHour);
    }

    public static Limit kicks(int perHour) {
        return hourly("kicks", perHour);
    }

    public static Limit studies(int perHour) {
        return hourly("studies", perHour);
    }

    private static Limit minutely(String name, int uses) {
        return new Limit(name, uses, Duration.ofMinutes(1));
    }

    private static Limit hourly(String name, int uses) {
        return new Limit(name, uses, Duration.ofHours(1));
    }
}
