package dev.watchparty.load;

import dev.watchparty.load.wire.HostAction;
import java.util.Locale;
import picocli.CommandLine.Option;

/** What hosts do. */
final class ActionOption {

    @Option(
            names = "--with",
            defaultValue = "seek",
            description = "What hosts do, and members hear of: seek or chat. Default: ${DEFAULT-VALUE}")
    private HostAction action = HostAction.SEEK;

    HostAction action() {
        return action;
    }

    /** As it is given on the command line. */
    @Override
    public String toString() {
        return action.name().toLowerCase(Locale.ROOT);
    }
}
