package dev.watchparty.adapter.web.socket;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads a client's frames from bytes that arrive in any portions (RFC 6455, section 5), and joins fragments to
 * messages. It keeps no more than has arrived. Confined to one thread at a time.
 */
final class FrameReader {

    private static final int CONTINUATION = 0x0;
    private static final int TEXT = 0x1;
    private static final int BINARY = 0x2;
    private static final int CLOSE = 0x8;
    private static final int PING = 0x9;
    private static final int PONG = 0xA;

    private static final int FIN = 0x80;
    private static final int RESERVED = 0x70;
    private static final int OPCODE = 0x0F;
    private static final int CONTROL = 0x08;
    private static final int MASKED = 0x80;
    private static final int LENGTH = 0x7F;
    private static final int LENGTH_16 = 126;
    private static final int LENGTH_64 = 127;
    private static final int CONTROL_BYTES_MAX = 125;
    private static final int MASK_BYTES = 4;
    private static final int HEADER_BYTES_MAX = 14;
    private static final int PORTION_BYTES = 1024;
    private static final byte[] NOTHING = {};

    private final int messageBytesMax;
    private final byte[] header = new byte[HEADER_BYTES_MAX];
    private int headerBytes;
    private int payloadLength;
    private boolean isInPayload;
    private byte[] payload = NOTHING;
    private int payloadBytes;

    /** A message that came in part, and whether it is a text. */
    private @Nullable ByteArrayOutputStream fragments;

    private boolean isTextFragmented;

    /** @param messageBytesMax how long a message may be, in one frame or in many */
    FrameReader(int messageBytesMax) {
        this.messageBytesMax = messageBytesMax;
    }

    /**
     * The next thing that {@code in} holds wholly, with what came before; null, when all of {@code in} is used up.
     *
     * @throws BrokenProtocolException if it breaks a rule; nothing can be read after that
     */
    @Nullable
    Heard next(ByteBuffer in) throws BrokenProtocolException {
        while (true) {
            if (!isInPayload && !readHeader(in)) return null;
            if (!readPayload(in)) return null;
            Heard heard = understand();
            reset();
            if (heard != null) return heard;
        }
    }

    private boolean readHeader(ByteBuffer in) throws BrokenProtocolException {
        while (in.hasRemaining()) {
            header[headerBytes++] = in.get();
            if (headerBytes == 1) checkFirst(header[0]);
            if (headerBytes == 2) checkSecond(header[0], header[1]);
            if (headerBytes >= 2 && headerBytes == headerLength()) {
                begin(length());
                return true;
            }
        }
        return false;
    }

    private void checkFirst(byte first) throws BrokenProtocolException {
        if ((first & RESERVED) != 0) throw broken("a reserved bit is set");
        int opcode = first & OPCODE;
        boolean isFinal = (first & FIN) != 0;
        switch (opcode) {
            case CONTINUATION -> {
                if (fragments == null) throw broken("a continuation of nothing");
            }
            case TEXT, BINARY -> {
                if (fragments != null) throw broken("a message within another");
            }
            case CLOSE, PING, PONG -> {
                if (!isFinal) throw broken("a control frame in fragments");
            }
            default -> throw broken("an unknown opcode");
        }
    }

    private static void checkSecond(byte first, byte second) throws BrokenProtocolException {
        if ((second & MASKED) == 0) throw broken("a frame without a mask");
        boolean isControl = (first & CONTROL) != 0;
        if (isControl && (second & LENGTH) > CONTROL_BYTES_MAX) throw broken("a control frame is too long");
    }

    private int headerLength() {
        int short7 = header[1] & LENGTH;
        int extended = short7 == LENGTH_16 ? Short.BYTES : short7 == LENGTH_64 ? Long.BYTES : 0;
        return 2 + extended + MASK_BYTES;
    }

    private long length() {
        int short7 = header[1] & LENGTH;
        ByteBuffer bytes = ByteBuffer.wrap(header, 2, HEADER_BYTES_MAX - 2);
        if (short7 == LENGTH_16) return Short.toUnsignedInt(bytes.getShort());
        return short7 == LENGTH_64 ? bytes.getLong() : short7;
    }

