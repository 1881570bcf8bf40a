package dev.watchparty.comparators;

import java.io.IOException;

/**
 * Starts one of the bare servers on a free port of the loopback, and prints that port. It ends when its standard input
 * does, so it never outlives whoever started it.
 */
public final class Comparator {

    private Comparator() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 1) throw new IllegalArgumentException("which: nio, javalin or jetty-frame?");
        System.out.println(start(arguments[0]));
        System.out.flush();
        while (System.in.read() >= 0) {}
        System.exit(0);
    }

    /** The port it listens on. */
    static int start(String name) throws IOException {
        return switch (name) {
            case "nio" -> NioServer.start();
            case "javalin" -> JavalinServer.start(JavalinServer.Depth.TEXT);
            case "jetty-frame" -> JavalinServer.start(JavalinServer.Depth.FRAME);
            default -> throw new IllegalArgumentException("there is no " + name);
        };
    }
}
