package dev.watchparty.load.drive;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What is known of the commands of one party's host in the present phase: when each was due, which version its ack
 * named, which version its event. Grows with the phase. Confined to the loop's thread.
 */
final class CommandLog {

    private static final long NOT_YET = -1;

    private long first;
    private int size;
    private long[] due = new long[64];
    private long[] acked = new long[64];
    private long[] told = new long[64];

    /** Forgets all; the next command will be number {@code number}. */
    void restart(long number) {
        first = number;
        size = 0;
    }

    void sent(long dueNanos) {
        if (size == due.length) {
            due = Arrays.copyOf(due, size * 2);
            acked = Arrays.copyOf(acked, size * 2);
            told = Arrays.copyOf(told, size * 2);
        }
        due[size] = dueNanos;
        acked[size] = NOT_YET;
        told[size] = NOT_YET;
        size++;
    }

    /** Whether the command was sent in this phase. */
    boolean has(long number) {
        return number >= first && number < first + size;
    }

    long dueNanos(long number) {
        return due[index(number)];
    }

    /** False if it was acked before. */
    boolean acked(long number, long version) {
        boolean fresh = acked[index(number)] == NOT_YET;
        if (fresh) {
            acked[index(number)] = version;
        }
        return fresh;
    }

    /** False if another member was told another version of the same command. */
    boolean told(long number, long version) {
        if (told[index(number)] == NOT_YET) {
            told[index(number)] = version;
        }
        return told[index(number)] == version;
    }

    long lostAcks() {
        return IntStream.range(0, size).filter(i -> acked[i] == NOT_YET).count();
    }

    /** How often the version did not rise by one from one ack to the next. */
    long versionGaps() {
        return IntStream.range(1, size)
                .filter(i -> acked[i] != NOT_YET && acked[i - 1] != NOT_YET && acked[i] != acked[i - 1] + 1)
                .count();
    }

    /** Acked versions that no member was told, or was told otherwise. */
    long ackedButNotTold() {
        return IntStream.range(0, size)
                .filter(i -> acked[i] != NOT_YET && acked[i] != told[i])
                .count();
    }

    private int index(long number) {
        return Math.toIntExact(number - first);
    }
}
