package dev.watchparty.comparators;

import io.javalin.Javalin;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsContext;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.common.WebSocketSession;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;

/** The same with Javalin, as everybody writes it, or with what Jetty offers below. */
final class JavalinServer {

    /** Where a message is handed over. */
    enum Depth {
        /** {@code WsContext.send(String)}. */
        TEXT,
        /** Frames over one shared buffer of UTF-8, given to Jetty's core session. */
        FRAME
    }

    private static final class Party {
        final List<WsContext> members = new CopyOnWriteArrayList<>();
        final AtomicLong version = new AtomicLong();
    }

    private final Depth depth;
    private final Map<String, Party> parties = new ConcurrentHashMap<>();

    private JavalinServer(Depth depth) {
        this.depth = depth;
    }

    /** The port it listens on. */
    static int start(Depth depth) {
        JavalinServer server = new JavalinServer(depth);
        return Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.jetty.modifyWebSocketServletFactory(
                            factory -> factory.setIdleTimeout(Duration.ofMinutes(10)));
                    config.routes.ws("/ws/{party}", server::socket);
                })
                .start("127.0.0.1", 0)
                .port();
    }

    private void socket(WsConfig socket) {
        socket.onConnect(member -> party(member).members.add(member));
        socket.onClose(member ->
                party(member).members.removeIf(other -> other.sessionId().equals(member.sessionId())));
        socket.onMessage(said -> {
            Party party = party(said);
            Announcement.of(said.message(), party.version.incrementAndGet()).ifPresent(text -> fanOut(party, text));
        });
    }

    private Party party(WsContext member) {
        return parties.computeIfAbsent(member.pathParam("party"), fresh -> new Party());
    }

    private void fanOut(Party party, String text) {
        if (depth == Depth.TEXT) {
            party.members.forEach(member -> member.send(text));
        } else {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            ByteBuffer shared = ByteBuffer.allocateDirect(utf8.length).put(utf8).flip();
            party.members.forEach(member ->
                    core(member).sendFrame(new Frame(OpCode.TEXT, shared.slice()), Callback.NOOP, /* batch= */ false));
        }
    }

    private static CoreSession core(WsContext member) {
        return ((WebSocketSession) member.session).getCoreSession();
    }
}
