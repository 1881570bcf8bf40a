package dev.watchparty.adapter.web.socket;

import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.eclipse.jetty.ee10.servlet.ServletCoreRequest;
import org.eclipse.jetty.ee10.servlet.ServletCoreResponse;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Blocker;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.Configuration;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.WebSocketComponents;
import org.eclipse.jetty.websocket.core.WebSocketExtensionRegistry;
import org.eclipse.jetty.websocket.core.exception.WebSocketException;
import org.eclipse.jetty.websocket.core.server.Handshaker;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeResponse;
import org.eclipse.jetty.websocket.core.server.WebSocketNegotiator;
import org.jspecify.annotations.Nullable;

/**
 * Turns a request that Javalin routed into a connection on Jetty's core WebSocket session, below Javalin's and Jetty's
 * own message layers: those hide pongs, keep the request's objects as long as the connection, and encode a text for
 * everybody anew. No extension is ever agreed to: compression of small frames costs far more than it saves.
 */
final class JettyUpgrade {

    private final WebSocketComponents components = components();
    private final Handshaker handshaker = Handshaker.newInstance();

    private static WebSocketComponents components() {
        WebSocketExtensionRegistry extensions = new WebSocketExtensionRegistry();
        Set.copyOf(extensions.getAvailableExtensionNames()).forEach(extensions::unregister);
        return new WebSocketComponents(extensions, null, null, null, null, Runnable::run);
    }

    /**
     * Answers the upgrade and gives the connection to {@code handler}.
     *
     * @param protocol to be named in the answer, if any
     * @return false, having answered nothing, if the request is not a proper upgrade, or if the client is gone
     */
    boolean handle(Context context, @Nullable String protocol, FrameHandler handler) {
        Request request = ServletCoreRequest.wrap(context.req());
        Response response = ServletCoreResponse.wrap(request, context.res(), /* included= */ false);
        try (Blocker.Callback callback = Blocker.callback()) {
            if (!upgrade(request, response, callback, new Negotiator(protocol, handler))) {
                callback.succeeded(); // Nothing was answered, and nothing will call it.
                return false;
            }
            callback.block();
            context.skipRemainingHandlers();
            return true;
        } catch (IOException gone) {
            return false;
        }
    }

    private boolean upgrade(Request request, Response response, Callback callback, Negotiator negotiator)
            throws IOException {
        try {
            return handshaker.upgradeRequest(negotiator, request, response, callback, components, null);
        } catch (HttpException.RuntimeException | WebSocketException improper) {
            return false; // Without a key, say, or with a protocol between quotes.
        }
    }

    /** Agrees to a connection that was already checked. */
    private record Negotiator(@Nullable String protocol, FrameHandler handler) implements WebSocketNegotiator {

        @Override
        public FrameHandler negotiate(ServerUpgradeRequest request, ServerUpgradeResponse response, Callback callback) {
            if (protocol != null) response.setAcceptedSubProtocol(protocol);
            return handler;
        }

        @Override
        public void customize(Configuration session) {
            session.setIdleTimeout(Duration.ZERO); // We ping, and count the silence ourselves.
            session.setMaxFrameSize(JettyLine.MESSAGE_BYTES_MAX);
            session.setAutoFragment(false);
        }
    }
}
