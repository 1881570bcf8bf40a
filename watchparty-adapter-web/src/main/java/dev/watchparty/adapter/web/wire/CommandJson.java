package dev.watchparty.adapter.web.wire;

import static java.util.Map.entry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.watchparty.application.port.CommandId;
import dev.watchparty.application.port.Token;
import dev.watchparty.domain.chat.ChatText;
import dev.watchparty.domain.chat.Emoji;
import dev.watchparty.domain.chat.MessageId;
import dev.watchparty.domain.participant.Courtesy;
import dev.watchparty.domain.participant.Role;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.participant.Voice;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.party.QueueCommand.AddItems;
import dev.watchparty.domain.party.Removal;
import dev.watchparty.domain.party.Version;
import dev.watchparty.domain.playback.ItemId;
import dev.watchparty.domain.playback.Loop;
import dev.watchparty.domain.playback.Position;
import dev.watchparty.domain.playback.Queue;
import dev.watchparty.domain.playback.Rate;
import dev.watchparty.domain.presence.DriftReading;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what clients send over a WebSocket: one JSON object a frame. Fields that it does not know are passed over,
 * fields that it knows must be right, also where the type has no use for them.
 */
public final class CommandJson {

    /** No connection lets a longer frame through. */
    private static final int FRAME_CHARACTERS_MAX = 64 * 1024;

    /** Six times what an honest frame has at most: fifty items, and what is around them. */
    private static final int TOKENS_MAX = 4096;

