package dev.watchparty.adapter.web.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.Assertions;

/**
 * Compares frames with the files that say what clients rely on: the same fields, in the same order, and every number as
 * it is written there. What was sent is left in {@code target/golden}, to be looked at and copied when the protocol is
 * meant to change.
 */
final class GoldenFrame {

    private static final JsonFactory JSON = new JsonFactory();

    private GoldenFrame() {}

    static void assertThat(TextFrame frame, String name) {
        String actual = pretty(frame.toString());
        Path left = Path.of("target", "golden", "socket", name + ".json");
        try {
            Files.createDirectories(left.getParent());
            Files.writeString(left, actual);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Assertions.assertThat(actual).as("%s, see %s", name, left).isEqualTo(text(name));
    }

    /** The text of the golden file {@code name}. */
    static String text(String name) {
        try (InputStream file = GoldenFrame.class.getResourceAsStream("/golden/socket/" + name + ".json")) {
            return file == null ? "no such file" : new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String pretty(String json) {
        StringWriter text = new StringWriter();
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
        try (JsonParser parser = JSON.createParser(json);
                JsonGenerator generator = JSON.createGenerator(text)) {
            generator.setPrettyPrinter(printer);
            while (parser.nextToken() != null) {
                if (parser.currentToken().isNumeric()) {
                    generator.writeNumber(parser.getText()); // As it was written, not as it would be counted.
                } else {
                    generator.copyCurrentEvent(parser);
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return text + "\n";
    }
}
