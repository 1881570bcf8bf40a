package dev.watchparty.adapter.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GzipTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gzip",
                "gzip, deflate, br",
                "deflate,GZIP;q=0.5",
                "*",
                "br;q=1, *;q=0.1",
                "gzip;q=1, *;q=0",
                "br, gzip; q=0.2"
            })
    void is_for_those_who_take_it(String header) {
        assertThat(Gzip.isAcceptedBy(header)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "identity", "br", "gzip;q=0", "gzip; q=0.0, *", "*;q=0", "gzip;q=x", "xgzip", "gzipx"})
    void is_not_for_others(String header) {
        assertThat(Gzip.isAcceptedBy(header)).isFalse();
    }

    @Test
    void loses_nothing_and_is_smaller() throws IOException {
        byte[] text = "the same again, ".repeat(1_000).getBytes(StandardCharsets.UTF_8);

        byte[] zipped = Gzip.of(text);

        assertThat(zipped.length).isLessThan(text.length / 50);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(zipped)).readAllBytes())
                .isEqualTo(text);
    }
}
