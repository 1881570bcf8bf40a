package dev.watchparty.load.drive;

import java.util.Map;

/**
 * What became of a flood.
 *
 * @param seconds from its begin until it was asked for its figures
 * @param frames sent, or waiting for the socket to take them
 * @param errors how often the server answered with which code
 * @param losses how often the connection broke or was not opened; it is opened again
 * @param firstLoss why, a sentence's end; empty if it never did
 */
public record SpamFigures(
        double seconds, long frames, long acks, Map<String, Long> errors, long losses, String firstLoss) {

    public SpamFigures {
        errors = Map.copyOf(errors);
    }

    public double framesPerSecond() {
        return seconds > 0 ? frames / seconds : 0;
    }
}
