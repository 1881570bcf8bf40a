package dev.watchparty.load;

import java.time.Duration;

/**
 * How many act, and for how long.
 *
 * @param commandsPerSecond in the open loop, all parties together
 */
record Shape(Cell cell, double commandsPerSecond, Duration warmUp, Duration openLoop, Duration closedLoop) {}
