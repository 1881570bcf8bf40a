package dev.watchparty.adapter.web.socket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A WebSocket client that does whatever a test tells it to, allowed or not: it reads when it is asked to and writes the
 * bytes it is given. Confined to one thread, but for one reader beside one writer.
 */
final class RawSocket implements Closeable {

    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    static final int FIN = 0x80;
    private static final int MASKED = 0x80;
    private static final int LENGTH_16 = 126;
    private static final int LENGTH_64 = 127;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What the server answered to the upgrade; {@code body} is empty where there is none. */
    record Answer(int status, Map<String, String> headers, String body) {

        JsonNode json() {
            return parse(body);
        }
    }

    /** One frame as it came. */
    static final class Incoming {

        private final int head;
        private final byte[] payload;

        private Incoming(int head, byte[] payload) {
            this.head = head;
            this.payload = payload;
        }

        int opcode() {
            return head & 0x0f;
        }

        boolean isFinal() {
            return (head & FIN) != 0;
        }

        /** The bits that only extensions use. */
        int reserved() {
            return head & 0x70;
        }

        byte[] payload() {
            return payload.clone();
        }

        String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }

        JsonNode json() {
            return parse(text());
        }

        int closeCode() {
            return payload.length < 2 ? 1005 : ByteBuffer.wrap(payload).getShort() & 0xffff;
        }
    }

    private final Socket socket;
    private final InputStream in;
    private final Answer answer;

    /** What was read while something else was waited for. */
    private final Deque<Incoming> stash = new ArrayDeque<>();

    private long pings;
    private int closeCode;

    private RawSocket(Socket socket, InputStream in, Answer answer) {
        this.socket = socket;
        this.in = in;
        this.answer = answer;
    }

    /** Asks for an upgrade of {@code path}; {@code headers} are sent besides those that every upgrade needs. */
    static RawSocket open(int port, String path, String... headers) throws IOException {
        return exchange(port, 0, request(path, headers));
    }

    /** The lines of a request for an upgrade of {@code path}. */
    static List<String> request(String path, String... headers) {
        List<String> lines = new ArrayList<>(List.of(
                "GET " + path + " HTTP/1.1",
                "Host: 127.0.0.1",
                "Connection: Upgrade",
                "Upgrade: websocket",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="));
        lines.addAll(List.of(headers));
        return lines;
    }

    /** The bytes of a request of {@code lines}. */
    static byte[] bytes(List<String> lines) {
        return (String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    /**
     * Sends a request of {@code lines}.
     *
     * @param receiveBuffer in bytes, or 0 for the system's own
     */
    static RawSocket exchange(int port, int receiveBuffer, List<String> lines) throws IOException {
        Socket socket = new Socket();
        if (receiveBuffer > 0) socket.setReceiveBufferSize(receiveBuffer);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.getOutputStream().write((String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
        InputStream in = new BufferedInputStream(socket.getInputStream());
        return new RawSocket(socket, in, readAnswer(in));
    }

    Answer answer() {
        return answer;
    }

    boolean isOpen() {
        return answer.status() == 101;
    }

    void sendText(String text) throws IOException {
        send(FIN | TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a masked frame whose first byte is {@code head}: flags and opcode. */
    void send(int head, byte[] payload) throws IOException {
        write(ClientFrames.frame(head, payload));
    }

    /** Sends a frame that is not masked, which no client may. */
    void sendUnmasked(int head, byte[] payload) throws IOException {
        write(ClientFrames.unmasked(head, payload));
    }

    void sendClose(int code) throws IOException {
        send(FIN | CLOSE, ByteBuffer.allocate(2).putShort((short) code).array());
    }

    /** Sends {@code bytes} as they are. */
    void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** Pings the server and waits for its answer: by then it has heard all that was sent before. */
    void beHeard() throws IOException {
        byte[] payload = ("heard " + ++pings).getBytes(StandardCharsets.UTF_8);
        send(FIN | PING, payload);
        List<Incoming> before = new ArrayList<>();
        Incoming frame = read();
        while (!(frame.opcode() == PONG && Arrays.equals(frame.payload(), payload))) {
            before.add(frame);
            frame = read();
        }
        stash.addAll(before);
    }

    /** The next frame, whatever it is. */
    Incoming read() throws IOException {
        Incoming stashed = stash.poll();
        if (stashed != null) return stashed;
        int head = readByte();
        int second = readByte();
        int length = second & 0x7f;
        if (length == LENGTH_16) {
            length = ByteBuffer.wrap(exactly(2)).getShort() & 0xffff;
        } else if (length == LENGTH_64) {
            length = Math.toIntExact(ByteBuffer.wrap(exactly(8)).getLong());
        }
        if ((second & MASKED) != 0) throw new IOException("a server must not mask its frames");
        Incoming frame = new Incoming(head, exactly(length));
        if (frame.opcode() == CLOSE) closeCode = frame.closeCode();
        return frame;
    }

    /** The next event of {@code type}; other events, pings and pongs before it are passed over. */
    JsonNode next(String type) throws IOException {
        while (true) {
            JsonNode event = next();
            if (event.path("type").asText().equals(type)) return event;
        }
    }

    /** The next event; pings and pongs before it are passed over. */
    JsonNode next() throws IOException {
        while (true) {
            Incoming frame = read();
            if (frame.opcode() == TEXT) return frame.json();
            if (frame.opcode() == CLOSE) throw new EOFException("closed with " + frame.closeCode());
        }
    }

    /** The close frame; whatever comes before it is passed over. */
    Incoming nextClose() throws IOException {
        while (true) {
            Incoming frame = read();
            if (frame.opcode() == CLOSE) return frame;
        }
    }

    /** The code of the close frame that was read; 0 before that. */
    int closeCode() {
        return closeCode;
    }

    /** Throws away what was read while something else was waited for. */
    void forgetStash() {
        stash.clear();
    }

    /** Sends {@code bytes} over a connection of their own, and hangs up with a reset, without reading any answer. */
    static void sendAndReset(int port, byte[] bytes) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoLinger(/* on= */ true, 0);
            socket.getOutputStream().write(bytes);
        }
    }

    /** Takes a byte from the network, if there is one, whatever it means. */
    void takeByte() throws IOException {
        if (in.available() > 0) readByte();
    }

    /** Says to the network that nothing more will be sent; reading goes on. */
    void shutOutput() throws IOException {
        socket.shutdownOutput();
    }

    /** Reads until the server closes the TCP connection; the frames that came before. */
    List<Incoming> readToEnd() throws IOException {
        List<Incoming> frames = new ArrayList<>();
        while (true) {
            try {
                frames.add(read());
            } catch (EOFException | SocketException end) {
                return frames;
            }
        }
    }

    private int readByte() throws IOException {
        int value = in.read();
        if (value < 0) throw new EOFException();
        return value;
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) throw new EOFException();
        return bytes;
    }

    private static Answer readAnswer(InputStream in) throws IOException {
        String status = readLine(in);
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line = readLine(in); !line.isEmpty(); line = readLine(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        String length = headers.getOrDefault("content-length", "0");
        byte[] body = in.readNBytes(Integer.parseInt(length));
        return new Answer(Integer.parseInt(status.substring(9, 12)), headers, new String(body, StandardCharsets.UTF_8));
    }

    private static String readLine(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            int value = in.read();
            if (value < 0) throw new EOFException("the server hung up: " + line.toString(StandardCharsets.UTF_8));
            if (value == '\n') return line.toString(StandardCharsets.UTF_8).strip();
            line.write(value);
        }
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException malformed) {
            throw new UncheckedIOException("not JSON: " + text, malformed);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
