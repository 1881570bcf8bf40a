package dev.watchparty.adapter.web.socket;

import dev.watchparty.adapter.web.wire.ClientFrame;
import dev.watchparty.adapter.web.wire.ClientFrame.Asked;
import dev.watchparty.adapter.web.wire.ClientFrame.Circumstances;
import dev.watchparty.adapter.web.wire.CommandJson;
import dev.watchparty.adapter.web.wire.EventJson;
import dev.watchparty.adapter.web.wire.MalformedFrameException;
import dev.watchparty.adapter.web.wire.Problems;
import dev.watchparty.adapter.web.wire.Problems.SocketCode;
import dev.watchparty.adapter.web.wire.TextFrame;
import dev.watchparty.application.party.Opening;
import dev.watchparty.application.party.Outcome;
import dev.watchparty.application.port.CommandId;
import dev.watchparty.application.port.CommandKey;
import dev.watchparty.application.port.Follower;
import dev.watchparty.application.port.Identity;
import dev.watchparty.application.port.RateLimiter.Verdict;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.PartyCommand;
import dev.watchparty.domain.party.PartyId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One participant's connection to one party: what comes in becomes commands, what the party tells goes out. It knows
 * nothing of the network but its {@link Line}. Safe for many threads; never blocks.
 */
final class PartyConnection implements Follower<TextFrame> {

    /** What the connection needs of the network. */
    interface Line {

        void send(TextFrame frame, Runnable whenSent);

        /** Begins the close handshake; the connection is gone soon after, whatever the other side does. */
        void close(int code, String reason);

        /** How long a message takes, one way, as measured. */
        Optional<Duration> oneWayDelay();
    }

    /** How long what waits may take to leave, once the end is decided. */
    private static final Duration FAREWELL_MAX = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(PartyConnection.class);

    private final PartyId party;
    private final SocketWorld world;
    private final SocketMeters meters;
    private final Line line;
    private final Outbox outbox;
    private volatile Identity identity;
    private volatile boolean isClosing;

    PartyConnection(PartyId party, Identity identity, SocketWorld world, SocketMeters meters, Line line) {
        this.party = party;
        this.identity = identity;
        this.world = world;
        this.meters = meters;
        this.line = line;
        this.outbox = new Outbox(line::send, this::giveUp);
    }

    void opened(Opening opening) {
        world.follow().follow(party, this, opening);
    }

    void closed() {
        outbox.abandon();
        world.follow().unfollow(party, this);
    }

    @Override
    public UserId user() {
        return identity.user();
    }

    @Override
    public Optional<Duration> oneWayDelay() {
        return line.oneWayDelay();
    }

    @Override
    public void tell(TextFrame frame) {
        outbox.offer(frame);
    }

    @Override
    public void dismiss(Farewell farewell) {
        close(Closing.of(farewell));
    }

    /** Says why, lets everything out that waits, and closes; from now on the client is not obeyed. */
    void close(Closing closing) {
        isClosing = true;
        TextFrame last = EventJson.closing(closing.reason(), closing.isReconnectWelcome());
        Runnable end = () -> line.close(closing.code(), closing.reason());
        if (!outbox.finish(last, end)) return;
        meters.closed(closing);
        world.workplace().timers().after(FAREWELL_MAX, end); // Who does not read would never come to the end.
    }

    /** Whether the end is decided: within {@link #FAREWELL_MAX} the line is told to close. */
    boolean isClosing() {
        return isClosing;
    }

    /** Closes the connection, if its token has expired. */
    void checkToken(Instant now) {
        if (!isClosing && !now.isBefore(identity.expiresAt())) close(Closing.TOKEN_EXPIRED);
    }

    /**
     * Does what {@code text} asks for.
     *
     * @param receivedAt when it was read, as finely as the clock goes
     * @param whenDone runs when the client may be listened to for one more; perhaps before this returns
     */
    void received(String text, Instant receivedAt, Runnable whenDone) {
        if (isClosing) {
            whenDone.run();
            return;
        }
        ClientFrame frame;
        try {
            frame = CommandJson.read(text, party);
        } catch (MalformedFrameException malformed) {
            meters.malformed();
            refuse(SocketCode.INVALID_COMMAND, String.valueOf(malformed.getMessage()), malformed.commandId(), null);
            whenDone.run();
            return;
        }
        act(frame, receivedAt, whenDone);
    }

    void receivedBinary() {
        meters.malformed();
        refuse(SocketCode.INVALID_COMMAND, "a frame must be text: binary frames mean nothing here", null, null);
    }

