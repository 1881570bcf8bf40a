package dev.watchparty.load.drive;

import dev.watchparty.load.measure.Faults;
import dev.watchparty.load.measure.SequenceCheck.Arrival;
import dev.watchparty.load.wire.MessageMemory;
import dev.watchparty.load.wire.PreparedParty;
import dev.watchparty.load.wire.SeekCommand;
import dev.watchparty.load.wire.ServerMessage;
import java.util.List;
import java.util.stream.Stream;

/**
 * One party under load: its host seeks, and all its members, the host included, should hear of it. Confined to the
 * loop's thread.
 */
final class PartyLoad {

    /** What follows when the last member has a party's latest seek. */
    @FunctionalInterface
    interface WhenAllHave {
        void run(PartyLoad party, long now);
    }

    private final String id;
    private final Tally tally;
    private final Attendance attendance;
    private final List<Member> members;
    private final SeekLog log = new SeekLog();
    private final MessageMemory memory = new MessageMemory();
    private WhenAllHave whenAllHave = (party, now) -> {};
    private long seeks;
    private long lastSeekNanos;
    private int withoutLatest;

    PartyLoad(PreparedParty prepared, Tally tally, Attendance attendance) {
        this.id = prepared.id();
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
        log.restart(seeks);
        members.forEach(member -> member.order.restart(seeks));
        withoutLatest = 0;
    }

    /** Lets the host seek now. What follows counts from {@code dueNanos}, the instant at which it should have. */
    void seek(long dueNanos, long now) {
        SeekCommand command = new SeekCommand(id, seeks);
        log.sent(dueNanos);
        seeks++;
        withoutLatest = members.size();
        lastSeekNanos = now;
        tally.seeks++;
        members.get(0).send(command.json());
    }

    long lastSeekNanos() {
        return lastSeekNanos;
    }

    void connected(Member member) {
        member.order.restart(seeks);
        attendance.connected++;
    }

    void lost(String why) {
        attendance.lose(why);
    }

    void heard(Member member, byte[] bytes, int from, int length, long readAtNanos) {
        attendance.lastMessageNanos = readAtNanos;
        ServerMessage message = memory.read(bytes, from, length);
        switch (message.type()) {
            case "seek" -> arrived(member, message, readAtNanos);
            case "ack" -> acked(message, readAtNanos);
            case "error" -> tally.error(message);
            default -> tally.otherMessages++;
        }
    }

    /** Whether every member has every seek. */
    boolean hasAllArrived() {
        return members.stream().allMatch(member -> member.order.next() == seeks);
    }

    Faults faults() {
        return members.stream().map(member -> member.order.faultsBefore(seeks)).reduce(Faults.NONE, Faults::plus);
    }

    /** Without those that may still be on their way. */
    Faults faultsSoFar() {
        return members.stream()
                .map(member -> member.order.faultsBefore(member.order.next()))
                .reduce(Faults.NONE, Faults::plus);
    }

    SeekLog log() {
        return log;
    }

    private void arrived(Member member, ServerMessage message, long readAtNanos) {
        long number = SeekCommand.numberAt(message.positionMs(), member.order.next());
        if (!log.has(number)) {
            tally.otherMessages++;
            return;
        }
        Arrival arrival = member.order.saw(number);
        if (arrival == Arrival.DOUBLED) return;
        tally.deliveries++;
        tally.lastArrivalNanos = readAtNanos;
        tally.latencies.record(log.dueNanos(number), readAtNanos);
        checkVersion(member, number, message.version(), arrival);
        if (number == seeks - 1 && --withoutLatest == 0) {
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
        long number = SeekCommand.numberOf(message.commandId());
        if (!log.has(number)) {
            tally.otherMessages++;
        } else if (log.acked(number, message.version())) {
            tally.acks++;
            tally.ackLatencies.record(log.dueNanos(number), readAtNanos);
        } else {
            tally.doubledAcks++;
        }
    }
}
