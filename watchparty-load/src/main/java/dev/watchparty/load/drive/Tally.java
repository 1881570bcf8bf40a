package dev.watchparty.load.drive;

import dev.watchparty.load.measure.Latencies;
import dev.watchparty.load.wire.ServerMessage;

/** Counts over all parties in the present phase. Confined to the loop's thread. */
final class Tally {

    final Latencies latencies = new Latencies();
    final Latencies ackLatencies = new Latencies();
    long commands;
    long deliveries;
    long acks;
    long doubledAcks;
    long otherMessages;
    long fallenVersions;
    long differingVersions;
    long errors;
    long stalls;
    long sendLagMaxNanos;
    long lastArrivalNanos;
    long lastAckNanos;
    String firstError = "";

    void error(ServerMessage message) {
        errors++;
        if (firstError.isEmpty()) {
            firstError = message.errorCode() + " " + message.errorText();
        }
    }

    void restart(long now) {
        latencies.clear();
        ackLatencies.clear();
        commands = 0;
        deliveries = 0;
        acks = 0;
        doubledAcks = 0;
        otherMessages = 0;
        fallenVersions = 0;
        differingVersions = 0;
        errors = 0;
        stalls = 0;
        sendLagMaxNanos = 0;
        lastArrivalNanos = now;
        lastAckNanos = now;
        firstError = "";
    }
}
