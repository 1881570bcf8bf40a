package dev.watchparty.adapter.web.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;

/**
 * Compares answers with the files that say what clients rely on. Ids are named in the order of their appearance. What
 * was answered is left in {@code target/golden}, to be looked at and copied when the protocol is meant to change.
 */
final class Golden {

    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final ObjectMapper PRETTY =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private Golden() {}

    static void assertThat(Answer answer, String name) {
        try {
            String actual = named(PRETTY.writeValueAsString(answer.json())) + "\n";
            Path left =
                    Files.createDirectories(Path.of("target", "golden", "http")).resolve(name + ".json");
            Files.writeString(left, actual);
            Assertions.assertThat(actual).as("%s, see %s", name, left).isEqualTo(expected(name));
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private static String expected(String name) throws IOException {
        try (InputStream file = Golden.class.getResourceAsStream("/golden/http/" + name + ".json")) {
            return file == null ? "no such file" : new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String named(String json) {
        Map<String, String> names = new LinkedHashMap<>();
        Matcher ids = UUID_FORM.matcher(json);
        String named = ids.replaceAll(id -> names.computeIfAbsent(id.group(), same -> "id-" + (names.size() + 1)));
        return named.replaceAll("guest-[0-9a-f]{8}", "guest-of-id");
    }
}
