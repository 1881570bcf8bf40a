package dev.watchparty.adapter.web.socket;

import dev.watchparty.domain.party.Parties;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Frames that were good once, and what else may come down a wire; the same ones for the same seed. */
final class MutantFrames {

    /** Far from every id in use: an attack must not put the attackers out. */
    private static final UUID NOBODY = new UUID(0x7777_7777_7777_7777L, 0x7777_7777_7777_7777L);

    private static final List<String> GOOD = List.of(
            SocketServer.frame("sync-request", ""),
            SocketServer.frame("sync-request", ",\"since\":12"),
            SocketServer.frame("play", ",\"position\":1.5,\"command_id\":\"a1\""),
            SocketServer.frame("pause", ",\"command_id\":\"a2\""),
            SocketServer.frame("seek", ",\"position\":61.25,\"command_id\":\"a3\""),
            SocketServer.frame("skip", ",\"clip_id\":\"" + Parties.EPISODE.id().value() + "\""),
            SocketServer.frame("chat", ",\"message\":\"hi \uD83D\uDE00\",\"command_id\":\"a4\""),
            SocketServer.frame("clock", ",\"t0\":1767268802450.75"),
            SocketServer.frame("status", ",\"buffering\":true,\"hidden\":false,\"offset_ms\":-3,\"rtt_ms\":12"),
            SocketServer.frame("status", ",\"ready\":true,\"position_ms\":12"),
            SocketServer.frame("refresh-token", ",\"token\":\"a.b.c\""),
            SocketServer.frame("rate", ",\"rate\":1.25,\"command_id\":\"a5\""),
            SocketServer.frame("reaction", ",\"emoji\":\"\uD83D\uDE00\",\"video_timestamp\":12.5"),
            SocketServer.frame("typing", ",\"is_typing\":true"),
            SocketServer.frame("delete-message", ",\"message_id\":\"" + NOBODY + "\",\"command_id\":\"a6\""),
            SocketServer.frame("role", ",\"user_id\":\"" + NOBODY + "\",\"role\":\"co-host\""),
            SocketServer.frame("transfer-host", ",\"user_id\":\"" + NOBODY + "\""),
            SocketServer.frame("kick", ",\"user_id\":\"" + NOBODY + "\",\"ban\":true"),
            SocketServer.frame("unban", ",\"user_id\":\"" + NOBODY + "\""),
            SocketServer.frame("mute", ",\"user_id\":\"" + NOBODY + "\""),
            SocketServer.frame(
                    "queue-add",
                    ",\"next\":true,\"items\":[{\"title\":\"A\",\"url\":\"https://a.example/a\",\"kind\":\"mp4\"},"
                            + "{\"title\":\"B\",\"url\":\"https://a.example/b\",\"kind\":\"hls\"}]"),
            SocketServer.frame(
                    "queue-move", ",\"clip_id\":\"" + Parties.EPISODE.id().value() + "\",\"place\":2"),
            SocketServer.frame("queue-remove", ",\"clip_id\":\"" + NOBODY + "\""),
            SocketServer.frame("queue-shuffle", ",\"command_id\":\"a7\""),
            SocketServer.frame("loop", ",\"loop\":\"all\""),
            SocketServer.frame(
                    "suggest", ",\"item\":{\"title\":\"C\",\"url\":\"https://a.example/c\",\"kind\":\"webm\"}"),
            SocketServer.frame("accept-suggestion", ",\"clip_id\":\"" + NOBODY + "\""),
            SocketServer.frame("vote-skip", ""),
            SocketServer.frame(
                    "vote-next", ",\"clip_id\":\"" + Parties.STREAM.id().value() + "\""),
            SocketServer.frame("schedule", ",\"at_ms\":1767272400000"),
            SocketServer.frame("ready-check", ",\"open\":true,\"then_play\":false"),
            SocketServer.frame("wait-for-me", ",\"wait\":false"));

