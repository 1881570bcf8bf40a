package dev.watchparty.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another server is told what happens in parties, even if it has no time at first, and ours dies before it has. */
class WebhookTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final byte[] KEY = "thirty-two bytes that nobody knows".getBytes(UTF_8);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path dataDir;

    @Test
    void hears_the_life_of_a_party_signed_and_again_what_it_could_not_take() throws Exception {
        try (Receiver receiver = Receiver.start()) {
            Client ann;
            String id;
            JsonNode made;
            try (ServerProcess before = start(receiver)) {
                ann = Client.guest(before.port(), "Ann");
                made = ann.post("/watch-parties", "{\"title\":\"Told\"}").data();
                id = made.path("id").asText();
                await().atMost(PATIENCE).until(() -> isKeptForLater(id));
                before.kill();
            }
            assertThat(receiver.heard()).hasSize(1);

            try (ServerProcess after = start(receiver)) {
                ann = ann.at(after.port());
                Client bo = Client.guest(after.port(), "Bo");
                bo.post("/watch-parties/" + made.path("invite_code").asText() + "/join", "");
                ann.post(
                        "/watch-parties/" + id + "/commands",
                        "{\"type\":\"transfer-host\",\"user_id\":\"" + bo.userId() + "\"}");
                bo.post("/watch-parties/" + id + "/end", "");
                await().atMost(PATIENCE).until(() -> receiver.heard().size() >= 6);
                assertThat(messages(receiver))
                        .extracting(message -> message.path("type").asText())
                        .containsExactlyInAnyOrder(
                                "party.created",
                                "party.created",
                                "member.joined",
                                "party.started",
                                "host.changed",
                                "party.ended");
                assertThat(data(receiver, "party.created").path("host_user_id").asText())
                        .isEqualTo(ann.userId());
                assertThat(data(receiver, "member.joined").path("user_id").asText())
                        .isEqualTo(bo.userId());
                assertThat(data(receiver, "host.changed").path("host_user_id").asText())
                        .isEqualTo(bo.userId());
                assertThat(data(receiver, "party.ended").path("by_user_id").asText())
                        .isEqualTo(bo.userId());
                assertThat(after.stop()).as("stopped in order").isTrue();
            }
            assertThat(messages(receiver))
                    .allSatisfy(message -> assertThat(
                                    message.path("data").path("party_id").asText())
                            .isEqualTo(id));
            assertThat(receiver.heard())
                    .allSatisfy(heard -> assertThat(heard.signature()).isEqualTo(signature(heard)))
                    .noneSatisfy(heard -> assertThat(heard.body()).contains("Ann"));
            List<Receiver.Heard> twice = created(receiver);
            assertThat(twice.get(1).id()).isEqualTo(twice.get(0).id());
            assertThat(twice.get(1).body()).isEqualTo(twice.get(0).body());
        }
    }

    private ServerProcess start(Receiver receiver) throws IOException {
        Stream<String> webhooks = Stream.of(
                "--webhook-url=" + receiver.url(),
                "--webhook-secret=whsec_" + Base64.getEncoder().encodeToString(KEY));
        return ServerProcess.start(Stream.concat(Stream.of(Servers.arguments(0, dataDir)), webhooks)
                .toArray(String[]::new));
    }

    /** Whether it is known by now, also to the next server, that the message was not taken. */
    private static boolean isKeptForLater(String party) throws SQLException {
        try (Connection database = Servers.database();
                PreparedStatement query = database.prepareStatement(
                        "select from webhook_messages where party_id = ?::uuid and last_failure is not null")) {
            query.setString(1, party);
            try (ResultSet found = query.executeQuery()) {
                return found.next();
            }
        }
    }

    private static List<Receiver.Heard> created(Receiver receiver) {
        return receiver.heard().stream()
                .filter(heard -> heard.body().contains("party.created"))
                .toList();
    }

    private static List<JsonNode> messages(Receiver receiver) {
        return receiver.heard().stream().map(heard -> parse(heard.body())).toList();
    }

    private static JsonNode data(Receiver receiver, String type) {
        return messages(receiver).stream()
                .filter(message -> message.path("type").asText().equals(type))
                .findFirst()
                .orElseThrow()
                .path("data");
    }

    private static JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException malformed) {
            throw new AssertionError(body, malformed);
        }
    }

    /** As a receiver checks it who has read the Standard Webhooks and nothing of ours. */
    private static String signature(Receiver.Heard heard) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
        String signed = heard.id() + "." + heard.timestamp() + "." + heard.body();
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(UTF_8)));
    }
}
