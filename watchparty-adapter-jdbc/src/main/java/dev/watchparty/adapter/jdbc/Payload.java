package dev.watchparty.adapter.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchparty.domain.chat.MessageId;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.playback.ItemId;
import dev.watchparty.domain.playback.Position;
import dev.watchparty.domain.playback.Rate;
import dev.watchparty.domain.playback.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The fields of something that is stored as JSON, each under its name. Instants are milliseconds since 1970, durations
 * milliseconds. What has no order of its own is written in the order of its text.
 */
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
        return of(parsed(json));
    }

    /** @throws IllegalArgumentException if {@code json} is no JSON array of objects */
    static List<Payload> readAll(String json) {
        return all(parsed(json));
    }

    static String write(List<Payload> payloads) {
        return array(payloads).toString();
    }

    private static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException("what is stored is not JSON", malformed);
        }
    }

    private static Payload of(JsonNode node) {
        if (node instanceof ObjectNode fields) return new Payload(fields);
        throw new IllegalArgumentException("what is stored is no JSON object");
    }

    private static List<Payload> all(JsonNode node) {
        if (!(node instanceof ArrayNode array)) {
            throw new IllegalArgumentException("what is stored is no JSON array");
        }
        List<Payload> payloads = new ArrayList<>();
        array.forEach(element -> payloads.add(of(element)));
        return List.copyOf(payloads);
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

    Payload with(String name, boolean isSo) {
        fields.put(name, isSo);
        return this;
    }

    Payload with(String name, UUID id) {
        return with(name, id.toString());
    }

    Payload with(String name, UserId user) {
        return with(name, user.value());
    }

    Payload with(String name, ItemId item) {
        return with(name, item.value());
    }

    Payload with(String name, MessageId message) {
        return with(name, message.value());
    }

    Payload with(String name, Enum<?> constant) {
        return with(name, Words.of(constant));
    }

    Payload with(String name, Instant instant) {
        return with(name, instant.toEpochMilli());
    }

    Payload with(String name, Duration duration) {
        return with(name, duration.toMillis());
    }

    Payload with(String name, Payload inner) {
        fields.set(name, inner.fields);
        return this;
    }

    Payload with(String name, List<Payload> inner) {
        fields.set(name, array(inner));
        return this;
    }

    Payload withUsers(String name, Collection<UserId> users) {
        ArrayNode array = fields.putArray(name);
        users.stream().map(user -> user.value().toString()).sorted().forEach(array::add);
        return this;
    }

    Payload withOrder(String name, List<ItemId> items) {
        ArrayNode array = fields.putArray(name);
        items.forEach(item -> array.add(item.value().toString()));
        return this;
    }

    /** Writes an object that has a field for each user, which {@code field} writes. */
    <V> Payload withEach(String name, Map<UserId, V> byUser, Field<V> field) {
        TreeMap<String, V> sorted = new TreeMap<>();
        byUser.forEach((user, value) -> sorted.put(user.value().toString(), value));
        Payload inner = empty();
        sorted.forEach((user, value) -> field.write(inner, user, value));
        return with(name, inner);
    }

    /** How to write a value under a name. */
    @FunctionalInterface
    interface Field<V> {
        Payload write(Payload payload, String name, V value);
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

    boolean has(String name) {
        return fields.has(name);
    }

    String text(String name) {
        return field(name).textValue();
    }

    long number(String name) {
        return field(name).longValue();
    }

    int wholeNumber(String name) {
        return Math.toIntExact(number(name));
    }

    boolean isSo(String name) {
        return field(name).booleanValue();
    }

    UUID id(String name) {
        return UUID.fromString(text(name));
    }

    UserId user(String name) {
        return new UserId(id(name));
    }

    ItemId item(String name) {
        return new ItemId(id(name));
    }

    MessageId message(String name) {
        return new MessageId(id(name));
    }

    <E extends Enum<E>> E word(Class<E> type, String name) {
        return Words.read(type, text(name));
    }

    Instant instant(String name) {
        return Instant.ofEpochMilli(number(name));
    }

    Duration duration(String name) {
        return Duration.ofMillis(number(name));
    }

    Payload inner(String name) {
        return of(field(name));
    }

    List<Payload> list(String name) {
        return all(field(name));
    }

    Set<UserId> users(String name) {
        return texts(name).map(UUID::fromString).map(UserId::new).collect(Collectors.toUnmodifiableSet());
    }

    List<ItemId> order(String name) {
        return texts(name).map(UUID::fromString).map(ItemId::new).toList();
    }

    /** Each user's value in the object {@code name}, which {@code value} reads there. */
    <V> Map<UserId, V> each(String name, BiFunction<Payload, String, V> value) {
        Payload inner = inner(name);
        Map<UserId, V> byUser = new HashMap<>();
        inner.fields
                .fieldNames()
                .forEachRemaining(user -> byUser.put(new UserId(UUID.fromString(user)), value.apply(inner, user)));
        return Map.copyOf(byUser);
    }

    Timeline timeline() {
        return has("anchored_at_ms") ? playing() : paused();
    }

    Timeline.Playing playing() {
        return new Timeline.Playing(position(), instant("anchored_at_ms"), rate());
    }

    Timeline.Paused paused() {
        return new Timeline.Paused(position(), rate());
    }

    Position position() {
        return new Position(number("position_ms"));
    }

    private Rate rate() {
        return new Rate(wholeNumber("rate_permille"));
    }

    private Stream<String> texts(String name) {
        return StreamSupport.stream(field(name).spliterator(), /* parallel= */ false)
                .map(JsonNode::textValue);
    }

    private JsonNode field(String name) {
        JsonNode field = fields.get(name);
        if (field == null) throw new IllegalArgumentException("what is stored has no " + name);
        return field;
    }

    private static ArrayNode array(List<Payload> payloads) {
        ArrayNode array = JSON.createArrayNode();
        payloads.forEach(payload -> array.add(payload.fields));
        return array;
    }
}
