package dev.watchparty.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole server, as it was just built, against the C program that only sends; see {@link SideBySide}. */
class DeliveryPriceTest {

    @Test
    void is_no_more_than_a_fifth_above_what_was_recorded(@TempDir Path directory)
            throws IOException, URISyntaxException {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();

        int code = LoadGenerator.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute("ratio", "--record=" + recorded(), "--start=" + server(directory), "--warm-up=6");

        assertThat(code).as("%s%n%s", out, err).isZero();
    }

    /** Its own process at once, without a shell above it. */
    private static String server(Path directory) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return "exec '" + java + "' -XX:+UseSerialGC -Xmx512m -cp '" + System.getProperty("java.class.path")
                + "' dev.watchparty.app.Main --data-dir='" + directory + "'";
    }

    private static Path recorded() throws URISyntaxException {
        URL file = DeliveryPriceTest.class.getResource("fan-out-ratio.properties");
        if (file == null) throw new AssertionError("there is no recorded ratio");
        return Path.of(file.toURI());
    }
}
