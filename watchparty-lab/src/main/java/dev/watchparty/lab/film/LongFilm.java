package dev.watchparty.lab.film;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The server's own test film, played over and over into one that is long enough, without coding it anew. */
public final class LongFilm {

    private static final String TEST_FILM = "/film/time-code.mp4";
    private static final Duration TEST_FILM_LENGTH = Duration.ofMinutes(1);

    private LongFilm() {}

    /** Makes one of at least such a length in {@code directory}. */
    public static Path make(URI server, Duration length, Path directory) throws IOException {
        Path once = directory.resolve("once.mp4");
        try (InputStream film = server.resolve(TEST_FILM).toURL().openStream()) {
            Files.copy(film, once);
        }
        Path often = directory.resolve("time-code-long.mp4");
        long more = length.dividedBy(TEST_FILM_LENGTH);
        run(List.of(
                "ffmpeg",
                "-v",
                "error",
                "-nostdin",
                "-stream_loop",
                Long.toString(more),
                "-i",
                once.toString(),
                "-c",
                "copy",
                "-movflags",
                "+faststart",
                often.toString()));
        return often;
    }

    private static void run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) throw new IOException(command.get(0) + " failed: " + said.strip());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted during " + command.get(0), interrupted);
        }
    }
}
