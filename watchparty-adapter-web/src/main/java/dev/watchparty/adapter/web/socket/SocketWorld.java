package dev.watchparty.adapter.web.socket;

import dev.watchparty.adapter.web.wire.TextFrame;
import dev.watchparty.application.party.CommandParty;
import dev.watchparty.application.party.DeleteMessage;
import dev.watchparty.application.party.FollowParty;
import dev.watchparty.application.party.Workplace;
import dev.watchparty.application.port.Ids;
import dev.watchparty.application.port.RateLimiter;
import dev.watchparty.application.port.RateLimiter.Limit;
import dev.watchparty.application.port.TokenVerifier;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * All that connections work with.
 *
 * @param deleteMessage blocks
 * @param workplace its workers do what may block
 * @param gates who may come in, and how often somebody may talk
 */
public record SocketWorld(
        FollowParty<TextFrame> follow,
        CommandParty commands,
        DeleteMessage deleteMessage,
        Workplace workplace,
        Gates gates,
        Ticking ticking) {

    /** What keeps people out, or quiet. */
    public record Gates(TokenVerifier tokens, RateLimiter limiter, Pace pace, Ids ids) {}

    /**
     * How much somebody may send.
     *
     * @param chatsPerMinute of one person, everywhere
     * @param reactionsPerMinute of one person, everywhere
     * @param commandsPerSecond over one connection, everything but clock exchanges; for a moment
     *     {@value Allowance#BURST_SECONDS} times as many. 0 switches the limit off
     */
    public record Pace(Limit chatsPerMinute, Limit reactionsPerMinute, int commandsPerSecond) {

        public static final int COMMANDS_PER_SECOND = 20;
    }

    /**
     * Time as connections need it.
     *
     * @param fine the server's clock with what lies below the millisecond; for clock exchanges
     * @param nanos a monotonic clock of nanoseconds, for what is measured inside this server
     */
    public record Ticking(InstantSource fine, LongSupplier nanos) {}
}
