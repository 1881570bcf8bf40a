package dev.watchparty.load.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class UpgradingTest {

    private static final Upgrade UPGRADE = new Upgrade("127.0.0.1:8080", "/ws/1", "auth.bearer.abc", 7);

    @Test
    void knows_the_accept_of_the_rfc() {
        assertThat(Upgrade.accept("dGhlIHNhbXBsZSBub25jZQ==")).isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    }

    @Test
    void takes_the_answer_to_its_own_handshake() {
        String head = switching(accept(UPGRADE), "Sec-WebSocket-Protocol: auth.bearer.abc");

        assertThatCode(() -> UPGRADE.check(head, head)).doesNotThrowAnyException();
    }

    @Test
    void refuses_the_answer_to_another_handshake() {
        Upgrade other = new Upgrade("127.0.0.1:8080", "/ws/1", "auth.bearer.abc", 8);
        String head = switching(accept(other), "Sec-WebSocket-Protocol: auth.bearer.abc");

        assertThatThrownBy(() -> UPGRADE.check(head, head)).hasMessageContaining("another handshake");
    }

    @Test
    void refuses_an_answer_without_the_subprotocol() {
        String head = switching(accept(UPGRADE), "X-Nothing: here");

        assertThatThrownBy(() -> UPGRADE.check(head, head)).hasMessageContaining("subprotocol");
    }

    @Test
    void says_what_was_answered_instead() {
        String answer = "HTTP/1.1 403 Forbidden\r\n\r\n{\"error\":{\"code\":\"FORBIDDEN\"}}";

        assertThatThrownBy(() -> UPGRADE.check("HTTP/1.1 403 Forbidden", answer))
                .hasMessageContaining("403")
                .hasMessageContaining("FORBIDDEN");
    }

    private static String accept(Upgrade upgrade) {
        String request = new String(upgrade.request(), StandardCharsets.US_ASCII);
        return Upgrade.accept(request.replaceAll("(?s).*Sec-WebSocket-Key: (\\S+).*", "$1"));
    }

    private static String switching(String accept, String header) {
        return "HTTP/1.1 101 Switching Protocols\r\nSec-WebSocket-Accept: " + accept + "\r\n" + header;
    }
}
