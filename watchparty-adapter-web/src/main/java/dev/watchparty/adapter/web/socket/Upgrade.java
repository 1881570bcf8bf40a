package dev.watchparty.adapter.web.socket;

import io.javalin.http.Context;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.eclipse.jetty.ee10.servlet.ServletCoreRequest;
import org.eclipse.jetty.ee10.servlet.ServletCoreResponse;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Blocker;
import org.jspecify.annotations.Nullable;

/**
 * Turns a request that Javalin routed into a WebSocket connection of our own (RFC 6455, section 4.2.2). No extension is
 * ever agreed to: compression of small frames costs far more than it saves.
 */
final class Upgrade {

    /** A token of HTTP (RFC 9110, section 5.6.2), and what base64 has besides, for tokens come as protocols. */
    private static final Pattern NAMEABLE = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z/=-]+");

    private Upgrade() {}

    /** What {@code context} asks for. */
    static Handshake handshake(Context context) {
        Request request = ServletCoreRequest.wrap(context.req());
        HttpVersion http = request.getConnectionMetaData().getHttpVersion();
        return Handshake.of(request.getMethod(), http, request.getHeaders());
    }

    /** Whether {@code protocol} may stand in an answer's header. */
    static boolean isNameable(String protocol) {
        return NAMEABLE.matcher(protocol).matches();
    }

    /**
     * Answers the upgrade and gives the connection to the line that is made for it.
     *
     * @param protocol to be named in the answer, if any
     * @param newLine makes the line on its end point, with threads for what must not hold up others
     * @return false, if the client is gone
     */
    static boolean handle(
            Context context,
            Handshake.Proper handshake,
            @Nullable String protocol,
            BiFunction<EndPoint, Executor, SocketLine> newLine) {
        Request request = ServletCoreRequest.wrap(context.req());
        Response response = ServletCoreResponse.wrap(request, context.res(), /* included= */ false);
        response.setStatus(101);
        HttpFields.Mutable headers = response.getHeaders();
        headers.put(HttpHeader.UPGRADE, "websocket");
        headers.put(HttpHeader.CONNECTION, "Upgrade");
        headers.put(HttpHeader.SEC_WEBSOCKET_ACCEPT, handshake.accept());
        if (protocol != null) headers.put(HttpHeader.SEC_WEBSOCKET_SUBPROTOCOL, protocol);
        SocketLine line = newLine.apply(
                request.getConnectionMetaData().getConnection().getEndPoint(),
                request.getConnectionMetaData().getConnector().getExecutor());
        request.setAttribute(HttpStream.UPGRADE_CONNECTION_ATTRIBUTE, line);
        context.skipRemainingHandlers(); // Whatever comes of it, Javalin must not upgrade it once more.
        try (Blocker.Callback callback = Blocker.callback()) {
            response.write(true, null, callback);
            callback.block();
            return true;
        } catch (IOException gone) {
            return false;
        }
    }
}
