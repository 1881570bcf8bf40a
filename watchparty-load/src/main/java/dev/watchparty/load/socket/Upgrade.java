package dev.watchparty.load.socket;

import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;

/**
 * The opening handshake of one WebSocket (RFC 6455, section 4).
 *
 * @param number tells the connections of a run apart; the handshake's key is made of it
 * @param subprotocol offered, and expected back; empty for none
 */
public record Upgrade(String host, String path, String subprotocol, long number) {

    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    /** The request, as it goes over the wire. */
    public byte[] request() {
        String offer = subprotocol.isEmpty() ? "" : "Sec-WebSocket-Protocol: " + subprotocol + "\r\n";
        String request = "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nUpgrade: websocket\r\n"
                + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " + key() + "\r\n" + offer
                + "\r\n";
        return request.getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Checks the answer's head.
     *
     * @param answer all that came so far, for the message
     * @throws ProtocolException if it is no upgrade, or not ours
     */
    void check(String head, String answer) throws ProtocolException {
        if (!head.startsWith("HTTP/1.1 101")) {
            throw new ProtocolException("no upgrade: " + answer.strip().replaceAll("\\s*\r\n\\s*", " | "));
        }
        if (!header(head, "sec-websocket-accept").equals(accept(key()))) {
            throw new ProtocolException("the server accepted another handshake");
        }
        if (!subprotocol.isEmpty() && !header(head, "sec-websocket-protocol").equals(subprotocol)) {
            throw new ProtocolException("the server did not choose the subprotocol that was offered");
        }
    }

    /** What a server answers to a key. */
    public static String accept(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java platform has SHA-1", impossible);
        }
    }

    private String key() {
        byte[] sixteen =
                ByteBuffer.allocate(16).putLong(number).putLong(~number).array();
        return Base64.getEncoder().encodeToString(sixteen);
    }

    private static String header(String head, String name) {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }
}
