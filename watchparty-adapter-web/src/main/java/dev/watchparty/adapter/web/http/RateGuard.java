package dev.watchparty.adapter.web.http;

import dev.watchparty.adapter.web.wire.Problems;
import dev.watchparty.application.port.Identity;
import dev.watchparty.application.port.RateLimiter;
import dev.watchparty.application.port.RateLimiter.Limit;
import dev.watchparty.application.port.RateLimiter.Verdict;
import io.javalin.http.Context;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what is asked for too often, by user and by address. Every method throws {@link ProblemException} where it
 * refuses, and blocks on the store. Safe for many threads.
 */
final class RateGuard {

    private final RateLimiter limiter;
    private final Limits limits;
    private final ClientAddresses addresses;
    private final InstantSource clock;
    private final MeterRegistry meters;

    RateGuard(
            RateLimiter limiter, Limits limits, ClientAddresses addresses, InstantSource clock, MeterRegistry meters) {
        this.limiter = limiter;
        this.limits = limits;
        this.addresses = addresses;
        this.clock = clock;
        this.meters = meters;
    }

    void create(Context context, Identity identity) {
        take(limits.creates(), user(identity));
        take(limits.createsPerAddress(), address(context));
    }

    void join(Context context, Identity identity) {
        take(limits.joins(), user(identity));
        take(limits.joinsPerAddress(), address(context));
    }

    void signInGuest(Context context) {
        take(limits.guestsPerAddress(), address(context));
    }

    void writePlaylist(Identity identity) {
        take(limits.playlistWrites(), user(identity));
    }

    /** Counts also what is refused then: names are not to be tried out. */
    void askFriend(Identity identity) {
        take(limits.friendRequests(), user(identity));
    }

    /** Takes from the budget that a socket takes from. */
    void chat(Identity identity) {
        take(limits.inside().chats(), talker(identity));
    }

    /** As {@link #chat}. */
    void react(Identity identity) {
        take(limits.inside().reactions(), talker(identity));
    }

    void command(Identity identity) {
        take(limits.inside().commands(), user(identity));
    }

    void changeSettings(Identity identity) {
        take(limits.inside().settingsChanges(), user(identity));
    }

    void kick(Identity identity) {
        take(limits.inside().kicks(), user(identity));
    }

    /** @param what is looked into: each has a budget of its own */
    void study(Identity identity, String what) {
        take(limits.inside().studies(), user(identity) + ":" + what);
    }

    /** Refuses whoever guessed wrong too often, whether or not they would be right this time. */
    void beforeGuess(Context context, @Nullable Identity identity) {
        if (limits.guesses().isOff()) return;
        if (identity != null) require(limiter.peek(limits.guesses(), user(identity)));
        require(limiter.peek(limits.guesses(), address(context)));
    }

    /** Counts a guess that was wrong: right ones cost nothing. */
    void afterWrongGuess(Context context, @Nullable Identity identity) {
        if (identity != null) take(limits.guesses(), user(identity));
        take(limits.guesses(), address(context));
    }

    private void take(Limit limit, String subject) {
        if (limit.isOff()) return;
        require(limiter.take(limit, subject));
    }

    private void require(Verdict verdict) {
        if (verdict.isAllowed()) return;
        meters.counter(
                        "watchparty.rate.limit.refusals",
                        "limit",
                        verdict.limit().name())
                .increment();
        int retryAfter = (int) Math.max(1, Math.min(Integer.MAX_VALUE, roundedUp(verdict.retryAfter())));
        long reset = roundedUp(Duration.ofMillis(clock.instant().toEpochMilli()).plus(verdict.reset()));
        throw new ProblemException(
                Problems.rateLimited(retryAfter),
                Map.of(
                        "X-RateLimit-Limit", Integer.toString(verdict.limit().uses()),
                        "X-RateLimit-Remaining", Long.toString(verdict.remaining()),
                        "X-RateLimit-Reset", Long.toString(reset)));
    }

    private static long roundedUp(Duration duration) {
        return duration.plusMillis(999).toSeconds();
    }

    /** As sockets call people. */
    private static String talker(Identity identity) {
        return identity.user().value().toString();
    }

    private static String user(Identity identity) {
        return "user:" + identity.user().value();
    }

    private String address(Context context) {
        return "address:" + addresses.subject(context);
    }
}
