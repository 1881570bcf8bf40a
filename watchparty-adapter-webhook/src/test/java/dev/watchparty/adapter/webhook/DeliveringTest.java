package dev.watchparty.adapter.webhook;

import static dev.watchparty.domain.party.Parties.NOON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.watchparty.application.fixtures.Webhooks;
import dev.watchparty.application.port.WebhookEndpoint;
import dev.watchparty.application.port.WebhookOutbox.Claim;
import dev.watchparty.application.port.WebhookSender.Delivery;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveringTest {

    private static final String SECRET = "a secret of at least twenty-four bytes";
    private static final String OLD_SECRET = "the secret that was in use before";

    /** Long enough for any answer, and for tests to fail by themselves otherwise. */
    private static final Duration PATIENT = Duration.ofSeconds(20);

    private static final Duration IMPATIENT = Duration.ofMillis(200);

    private final HttpWebhookSender sender = sender(PATIENT, SECRET);

    private static HttpWebhookSender sender(Duration timeout, String... secrets) {
        return new HttpWebhookSender(
                List.of(secrets).stream().map(WebhookSecret::parse).toList(), timeout);
    }

    private static Delivery send(HttpWebhookSender sender, WebhookEndpoint endpoint) {
        return send(sender, endpoint, 1, NOON);
    }

    private static Delivery send(HttpWebhookSender sender, WebhookEndpoint endpoint, int attempt, Instant now) {
        Claim claim = new Claim(Webhooks.webhook(1), endpoint, attempt, Webhooks.message(7, NOON));
        return sender.send(claim, now).join();
    }

    private static String signature(String secret, Receiver.Heard heard) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
        String signed = heard.header("Webhook-id") + "." + heard.header("Webhook-timestamp") + "." + heard.body();
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(UTF_8)));
    }

    @Test
    void posts_the_message_as_json_with_ids_and_nothing_personal() {
        try (Receiver receiver = Receiver.answering(204)) {
            assertThat(send(sender, receiver.endpoint())).isEqualTo(new Delivery.Delivered());

            Receiver.Heard heard = receiver.heard().get(0);
            assertThat(heard.method()).isEqualTo("POST");
            assertThat(heard.path()).isEqualTo("/in?key=geheim");
            assertThat(heard.header("Content-type")).isEqualTo("application/json");
            assertThat(heard.header("User-agent")).isEqualTo("watchparty");
            assertThat(heard.body()).isEqualTo("""
                    {"id":"0000000f-0000-0000-0000-000000000001","type":"host.changed",\
                    "occurred_at":"2026-01-01T12:00:00Z",\
                    "data":{"party_id":"0000000a-0000-0000-0000-000000000001","version":7,\
                    "former_host_user_id":"00000001-0000-0000-0000-000000000001",\
                    "host_user_id":"00000001-0000-0000-0000-000000000003"}}""");
        }
    }

    @Test
    void signs_id_time_and_body() throws Exception {
        try (Receiver receiver = Receiver.answering(200)) {
            send(sender, receiver.endpoint());

            Receiver.Heard heard = receiver.heard().get(0);
            assertThat(heard.header("Webhook-id")).isEqualTo("0000000f-0000-0000-0000-000000000001");
            assertThat(heard.header("Webhook-timestamp")).isEqualTo("1767268800");
            assertThat(heard.header("Webhook-signature")).isEqualTo(signature(SECRET, heard));
        }
    }

    @Test
    void signs_with_each_secret_while_they_change() throws Exception {
        try (Receiver receiver = Receiver.answering(200)) {
            send(sender(PATIENT, SECRET, OLD_SECRET), receiver.endpoint());

            Receiver.Heard heard = receiver.heard().get(0);
            assertThat(heard.header("Webhook-signature"))
                    .isEqualTo(signature(SECRET, heard) + " " + signature(OLD_SECRET, heard));
        }
    }

    @Test
    void says_the_same_under_the_same_id_at_each_attempt_with_the_time_of_that_attempt() throws Exception {
        try (Receiver receiver = Receiver.answering(500)) {
            send(sender, receiver.endpoint(), 1, NOON);
            send(sender, receiver.endpoint(), 2, NOON.plusSeconds(5));

            Receiver.Heard first = receiver.heard().get(0);
            Receiver.Heard second = receiver.heard().get(1);
            assertThat(second.body()).isEqualTo(first.body());
            assertThat(second.header("Webhook-id")).isEqualTo(first.header("Webhook-id"));
            assertThat(second.header("Webhook-timestamp")).isEqualTo("1767268805");
            assertThat(second.header("Webhook-signature")).isEqualTo(signature(SECRET, second));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 299})
    void succeeds_when_the_endpoint_says_so(int status) {
        try (Receiver receiver = Receiver.answering(status)) {
            assertThat(send(sender, receiver.endpoint())).isEqualTo(new Delivery.Delivered());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {304, 400, 401, 404, 407, 429, 500, 503})
    void fails_when_the_endpoint_says_anything_else(int status) {
        try (Receiver receiver = Receiver.answering(status)) {
            assertThat(send(sender, receiver.endpoint()))
                    .isEqualTo(new Delivery.Failed("answered " + status, Duration.ZERO));
        }
    }

    @Test
    void stops_where_the_endpoint_is_gone() {
        try (Receiver receiver = Receiver.answering(410)) {
            assertThat(send(sender, receiver.endpoint())).isEqualTo(new Delivery.Gone());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void follows_no_redirect(int status) {
        try (Receiver elsewhere = Receiver.answering(200);
                Receiver receiver = Receiver.answering(
                        status, "Location", elsewhere.endpoint().url().toString())) {
            assertThat(send(sender, receiver.endpoint()))
                    .isEqualTo(new Delivery.Failed("answered " + status, Duration.ZERO));
            assertThat(elsewhere.heard()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "120, 120",
        "0, 0",
        "999999999, 999999999",
        "9999999999, 0",
        "-1, 0",
        "soon, 0",
        "'Thu, 01 Jan 2026 12:00:30 GMT', 30",
        "'Thu, 01 Jan 2026 11:59:30 GMT', 0"
    })
    void hears_how_long_the_endpoint_wants_to_be_left_alone(String value, long seconds) {
        try (Receiver receiver = Receiver.answering(503, "Retry-After", value)) {
            assertThat(send(sender, receiver.endpoint()))
                    .isEqualTo(new Delivery.Failed("answered 503", Duration.ofSeconds(seconds)));
        }
    }

    @Test
    void uses_a_connection_again_after_a_short_answer() {
        byte[] answer = new byte[Discarded.BYTES_MAX];
        try (Receiver receiver = new Receiver(exchange -> {
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        })) {
            send(sender, receiver.endpoint());
            send(sender, receiver.endpoint());

            assertThat(receiver.heard()).extracting(Receiver.Heard::port).hasSize(2);
            assertThat(receiver.heard().get(0).port())
                    .isEqualTo(receiver.heard().get(1).port());
        }
    }

    @Test
    void reads_no_more_of_an_endless_answer_than_a_little() throws Exception {
        byte[] part = new byte[64 * 1024];
        try (RudeReceiver receiver = new RudeReceiver(out -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n".getBytes(UTF_8));
            while (true) { // Until the other side closes the connection.
                out.write(part);
            }
        })) {
            assertThat(send(sender, receiver.endpoint())).isEqualTo(new Delivery.Delivered());
            receiver.leftAlone().get(PATIENT.toSeconds(), TimeUnit.SECONDS);
        }
    }

    @Test
    void waits_no_longer_than_it_may_for_an_answer() throws Exception {
        try (RudeReceiver silent = RudeReceiver.saying("")) {
            assertThat(send(sender(IMPATIENT, SECRET), silent.endpoint()))
                    .isEqualTo(new Delivery.Failed("no answer within 200 ms", Duration.ZERO));
            silent.leftAlone().get(PATIENT.toSeconds(), TimeUnit.SECONDS);
        }
    }

    @Test
    void waits_no_longer_than_it_may_for_the_end_of_an_answer() throws Exception {
        String begun = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nwell";
        try (RudeReceiver slow = RudeReceiver.saying(begun)) {
            assertThat(send(sender(IMPATIENT, SECRET), slow.endpoint()))
                    .isEqualTo(new Delivery.Failed("no answer within 200 ms", Duration.ZERO));
            slow.leftAlone().get(PATIENT.toSeconds(), TimeUnit.SECONDS);
        }
    }

    @Test
    void fails_where_nobody_speaks_http() throws Exception {
        try (RudeReceiver receiver = RudeReceiver.saying("220 mail.example ESMTP\r\n")) {
            assertThat(send(sender, receiver.endpoint())).isInstanceOf(Delivery.Failed.class);
        }
    }

    @Test
    void fails_where_nobody_listens_and_keeps_the_address_to_itself() throws Exception {
        WebhookEndpoint nobody;
        try (ServerSocket freed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = new WebhookEndpoint(URI.create("http://127.0.0.1:" + freed.getLocalPort() + "/geheim"));
        }

        assertThat(send(sender, nobody)).isEqualTo(new Delivery.Failed("no answer: ConnectException", Duration.ZERO));
    }

    @Test
    void sends_nothing_unsigned() {
        try (Receiver receiver = Receiver.answering(200)) {
            assertThatIllegalStateException().isThrownBy(() -> send(sender(PATIENT), receiver.endpoint()));
            assertThat(receiver.heard()).isEmpty();
        }
    }
}
