package dev.watchparty.adapter.web.socket;

/** A client that does not speak WebSocket as RFC 6455 has it; {@code code} is what its connection is closed with. */
final class BrokenProtocolException extends Exception {

    static final int PROTOCOL_ERROR = 1002;
    static final int BAD_PAYLOAD = 1007;
    static final int TOO_LARGE = 1009;

    private final int code;

    BrokenProtocolException(int code, String reason) {
        // An ordinary answer: nobody reads where it was found out.
        super(reason, null, /* enableSuppression= */ false, /* writableStackTrace= */ false);
        this.code = code;
    }

    int code() {
        return code;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
