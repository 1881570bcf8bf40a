package dev.watchparty.application.party;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long what parties leave behind is kept, counted from their end. Parties that are not over keep everything.
 *
 * @param chat the words of what was said; null: for ever
 * @param parties everything; null: for ever
 * @param commandIds the names that clients gave their commands, by which repetitions are known; null: for ever
 */
public record RetentionPolicy(
        @Nullable Duration chat,
        @Nullable Duration parties,
        @Nullable Duration commandIds) {

    /** Nothing is forgotten but what nobody needs when a party is over. */
    public static final RetentionPolicy DEFAULT = new RetentionPolicy(null, null, Duration.ofDays(7));

    /** @throws IllegalArgumentException if something is to be kept for less than no time */
    public RetentionPolicy {
        requireTime("chat", chat);
        requireTime("parties", parties);
        requireTime("commandIds", commandIds);
    }

    private static void requireTime(String name, @Nullable Duration duration) {
        if (duration != null && duration.isNegative()) {
            throw new IllegalArgumentException(name + " must not be negative, but is " + duration);
        }
    }
}
