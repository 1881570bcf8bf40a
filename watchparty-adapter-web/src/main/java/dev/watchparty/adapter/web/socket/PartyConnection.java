package dev.watchparty.adapter.web.socket;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.watchparty.adapter.web.wire.AnswerJson;
import dev.watchparty.adapter.web.wire.ClientFrame;
import dev.watchparty.adapter.web.wire.ClientFrame.Asked;
import dev.watchparty.adapter.web.wire.ClientFrame.Circumstances;
import dev.watchparty.adapter.web.wire.ClientFrame.Named;
import dev.watchparty.adapter.web.wire.CommandJson;
import dev.watchparty.adapter.web.wire.MalformedFrameException;
import dev.watchparty.adapter.web.wire.Problems;
import dev.watchparty.adapter.web.wire.Problems.SocketCode;
import dev.watchparty.adapter.web.wire.StartFrame;
import dev.watchparty.adapter.web.wire.StatusReport;
import dev.watchparty.adapter.web.wire.TalkFrame;
import dev.watchparty.adapter.web.wire.TextFrame;
import dev.watchparty.application.party.Opening;
import dev.watchparty.application.party.Outcome;
import dev.watchparty.application.port.CommandId;
import dev.watchparty.application.port.CommandKey;
import dev.watchparty.application.port.Follower;
import dev.watchparty.application.port.Identity;
import dev.watchparty.application.port.RateLimiter.Limit;
import dev.watchparty.application.port.RateLimiter.Verdict;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.PartyCommand;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.party.Rejection;
import dev.watchparty.domain.presence.ParticipantStatus;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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

        /** What leaves. */
        Outbox outbox();

        /** Begins the close handshake; the connection is gone soon after, whatever the other side does. */
        void close(int code, String reason);

        /** How long a message takes, one way, as measured. */
        Optional<Duration> oneWayDelay();
    }

    /** How long what waits may take to leave, once the end is decided. */
    private static final Duration FAREWELL_MAX = Duration.ofSeconds(5);

    private static final Duration RETRY = Duration.ofSeconds(1);

    /** How long a sync may stay untold, while nothing else is told either. */
    private static final Duration SYNC_REPORT_INTERVAL = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(PartyConnection.class);

    private final PartyId party;
    private final SocketWorld world;
    private final SocketMeters meters;
    private final Line line;
    private final Outbox outbox;
    private volatile Identity identity;
    private volatile boolean isClosing;

    /** The frames that came before it followed; null since it does. As many at most as may be under way at once. */
    @GuardedBy("this")
    private @Nullable List<Runnable> early = new ArrayList<>();

    /** Confined to the thread that reads, as are the three after it. */
    private final Allowance allowance;

    private final TypingSigns typingSigns;
    private ParticipantStatus status = ParticipantStatus.NEW;
    private Instant reportedAt = Instant.MIN;

    PartyConnection(PartyId party, Identity identity, SocketWorld world, SocketMeters meters, Line line) {
        this.party = party;
        this.identity = identity;
        this.world = world;
        this.meters = meters;
        this.line = line;
        this.outbox = line.outbox();
        this.allowance = new Allowance(world.gates().pace().commandsPerSecond(), nanos());
        this.typingSigns = new TypingSigns(nanos());
    }

    private long nanos() {
        return world.ticking().nanos().getAsLong();
    }

    private Instant now() {
        return world.workplace().clock().instant();
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
        TextFrame last = AnswerJson.closing(closing.reason(), closing.isReconnectWelcome());
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
     * Does what a text asks for.
     *
     * @param utf8 the text, in an array; not kept once this returns
     * @param receivedAt when it came, as finely as the clock goes
     * @param whenDone runs when the client may be listened to for one more; perhaps before this returns
     */
    void received(ByteBuffer utf8, Instant receivedAt, Runnable whenDone) {
        if (isClosing) { // Who is not obeyed any more need not be understood.
            whenDone.run();
            return;
        }
        Runnable deed = understood(utf8, receivedAt, whenDone);
        if (!isEarly(deed)) deed.run();
    }

    private Runnable understood(ByteBuffer utf8, Instant receivedAt, Runnable whenDone) {
        try {
            ClientFrame frame = CommandJson.read(utf8, party);
            return () -> handle(frame, receivedAt, whenDone);
        } catch (MalformedFrameException malformed) {
            return () -> refuse(malformed, whenDone);
        }
    }

    /** Whether it does not follow yet; then {@code frame} waits, or its sender might miss what comes of it. */
    private synchronized boolean isEarly(Runnable frame) {
        if (early == null) return false;
        early.add(frame);
        return true;
    }

    @Override
    public void begun() {
        for (List<Runnable> waiting = takeEarly(); !waiting.isEmpty(); waiting = takeEarly()) {
            waiting.forEach(Runnable::run);
        }
    }

    /** What waits; once nothing does, nothing will any more. */
    private synchronized List<Runnable> takeEarly() {
        List<Runnable> waiting = early == null ? List.of() : early;
        early = waiting.isEmpty() ? null : new ArrayList<>();
        return waiting;
    }

    private void refuse(MalformedFrameException malformed, Runnable whenDone) {
        meters.malformed();
        refuse(SocketCode.INVALID_COMMAND, String.valueOf(malformed.getMessage()), malformed.commandId(), null);
        listenAfter(allowance.take(nanos()), whenDone);
    }

    private void handle(ClientFrame frame, Instant receivedAt, Runnable whenDone) {
        if (isClosing) {
            whenDone.run();
            return;
        }
        Duration wait = frame instanceof ClientFrame.Clock ? Duration.ZERO : allowance.take(nanos());
        if (wait.isZero()) {
            act(frame, receivedAt, whenDone);
        } else {
            meters.limited(frame, "commands");
            refuse(SocketCode.RATE_LIMITED, "You are sending too fast, wait a moment", idOf(frame), wait);
            listenAfter(wait, whenDone);
        }
    }

    /** Refusals cost something, too: whoever earns too many is read no faster than the allowance comes back. */
    private void listenAfter(Duration wait, Runnable whenDone) {
        if (wait.isZero()) {
            whenDone.run();
        } else {
            world.workplace()
                    .timers()
                    .after(wait, () -> world.workplace().workers().execute(whenDone));
        }
    }

    void receivedBinary(Runnable whenDone) {
        meters.malformed();
        refuse(SocketCode.INVALID_COMMAND, "a frame must be text: binary frames mean nothing here", null, null);
        listenAfter(allowance.take(nanos()), whenDone);
    }

    private void act(ClientFrame frame, Instant receivedAt, Runnable whenDone) {
        if (frame instanceof TalkFrame talk) {
            onWorker(talk, () -> ifAllowed(talk, () -> ask(talk, whenDone), whenDone), whenDone);
        } else if (frame instanceof Asked asked) {
            if (asked instanceof StartFrame.ReadyStatus status) report(status.report());
            ask(asked, whenDone);
        } else if (frame instanceof ClientFrame.DeleteMessage delete) {
            onWorker(delete, () -> delete(delete, whenDone), whenDone);
        } else if (frame instanceof ClientFrame.RefreshToken refresh) {
            onWorker(
                    refresh,
                    () -> {
                        renew(refresh);
                        whenDone.run();
                    },
                    whenDone);
        } else {
            actAtOnce(frame, receivedAt);
            whenDone.run();
        }
    }

    private void actAtOnce(ClientFrame frame, Instant receivedAt) {
        if (frame instanceof ClientFrame.Clock clock) {
            tellTime(clock, receivedAt);
            synced();
        } else if (frame instanceof ClientFrame.SyncRequest request) {
            answer(request);
            synced();
        } else if (frame instanceof ClientFrame.Status update) {
            report(update.report());
        } else if (frame instanceof ClientFrame.Typing typing) {
            type(typing);
        } else {
            throw new AssertionError(frame);
        }
    }

    private void tellTime(ClientFrame.Clock clock, Instant receivedAt) {
        outbox.offer(
                AnswerJson.clock(clock.t0(), receivedAt, world.ticking().fine().instant()));
    }

    private void answer(ClientFrame.SyncRequest request) {
        Opening state = new Opening.State();
        world.follow()
                .answer(party, this, request.since() == null ? state : new Opening.Missed(request.since(), state));
    }

    /** The first time is told at once, the others now and then: they are many. */
    private void synced() {
        Instant now = now();
        boolean isFirst = status.lastSync().at().isEmpty();
        status = status.synced(now);
        if (isFirst || !now.isBefore(reportedAt.plus(SYNC_REPORT_INTERVAL))) tellStatus(now);
    }

    private void report(StatusReport report) {
        Instant now = now();
        status = report.appliedTo(status, now);
        if (report.reading() != null) meters.measured(report.reading());
        tellStatus(now);
    }

    private void tellStatus(Instant now) {
        reportedAt = now;
        world.follow().report(party, this, status);
    }

    private void type(ClientFrame.Typing typing) {
        if (!typingSigns.isNews(typing.isTyping(), nanos())) return;
        Optional<Rejection> refusal = world.follow().typing(party, this, typing.isTyping());
        refusal.ifPresent(reason -> refuse(reason, typing));
    }

    /** Runs what may block; a failure is the client's to know, and the connection stays. */
    private void onWorker(ClientFrame frame, Runnable task, Runnable whenDone) {
        world.workplace().workers().execute(() -> {
            try {
                task.run();
            } catch (RuntimeException failure) {
                LOG.atWarn()
                        .addKeyValue("party", party.value())
                        .setCause(failure)
                        .log("a frame could not be handled");
                refuse(SocketCode.UNAVAILABLE, Problems.unavailable().message(), idOf(frame), RETRY);
                whenDone.run();
            }
        });
    }

    private void ifAllowed(TalkFrame talk, Runnable action, Runnable otherwise) {
        SocketWorld.Pace pace = world.gates().pace();
        boolean isChat = talk instanceof TalkFrame.Chat;
        Limit limit = isChat ? pace.chatsPerMinute() : pace.reactionsPerMinute();
        Verdict verdict = world.gates().limiter().take(limit, user().value().toString());
        if (verdict.isAllowed()) {
            action.run();
            return;
        }
        meters.limited(talk, limit.name());
        String deed = isChat ? "writing" : "reacting";
        refuse(
                SocketCode.RATE_LIMITED,
                "You are " + deed + " too fast, wait a moment",
                idOf(talk),
                verdict.retryAfter());
        otherwise.run();
    }

    private void renew(ClientFrame.RefreshToken refresh) {
        Optional<Identity> renewed = world.gates()
                .tokens()
                .verify(refresh.token(), now())
                .filter(other -> other.user().equals(identity.user()));
        if (renewed.isPresent()) {
            identity = renewed.get();
        } else {
            refuse(SocketCode.UNAUTHORIZED_COMMAND, "token is invalid, expired or somebody else's", null, null);
        }
    }

    private void ask(Asked asked, Runnable whenDone) {
        Circumstances circumstances =
                new Circumstances(world.follow().lead(party), world.gates().ids());
        PartyCommand command = asked.by(user(), circumstances);
        CommandKey key = keyOf(asked);
        long askedAt = nanos();
        CompletableFuture<Outcome> outcome = key == null
                ? world.commands().handle(party, command)
                : world.commands().handle(party, command, key);
        answer(asked, outcome, askedAt, whenDone);
    }

    private void delete(ClientFrame.DeleteMessage delete, Runnable whenDone) {
        long askedAt = nanos();
        CompletableFuture<Outcome> outcome =
                world.deleteMessage().handle(party, user(), delete.message(), keyOf(delete));
        answer(delete, outcome, askedAt, whenDone);
    }

    private void answer(Named asked, CompletableFuture<Outcome> outcome, long askedAt, Runnable whenDone) {
        CompletableFuture<Void> unused = outcome.thenAccept(result -> {
            reply(asked, result);
            meters.answered(asked, result.getClass().getSimpleName(), Duration.ofNanos(nanos() - askedAt));
            whenDone.run();
        });
    }

    private void reply(Named asked, Outcome outcome) {
        if (outcome instanceof Outcome.Done done) {
            CommandId id = asked.commandId();
            if (id != null) outbox.offer(AnswerJson.ack(id.value(), done.version()));
        } else if (outcome instanceof Outcome.Refused refused) {
            refuse(refused.reason(), asked);
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

    private @Nullable CommandKey keyOf(Named asked) {
        CommandId id = asked.commandId();
        return id == null ? null : new CommandKey(user(), id);
    }

    /** What the client called {@code frame}, if it did. */
    private static @Nullable String idOf(ClientFrame frame) {
        CommandId id = frame instanceof Named named ? named.commandId() : null;
        return id == null ? null : id.value();
    }

    private void refuse(Rejection reason, ClientFrame frame) {
        refuse(Problems.socketCode(reason), Problems.message(reason), idOf(frame), null);
    }

    private void refuse(SocketCode code, String message, @Nullable String commandId, @Nullable Duration retryAfter) {
        outbox.offer(AnswerJson.error(code.name(), message, commandId, retryAfter));
    }

    /** It is too far behind, and was told its last text. */
    void giveUp() {
        isClosing = true;
        meters.closed(Closing.TOO_SLOW);
        line.close(Closing.TOO_SLOW.code(), Closing.TOO_SLOW.reason());
    }
}
