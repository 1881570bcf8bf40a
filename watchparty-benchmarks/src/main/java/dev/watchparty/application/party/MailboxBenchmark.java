package dev.watchparty.application.party;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What it costs to hand something to another thread, alone and in a crowd, until that is done with it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MailboxBenchmark {

    private static final int CROWD = 1_000;

    private final ExecutorService workers = Executors.newFixedThreadPool(2);
    private final Mailbox<CountDownLatch> mailbox =
            new Mailbox<>(workers, CommandParty.COMMANDS_WAITING_MAX, MailboxBenchmark::countAll);

    @TearDown
    public void stop() {
        workers.shutdown();
    }

    @Benchmark
    public void one() throws InterruptedException {
        handOver(1);
    }

    @Benchmark
    @OperationsPerInvocation(CROWD)
    public void crowd() throws InterruptedException {
        handOver(CROWD);
    }

    private void handOver(int count) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(count);
        for (int handed = 0; handed < count; handed++) {
            if (!mailbox.offer(done)) throw new AssertionError("the mailbox was full");
        }
        done.await();
    }

    private static void countAll(List<CountDownLatch> batch) {
        batch.forEach(CountDownLatch::countDown);
    }
}
