package dev.watchparty.adapter.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchparty.application.port.WebhookMessage;
import dev.watchparty.application.port.WebhookOutbox.Claim;

/** The body of a message, the same at each attempt. */
final class WebhookJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private WebhookJson() {}

    static byte[] body(Claim claim) {
        WebhookMessage message = claim.message();
        ObjectNode body = JSON.createObjectNode()
                .put("id", claim.id().toString())
                .put("type", message.type().word())
                .put("occurred_at", message.occurredAt().toString());
        ObjectNode data = body.putObject("data")
                .put("party_id", message.party().value().toString())
                .put("version", message.version().value());
        message.details().forEach(data::put);
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException impossible) {
            throw new AssertionError("texts and numbers can be written", impossible);
        }
    }
}