    private static final JsonFactory JSON = new FrameParsers(
            new JsonFactoryBuilder()
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES) // Strangers make them up.
                    .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(32)
                            .maxTokenCount(TOKENS_MAX)
                            .maxNumberLength(
                                    FRAME_CHARACTERS_MAX) // A long one is out of range, which its field is told.
                            .build()),
            FrameFields.names());

    /** Makes a frame of its fields. */
    @FunctionalInterface
    private interface Understanding {
        ClientFrame of(FrameFields fields, @Nullable CommandId id);
    }

    private static final Map<String, Understanding> BY_TYPE = Map.ofEntries(
            entry("sync-request", (fields, id) -> new ClientFrame.SyncRequest(since(fields))),
            entry("clock", (fields, id) -> new ClientFrame.Clock(fields.number("t0"))),
            entry("refresh-token", (fields, id) -> new ClientFrame.RefreshToken(new Token(fields.text("token")))),
            entry("status", CommandJson::status),
            entry("typing", (fields, id) -> new ClientFrame.Typing(id, fields.isTrue("is_typing"))),
            entry(
                    "delete-message",
                    (fields, id) -> new ClientFrame.DeleteMessage(id, new MessageId(fields.id("message_id")))),
            entry("play", (fields, id) -> new PlaybackFrame.Play(id, optionalPosition(fields, "position"))),
            entry("pause", (fields, id) -> new PlaybackFrame.Pause(id, optionalPosition(fields, "position"))),
            entry("seek", (fields, id) -> new PlaybackFrame.Seek(id, position("position", fields.number("position")))),
            entry("skip", (fields, id) -> new PlaybackFrame.Skip(id, optionalClip(fields))),
            entry("rate", (fields, id) -> new PlaybackFrame.SetRate(id, rate(fields.number("rate")))),
            entry("chat", (fields, id) -> new TalkFrame.Chat(id, new ChatText(fields.text("message")))),
            entry(
                    "reaction",
                    (fields, id) -> new TalkFrame.Reaction(
                            id, new Emoji(fields.text("emoji")), optionalPosition(fields, "video_timestamp"))),
            entry("role", (fields, id) -> new PeopleFrame.ChangeRole(id, user(fields), role(fields.text("role")))),
            entry("transfer-host", (fields, id) -> new PeopleFrame.TransferHost(id, user(fields))),
            entry(
                    "kick",
                    (fields, id) -> new PeopleFrame.Kick(
                            id, user(fields), fields.isTrue("ban") ? Removal.BANNED : Removal.KICKED)),
            entry("unban", (fields, id) -> new PeopleFrame.Unban(id, user(fields))),
            entry("mute", (fields, id) -> new PeopleFrame.Mute(id, user(fields), Voice.MUTED)),
            entry("unmute", (fields, id) -> new PeopleFrame.Mute(id, user(fields), Voice.OPEN)),
            entry(
                    "queue-add",
                    (fields, id) -> new QueueFrame.QueueAdd(
                            id,
                            fields.items("items"),
                            fields.isTrue("next") ? AddItems.Place.NEXT : AddItems.Place.LAST)),
            entry("queue-remove", (fields, id) -> new QueueFrame.QueueRemove(id, clip(fields))),
            entry("queue-move", (fields, id) -> new QueueFrame.QueueMove(id, clip(fields), place(fields))),
            entry("queue-shuffle", (fields, id) -> new QueueFrame.QueueShuffle(id)),
            entry(
                    "loop",
                    (fields, id) -> new QueueFrame.SetLoop(id, Words.choice("loop", Loop.class, fields.text("loop")))),
            entry("suggest", (fields, id) -> new QueueFrame.Suggest(id, fields.item("item"))),
            entry("accept-suggestion", (fields, id) -> new QueueFrame.AcceptSuggestion(id, clip(fields))),
            entry("decline-suggestion", (fields, id) -> new QueueFrame.DeclineSuggestion(id, clip(fields))),
            entry("vote-skip", (fields, id) -> new QueueFrame.VoteSkip(id)),
            entry("vote-next", (fields, id) -> new QueueFrame.VoteNext(id, clip(fields))),
            entry("schedule", (fields, id) -> new StartFrame.Schedule(id, startsAt(fields))),
            entry(
                    "ready-check",
                    (fields, id) ->
                            new StartFrame.ReadyCheck(id, fields.isNotFalse("open"), fields.isNotFalse("then_play"))),
            entry(
                    "wait-for-me",
                    (fields, id) ->
                            new StartFrame.WaitForMe(id, fields.flag("wait") ? Courtesy.WAIT : Courtesy.GO_ON)));

    /** Frames of existing clients always name their party; those that came later need not. */
    private static final Set<String> TYPES_OF_THE_BASE_DIALECT =
            Set.of("sync-request", "play", "pause", "seek", "skip", "chat", "reaction", "typing");

    private CommandJson() {}

    /** What a frame may be called. */
    static Set<String> types() {
        return BY_TYPE.keySet();
    }

    /**
     * Reads one frame of a connection.
     *
     * @param utf8 the frame's text, in an array, and known to be UTF-8; it is not kept
     * @param party the party that the connection belongs to; a command for another is malformed
     * @throws MalformedFrameException if it is no JSON object, or if a field is missing, of a wrong type or out of
     *     range
     */
    public static ClientFrame read(ByteBuffer utf8, PartyId party) throws MalformedFrameException {
        FrameFields fields = new FrameFields();
        try {
            read(utf8, fields);
            if (TYPES_OF_THE_BASE_DIALECT.contains(fields.text("type"))) fields.text("party_id");
            return understand(fields, party);
        } catch (IllegalArgumentException wrongField) {
            throw new MalformedFrameException(String.valueOf(wrongField.getMessage()), usableId(fields), wrongField);
        } catch (IOException noJson) {
            throw new MalformedFrameException("the frame is not valid JSON", usableId(fields), noJson);
        }
    }

    /**
     * Reads a command that came by a request of its own: the same object, in which {@code party_id} may be left out.
     * Typing and what concerns a connection is no such command.
     *
     * @throws MalformedJsonException as {@link #read} would
     */
    public static ClientFrame.Named readCommand(String text, PartyId party) {
        FrameFields fields = new FrameFields();
        try {
            read(StandardCharsets.UTF_8.encode(text), fields);
            ClientFrame frame = understand(fields, party);
            if (frame instanceof ClientFrame.Named command && !(frame instanceof ClientFrame.Typing)) return command;
            throw new MalformedJsonException("type is one that means something over a WebSocket only");
        } catch (IllegalArgumentException wrongField) {
            throw new MalformedJsonException(String.valueOf(wrongField.getMessage()), wrongField);
        } catch (IOException noJson) {
            throw new MalformedJsonException("body is not JSON", noJson);
        }
    }

    private static void read(ByteBuffer utf8, FrameFields fields) throws IOException {
        int start = utf8.arrayOffset() + utf8.position();
        try (JsonParser parser = JSON.createParser(utf8.array(), start, utf8.remaining())) {
            fields.read(parser);
        }
    }

    /** What is no command id is not repeated to the client: it may be endless, or no text at all. */
    private static @Nullable String usableId(FrameFields fields) {
        try {
            CommandId id = fields.commandId();
            return id == null ? null : id.value();
        } catch (IllegalArgumentException unusable) {
            return null;
        }
    }

    private static ClientFrame understand(FrameFields fields, PartyId party) {
        Understanding understanding = BY_TYPE.get(fields.text("type"));
        if (understanding == null) throw new IllegalArgumentException("type is not one that this server knows");
        if (fields.optionalText("party_id") != null && !fields.id("party_id").equals(party.value())) {
            throw new IllegalArgumentException("party_id is not the party of this connection");
        }
        return understanding.of(fields, fields.commandId());
    }

    private static @Nullable Version since(FrameFields fields) {
        Long since = fields.optionalCount("since");
        return since == null ? null : new Version(since);
    }

    private static UserId user(FrameFields fields) {
        return new UserId(fields.id("user_id"));
    }

    private static ItemId clip(FrameFields fields) {
        return new ItemId(fields.id("clip_id"));
    }

    private static @Nullable ItemId optionalClip(FrameFields fields) {
        return fields.optionalText("clip_id") == null ? null : clip(fields);
    }

    private static Role role(String word) {
        return switch (word) {
            case "co-host" -> Role.CO_HOST;
            case "viewer" -> Role.VIEWER;
            default -> throw new IllegalArgumentException("role must be co-host or viewer");
        };
    }

    /** A place that no queue has is refused by the party, which knows its last. */
    private static int place(FrameFields fields) {
        return (int) Math.min(Words.required("place", fields.optionalCount("place")), Queue.ITEMS_MAX);
    }

    /** To the nearest permille. */
    private static Rate rate(double rate) {
        boolean isRate = rate * 1000 >= Rate.PERMILLE_MIN && rate * 1000 <= Rate.PERMILLE_MAX;
        if (!isRate) throw new IllegalArgumentException("rate must be between 0.25 and 4");
        return new Rate((int) Math.round(rate * 1000));
    }

    private static @Nullable Position optionalPosition(FrameFields fields, String name) {
        Double seconds = fields.optionalNumber(name);
        return seconds == null ? null : position(name, seconds);
    }

    /** Seconds to the nearest millisecond. */
    static Position position(String name, double seconds) {
        double millis = seconds * 1000;
        if (seconds < 0 || millis > Position.MILLIS_MAX) {
            throw new IllegalArgumentException(
                    name + " must be between 0 and " + Position.MILLIS_MAX / 1000 + " seconds");
        }
        return new Position(Math.round(millis));
    }

    /** To the nearest millisecond; a time that is out of reach is refused by the party, which knows the present. */
    private static @Nullable Instant startsAt(FrameFields fields) {
        Double atMs = fields.optionalNumber("at_ms");
        if (atMs == null) return null;
        long bound = 1L << 53;
        return Instant.ofEpochMilli(Math.max(-bound, Math.min(bound, Math.round(atMs))));
    }

    private static ClientFrame status(FrameFields fields, @Nullable CommandId id) {
        within("position_ms", fields.optionalNumber("position_ms"), 0, Position.MILLIS_MAX);
        StatusReport report =
                new StatusReport(fields.optionalFlag("buffering"), fields.optionalFlag("hidden"), reading(fields));
        Boolean isReady = fields.optionalFlag("ready");
        return isReady == null ? new ClientFrame.Status(report) : new StartFrame.ReadyStatus(id, isReady, report);
    }

    /** What the client measured; without a round trip it is taken to be none, without an offset there is nothing. */
    private static @Nullable DriftReading reading(FrameFields fields) {
        long offsetMax = DriftReading.DRIFT_MAX.toMillis();
        Double offset = within("offset_ms", fields.optionalNumber("offset_ms"), -offsetMax, offsetMax);
        Double roundTrip = within("rtt_ms", fields.optionalNumber("rtt_ms"), 0, DriftReading.ROUND_TRIP_MAX.toMillis());
        if (offset == null) return null;
        return new DriftReading(
                Duration.ofMillis(Math.round(offset)),
                Duration.ofMillis(roundTrip == null ? 0 : Math.round(roundTrip)));
    }

    private static @Nullable Double within(String name, @Nullable Double value, long min, long max) {
        if (value != null && (value < min || value > max)) {
            throw new IllegalArgumentException(name + " must be between " + min + " and " + max);
        }
        return value;
    }
}
