package dev.watchparty.load;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The load generator's entry. */
@Command(
        name = "watchparty-load",
        description = "Puts a Watchparty server on this machine under load, and measures it. Start the server with its"
                + " limits off: WATCHPARTY_LIMIT_CREATES_PER_HOUR=0, WATCHPARTY_LIMIT_JOINS_PER_HOUR=0, and but for"
                + " spam WATCHPARTY_LIMIT_CHATS_PER_MINUTE=0, WATCHPARTY_LIMIT_COMMANDS_PER_SECOND=0.",
        mixinStandardHelpOptions = true,
        subcommands = {
            FiguresCommand.class,
            FanOutCommand.class,
            IdleCommand.class,
            CommandsCommand.class,
            FloorCommand.class,
            RatioCommand.class,
            SpamCommand.class,
            StallsCommand.class,
            SoakCommand.class,
            HelpCommand.class
        })
public final class LoadGenerator {

    /** The exit code of a run that was measured, but lost something or had something out of order. */
    static final int FAULTY = 3;

    /** The exit code of a server that has become dearer than was recorded. */
    static final int DEARER = 4;

    private LoadGenerator() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new LoadGenerator())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println("watchparty-load: " + failure.getMessage());
                    return CommandLine.ExitCode.SOFTWARE;
                });
    }
}
