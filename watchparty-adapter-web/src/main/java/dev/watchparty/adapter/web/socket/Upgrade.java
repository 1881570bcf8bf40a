package dev.watchparty.adapter.web.socket;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
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
 * Turns a request that Javalin routed into a WebSocket connection of our own (RFC 6455, section 4.2). No extension is
 * ever agreed to: compression of small frames costs far more than it saves.
 */
final class Upgrade {

    private static final String VERSION = "13";
    private static final int KEY_BYTES = 16;

    /** A token of HTTP (RFC 9110, section 5.6.2), and what base64 has besides, for tokens come as protocols. */
    private static final Pattern NAMEABLE = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z/=-]+");

    /** RFC 6455, section 1.3. */
    private static final String KEY_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private Upgrade() {}

    /**
     * Answers the upgrade and gives the connection to the line that is made for it.
     *
     * @param protocol to be named in the answer, if any
     * @param newLine makes the line on its end point, with threads for what must not hold up others
     * @return false, having answered nothing, if the request is not a proper upgrade, or if the client is gone
     */
    static boolean handle(
            Context context, @Nullable String protocol, BiFunction<EndPoint, Executor, SocketLine> newLine) {
        Request request = ServletCoreRequest.wrap(context.req());
        Optional<String> accept = accept(request);
        boolean isProper = accept.isPresent()
                && (protocol == null || NAMEABLE.matcher(protocol).matches());
        if (!isProper) return false;
        Response response = ServletCoreResponse.wrap(request, context.res(), /* included= */ false);
        response.setStatus(101);
        HttpFields.Mutable headers = response.getHeaders();
        headers.put(HttpHeader.UPGRADE, "websocket");
        headers.put(HttpHeader.CONNECTION, "Upgrade");
        headers.put(HttpHeader.SEC_WEBSOCKET_ACCEPT, accept.orElseThrow());
        if (protocol != null) headers.put(HttpHeader.SEC_WEBSOCKET_SUBPROTOCOL, protocol);
        SocketLine line = newLine.apply(
                request.getConnectionMetaData().getConnection().getEndPoint(),
                request.getConnectionMetaData().getConnector().getExecutor());
        request.setAttribute(HttpStream.UPGRADE_CONNECTION_ATTRIBUTE, line);
        try (Blocker.Callback callback = Blocker.callback()) {
            response.write(true, null, callback);
            callback.block();
            context.skipRemainingHandlers();
            return true;
        } catch (IOException gone) {
            return false;
        }
    }

    /** What answers the client's key, if the request is an upgrade as RFC 6455, section 4.2.1, has it. */
    private static Optional<String> accept(Request request) {
        HttpFields headers = request.getHeaders();
        boolean isUpgrade = request.getMethod().equals("GET")
                && request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_1_1
                && headers.contains(HttpHeader.UPGRADE, "websocket")
                && headers.contains(HttpHeader.CONNECTION, "upgrade")
                && VERSION.equals(headers.get(HttpHeader.SEC_WEBSOCKET_VERSION));
        String key = headers.get(HttpHeader.SEC_WEBSOCKET_KEY);
        return isUpgrade && key != null && isKey(key) ? Optional.of(accept(key)) : Optional.empty();
    }

    private static boolean isKey(String key) {
        try {
            return Base64.getDecoder().decode(key).length == KEY_BYTES;
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private static String accept(String key) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-1").digest((key + KEY_SUFFIX).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java has SHA-1", impossible);
        }
    }
}
