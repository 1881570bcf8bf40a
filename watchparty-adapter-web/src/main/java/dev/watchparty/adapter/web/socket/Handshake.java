package dev.watchparty.adapter.web.socket;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;

/**
 * What to answer to a client that asks for a WebSocket (RFC 6455, section 4.2). It says nothing of who may have one.
 */
sealed interface Handshake {

    String VERSION = "13";
    int KEY_BYTES = 16;

    /** So many bytes in base64, padded. */
    int KEY_CHARACTERS = 24;

    /** RFC 6455, section 1.3. */
    String KEY_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    /** It asked as it should; {@code accept} proves that we understood. */
    record Proper(String accept) implements Handshake {}

    /** It did not; {@code headers} belong to the answer. */
    record Improper(int status, String message, Map<String, String> headers) implements Handshake {

        private Improper(String message) {
            this(400, message, Map.of());
        }
    }

    /** Extensions may be offered, and are not looked at: none is ever agreed to. */
    static Handshake of(String method, HttpVersion http, HttpFields headers) {
        // HTTP/1.0 cannot be upgraded; HTTP/2 has a way of its own (RFC 8441), which we never announce.
        if (http != HttpVersion.HTTP_1_1) return new Improper("WebSockets are spoken over HTTP/1.1 here");
        if (!method.equals("GET")) return new Improper(405, "A WebSocket is asked for by GET", Map.of("Allow", "GET"));
        if (!headers.contains(HttpHeader.UPGRADE, "websocket")) return new Improper("Upgrade must be websocket");
        if (!headers.contains(HttpHeader.CONNECTION, "upgrade")) return new Improper("Connection must be Upgrade");
        List<String> versions = headers.getValuesList(HttpHeader.SEC_WEBSOCKET_VERSION);
        if (versions.size() != 1) return new Improper("Sec-WebSocket-Version must be there once");
        if (!VERSION.equals(versions.get(0))) return otherVersion();
        List<String> keys = headers.getValuesList(HttpHeader.SEC_WEBSOCKET_KEY);
        if (keys.size() != 1) return new Improper("Sec-WebSocket-Key must be there once");
        if (!isKey(keys.get(0))) return new Improper("Sec-WebSocket-Key must be 16 bytes in base64");
        return new Proper(accept(keys.get(0)));
    }

    /** RFC 6455, section 4.4, and RFC 9110, section 15.5.22. */
    private static Handshake otherVersion() {
        return new Improper(
                426,
                "Sec-WebSocket-Version must be " + VERSION,
                Map.of("Sec-WebSocket-Version", VERSION, "Upgrade", "websocket", "Connection", "Upgrade"));
    }

    private static boolean isKey(String key) {
        if (key.length() != KEY_CHARACTERS) return false;
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
