package dev.watchparty.adapter.web.socket;

/**
 * How far the closing of a connection has come (RFC 6455, section 7.1): who said so, who answered. Each event answers
 * with the state after it, and changes nothing where it means nothing any more. What a state demands is done once, by
 * whoever enters it.
 */
enum CloseHandshake {
    /** Nobody has closed. */
    OPEN,
    /** We close, and our close frame is on its way. */
    SAYING,
    /** We closed; the client has yet to answer. */
    SAID,
    /** The client has closed, or answered; our own close frame is on its way. */
    ANSWERING,
    /** The client broke the protocol, or we failed; our close frame, which tells it, is on its way. */
    FAILING,
    /**
     * We told the client how it ends, and say no more. Only its hanging up is awaited: with something of its own
     * unread, the connection would be reset, and the client might not read why.
     */
    FAILED,
    /** Both have closed, or it took too long: the line is to be hung up. */
    OVER;

    /** We want to close. From {@link #OPEN}, our close frame has to be sent. */
    CloseHandshake closed() {
        return this == OPEN ? SAYING : this;
    }

    /** The client's close frame came. From {@link #OPEN}, it has to be answered by one of ours. */
    CloseHandshake heard() {
        return switch (this) {
            case OPEN, SAYING -> ANSWERING;
            case SAID -> OVER;
            case ANSWERING, FAILING, FAILED, OVER -> this;
        };
    }

    /** The client cannot be understood any more. From {@link #OPEN}, our close frame has to be sent. */
    CloseHandshake failed() {
        return switch (this) {
            case OPEN, SAYING -> FAILING;
            case SAID -> FAILED;
            case ANSWERING, FAILING, FAILED, OVER -> this;
        };
    }

    /** The network has taken our close frame. */
    CloseHandshake written() {
        return switch (this) {
            case SAYING -> SAID;
            case ANSWERING -> OVER;
            case FAILING -> FAILED;
            case OPEN, SAID, FAILED, OVER -> this;
        };
    }

    /** Whoever had to say or to do something has taken too long. */
    CloseHandshake expired() {
        return OVER;
    }

    /** Whether anything but the close frame may still be sent. */
    boolean mayWeSpeak() {
        return this == OPEN;
    }

    /** Whether what the client says is understood; if not, it is read only to be dropped. */
    boolean doWeListen() {
        return this == OPEN || this == SAYING || this == SAID;
    }
}