    private void begin(long length) throws BrokenProtocolException {
        ByteArrayOutputStream begun = isControl() ? null : fragments;
        // A length with its highest bit set is no length (section 5.2); it reads as a negative one.
        if (length < 0 || length + (begun == null ? 0 : begun.size()) > messageBytesMax) {
            throw new BrokenProtocolException(
                    BrokenProtocolException.TOO_LARGE, "a message must have at most " + messageBytesMax + " bytes");
        }
        payloadLength = (int) length;
        payloadBytes = 0;
        payload = NOTHING;
        isInPayload = true;
    }

    private boolean readPayload(ByteBuffer in) {
        int portion = Math.min(in.remaining(), payloadLength - payloadBytes);
        if (portion > 0) {
            // No more than twice what has come: whoever only announces a long message gets no memory for it.
            int needed = payloadBytes + portion;
            if (payload.length < needed) {
                int roomy = Math.min(payloadLength, Math.max(needed, Math.max(PORTION_BYTES, 2 * payload.length)));
                payload = Arrays.copyOf(payload, roomy);
            }
            in.get(payload, payloadBytes, portion);
            unmask(payloadBytes, needed);
            payloadBytes = needed;
        }
        return payloadBytes == payloadLength;
    }

    private void unmask(int from, int to) {
        int mask = headerBytes - MASK_BYTES;
        for (int at = from; at < to; at++) {
            payload[at] ^= header[mask + (at & 3)];
        }
    }

    private @Nullable Heard understand() throws BrokenProtocolException {
        byte[] bytes = payload.length == payloadLength ? payload : Arrays.copyOf(payload, payloadLength);
        return switch (header[0] & OPCODE) {
            case PING -> new Heard.Ping(ByteBuffer.wrap(bytes));
            case PONG -> new Heard.Pong(ByteBuffer.wrap(bytes));
            case CLOSE -> close(bytes);
            default -> data(bytes);
        };
    }

    private @Nullable Heard data(byte[] bytes) {
        boolean isFinal = (header[0] & FIN) != 0;
        int opcode = header[0] & OPCODE;
        if (opcode != CONTINUATION) isTextFragmented = opcode == TEXT;
        ByteArrayOutputStream begun = fragments;
        if (begun == null && isFinal) return message(bytes);
        if (begun == null) begun = new ByteArrayOutputStream();
        begun.writeBytes(bytes);
        fragments = isFinal ? null : begun;
        return isFinal ? message(begun.toByteArray()) : null;
    }

    private Heard message(byte[] bytes) {
        return isTextFragmented ? new Heard.Text(ByteBuffer.wrap(bytes)) : new Heard.Binary();
    }

    private static Heard close(byte[] bytes) throws BrokenProtocolException {
        if (bytes.length == 0) return new Heard.Close(Heard.Close.NO_CODE);
        if (bytes.length == 1) throw broken("a close frame with half a code");
        int code = Short.toUnsignedInt(ByteBuffer.wrap(bytes).getShort());
        if (!mayBeSent(code)) throw broken("a close code that may not be sent");
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 2, bytes.length - 2));
        } catch (CharacterCodingException malformed) {
            throw new BrokenProtocolException(BrokenProtocolException.BAD_PAYLOAD, "a reason must be UTF-8", malformed);
        }
        return new Heard.Close(code);
    }

    /** RFC 6455, section 7.4, with what was registered since. */
    private static boolean mayBeSent(int code) {
        return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) || (code >= 3000 && code <= 4999);
    }

    private boolean isControl() {
        return (header[0] & CONTROL) != 0;
    }

    private void reset() {
        headerBytes = 0;
        isInPayload = false;
        payload = NOTHING;
    }

    private static BrokenProtocolException broken(String what) {
        return new BrokenProtocolException(BrokenProtocolException.PROTOCOL_ERROR, what);
    }
}
