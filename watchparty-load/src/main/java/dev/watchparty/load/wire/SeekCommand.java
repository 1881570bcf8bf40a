package dev.watchparty.load.wire;

import java.nio.charset.StandardCharsets;

/**
 * A party's n-th seek. Its position tells n again when it comes back, so that members can see what is missing. All
 * positions have four digits before the point and three behind, so all commands of a run have about one length.
 */
public record SeekCommand(String partyId, long number) {

    private static final long POSITION_MS_FIRST = 1_000_000;
    private static final long POSITIONS = 8_999_999;
    private static final String ID_PREFIX = "s";

    public byte[] json() {
        long positionMs = positionMs(number);
        String json = "{\"type\":\"seek\",\"party_id\":\"" + partyId + "\",\"position\":" + positionMs / 1000 + "."
                + Long.toString(1000 + positionMs % 1000).substring(1) + ",\"timestamp\":1700000000,\"command_id\":\""
                + ID_PREFIX + number + "\"}";
        return json.getBytes(StandardCharsets.US_ASCII);
    }

    /** The position of the n-th seek, milliseconds; distinct from its {@value #POSITIONS} neighbours. */
    public static long positionMs(long number) {
        return POSITION_MS_FIRST + number % POSITIONS;
    }

    /** Which seek has this position: of those that do, the one nearest to {@code expected}; -1 for none. */
    public static long numberAt(long positionMs, long expected) {
        long ahead = positionMs - positionMs(expected);
        if (positionMs < POSITION_MS_FIRST || positionMs >= POSITION_MS_FIRST + POSITIONS) return -1;
        if (ahead > POSITIONS / 2) return expected + ahead - POSITIONS;
        if (ahead < -POSITIONS / 2) return expected + ahead + POSITIONS;
        return expected + ahead;
    }

    /** The number in a command id that {@link #json} made; -1 for any other. */
    public static long numberOf(String commandId) {
        return NumberedText.after(ID_PREFIX, commandId);
    }
}
