package dev.watchparty.app;

import java.io.PrintWriter;
import java.util.Locale;
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
        CountDownLatch stopped = new CountDownLatch(1);
        WatchParty watchParty = WatchParty.start(config);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            watchParty.close();
                            stopped.countDown();
                        },
                        "watchparty-stop"));
        Greeting.print(config, watchParty.port(), out);
        stopped.await();
    }
}
