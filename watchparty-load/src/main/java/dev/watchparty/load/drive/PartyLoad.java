package dev.watchparty.load.drive;

import dev.watchparty.load.measure.Faults;
import dev.watchparty.load.measure.Latencies;
import dev.watchparty.load.measure.LatencyFigures;
import dev.watchparty.load.measure.SequenceCheck.Arrival;
import dev.watchparty.load.wire.HostAction;
import dev.watchparty.load.wire.MessageMemory;
import dev.watchparty.load.wire.PreparedParty;
import dev.watchparty.load.wire.ServerMessage;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One party under load: its host acts, and all its members, the host included, should hear of it. Confined to the
 * loop's thread.
 */
final class PartyLoad {

    /** What follows when the last member has the latest of a party. */
    @FunctionalInterface
    interface WhenAllHave {
        void run(PartyLoad party, long now);
    }

    private final String id;
    private final HostAction action;
    private final Tally tally;
    private final Attendance attendance;
    private final List<Member> members;
    private final CommandLog log = new CommandLog();
    private final MessageMemory memory = new MessageMemory();
    private @Nullable Latencies ownLatencies;
    private WhenAllHave whenAllHave = (party, now) -> {};
    private long commands;
    private long lastCommandNanos;
    private int withoutLatest;

    PartyLoad(PreparedParty prepared, HostAction action, Tally tally, Attendance attendance) {
        this.id = prepared.id();
        this.action = action;
        this.tally = tally;
        this.attendance = attendance;
        this.members = Stream.generate(() -> new Member(this))
                .limit(prepared.tickets().size())
                .toList();
    }

    List<Member> members() {
        return members;
    }

    /** Begins a phase: what came before is forgotten. */
    void restart(WhenAllHave whenAllHaveLatest) {
        whenAllHave = whenAllHaveLatest;
        log.restart(commands);
        members.forEach(member -> member.order.restart(commands));
        withoutLatest = 0;
        if (ownLatencies != null) {
            ownLatencies.clear();
        }
    }

    /** Keeps latencies of this party alone too, some 200 KiB of them. */
    void keepOwnLatencies() {
        ownLatencies = new Latencies();
    }

    /** What was kept of this party alone: nothing, if it was not asked for. */
    LatencyFigures ownLatencies() {
        return (ownLatencies == null ? new Latencies() : ownLatencies).figures();
    }

    /** Lets the host act now. What follows counts from {@code dueNanos}, the instant at which it should have. */
    void send(long dueNanos, long now) {
        byte[] command = action.command(id, commands);
        log.sent(dueNanos);
        commands++;
        withoutLatest = members.size();
        lastCommandNanos = now;
        tally.commands++;
        members.get(0).send(command);
    }

    long lastCommandNanos() {
        return lastCommandNanos;
    }

    void connected(Member member) {
        member.order.restart(commands);
        attendance.connected++;
    }

    void lost(String why) {
        attendance.lose(why);
    }

    void heard(Member member, byte[] bytes, int from, int length, long readAtNanos) {
        attendance.lastMessageNanos = readAtNanos;
        ServerMessage message = memory.read(bytes, from, length);
        switch (message.type()) {
            case "ack" -> acked(message, readAtNanos);
            case "error" -> tally.error(message);
            default -> {
                if (message.type().equals(action.event())) {
                    arrived(member, message, readAtNanos);
                } else {
                    tally.otherMessages++;
                }
            }
        }
    }

    /** Whether every member has heard of every command. */
    boolean hasAllArrived() {
        return members.stream().allMatch(member -> member.order.next() == commands);
    }

    Faults faults() {
        return members.stream()
                .map(member -> member.order.faultsBefore(commands))
                .reduce(Faults.NONE, Faults::plus);
    }

    /** Without those that may still be on their way. */
    Faults faultsSoFar() {
        return members.stream()
                .map(member -> member.order.faultsBefore(member.order.next()))
                .reduce(Faults.NONE, Faults::plus);
    }

    CommandLog log() {
        return log;
    }

    private void arrived(Member member, ServerMessage message, long readAtNanos) {
        long number = action.numberOfEvent(message, member.order.next());
        if (!log.has(number)) {
            tally.otherMessages++;
            return;
        }
        Arrival arrival = member.order.saw(number);
        if (arrival == Arrival.DOUBLED) return;
        tally.deliveries++;
        tally.lastArrivalNanos = readAtNanos;
        tally.latencies.record(log.dueNanos(number), readAtNanos);
        if (ownLatencies != null) {
            ownLatencies.record(log.dueNanos(number), readAtNanos);
        }
        checkVersion(member, number, message.version(), arrival);
        if (number == commands - 1 && --withoutLatest == 0) {
            whenAllHave.run(this, readAtNanos);
        }
    }

    private void checkVersion(Member member, long number, long version, Arrival arrival) {
        if (!log.told(number, version)) {
            tally.differingVersions++;
        }
        if (!member.rose(version) && arrival != Arrival.LATE) {
            tally.fallenVersions++;
        }
    }

    private void acked(ServerMessage message, long readAtNanos) {
        long number = action.numberOfAck(message);
        if (!log.has(number)) {
            tally.otherMessages++;
        } else if (log.acked(number, message.version())) {
            tally.acks++;
            tally.lastAckNanos = readAtNanos;
            tally.ackLatencies.record(log.dueNanos(number), readAtNanos);
        } else {
            tally.doubledAcks++;
        }
    }
}
