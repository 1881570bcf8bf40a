package dev.watchparty.lab;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The laboratory's entry. */
@Command(
        name = "watchparty-lab",
        description = "Lets real browsers watch together over bad networks, and measures how far apart they are.",
        mixinStandardHelpOptions = true,
        subcommands = {SkewCommand.class, PictureCommand.class, HelpCommand.class})
public final class Lab {

    private Lab() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Lab())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println("watchparty-lab: " + failure.getMessage());
                    return CommandLine.ExitCode.SOFTWARE;
                });
    }
}
