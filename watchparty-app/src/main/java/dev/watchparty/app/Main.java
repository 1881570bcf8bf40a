package dev.watchparty.app;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;

/** Starts the server from the command line, and stops it when the process is asked to end. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        CommandLine[] line = new CommandLine[1];
        line[0] = Options.commandLine(config -> serve(config, line[0].getOut()), System.getenv());
        System.exit(line[0].execute(arguments));
    }

    private static void serve(Config config, PrintWriter out) throws InterruptedException {
        System.setProperty("watchparty.log", config.logFormat().name().toLowerCase(Locale.ROOT));
        CompletableFuture<WatchParty> started = new CompletableFuture<>();
        CountDownLatch stopped = new CountDownLatch(1);
        // Before the start: whoever stops us in the midst of it must not leave a database running.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(started, stopped), "watchparty-stop"));
        try {
            WatchParty watchParty = WatchParty.start(config);
            Greeting.print(config, watchParty.port(), out);
            started.complete(watchParty);
        } finally {
            started.cancel(false); // Changes nothing once it was started.
        }
        stopped.await();
    }

    /** Waits for the end of a start that is under way: one that fails has closed what it had opened. */
    private static void stop(CompletableFuture<WatchParty> started, CountDownLatch stopped) {
        try {
            started.join().close();
        } catch (CancellationException neverStarted) {
            // There is nothing to stop.
        } finally {
            stopped.countDown();
        }
    }
}
