package dev.watchparty.adapter.web.wire;

/** What a client sent is not what the protocol says; the message names the field and is for the client to read. */
public final class MalformedJsonException extends RuntimeException {

    public MalformedJsonException(String message) {
        super(message);
    }

    public MalformedJsonException(String message, Throwable cause) {
        super(message, cause);
    }
}
