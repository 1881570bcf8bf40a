package dev.watchparty.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.watchparty.load.socket.Upgrade;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * As much of the protocol as the load generator uses, without storage, roles or rights: a thread a connection, blocking
 * streams. Its {@link Mischief} says what it does wrong.
 */
final class TinyServer implements AutoCloseable {

    /** What a server may do wrong. */
    enum Mischief {
        NONE,
        /** The last member of a party is never told the third command. */
        LOSES_ONE,
        /** The third command is told, but not acked. */
        ACKS_ALL_BUT_ONE,
        /** The same, and from then on somebody types all the time. */
        ACKS_ALL_BUT_ONE_WHILE_SOMEBODY_TYPES,
        /** Whoever has sent {@value #FLOOD_FRAMES} frames is cut off. */
        CUTS_OFF_FLOODS,
        /** Members hear of much besides: who is here, who types, who waves. */
        CHATTERS,
        /** Each event is followed by a ping, and who leaves {@value #UNANSWERED_MAX} unanswered is cut off. */
        GIVES_UP_THE_SILENT,
        /** Joining is answered 429. */
        LIMITS_JOINS
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int THIRD = 3;
    private static final int FLOOD_FRAMES = 300;
    private static final int TYPING_MS = 200;
    private static final int UNANSWERED_MAX = 20;
    private static final int PONG = 10;
    private static final byte[] PING = {(byte) 0x89, 0};
    private static final String TYPING = "\"type\":\"typing\",\"user_id\":\"1\",\"is_typing\":true";
    private static final List<String> CHATTER = List.of(
            "\"type\":\"participant-status\",\"participants\":[{\"user_id\":\"1\",\"connected\":true}]",
            "\"type\":\"participant-joined\",\"participant\":{\"user_id\":\"1\"},\"user_id\":\"1\"",
            "\"type\":\"participant-left\",\"participant\":{\"user_id\":\"1\"},\"user_id\":\"1\"",
            TYPING,
            "\"type\":\"reaction\",\"reaction\":{\"emoji\":\"x\"}",
            "\"type\":\"chat_message\",\"chat_message\":{\"message\":\"by somebody else\"}");

    private final ServerSocket door = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Map<String, List<OutputStream>> parties = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> versions = new ConcurrentHashMap<>();
    private final ScheduledExecutorService typist = Executors.newSingleThreadScheduledExecutor();
    private final Map<OutputStream, AtomicInteger> unanswered = new ConcurrentHashMap<>();
    private final AtomicInteger created = new AtomicInteger();
    private final Mischief mischief;
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();

