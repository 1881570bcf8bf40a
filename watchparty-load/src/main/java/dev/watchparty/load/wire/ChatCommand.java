package dev.watchparty.load.wire;

import java.nio.charset.StandardCharsets;

/** A party's n-th chat message. Its text tells n again when it comes back, so that members can see what is missing. */
public record ChatCommand(String partyId, long number) {

    private static final String TEXT_PREFIX = "number ";
    private static final String ID_PREFIX = "c";

    public byte[] json() {
        String json = "{\"type\":\"chat\",\"party_id\":\"" + partyId + "\",\"message\":\"" + TEXT_PREFIX + number
                + "\",\"timestamp\":1700000000,\"command_id\":\"" + ID_PREFIX + number + "\"}";
        return json.getBytes(StandardCharsets.US_ASCII);
    }

    /** The number in a text that {@link #json} made; -1 for any other. */
    public static long numberIn(String text) {
        return NumberedText.after(TEXT_PREFIX, text);
    }

    /** The number in a command id that {@link #json} made; -1 for any other. */
    public static long numberOf(String commandId) {
        return NumberedText.after(ID_PREFIX, commandId);
    }
}
