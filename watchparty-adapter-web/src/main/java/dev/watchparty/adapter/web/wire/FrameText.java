package dev.watchparty.adapter.web.wire;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Takes the text of a frame as it is written, behind room for the header, so that nothing has to be moved for it. */
final class FrameText extends OutputStream {

    private static final int START = ServerFrames.HEADER_BYTES_MAX;
    private static final byte[] NOTHING = {};

    private byte[] bytes = NOTHING;
    private int end = START;

    @Override
    public void write(int single) {
        write(new byte[] {(byte) single}, 0, 1);
    }

    /** Nearly every text comes in one portion; longer ones grow. */
    @Override
    public void write(byte[] portion, int from, int count) {
        int needed = end + count;
        if (needed > bytes.length) bytes = Arrays.copyOf(bytes, Math.max(needed, 2 * bytes.length));
        System.arraycopy(portion, from, bytes, end, count);
        end = needed;
    }

    /** How long the text is. */
    int length() {
        return end - START;
    }

    /** The whole frame; nothing may be written after it. */
    ByteBuffer framed() {
        return ServerFrames.text(bytes, START, length());
    }
}