    TinyServer(Mischief mischief) throws IOException {
        this.mischief = mischief;
        daemon(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + door.getLocalPort();
    }

    /** How many different tokens have come over REST. */
    int users() {
        return tokens.size();
    }

    @Override
    public void close() throws IOException {
        typist.shutdownNow();
        door.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket socket = door.accept();
                socket.setTcpNoDelay(true);
                sockets.add(socket);
                daemon(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            OutputStream out = socket.getOutputStream();
            for (String head = head(in); !head.isEmpty(); head = head(in)) {
                in.readNBytes(Integer.parseInt("0" + header(head, "content-length")));
                if (head.contains("/ws HTTP")) {
                    upgrade(head, in, out);
                    return;
                }
                out.write(rest(head).getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException gone) {
            // The load generator ends connections without a word.
        }
    }

    private String rest(String head) {
        tokens.add(header(head, "authorization"));
        if (head.contains("/join ") && mischief == Mischief.LIMITS_JOINS) {
            return answer("429 Too Many Requests", "{\"error\":{\"code\":\"RATE_LIMITED\"}}");
        }
        if (!head.startsWith("POST /api/v1/watch-parties ")) {
            return answer("200 OK", "{\"success\":true,\"data\":{}}");
        }
        int number = created.incrementAndGet();
        String data = "{\"id\":\"party-" + number + "\",\"invite_code\":\"CODE" + number + "\"}";
        return answer("201 Created", "{\"success\":true,\"data\":" + data + "}");
    }

    private static String answer(String status, String body) {
        return "HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body;
    }

    private void upgrade(String head, DataInputStream in, OutputStream out) throws IOException {
        String party = head.replaceAll("(?s)^GET /api/v1/watch-parties/(.*?)/ws .*", "$1");
        String answer = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: " + Upgrade.accept(header(head, "sec-websocket-key")) + "\r\n"
                + "Sec-WebSocket-Protocol: " + header(head, "sec-websocket-protocol") + "\r\n\r\n";
        out.write(answer.getBytes(StandardCharsets.US_ASCII));
        tell(out, "{\"type\":\"sync\",\"party_id\":\"" + party + "\",\"position\":0,\"version\":0}");
        List<OutputStream> members = parties.computeIfAbsent(party, fresh -> new CopyOnWriteArrayList<>());
        members.add(out);
        try {
            for (int frames = 0; mischief != Mischief.CUTS_OFF_FLOODS || frames < FLOOD_FRAMES; frames++) {
                int opcode = in.readUnsignedByte() & 15;
                byte[] payload = payload(in);
                if (opcode == PONG) {
                    unanswered(out).set(0);
                } else {
                    hear(party, payload, out);
                }
            }
        } finally {
            members.remove(out);
        }
    }

    private void hear(String party, byte[] frame, OutputStream sender) {
        try {
            obey(party, JSON.readTree(frame), sender);
        } catch (IOException malformed) {
            refuse(sender, "INVALID_COMMAND");
        }
    }

    /** Whoever says anything but numbers has used up their limit. */
    private void obey(String party, JsonNode command, OutputStream sender) {
        String text = command.path("message").asText();
        boolean isSeek = command.path("type").asText().equals("seek");
        if (isSeek) {
            String position = command.path("position").decimalValue().toString();
            tellAll(party, "\"type\":\"seek\",\"is_playing\":false,\"position\":" + position, command, sender);
        } else if (text.startsWith("number ")) {
            String message = "{\"id\":\"1\",\"message\":\"" + text + "\",\"created_at\":\"now\"}";
            tellAll(party, "\"type\":\"chat_message\",\"chat_message\":" + message, command, sender);
        } else {
            refuse(sender, text.isEmpty() ? "INVALID_COMMAND" : "RATE_LIMITED");
        }
    }

    private static void refuse(OutputStream sender, String code) {
        tell(sender, "{\"type\":\"error\",\"code\":\"" + code + "\",\"message\":\"no\"}");
    }

    /** Only hosts come so far, so a party's commands come on one thread. */
    private void tellAll(String party, String about, JsonNode command, OutputStream host) {
        int version =
                versions.computeIfAbsent(party, fresh -> new AtomicInteger()).incrementAndGet();
        List<OutputStream> members = parties.getOrDefault(party, List.of());
        String event = event(about, party, version);
        boolean third = version == THIRD;
        for (OutputStream member : members) {
            boolean last = member.equals(members.get(members.size() - 1));
            if (!(third && last && mischief == Mischief.LOSES_ONE)) {
                tell(member, event);
            }
            if (mischief == Mischief.GIVES_UP_THE_SILENT) {
                ping(member);
            }
            if (mischief == Mischief.CHATTERS) {
                CHATTER.forEach(other -> tell(member, event(other, party, version)));
            }
        }
        if (third && mischief == Mischief.ACKS_ALL_BUT_ONE_WHILE_SOMEBODY_TYPES) {
            Runnable typing = () -> tell(host, event(TYPING, party, version));
            ScheduledFuture<?> unused = typist.scheduleAtFixedRate(typing, 0, TYPING_MS, TimeUnit.MILLISECONDS);
        } else if (!(third && mischief == Mischief.ACKS_ALL_BUT_ONE)) {
            String id = command.path("command_id").asText();
            tell(host, "{\"type\":\"ack\",\"command_id\":\"" + id + "\",\"version\":" + version + "}");
        }
    }

    private static String event(String about, String party, int version) {
        return "{" + about + ",\"party_id\":\"" + party + "\",\"version\":" + version + "}";
    }

    private static void tell(OutputStream member, String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 4).put((byte) 0x81);
        if (payload.length < 126) {
            frame.put((byte) payload.length);
        } else {
            frame.put((byte) 126).putShort((short) payload.length);
        }
        frame.put(payload);
        try {
            member.write(frame.array(), 0, frame.position());
        } catch (IOException gone) {
            // Their own thread notices.
        }
    }

    private AtomicInteger unanswered(OutputStream member) {
        return unanswered.computeIfAbsent(member, fresh -> new AtomicInteger());
    }

    private void ping(OutputStream member) {
        try {
            if (unanswered(member).incrementAndGet() > UNANSWERED_MAX) {
                member.close();
            } else {
                member.write(PING);
            }
        } catch (IOException gone) {
            // Their own thread notices.
        }
    }

    private static byte[] payload(DataInputStream in) throws IOException {
        int marker = in.readUnsignedByte() & 127;
        int length = marker == 126 ? in.readUnsignedShort() : marker;
        byte[] mask = in.readNBytes(4);
        byte[] payload = in.readNBytes(length);
        if (mask.length < 4 || payload.length < length) throw new IOException("ended");
        for (int i = 0; i < length; i++) {
            payload[i] = (byte) (payload[i] ^ mask[i % 4]);
        }
        return payload;
    }

    private static String head(DataInputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int next = in.read(); next >= 0; next = in.read()) {
            head.append((char) next);
            if (head.length() >= 4 && head.indexOf("\r\n\r\n", head.length() - 4) >= 0) return head.toString();
        }
        return "";
    }

    private static String header(String head, String name) {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2))
                .findFirst()
                .orElse("");
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "tiny-server");
        thread.setDaemon(true);
        thread.start();
    }
}
