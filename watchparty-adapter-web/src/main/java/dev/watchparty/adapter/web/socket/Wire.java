package dev.watchparty.adapter.web.socket;

import java.io.IOException;
import java.nio.ByteBuffer;

/** What an {@link Outbox} needs of a socket. It is used by one thread at a time, and never blocks. */
interface Wire {

    /**
     * Takes what goes at once of {@code bytes}, and keeps no hold of them.
     *
     * @return whether that was all; if not, {@link #takeLater} is to be called with the rest, though that be empty
     */
    boolean take(ByteBuffer bytes) throws IOException;

    /** Takes {@code rest} as soon as it may, then runs {@code whenTaken}; never, if the connection is lost first. */
    void takeLater(ByteBuffer rest, Runnable whenTaken);

    /** The socket is of no use any more, because of {@code cause}. */
    void lost(IOException cause);
}
