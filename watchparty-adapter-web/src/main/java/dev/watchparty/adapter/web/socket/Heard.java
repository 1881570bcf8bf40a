package dev.watchparty.adapter.web.socket;

import java.nio.ByteBuffer;

/** What a client said over a WebSocket, without the framing; each buffer is the message, to be read once. */
sealed interface Heard {

    /** A whole text message, in UTF-8 that was checked. */
    record Text(ByteBuffer utf8) implements Heard {}

    /** A whole binary message. */
    record Binary(ByteBuffer payload) implements Heard {}

    record Ping(ByteBuffer payload) implements Heard {}

    record Pong(ByteBuffer payload) implements Heard {}

    /** The client closes, or answers our closing; {@code code} is 1005 where it gave none (RFC 6455, section 7.1.5). */
    record Close(int code) implements Heard {

        static final int NO_CODE = 1005;
    }
}
