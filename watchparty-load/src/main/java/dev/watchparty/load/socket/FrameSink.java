package dev.watchparty.load.socket;

import java.io.IOException;

/** Takes what a {@link FrameReader} found. The bytes are lent for the call only. */
interface FrameSink {

    void text(byte[] bytes, int from, int length);

    void ping(byte[] payload) throws IOException;

    /** The peer closes; {@code code} is 1005 when it gave none. */
    void close(int code) throws IOException;
}
