package dev.watchparty.adapter.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchparty.domain.participant.Avatar;
import dev.watchparty.domain.participant.DisplayName;
import dev.watchparty.domain.participant.Membership;
import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.participant.ParticipantId;
import dev.watchparty.domain.participant.Profile;
import dev.watchparty.domain.participant.Role;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.participant.Username;
import dev.watchparty.domain.playback.Position;
import dev.watchparty.domain.playback.Rate;
import dev.watchparty.domain.playback.Timeline;
import java.time.Instant;
import java.util.UUID;

/** The fields of one stored event, each under its name. Instants are milliseconds since 1970. */
final class Payload {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode fields;

    private Payload(ObjectNode fields) {
        this.fields = fields;
    }

    static Payload empty() {
        return new Payload(JSON.createObjectNode());
    }

    /** @throws IllegalArgumentException if {@code json} is no JSON object */
    static Payload read(String json) {
        try {
            if (JSON.readTree(json) instanceof ObjectNode fields) return new Payload(fields);
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException("a stored event is not JSON", malformed);
        }
        throw new IllegalArgumentException("a stored event is no JSON object");
    }

    String write() {
        return fields.toString();
    }

    Payload with(String name, String text) {
        fields.put(name, text);
        return this;
    }

    Payload with(String name, long number) {
        fields.put(name, number);
        return this;
    }

    Payload with(String name, UUID id) {
        return with(name, id.toString());
    }

    Payload with(String name, Enum<?> constant) {
        return with(name, Words.of(constant));
    }

    Payload with(String name, Instant instant) {
        return with(name, instant.toEpochMilli());
    }

    Payload with(Timeline timeline) {
        if (timeline instanceof Timeline.Playing playing) {
            with("position_ms", playing.anchor().millis()).with("anchored_at_ms", playing.anchoredAt());
        } else if (timeline instanceof Timeline.Paused paused) {
            with("position_ms", paused.position().millis());
        } else {
            throw new AssertionError(timeline);
        }
        return with("rate_permille", timeline.rate().permille());
    }

    Payload with(Participant participant) {
        with("id", participant.id().value()).with("user", participant.user().value());
        with("username", participant.profile().username().value());
        with("display_name", participant.profile().displayName().value());
        participant.profile().avatar().url().ifPresent(url -> with("avatar_url", url));
        with("role", participant.role()).with("joined_at_ms", participant.joinedAt());
        if (participant.membership() instanceof Membership.Left left) with("left_at_ms", left.at());
        return this;
    }

    String text(String name) {
        return field(name).textValue();
    }

    long number(String name) {
        return field(name).longValue();
    }

    UUID id(String name) {
        return UUID.fromString(text(name));
    }

    UserId user(String name) {
        return new UserId(id(name));
    }

    <E extends Enum<E>> E word(Class<E> type, String name) {
        return Words.read(type, text(name));
    }

    Instant instant(String name) {
        return Instant.ofEpochMilli(number(name));
    }

    Timeline timeline() {
        return fields.has("anchored_at_ms") ? playing() : paused();
    }

    Timeline.Playing playing() {
        return new Timeline.Playing(position(), instant("anchored_at_ms"), rate());
    }

    Timeline.Paused paused() {
        return new Timeline.Paused(position(), rate());
    }

    Participant participant() {
        return new Participant(
                new ParticipantId(id("id")),
                user("user"),
                new Profile(
                        new Username(text("username")),
                        new DisplayName(text("display_name")),
                        fields.has("avatar_url") ? Avatar.at(text("avatar_url")) : Avatar.NONE),
                word(Role.class, "role"),
                instant("joined_at_ms"),
                fields.has("left_at_ms") ? new Membership.Left(instant("left_at_ms")) : Membership.ACTIVE);
    }

    private Position position() {
        return new Position(number("position_ms"));
    }

    private Rate rate() {
        return new Rate(Math.toIntExact(number("rate_permille")));
    }

    private JsonNode field(String name) {
        JsonNode field = fields.get(name);
        if (field == null) throw new IllegalArgumentException("a stored event has no " + name);
        return field;
    }
}
