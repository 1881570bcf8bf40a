package dev.watchparty.adapter.web.socket;

import dev.watchparty.adapter.web.http.Authentication;
import dev.watchparty.adapter.web.http.Guards;
import dev.watchparty.adapter.web.http.ProblemException;
import dev.watchparty.adapter.web.socket.SocketLine.Entrance;
import dev.watchparty.adapter.web.wire.Problem;
import dev.watchparty.adapter.web.wire.Problems;
import dev.watchparty.adapter.web.wire.Words;
import dev.watchparty.application.party.Opening;
import dev.watchparty.application.port.Follower.Farewell;
import dev.watchparty.application.port.Identity;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.party.Version;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /api/v1/watch-parties/{id}/ws}: who may open a connection to a party. Whoever may not is told so before
 * the upgrade, in the envelope, and cheaply: existing clients try again and again.
 */
public final class PartySocket implements AutoCloseable {

    private static final String PATH = "/api/v1/watch-parties/{id}/ws";

    private static final String PROTOCOLS = "Sec-WebSocket-Protocol";

    /** The protocol of clients that know the additions; it counts beside the one that carries the token. */
    private static final String PROTOCOL_2 = "watchparty.v2";

    private final SocketWorld world;
    private final Guards guards;
    private final SocketMeters meters;
    private final OpenLines lines = new OpenLines();
    private final Heartbeat heartbeat;

    public PartySocket(SocketWorld world, Guards guards, MeterRegistry meters) {
        this.world = world;
        this.guards = guards;
        this.meters = new SocketMeters(meters, lines.all());
        this.heartbeat = new Heartbeat(lines.all(), world.workplace());
    }

    /** Adds the route, and begins to look after connections. */
    public void register(RoutesConfig routes) {
        routes.ws(PATH, handlers -> {}); // Never reached: the handler before the upgrade does the upgrade.
        routes.wsBeforeUpgrade(PATH, this::open);
        heartbeat.start();
    }

    private void open(Context context) {
        context.res().setHeader(PROTOCOLS, null); // Javalin had named whichever was offered first, token and all.
        try {
            Handshake.Proper handshake = handshake(context);
            Identity identity = guards.authentication().required(context);
            guards.origins().requireForSocket(context);
            PartyId party = new PartyId(uuid(context.pathParam("id")));
            Optional<String> protocol = protocol(context);
            Opening opening = opening(context, protocol);
            world.follow().refusal(party, identity.user()).ifPresent(farewell -> {
                throw refusal(farewell);
            });
            connect(context, handshake, protocol.orElse(null), new Entrance(party, identity, opening));
        } catch (ProblemException refusal) {
            meters.refused(refusal.problem().code().name());
            throw refusal;
        }
    }

    /** What was asked for in the right way; who asked, and for what, is another question. */
    private static Handshake.Proper handshake(Context context) {
        Handshake handshake = Upgrade.handshake(context);
        if (handshake instanceof Handshake.Proper proper) return proper;
        if (!(handshake instanceof Handshake.Improper improper)) throw new AssertionError(handshake);
        Problem problem = improper.status() == 405
                ? Problems.methodNotAllowed()
                : Problems.ofStatus(improper.status(), improper.message());
        throw new ProblemException(problem, improper.headers());
    }

    private void connect(Context context, Handshake.Proper handshake, @Nullable String protocol, Entrance entrance) {
        UserId user = entrance.identity().user();
        if (!lines.admit(user)) throw new ProblemException(Problems.overloaded());
        boolean isUpgraded = false;
        try {
            isUpgraded = Upgrade.handle(
                    context,
                    handshake,
                    protocol,
                    (endPoint, threads) -> new SocketLine(endPoint, threads, entrance, world, meters, lines));
        } finally {
            if (!isUpgraded) lines.release(user);
        }
    }

    private static UUID uuid(String text) {
        try {
            return Words.uuid("id", text);
        } catch (IllegalArgumentException malformed) {
            throw new ProblemException(Problems.invalidRequest(String.valueOf(malformed.getMessage())));
        }
    }

    /**
     * What to answer in the list of protocols: the newer of ours, else the one that carried the token, else nothing.
     */
    private static Optional<String> protocol(Context context) {
        List<String> offered = Authentication.offeredProtocols(context).toList();
        if (offered.contains(PROTOCOL_2)) return Optional.of(PROTOCOL_2);
        Optional<String> carrier = offered.stream()
                .filter(name -> name.startsWith(Authentication.PROTOCOL_PREFIX))
                .findFirst();
        if (!carrier.map(Upgrade::isNameable).orElse(/* other= */ true)) {
            throw new ProblemException(Problems.invalidRequest("Sec-WebSocket-Protocol must list tokens"));
        }
        return carrier;
    }

    private static Opening opening(Context context, Optional<String> protocol) {
        boolean isNew = protocol.filter(PROTOCOL_2::equals).isPresent();
        String since = context.queryParam("since");
        if (since == null) return isNew ? new Opening.Everything() : new Opening.Nothing();
        return new Opening.Missed(version(since), isNew ? new Opening.Everything() : new Opening.State());
    }

    private static Version version(String text) {
        boolean isNumber = text.matches("[0-9]{1,18}");
        if (!isNumber) throw new ProblemException(Problems.invalidRequest("since must be a whole number from 0"));
        return new Version(Long.parseLong(text));
    }

    private static ProblemException refusal(Farewell farewell) {
        return new ProblemException(
                switch (farewell) {
                    case PARTY_ENDED -> Problems.endedForGood();
                    case LEFT, KICKED, BANNED, ERASED, NOT_PARTICIPATING, UNKNOWN_PARTY -> Problems.notParticipating();
                    case UNAVAILABLE -> Problems.unavailable();
                });
    }

    /** Tells all clients that they should come back, to this server or to another. */
    @Override
    public void close() {
        heartbeat.stop();
        lines.all().forEach(line -> line.connection().close(Closing.SERVER_STOPS));
    }
}
