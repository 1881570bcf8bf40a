package dev.watchparty.adapter.embeddedpostgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process of its own that opens a database, commits a row, and waits to be killed. */
final class Owner implements AutoCloseable {

    private static final String READY = "ready";

    private final Process process;

    private Owner(Process process) {
        this.process = process;
    }

    /** Answers when the row is committed. */
    static Owner of(Path directory) throws IOException {
        return start(List.of("open", directory.toString()));
    }

    static Owner ofTemporary(Path temporaryDirectory) throws IOException {
        return start(List.of("temporary"), "-Djava.io.tmpdir=" + temporaryDirectory);
    }

    long pid() {
        return process.pid();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Ends it as a signal from a terminal would, so that its shutdown hooks run. */
    void terminate() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
    }

    private static Owner start(List<String> arguments, String... options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Owner.class.getName()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        if (!READY.equals(output.readLine())) throw new IllegalStateException("The owner did not start");
        return new Owner(process);
    }

    /** Ends by itself when the process that started it has gone. */
    public static void main(String[] arguments) throws Exception {
        EmbeddedDatabase database =
                arguments[0].equals("open") ? Databases.open(Path.of(arguments[1])) : EmbeddedDatabase.temporary();
        Databases.execute(database, "create table if not exists party (id int)");
        Databases.execute(database, "insert into party values (1)");
        System.out.println(READY);
        try (InputStream input = System.in) {
            input.transferTo(OutputStream.nullOutputStream());
        }
        database.close();
    }
}