    private static final List<String> NASTY = List.of(
            "null",
            "true",
            "-0",
            "1e400",
            "-1e308",
            "9223372036854775808",
            "0.1e-400",
            "NaN",
            "[]",
            "{}",
            "[[[[[[[[[[[[",
            "\"\"",
            "\"\\ud83d\"",
            "\"\\u0000\"",
            "\"" + "x".repeat(2_000) + "\"",
            "9".repeat(500),
            "\"0000000a-0000-0000-0000-0000000000ff\"",
            "\"seek\"",
            "\"party_id\"",
            "-1",
            "31622401");

    private final Random random;

    MutantFrames(long seed) {
        this.random = new Random(seed);
    }

    /** What a frame does to the framing. */
    enum Effect {
        IN_STEP,
        /** Nobody can say where the next frame begins. */
        OUT_OF_STEP
    }

    /** Sends one more, somehow. */
    Effect sendNext(RawSocket client) throws IOException {
        String text = good();
        int kind = random.nextInt(50);
        if (kind < 5) {
            client.sendText(text);
        } else if (kind < 20) {
            client.sendText(withNastyValue(text));
        } else if (kind < 40) {
            client.sendText(scrambled(text));
        } else if (kind < 43) {
            client.send(RawSocket.FIN | RawSocket.TEXT, flipped(text));
        } else if (kind < 45) {
            client.send(random.nextInt(256), flipped(text));
        } else if (kind < 48) {
            inPieces(client, text);
        } else {
            client.write(noise(text));
            return Effect.OUT_OF_STEP;
        }
        return Effect.IN_STEP;
    }

    /** A request for an upgrade that was good once. */
    byte[] nextRequest(List<String> lines) {
        String request = new String(RawSocket.bytes(lines), StandardCharsets.ISO_8859_1);
        return random.nextBoolean() ? flipped(request) : scrambled(request).getBytes(StandardCharsets.ISO_8859_1);
    }

    private String good() {
        return GOOD.get(random.nextInt(GOOD.size()));
    }

    private String withNastyValue(String text) {
        String[] fields = text.split(",", -1);
        int place = random.nextInt(fields.length);
        int colon = fields[place].indexOf(':');
        if (colon < 0) return text;
        String end = place == fields.length - 1 ? "}" : "";
        fields[place] = fields[place].substring(0, colon + 1) + NASTY.get(random.nextInt(NASTY.size())) + end;
        return String.join(",", fields);
    }

    /** Some characters left out, doubled or put elsewhere. */
    private String scrambled(String text) {
        StringBuilder scrambled = new StringBuilder(text);
        for (int times = 1 + random.nextInt(4); times > 0 && scrambled.length() > 1; times--) {
            int place = random.nextInt(scrambled.length());
            switch (random.nextInt(4)) {
                case 0 -> scrambled.deleteCharAt(place);
                case 1 -> scrambled.insert(place, scrambled.charAt(random.nextInt(scrambled.length())));
                case 2 -> scrambled.setLength(Math.max(1, place));
                default -> scrambled.setCharAt(place, (char) (32 + random.nextInt(95)));
            }
        }
        return scrambled.toString();
    }

    /** Some bits turned over. */
    private byte[] flipped(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int times = random.nextInt(4); times > 0; times--) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return bytes;
    }

    private void inPieces(RawSocket client, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int middle = random.nextInt(bytes.length);
        client.send(RawSocket.TEXT, Arrays.copyOfRange(bytes, 0, middle));
        if (random.nextInt(3) == 0) client.send(RawSocket.FIN | RawSocket.PING, new byte[random.nextInt(126)]);
        int head = random.nextInt(4) == 0 ? random.nextInt(256) : RawSocket.FIN | RawSocket.CONTINUATION;
        client.send(head, Arrays.copyOfRange(bytes, middle, bytes.length));
    }

    /** No frame at all, or one that is not masked, or that is shorter than it says. */
    private byte[] noise(String text) {
        byte[] noise = new byte[1 + random.nextInt(random.nextInt(20) == 0 ? 100_000 : 40)];
        random.nextBytes(noise);
        if (random.nextBoolean()) return noise;
        byte[] payload = flipped(text);
        ByteBuffer frame = ByteBuffer.allocate(2 + payload.length);
        frame.put((byte) random.nextInt(256)).put((byte) random.nextInt(256)).put(payload);
        return frame.array();
    }
}
