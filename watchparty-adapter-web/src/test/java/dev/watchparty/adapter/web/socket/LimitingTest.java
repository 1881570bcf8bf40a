package dev.watchparty.adapter.web.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchparty.domain.party.Parties;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who sends too much is told so, and slows nobody else. */
class LimitingTest {

    private final SocketServer server = new SocketServer(SocketWorld.Pace.COMMANDS_PER_SECOND);

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private static String seek(String id) {
        return SocketServer.frame("seek", ",\"position\":5,\"command_id\":\"" + id + "\"");
    }

    private double refusals(String limit) {
        return server.meters
                .counter("watchparty.rate.limit.refusals", "limit", limit)
                .count();
    }

    private double limited(String type) {
        return server.meters
                .counter("watchparty.commands", "type", type, "outcome", "RateLimited")
                .count();
    }

    /** Sends as many commands as one may at once, and waits until all are done. */
    private static void useUp(RawSocket client) throws IOException {
        for (int number = 1; number <= 40; number++) {
            client.sendText(seek("a" + number));
        }
        for (int number = 1; number <= 40; number++) {
            client.next("ack");
        }
    }

    @Test
    void forty_commands_at_once_are_done_and_the_next_has_to_wait() throws Exception {
        RawSocket host = server.client(Parties.HOST);
        useUp(host);

        host.sendText(seek("b1"));
        JsonNode error = host.next("error");

        assertThat(error.path("code").asText()).isEqualTo("RATE_LIMITED");
        assertThat(error.path("command_id").asText()).isEqualTo("b1");
        assertThat(error.path("retry_after").asInt()).isEqualTo(1);
        assertThat(refusals("commands")).isEqualTo(1);
        assertThat(limited("seek")).isEqualTo(1);
        server.clock.advance(Duration.ofMillis(50));
        host.sendText(seek("b1"));
        assertThat(host.next("ack").path("command_id").asText()).isEqualTo("b1");
    }

    @Test
    void whatever_is_not_a_clock_exchange_counts() throws Exception {
        RawSocket viewer = server.client(Parties.VIEWER);
        for (int number = 1; number <= 40; number++) {
            viewer.sendText(SocketServer.frame("status", ""));
        }

        for (String frame : new String[] {
            SocketServer.frame("sync-request", ""),
            SocketServer.frame("status", ",\"hidden\":true"),
            SocketServer.frame("typing", ",\"is_typing\":true"),
            SocketServer.frame("chat", ",\"message\":\"hi\""),
            "{\"type\":\"refresh-token\",\"token\":\"a.b.c\"}"
        }) {
            assertThat(server.answersTo(viewer, frame))
                    .singleElement()
                    .satisfies(error -> assertThat(error.path("code").asText()).isEqualTo("RATE_LIMITED"));
        }
        viewer.sendText("{\"type\":\"clock\",\"t0\":1}");
        assertThat(viewer.next().path("type").asText()).isEqualTo("clock");
    }

    @Test
    void whoever_sends_too_much_slows_nobody_else() throws Exception {
        RawSocket viewer = server.client(Parties.VIEWER);
        for (int number = 1; number <= 44; number++) {
            viewer.sendText(seek("s" + number));
        }
        RawSocket host = server.client(Parties.HOST);

        host.sendText(seek("a1"));

        assertThat(host.next("ack").path("version").asLong()).isEqualTo(11);
        server.upToNow(viewer);
        assertThat(refusals("commands")).isEqualTo(4);
    }

    @Test
    void thirty_reactions_a_minute_are_welcome_on_all_connections_together() throws Exception {
        RawSocket one = server.client(Parties.VIEWER);
        RawSocket other = server.client(Parties.VIEWER);
        for (int number = 1; number <= 15; number++) {
            one.sendText(SocketServer.frame("reaction", ",\"emoji\":\"x\",\"command_id\":\"a" + number + "\""));
            one.next("ack");
            other.sendText(SocketServer.frame("reaction", ",\"emoji\":\"x\",\"command_id\":\"b" + number + "\""));
            other.next("ack");
        }

        one.sendText(SocketServer.frame("reaction", ",\"emoji\":\"x\",\"command_id\":\"a16\""));

        JsonNode error = one.next("error");
        assertThat(error.path("message").asText()).isEqualTo("You are reacting too fast, wait a moment");
        assertThat(error.path("command_id").asText()).isEqualTo("a16");
        assertThat(error.path("retry_after").asInt()).isEqualTo(2);
        assertThat(refusals("reactions")).isEqualTo(1);
        assertThat(limited("reaction")).isEqualTo(1);
    }

    @Test
    void a_refused_chat_is_counted() throws Exception {
        RawSocket viewer = server.client(Parties.VIEWER);
        for (int number = 1; number <= 11; number++) {
            viewer.sendText(SocketServer.frame("chat", ",\"message\":\"hi\""));
        }

        viewer.next("error");

        assertThat(refusals("chats")).isEqualTo(1);
        assertThat(limited("chat")).isEqualTo(1);
    }
}
