package dev.watchparty.load.socket;

/** Whose connection it is. Runs on the loop's thread and must not block it. */
public interface ConnectionListener {

    void onOpen(Connection connection);

    /**
     * A text message came. The bytes are lent for the call only.
     *
     * @param readAtNanos when the read that brought it returned
     */
    void onText(byte[] bytes, int from, int length, long readAtNanos);

    /** The connection is over, or never came to be; {@code why} is a sentence's end. Not called for {@code close()}. */
    void onLost(Connection connection, String why);
}
