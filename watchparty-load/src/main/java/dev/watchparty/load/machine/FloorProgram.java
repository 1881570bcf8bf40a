package dev.watchparty.load.machine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The physical floor: a C program that turns a member's frame into one {@code send()} for each member and does nothing
 * else, compiled from the source in this jar. See {@link BareServer}.
 */
public final class FloorProgram implements AutoCloseable {

    private static final String SOURCE = "floor.c";
    private static final String PROGRAM = "floor";

    private final Path directory;

    private FloorProgram(Path directory) {
        this.directory = directory;
    }

    /**
     * Compiles it.
     *
     * @throws IOException if there is no C compiler
     */
    public static FloorProgram compile() throws IOException {
        FloorProgram program = new FloorProgram(Files.createTempDirectory("watchparty-floor"));
        try (InputStream text = FloorProgram.class.getResourceAsStream(SOURCE)) {
            if (text == null) {
                throw new AssertionError(SOURCE + " is missing in this jar");
            }
            Path source = program.directory.resolve(SOURCE);
            Files.copy(text, source);
            Command.run(List.of("cc", "-O2", "-o", program.path(), source.toString()));
            return program;
        } catch (IOException failed) {
            program.close();
            throw failed;
        }
    }

    public String path() {
        return directory.resolve(PROGRAM).toString();
    }

    /** Deletes it, which does not matter to those that run. */
    @Override
    public void close() throws IOException {
        for (String name : List.of(SOURCE, PROGRAM)) {
            Files.deleteIfExists(directory.resolve(name));
        }
        Files.deleteIfExists(directory);
    }
}
