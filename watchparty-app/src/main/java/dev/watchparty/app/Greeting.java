package dev.watchparty.app;

import java.io.PrintWriter;

/** What a person who starts the server reads first: where it is, and what to do next. */
final class Greeting {

    private Greeting() {}

    static void print(Config config, int port, PrintWriter out) {
        boolean isEverywhere = config.host().equals("0.0.0.0") || config.host().equals("::");
        String address = config.publicUrl() != null
                ? config.publicUrl().toString()
                : "http://" + (isEverywhere ? "localhost" : config.host()) + ":" + port;
        out.println();
        out.println("Watchparty is running at " + address);
        out.println();
        out.println("  1. Open it in a browser, choose a name, and create a party: a short test film is there.");
        out.println("  2. Open the invite link in a second window, or send it to a friend who can reach this machine.");
        out.println("  3. Press play in one: both play the same moment.");
        out.println();
        out.println(
                "Data: " + (config.database() == null ? config.dataDir() : "your PostgreSQL") + ". Stop with Ctrl+C.");
        out.flush();
    }
}
