package dev.watchparty.adapter.web.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.watchparty.adapter.web.wire.TextFrame.Kind;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.playback.ItemId;
import dev.watchparty.domain.playback.Timeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/** Builds the frames that the server sends: one JSON object each, field by field. */
final class FrameJson {

    private static final JsonFactory JSON = new JsonFactory();

    /** Writes fields into an object that is open. */
    @FunctionalInterface
    interface Fields {
        void writeTo(JsonGenerator json) throws IOException;
    }

    static final Fields NONE = json -> {};

    private FrameJson() {}

    /** A frame that says nothing but what it is about. */
    static TextFrame object(Kind kind, String type, Fields fields) {
        FrameText text = new FrameText();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("type", type);
            fields.writeTo(json);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // Memory does not fail to be written.
        }
        return new TextFrame(text, kind);
    }

    /** A frame that also says where {@code party} stands at {@code at}. */
    static TextFrame event(Kind kind, String type, Party party, Instant at, Fields more) {
        return object(kind, type, json -> {
            state(json, party, at);
            more.writeTo(json);
        });
    }

    /** The base fields of every event, then what clients of today know besides. */
    private static void state(JsonGenerator json, Party party, Instant at) throws IOException {
        Timeline timeline = party.timeline();
        long positionMs = party.positionAt(at).millis();
        Instant effectiveAt = timeline instanceof Timeline.Playing playing ? playing.anchoredAt() : at;
        json.writeStringField("party_id", party.id().value().toString());
        thousandths(json, "position", positionMs);
        json.writeBooleanField("is_playing", timeline.isPlaying());
        thousandths(json, "server_timestamp", at.toEpochMilli());
        json.writeNumberField("version", party.version().value());
        json.writeNumberField("position_ms", positionMs);
        json.writeNumberField("server_time_ms", at.toEpochMilli());
        thousandths(json, "rate", timeline.rate().permille());
        json.writeNumberField("effective_at_ms", effectiveAt.toEpochMilli());
        if (party.queue().current().isPresent()) {
            item(json, "clip_id", party.queue().current().get().id());
        }
    }

    static void user(JsonGenerator json, String name, UserId user) throws IOException {
        json.writeStringField(name, user.value().toString());
    }

    static void item(JsonGenerator json, String name, ItemId item) throws IOException {
        json.writeStringField(name, item.value().toString());
    }

    /** {@code value}, a wire record or what such records are made of. */
    static void value(JsonGenerator json, String name, Object value) throws IOException {
        json.writeFieldName(name);
        Json.MAPPER.writeValue(json, value);
    }

    /** A decimal without a fraction where there is none, so that who reads whole seconds can. Never negative. */
    private static void thousandths(JsonGenerator json, String name, long value) throws IOException {
        json.writeNumberField(name, value / 1000);
        if (value % 1000 != 0) fraction(json, value % 1000, /* unit= */ 1000);
    }

    /**
     * Writes a fraction behind the whole number that was written last, digit by digit.
     *
     * @param parts how many, of as many as {@code unit}, which is a power of ten
     */
    static void fraction(JsonGenerator json, long parts, long unit) throws IOException {
        json.writeRaw('.');
        for (long digit = unit / 10, rest = parts; digit > 0; rest %= digit, digit /= 10) {
            json.writeRaw((char) ('0' + rest / digit));
        }
    }
}
