package dev.watchparty.adapter.web.socket;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads a client's frames from bytes that arrive in any portions (RFC 6455, section 5), and joins fragments to
 * messages. It keeps no more than has arrived, and nothing between messages. Confined to one thread at a time.
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
    private static final int LENGTH_16_MAX = 0xFFFF;
    private static final int CONTROL_BYTES_MAX = 125;
    private static final int MASK_BYTES = 4;
    private static final int HEADER_BYTES_MAX = 14;
    private static final int PORTION_BYTES = 1024;
    private static final byte[] NOTHING = {};

    private final int messageBytesMax;
    private final Utf8Check utf8 = new Utf8Check();
    private final byte[] header = new byte[HEADER_BYTES_MAX];
    private int headerBytes;
    private boolean isInPayload;
    private int payloadLength;
    private int payloadBytes;

    /** What came of the payload of a control frame, which may stand between the fragments of a message. */
    private byte[] control = NOTHING;

    /** What came of the message, in one frame or in many. */
    private byte[] message = NOTHING;

    private int messageBytes;
    private int fragments;
    private boolean isText;

    /** Whether a message came in part, and a continuation has to follow. */
    private boolean isToBeContinued;

    /** @param messageBytesMax how long a message may be, in one frame or in as many */
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
        switch (first & OPCODE) {
            case CONTINUATION -> {
                if (!isToBeContinued) throw broken("a continuation of nothing");
            }
            case TEXT, BINARY -> {
                if (isToBeContinued) throw broken("a message within another");
                isText = (first & OPCODE) == TEXT;
            }
            case CLOSE, PING, PONG -> {
                if ((first & FIN) == 0) throw broken("a control frame in fragments");
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

    private long length() throws BrokenProtocolException {
        int short7 = header[1] & LENGTH;
        if (short7 < LENGTH_16) return short7;
        boolean isShort = short7 == LENGTH_16;
        ByteBuffer bytes = ByteBuffer.wrap(header, 2, Long.BYTES);
        long length = isShort ? Short.toUnsignedInt(bytes.getShort()) : bytes.getLong();
        // With its highest bit set, it reads as a negative one.
        if (length <= (isShort ? CONTROL_BYTES_MAX : LENGTH_16_MAX)) {
            throw broken("a length that is none, or is written longer than it must be");
        }
        return length;
    }

    private void begin(long length) throws BrokenProtocolException {
        if (!isControl()) {
            // A fragment may be empty, but there may not be endlessly many: they cost something, too.
            if (length > messageBytesMax - messageBytes || fragments == messageBytesMax) throw tooLarge();
            fragments++;
        }
        payloadLength = (int) length;
        payloadBytes = 0;
        if (isControl()) control = payloadLength == 0 ? NOTHING : new byte[payloadLength];
        isInPayload = true;
    }

    private boolean readPayload(ByteBuffer in) throws BrokenProtocolException {
        int portion = Math.min(in.remaining(), payloadLength - payloadBytes);
        if (portion > 0 && isControl()) {
            in.get(control, payloadBytes, portion);
            unmask(control, payloadBytes, portion);
        } else if (portion > 0) {
            makeRoom(portion);
            in.get(message, messageBytes, portion);
            unmask(message, messageBytes, portion);
            messageBytes += portion;
            boolean isRight = !isText || utf8.accepts(message, messageBytes - portion, messageBytes);
            if (!isRight) throw notUtf8("a text must be UTF-8");
        }
        payloadBytes += portion;
        return payloadBytes == payloadLength;
    }

    /** No more than twice what has come: whoever only announces a long message gets no memory for it. */
    private void makeRoom(int portion) {
        int needed = messageBytes + portion;
        if (message.length >= needed) return;
        int mayCome = isFinal() ? messageBytes + payloadLength - payloadBytes : messageBytesMax;
        int roomy = Math.min(mayCome, Math.max(needed, Math.max(PORTION_BYTES, 2 * message.length)));
        message = Arrays.copyOf(message, roomy);
    }

    /** Unmasks what just came of the payload, {@code count} bytes from {@code start} on. */
    private void unmask(byte[] bytes, int start, int count) {
        int mask = headerBytes - MASK_BYTES;
        for (int at = 0; at < count; at++) {
            bytes[start + at] ^= header[mask + ((payloadBytes + at) & 3)];
        }
    }

    private @Nullable Heard understand() throws BrokenProtocolException {
        return switch (header[0] & OPCODE) {
            case PING -> new Heard.Ping(ByteBuffer.wrap(control));
            case PONG -> new Heard.Pong(ByteBuffer.wrap(control));
            case CLOSE -> close(control);
            default -> data();
        };
    }

    private @Nullable Heard data() throws BrokenProtocolException {
        isToBeContinued = !isFinal();
        if (isToBeContinued) return null;
        if (isText && !utf8.mayEnd()) throw notUtf8("a text must not end in the midst of a character");
        ByteBuffer whole = ByteBuffer.wrap(message, 0, messageBytes);
        message = NOTHING;
        messageBytes = 0;
        fragments = 0;
        return isText ? new Heard.Text(whole) : new Heard.Binary(whole);
    }

    private static Heard close(byte[] bytes) throws BrokenProtocolException {
        if (bytes.length == 0) return new Heard.Close(Heard.Close.NO_CODE);
        if (bytes.length == 1) throw broken("a close frame with half a code");
        int code = Short.toUnsignedInt(ByteBuffer.wrap(bytes).getShort());
        if (!mayBeSent(code)) throw broken("a close code that may not be sent");
        Utf8Check reason = new Utf8Check();
        if (!reason.accepts(bytes, Short.BYTES, bytes.length) || !reason.mayEnd()) {
            throw notUtf8("a reason must be UTF-8");
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

    private boolean isFinal() {
        return (header[0] & FIN) != 0;
    }

    private void reset() {
        headerBytes = 0;
        isInPayload = false;
        control = NOTHING;
    }

    private BrokenProtocolException tooLarge() {
        return new BrokenProtocolException(
                BrokenProtocolException.TOO_LARGE,
                "a message must have at most " + messageBytesMax + " bytes, and no more fragments");
    }

    private static BrokenProtocolException notUtf8(String what) {
        return new BrokenProtocolException(BrokenProtocolException.BAD_PAYLOAD, what);
    }

    private static BrokenProtocolException broken(String what) {
        return new BrokenProtocolException(BrokenProtocolException.PROTOCOL_ERROR, what);
    }
}