    private void act(ClientFrame frame, Instant receivedAt, Runnable whenDone) {
        if (frame instanceof ClientFrame.Chat chat) {
            onWorker(() -> ifAllowed(chat, () -> ask(chat, whenDone), whenDone), whenDone);
        } else if (frame instanceof Asked asked) {
            ask(asked, whenDone);
        } else if (frame instanceof ClientFrame.RefreshToken refresh) {
            onWorker(
                    () -> {
                        renew(refresh);
                        whenDone.run();
                    },
                    whenDone);
        } else {
            if (frame instanceof ClientFrame.Clock clock) tellTime(clock, receivedAt);
            if (frame instanceof ClientFrame.SyncRequest request) answer(request);
            whenDone.run();
        }
    }

    private void tellTime(ClientFrame.Clock clock, Instant receivedAt) {
        outbox.offer(EventJson.clock(
                clock.t0(), millis(receivedAt), millis(world.ticking().fine().instant())));
    }

    private static double millis(Instant instant) {
        return instant.getEpochSecond() * 1000.0 + instant.getNano() / 1_000_000.0;
    }

    private void answer(ClientFrame.SyncRequest request) {
        Opening state = new Opening.State();
        world.follow()
                .answer(party, this, request.since() == null ? state : new Opening.Missed(request.since(), state));
    }

    /** Runs what may block; a failure is the client's to know, and the connection stays. */
    private void onWorker(Runnable task, Runnable whenDone) {
        world.workplace().workers().execute(() -> {
            try {
                task.run();
            } catch (RuntimeException failure) {
                LOG.atWarn()
                        .addKeyValue("party", party.value())
                        .setCause(failure)
                        .log("a frame could not be handled");
                refuse(SocketCode.UNAVAILABLE, Problems.unavailable().message(), null, RETRY);
                whenDone.run();
            }
        });
    }

    private static final Duration RETRY = Duration.ofSeconds(1);

    private void ifAllowed(ClientFrame.Chat chat, Runnable action, Runnable otherwise) {
        SocketWorld.Gates gates = world.gates();
        Verdict verdict =
                gates.limiter().take(gates.chatsPerMinute(), user().value().toString());
        if (verdict.isAllowed()) {
            action.run();
            return;
        }
        refuse(SocketCode.RATE_LIMITED, "You are writing too fast, wait a moment", idOf(chat), verdict.retryAfter());
        otherwise.run();
    }

    private void renew(ClientFrame.RefreshToken refresh) {
        Optional<Identity> renewed = world.gates()
                .tokens()
                .verify(refresh.token(), world.workplace().clock().instant())
                .filter(other -> other.user().equals(identity.user()));
        if (renewed.isPresent()) {
            identity = renewed.get();
        } else {
            refuse(SocketCode.UNAUTHORIZED_COMMAND, "token is invalid, expired or somebody else's", null, null);
        }
    }

    private void ask(Asked asked, Runnable whenDone) {
        long askedAt = world.ticking().nanos().getAsLong();
        Circumstances circumstances = new Circumstances(
                world.follow().lead(party), world.gates().ids().next());
        PartyCommand command = asked.by(user(), circumstances);
        CommandId id = asked.commandId();
        CompletableFuture<Outcome> outcome = id == null
                ? world.commands().handle(party, command)
                : world.commands().handle(party, command, new CommandKey(user(), id));
        CompletableFuture<Void> unused = outcome.thenAccept(result -> {
            reply(asked, result);
            Duration took = Duration.ofNanos(world.ticking().nanos().getAsLong() - askedAt);
            meters.answered(asked, result.getClass().getSimpleName(), took);
            whenDone.run();
        });
    }

    private void reply(Asked asked, Outcome outcome) {
        CommandId id = asked.commandId();
        if (outcome instanceof Outcome.Done done) {
            if (id != null) outbox.offer(EventJson.ack(id.value(), done.version()));
        } else if (outcome instanceof Outcome.Refused refused) {
            refuse(Problems.socketCode(refused.reason()), Problems.message(refused.reason()), idOf(asked), null);
        } else if (outcome instanceof Outcome.Overloaded) {
            refuse(SocketCode.RATE_LIMITED, Problems.overloaded().message(), idOf(asked), RETRY);
        } else if (outcome instanceof Outcome.Unavailable) {
            refuse(SocketCode.UNAVAILABLE, Problems.unavailable().message(), idOf(asked), RETRY);
        } else if (outcome instanceof Outcome.UnknownParty) {
            refuse(SocketCode.INVALID_COMMAND, "There is no such party any more", idOf(asked), null);
        } else {
            throw new AssertionError(outcome);
        }
    }

    private static @Nullable String idOf(Asked asked) {
        CommandId id = asked.commandId();
        return id == null ? null : id.value();
    }

    private void refuse(SocketCode code, String message, @Nullable String commandId, @Nullable Duration retryAfter) {
        outbox.offer(EventJson.error(code.name(), message, commandId, retryAfter));
    }

    private void giveUp() {
        isClosing = true;
        meters.closed(Closing.TOO_SLOW);
        line.close(Closing.TOO_SLOW.code(), Closing.TOO_SLOW.reason());
    }
}
