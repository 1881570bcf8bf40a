package dev.watchparty.adapter.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.watchparty.application.port.Ids;
import dev.watchparty.application.port.WebhookEndpoint;
import dev.watchparty.application.port.WebhookMessage;
import dev.watchparty.application.port.WebhookOutbox.Claim;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.party.RecordedEvent;
import dev.watchparty.domain.party.Version;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** What endpoints are to be told, a row for each message and endpoint. Safe for many threads. */
final class WebhookRows {

    static final Columns<Claim> COLUMNS = Columns.<Claim>none()
            .uuid("id", Claim::id)
            .text("endpoint", webhook -> webhook.endpoint().url().toString())
            .uuid("party_id", webhook -> webhook.message().party().value())
            .int8("version", webhook -> webhook.message().version().value())
            .text("type", webhook -> webhook.message().type().word())
            .jsonb("payload", webhook -> write(webhook.message().details()))
            .timestamptz("occurred_at", webhook -> webhook.message().occurredAt());

    /** Puts in those of {@link #COLUMNS} that are of a {@code party}, which is an earlier part of the statement. */
    static final String ENQUEUE = """
            insert into webhook_messages (%s, next_attempt_at)
            select webhook.*, webhook.occurred_at
              from %s
             where (webhook.party_id in (select id from party)) is true
            """.formatted(COLUMNS.names(), COLUMNS.unnest("webhook"));

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<TreeMap<String, String>> DETAILS = new TypeReference<>() {};

    private final List<WebhookEndpoint> endpoints;
    private final Ids ids;

    /** @param ids of the messages, by which receivers know repetitions */
    WebhookRows(List<WebhookEndpoint> endpoints, Ids ids) {
        this.endpoints = List.copyOf(endpoints);
        this.ids = ids;
    }

    /** What all endpoints are to be told of {@code events}; mostly nothing. */
    List<Claim> of(PartyId party, List<RecordedEvent> events) {
        if (endpoints.isEmpty()) return List.of();
        return events.stream()
                .map(recorded -> WebhookMessage.of(party, recorded))
                .flatMap(Optional::stream)
                .flatMap(message ->
                        endpoints.stream().map(endpoint -> new Claim(ids.next(), endpoint, /* attempt= */ 0, message)))
                .toList();
    }

    static Claim read(ResultSet row) throws SQLException {
        WebhookMessage message = new WebhookMessage(
                WebhookMessage.Type.read(row.getString("type")),
                new PartyId(row.getObject("party_id", UUID.class)),
                new Version(row.getLong("version")),
                row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                details(row.getString("payload")));
        return new Claim(
                row.getObject("id", UUID.class),
                new WebhookEndpoint(URI.create(row.getString("endpoint"))),
                row.getInt("attempts"),
                message);
    }

    private static String write(SortedMap<String, String> details) {
        try {
            return JSON.writeValueAsString(details);
        } catch (JsonProcessingException impossible) {
            throw new AssertionError("texts can be written", impossible);
        }
    }

    private static SortedMap<String, String> details(String payload) {
        try {
            return JSON.readValue(payload, DETAILS);
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException("a stored webhook has no details", malformed);
        }
    }
}
