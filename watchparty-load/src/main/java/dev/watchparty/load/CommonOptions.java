package dev.watchparty.load;

import dev.watchparty.load.machine.Pinning;
import java.io.IOException;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every run may be told: where to run, and how to print. */
final class CommonOptions {

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("FieldCanBeFinal") // Picocli assigns it.
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--pin",
            defaultValue = "",
            description =
                    "CPUs of the server and of the load generator, such as 0:1 (needs taskset). The server's apply"
                            + " to servers started here.")
    private String pin = "";

    @Option(names = "--json", description = "Print the figures as one line of JSON.")
    private boolean json;

    /** Pins this process, and says how servers are to be pinned. */
    Pinning pinning() throws IOException {
        Pinning pinning = pin.isEmpty() ? Pinning.NONE : Pinning.parse(pin);
        pinning.pinSelf();
        return pinning;
    }

    void print(Report report) {
        report.print(spec.commandLine().getOut(), json);
    }

    /** Prints a text, or what it was made of where JSON was asked for. */
    void print(String text, String asJson) {
        spec.commandLine().getOut().println(json ? asJson : text);
        spec.commandLine().getOut().flush();
    }

    /** Where progress goes: standard error, a line a second. */
    Consumer<String> progress() {
        return line -> {
            spec.commandLine().getErr().println(line);
            spec.commandLine().getErr().flush();
        };
    }
}
