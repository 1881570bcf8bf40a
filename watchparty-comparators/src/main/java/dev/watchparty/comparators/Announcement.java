package dev.watchparty.comparators;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a party is told of a command, as the load generator's C program tells it: its number, a version, padding. */
final class Announcement {

    private static final Pattern SEEK = Pattern.compile("\"position\":([0-9.]+),");
    private static final Pattern CHAT = Pattern.compile("\"message\":\"number ([0-9]+)\"");
    private static final int SEEK_BYTES = 300;
    private static final int CHAT_BYTES = 520;
    private static final int TEXT = 0x81;
    private static final int LENGTH_16 = 126;

    private Announcement() {}

    /** Nothing for what is no command. */
    static Optional<String> of(String command, long version) {
        Matcher seek = SEEK.matcher(command);
        if (seek.find()) {
            return Optional.of(padded("{\"type\":\"seek\",\"position\":" + seek.group(1), version, SEEK_BYTES));
        }
        Matcher chat = CHAT.matcher(command);
        if (chat.find()) {
            String message =
                    "{\"type\":\"chat_message\",\"chat_message\":{\"message\":\"number " + chat.group(1) + "\"}";
            return Optional.of(padded(message, version, CHAT_BYTES));
        }
        return Optional.empty();
    }

    /** As a whole WebSocket frame of a server. */
    static byte[] framed(String text) {
        byte[] payload = text.getBytes(StandardCharsets.US_ASCII);
        byte[] frame = new byte[4 + payload.length];
        frame[0] = (byte) TEXT;
        frame[1] = LENGTH_16;
        frame[2] = (byte) (payload.length >> 8);
        frame[3] = (byte) payload.length;
        System.arraycopy(payload, 0, frame, 4, payload.length);
        return frame;
    }

    private static String padded(String begin, long version, int bytes) {
        String told = begin + ",\"version\":" + version + ",\"padding\":\"";
        return told + "x".repeat(bytes - told.length() - 2) + "\"}";
    }
}
