package dev.watchparty.load.wire;

import java.nio.charset.StandardCharsets;

/** What a member sends who means no good: messages, reactions and typing without end, and frames that are none. */
public final class SpamFrames {

    private static final int KINDS = 6;

    private final String party;
    private long number;

    public SpamFrames(String partyId) {
        party = ",\"party_id\":\"" + partyId + "\",\"timestamp\":1700000000";
    }

    /** The next frame: one kind after the other, each well-formed command under an id of its own. */
    public byte[] next() {
        long kind = number % KINDS;
        String rest = party + ",\"command_id\":\"spam-" + number++ + "\"}";
        String frame = switch ((int) kind) {
            case 0 -> "{\"type\":\"chat\",\"message\":\"spam\"" + rest;
            case 1 -> "{\"type\":\"reaction\",\"emoji\":\"😂\"" + rest;
            case 2 -> "{\"type\":\"typing\",\"is_typing\":true" + rest;
            case 3 -> "{\"type\":\"chat\",\"message\":\"cut o";
            case 4 -> "{\"type\":\"chat\"" + rest;
            case 5 -> "{\"type\":\"spam\"" + rest;
            default -> throw new AssertionError(kind);
        };
        return frame.getBytes(StandardCharsets.UTF_8);
    }
}
