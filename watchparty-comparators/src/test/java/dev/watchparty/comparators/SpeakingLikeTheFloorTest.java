package dev.watchparty.comparators;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpeakingLikeTheFloorTest {

    private static final long SECONDS_MAX = 30;
    private static final String CHAT = "{\"type\":\"chat\",\"message\":\"number 8\",\"command_id\":\"c8\"}";

    private final HttpClient client = HttpClient.newHttpClient();

    @ParameterizedTest
    @ValueSource(strings = {"nio", "javalin", "jetty-frame"})
    void a_command_goes_to_all_of_its_party_and_to_nobody_else(String name) throws Exception {
        int port = Comparator.start(name);
        Ear host = join(port, 1, "1000.001");
        Ear guest = join(port, 1, "1000.002");
        Ear elsewhere = join(port, 2, "1000.003");

        host.say("nothing of ours");
        host.say(seek("1000.007"));
        host.say(CHAT);
        elsewhere.say(seek("1000.009"));

        for (Ear member : List.of(host, guest)) {
            assertThat(member.nextOf("{\"type\":\"seek\",\"position\":1000.007,\"version\":"))
                    .hasSize(300)
                    .endsWith("x\"}");
            assertThat(member.next())
                    .hasSize(520)
                    .startsWith("{\"type\":\"chat_message\",\"chat_message\":{\"message\":\"number 8\"},\"version\":");
        }
        assertThat(elsewhere.next()).contains("1000.009");
    }

    /** Whoever has left is told nothing, and spoils nothing for the others. */
    @ParameterizedTest
    @ValueSource(strings = {"nio", "javalin", "jetty-frame"})
    void members_may_go(String name) throws Exception {
        int port = Comparator.start(name);
        Ear host = join(port, 1, "1000.001");
        Ear guest = join(port, 1, "1000.002");

        guest.socket().abort();
        host.say(seek("1000.003"));
        host.say(seek("1000.004"));

        host.nextOf("{\"type\":\"seek\",\"position\":1000.003");
        assertThat(host.next()).contains("1000.004");
    }

    /** Connects, and is in the party for certain once it has heard itself. */
    private Ear join(int port, int party, String position) throws InterruptedException {
        Words words = new Words();
        URI address = URI.create("ws://127.0.0.1:" + port + "/ws/" + party);
        Ear ear =
                new Ear(client.newWebSocketBuilder().buildAsync(address, words).join(), words.heard);
        ear.say(seek(position));
        ear.nextOf("{\"type\":\"seek\",\"position\":" + position);
        return ear;
    }

    private static String seek(String position) {
        return "{\"type\":\"seek\",\"position\":" + position + ",\"command_id\":\"s7\"}";
    }

    private record Ear(WebSocket socket, BlockingQueue<String> heard) {

        void say(String text) {
            socket.sendText(text, true).join();
        }

        String next() throws InterruptedException {
            String message = heard.poll(SECONDS_MAX, TimeUnit.SECONDS);
            if (message == null) throw new AssertionError("nothing came");
            return message;
        }

        String nextOf(String begin) throws InterruptedException {
            String message = next();
            while (!message.startsWith(begin)) {
                message = next();
            }
            return message;
        }
    }

    private static final class Words implements WebSocket.Listener {

        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        private final StringBuilder parts = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean isLast) {
            parts.append(part);
            if (isLast) {
                heard.add(parts.toString());
                parts.setLength(0);
            }
            socket.request(1);
            return null;
        }
    }
}
