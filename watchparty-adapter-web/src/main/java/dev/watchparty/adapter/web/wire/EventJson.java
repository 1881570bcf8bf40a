package dev.watchparty.adapter.web.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.watchparty.adapter.web.wire.TextFrame.Kind;
import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.participant.Profile;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.PartyEvent.Halted;
import dev.watchparty.domain.party.PartyEvent.HostChanged;
import dev.watchparty.domain.party.PartyEvent.ItemFollowed;
import dev.watchparty.domain.party.PartyEvent.MessageSent;
import dev.watchparty.domain.party.PartyEvent.ParticipantJoined;
import dev.watchparty.domain.party.PartyEvent.ParticipantLeft;
import dev.watchparty.domain.party.PartyEvent.PartyCreated;
import dev.watchparty.domain.party.PartyEvent.PartyEnded;
import dev.watchparty.domain.party.PartyEvent.PartyStarted;
import dev.watchparty.domain.party.PartyEvent.Played;
import dev.watchparty.domain.party.PartyEvent.QueueFinished;
import dev.watchparty.domain.party.PartyEvent.Skipped;
import dev.watchparty.domain.party.PartyEvent.Sought;
import dev.watchparty.domain.party.RecordedEvent;
import dev.watchparty.domain.party.Version;
import dev.watchparty.domain.playback.Timeline;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes what the server sends over a WebSocket. Every event tells where the timeline is: its {@code position} is true
 * at its {@code server_timestamp}, whatever else it is about.
 */
public final class EventJson {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int BYTES_EXPECTED = 512;

    /** Writes fields into an object that is open. */
    @FunctionalInterface
    private interface Fields {
        void writeTo(JsonGenerator json) throws IOException;
    }

    private static final Fields NONE = json -> {};

    private EventJson() {}

    /** What everybody is told of {@code event}, after which the party is {@code after}. */
    public static TextFrame event(Party after, RecordedEvent event) {
        Instant at = event.at();
        if (event.event() instanceof Played played) return change("play", after, at, played.by());
        if (event.event() instanceof Halted halted) return change("pause", after, at, halted.by());
        if (event.event() instanceof Sought sought) return change("seek", after, at, sought.by());
        if (event.event() instanceof Skipped skipped) return change("skip", after, at, skipped.by());
        if (event.event() instanceof ItemFollowed) return change("skip", after, at, null);
        if (event.event() instanceof QueueFinished) return change("pause", after, at, null);
        if (event.event() instanceof ParticipantJoined joined) return joined(after, joined.participant(), at);
        if (event.event() instanceof ParticipantLeft left) return left(after, member(after, left.user()), at);
        if (event.event() instanceof HostChanged changed) return hostChanged(after, changed, at);
        if (event.event() instanceof MessageSent sent) return message(after, sent, at);
        if (event.event() instanceof PartyStarted) {
            return frame(Kind.LASTING, "party-started", after, at, json -> instant(json, "started_at", at));
        }
        if (event.event() instanceof PartyEnded ended) {
            return frame(Kind.LASTING, "party-ended", after, at, json -> instant(json, "ended_at", ended.at()));
        }
        if (event.event() instanceof PartyCreated) return frame(Kind.LASTING, "party-created", after, at, NONE);
        throw new AssertionError(event);
    }

    /** Somebody is here: they joined, or came back. */
    public static TextFrame joined(Party party, Participant participant, Instant at) {
        return frame(Kind.LASTING, "participant-joined", party, at, json -> participant(json, participant));
    }

    /** Somebody is not here any more. */
    public static TextFrame left(Party party, Participant participant, Instant at) {
        return frame(Kind.LASTING, "participant-left", party, at, json -> participant(json, participant));
    }

    /** Where the party stands at {@code now}. */
    public static TextFrame sync(Party party, Instant now) {
        return frame(Kind.STATE, "sync", party, now, NONE);
    }

    /** All that a client needs to begin. */
    public static TextFrame snapshot(Party party, Set<UserId> connected, UserId you, Instant now) {
        return frame(Kind.LASTING, "snapshot", party, now, json -> {
            json.writeFieldName("party");
            Json.MAPPER.writeValue(json, PartyJson.full(party, connected, now));
            json.writeFieldName("playlist");
            Json.MAPPER.writeValue(json, PlaylistJson.items(party.queue().items()));
            json.writeObjectFieldStart("you");
            json.writeStringField("user_id", you.value().toString());
            json.writeStringField(
                    "role", ParticipantJson.role(member(party, you).role()));
            json.writeEndObject();
        });
    }

    /** A command is done and durable. */
    public static TextFrame ack(String commandId, Version version) {
        return object(Kind.LASTING, "ack", json -> {
            json.writeStringField("command_id", commandId);
            json.writeNumberField("version", version.value());
        });
    }

