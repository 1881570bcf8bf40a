package dev.watchparty.load.wire;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * What one member needs to connect: the path of the party's socket, and an access token, empty where none is asked for.
 */
public record Ticket(String path, String token) {

    /** What carries the token in the handshake; empty where none is asked for. */
    public String subprotocol() {
        if (token.isEmpty()) return "";
        byte[] bytes = token.getBytes(StandardCharsets.US_ASCII);
        return "auth.bearer." + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return "Ticket[" + path + "]";
    }
}
