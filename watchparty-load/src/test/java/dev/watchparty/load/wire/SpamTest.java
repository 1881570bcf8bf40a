package dev.watchparty.load.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SpamTest {

    @Test
    void is_of_every_kind_in_turn() {
        SpamFrames frames = new SpamFrames("6f");

        assertThat(Stream.generate(frames::next)
                        .limit(7)
                        .map(frame -> new String(frame, StandardCharsets.UTF_8).replaceAll(",\"party_id.*id", "")))
                .containsExactly(
                        "{\"type\":\"chat\",\"message\":\"spam\"\":\"spam-0\"}",
                        "{\"type\":\"reaction\",\"emoji\":\"😂\"\":\"spam-1\"}",
                        "{\"type\":\"typing\",\"is_typing\":true\":\"spam-2\"}",
                        "{\"type\":\"chat\",\"message\":\"cut o",
                        "{\"type\":\"chat\"\":\"spam-4\"}",
                        "{\"type\":\"spam\"\":\"spam-5\"}",
                        "{\"type\":\"chat\",\"message\":\"spam\"\":\"spam-6\"}");
    }
}