    /**
     * A frame that was refused.
     *
     * @param commandId what the client called its command, if it did
     * @param retryAfter how long the client has to wait, where waiting helps; told in whole seconds, rounded up
     */
    public static TextFrame error(
            String code, String message, @Nullable String commandId, @Nullable Duration retryAfter) {
        return object(Kind.LASTING, "error", json -> {
            json.writeStringField("code", code);
            json.writeStringField("message", message);
            if (commandId != null) json.writeStringField("command_id", commandId);
            if (retryAfter != null)
                json.writeNumberField("retry_after", retryAfter.plusMillis(999).toSeconds());
        });
    }

    /**
     * The answer of a clock exchange; {@code t0} as the client wrote it, the server's in milliseconds since the epoch.
     */
    public static TextFrame clock(double t0, double t1, double t2) {
        return object(Kind.FLEETING, "clock", json -> {
            plain(json, "t0", t0);
            plain(json, "t1", t1);
            plain(json, "t2", t2);
        });
    }

    /** The server is about to close the connection. */
    public static TextFrame closing(String reason, boolean isReconnectWelcome) {
        return object(Kind.LASTING, "closing", json -> {
            json.writeStringField("reason", reason);
            json.writeBooleanField("reconnect", isReconnectWelcome);
        });
    }

    private static TextFrame change(String type, Party after, Instant at, @Nullable UserId actor) {
        return frame(Kind.STATE, type, after, at, json -> {
            if (actor != null) json.writeStringField("actor", actor.value().toString());
        });
    }

    private static TextFrame hostChanged(Party after, HostChanged changed, Instant at) {
        return frame(Kind.LASTING, "host-changed", after, at, json -> {
            json.writeStringField("user_id", changed.host().value().toString());
            json.writeStringField("former_user_id", changed.former().value().toString());
        });
    }

    private static TextFrame message(Party after, MessageSent sent, Instant at) {
        Profile author = member(after, sent.by()).profile();
        return frame(Kind.LASTING, "chat_message", after, at, json -> {
            json.writeObjectFieldStart("chat_message");
            json.writeStringField("id", sent.id().value().toString());
            json.writeStringField("watch_party_id", after.id().value().toString());
            json.writeStringField("user_id", sent.by().value().toString());
            json.writeStringField("username", author.username().value());
            json.writeStringField("display_name", author.displayName().value());
            if (author.avatar().url().isPresent()) {
                json.writeStringField("avatar_url", author.avatar().url().get());
            }
            json.writeStringField("message", sent.text().value());
            instant(json, "created_at", at);
            json.writeEndObject();
        });
    }

    private static Participant member(Party party, UserId user) {
        return party.participants().find(user).orElseThrow(() -> new AssertionError("an event about a stranger"));
    }

    private static void participant(JsonGenerator json, Participant participant) throws IOException {
        String userId = participant.user().value().toString();
        Profile profile = participant.profile();
        json.writeObjectFieldStart("participant");
        json.writeStringField("user_id", userId);
        json.writeStringField("display_name", profile.displayName().value());
        if (profile.avatar().url().isPresent()) {
            json.writeStringField("avatar_url", profile.avatar().url().get());
        }
        json.writeStringField("role", ParticipantJson.role(participant.role()));
        json.writeEndObject();
        json.writeStringField("user_id", userId);
    }

    private static TextFrame frame(Kind kind, String type, Party party, Instant at, Fields more) {
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
        seconds(json, "position", positionMs);
        json.writeBooleanField("is_playing", timeline.isPlaying());
        seconds(json, "server_timestamp", at.toEpochMilli());
        json.writeNumberField("version", party.version().value());
        json.writeNumberField("position_ms", positionMs);
        json.writeNumberField("server_time_ms", at.toEpochMilli());
        thousandths(json, "rate", timeline.rate().permille());
        json.writeNumberField("effective_at_ms", effectiveAt.toEpochMilli());
        if (party.queue().current().isPresent()) {
            json.writeStringField(
                    "clip_id", party.queue().current().get().id().value().toString());
        }
    }

    private static void seconds(JsonGenerator json, String name, long millis) throws IOException {
        thousandths(json, name, millis);
    }

    /** A decimal without a fraction where there is none, so that who reads whole seconds can. */
    private static void thousandths(JsonGenerator json, String name, long value) throws IOException {
        if (value % 1000 == 0) {
            json.writeNumberField(name, value / 1000);
        } else {
            json.writeNumberField(name, BigDecimal.valueOf(value, 3));
        }
    }

    /** Without an exponent, as far as that is sensible: not everybody who reads JSON knows them. */
    private static void plain(JsonGenerator json, String name, double value) throws IOException {
        double size = Math.abs(value);
        json.writeFieldName(name);
        if (size >= 1e-3 && size < 1e18) {
            json.writeNumber(BigDecimal.valueOf(value).toPlainString());
        } else {
            json.writeNumber(value);
        }
    }

    private static void instant(JsonGenerator json, String name, Instant value) throws IOException {
        json.writeFieldName(name);
        Json.MAPPER.writeValue(json, value);
    }

    private static TextFrame object(Kind kind, String type, Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(BYTES_EXPECTED);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("type", type);
            fields.writeTo(json);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // Memory does not fail to be written.
        }
        return new TextFrame(bytes.toByteArray(), kind);
    }
}
