package dev.watchparty.lab;

import dev.watchparty.lab.network.Link;
import dev.watchparty.lab.network.Link.Spread;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who watches over which networks, for how long, and where the pictures of it go. */
final class SkewOptions {

    private static final double MINUTES_MAX = 24 * 60;

    @Option(
            names = "--browsers",
            defaultValue = "4",
            paramLabel = "N",
            description =
                    "Browsers, each a process of its own behind a network of its own (default: ${DEFAULT-VALUE}).")
    private int browsers;

    @Option(
            names = "--rtt",
            defaultValue = "10,60,150,300",
            split = ",",
            paramLabel = "MS",
            description =
                    "Round trips of their networks, in turn; the first is the host's (default: ${DEFAULT-VALUE}).")
    private List<Integer> roundTripsMs = new ArrayList<>();

    @Option(
            names = "--jitter",
            defaultValue = "50",
            paramLabel = "MS",
            description = "What comes on top of half the round trip, at most (default: ${DEFAULT-VALUE}).")
    private int jitterMs;

    @Option(
            names = "--spread",
            defaultValue = "uniform",
            paramLabel = "SPREAD",
            description = "How jitter is spread: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Spread spread = Spread.UNIFORM;

    @Option(
            names = "--loss",
            defaultValue = "0.01",
            paramLabel = "P",
            description = "Probability that a segment is lost, and sent again (default: ${DEFAULT-VALUE}).")
    private double loss;

    @Option(
            names = "--seed",
            defaultValue = "1",
            paramLabel = "N",
            description = "Draws jitter and losses (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--minutes",
            defaultValue = "1",
            paramLabel = "N",
            description = "How long the steady play is that is measured (default: ${DEFAULT-VALUE}).")
    private double minutes;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "PHASE",
            description = "Only these: ${COMPLETION-CANDIDATES}; all without it.")
    private Set<Chapter> chapters = EnumSet.noneOf(Chapter.class);

    @Option(
            names = "--server",
            paramLabel = "ADDRESS",
            description = "A running server on this machine, such as http://127.0.0.1:8080, with its limits off.")
    private @Nullable URI server;

    @Option(
            names = "--start",
            defaultValue = "./run",
            paramLabel = "COMMAND",
            description = "Without --server: what starts one, told by its environment to take a free port and an empty"
                    + " data directory (default: ${DEFAULT-VALUE}).")
    private String start = "";

    @Option(names = "--out", paramLabel = "DIR", description = "Where figures and pictures are written.")
    private @Nullable Path out;

    @Option(
            names = "--recordings",
            paramLabel = "FILE",
            description = "Where all that was recorded is written, as JSON, for a closer look.")
    private @Nullable Path recordings;

    @Option(names = "--check", description = "End with code 1 when a goal is missed.")
    private boolean isChecked;

    int browsers() {
        if (browsers < 2) throw new IllegalArgumentException("--browsers: it takes two to be apart, not " + browsers);
        return browsers;
    }

    Link link(int browser) {
        Duration roundTrip = Duration.ofMillis(roundTripsMs.get(browser % roundTripsMs.size()));
        return new Link(roundTrip, Duration.ofMillis(jitterMs), spread, loss);
    }

    long seed(int browser) {
        return seed * 1_000 + browser;
    }

    Duration steadyPlay() {
        if (!(minutes > 0 && minutes <= MINUTES_MAX)) {
            throw new IllegalArgumentException(
                    "--minutes: more than 0 and at most " + MINUTES_MAX + ", not " + minutes);
        }
        return Duration.ofMillis(Math.round(minutes * Duration.ofMinutes(1).toMillis()));
    }

    Set<Chapter> chapters() {
        return chapters.isEmpty() ? EnumSet.allOf(Chapter.class) : EnumSet.copyOf(chapters);
    }

    @Nullable
    URI server() {
        return server;
    }

    String start() {
        return start;
    }

    @Nullable
    Path out() {
        return out;
    }

    @Nullable
    Path recordings() {
        return recordings;
    }

    boolean isChecked() {
        return isChecked;
    }

    /** What the networks are like, in a line. */
    String networks() {
        StringBuilder trips = new StringBuilder();
        for (int browser = 0; browser < browsers; browser++) {
            trips.append(browser == 0 ? "" : ", ")
                    .append(link(browser).roundTrip().toMillis());
        }
        return "round trips " + trips + " ms, jitter up to " + jitterMs + " ms each way, "
                + Math.round(loss * 1000) / 10.0 + " % of segments lost";
    }
}
