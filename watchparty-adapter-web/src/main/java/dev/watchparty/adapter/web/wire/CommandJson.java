package dev.watchparty.adapter.web.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.watchparty.application.port.CommandId;
import dev.watchparty.application.port.Token;
import dev.watchparty.domain.chat.ChatText;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.party.Version;
import dev.watchparty.domain.playback.ItemId;
import dev.watchparty.domain.playback.Position;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads what clients send over a WebSocket: one JSON object a frame. Fields that it does not know are passed over,
 * fields that it knows must be right, also where the type has no use for them.
 */
public final class CommandJson {

    /** No connection lets a longer frame through. */
    private static final int FRAME_CHARACTERS_MAX = 64 * 1024;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(32)
                    .maxNumberLength(FRAME_CHARACTERS_MAX) // A long one is out of range, which its field is told.
                    .build())
            .build();

    /** The fields of a frame as they were written; absent is null. */
    private static final class Fields {
        private @Nullable String type;
        private @Nullable String partyId;
        private @Nullable String commandId;
        private @Nullable String clipId;
        private @Nullable String message;
        private @Nullable String token;
        private @Nullable Double position;
        private @Nullable Double t0;
        private @Nullable Long since;
    }

    private CommandJson() {}

    /**
     * Reads one frame.
     *
     * @param party the party that the connection belongs to; a command for another is malformed
     * @throws MalformedFrameException if it is no JSON object, or if a field is missing, of a wrong type or out of
     *     range
     */
    public static ClientFrame read(String text, PartyId party) throws MalformedFrameException {
        Fields fields = new Fields();
        try (JsonParser parser = JSON.createParser(text)) {
            readFields(parser, fields);
            return understand(fields, party);
        } catch (IllegalArgumentException wrongField) {
            throw new MalformedFrameException(String.valueOf(wrongField.getMessage()), usableId(fields), wrongField);
        } catch (IOException noJson) {
            throw new MalformedFrameException("the frame is not valid JSON", usableId(fields), noJson);
        }
    }

    /** What is no command id is not repeated to the client: it may be endless, or no text at all. */
    private static @Nullable String usableId(Fields fields) {
        if (fields.commandId == null) return null;
        try {
            return new CommandId(fields.commandId).value();
        } catch (IllegalArgumentException unusable) {
            return null;
        }
    }

    private static void readFields(JsonParser parser, Fields fields) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new IllegalArgumentException("a frame must be a JSON object");
        }
        IllegalArgumentException firstWrong = null;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            try {
                readField(parser, name, fields);
            } catch (IllegalArgumentException wrong) {
                // Read on: the refusal has to name the command, whose id may come later.
                if (firstWrong == null) firstWrong = wrong;
                parser.skipChildren();
            }
        }
        if (parser.nextToken() != null) {
            throw new IllegalArgumentException("a frame must be one JSON object and nothing else");
        }
        if (firstWrong != null) throw firstWrong;
    }

    private static void readField(JsonParser parser, String name, Fields fields) throws IOException {
        switch (name) {
            case "type" -> fields.type = string(parser, name);
            case "party_id" -> fields.partyId = string(parser, name);
            case "command_id" -> fields.commandId = string(parser, name);
            case "clip_id" -> fields.clipId = string(parser, name);
            case "message" -> fields.message = string(parser, name);
            case "token" -> fields.token = string(parser, name);
            case "position" -> fields.position = number(parser, name);
            case "t0" -> fields.t0 = number(parser, name);
            case "timestamp" -> number(parser, name); // The client's time is never the truth.
            case "since" -> fields.since = whole(parser, name);
            default -> parser.skipChildren();
        }
    }

    private static @Nullable String string(JsonParser parser, String name) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) return null;
        if (parser.currentToken() != JsonToken.VALUE_STRING)
            throw new IllegalArgumentException(name + " must be a string");
        return parser.getText();
    }

    private static @Nullable Double number(JsonParser parser, String name) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) return null;
        if (!parser.currentToken().isNumeric()) throw new IllegalArgumentException(name + " must be a number");
        double value = parser.getDoubleValue();
        if (Double.isInfinite(value)) throw new IllegalArgumentException(name + " is out of range");
        return value;
    }

    private static @Nullable Long whole(JsonParser parser, String name) throws IOException {
        Double value = number(parser, name);
        if (value == null) return null;
        boolean isWhole = value >= 0 && value <= 1L << 53 && value == Math.rint(value);
        if (!isWhole) throw new IllegalArgumentException(name + " must be a whole number from 0");
        return value.longValue();
    }

    private static ClientFrame understand(Fields fields, PartyId party) {
        String type = Words.required("type", fields.type);
        if (fields.partyId != null || isOfTheBaseDialect(type)) {
            requireParty(Words.required("party_id", fields.partyId), party);
        }
        CommandId id = fields.commandId == null ? null : new CommandId(fields.commandId);
        return switch (type) {
            case "sync-request" -> new ClientFrame.SyncRequest(fields.since == null ? null : new Version(fields.since));
            case "clock" -> new ClientFrame.Clock(Words.required("t0", fields.t0));
            case "refresh-token" -> new ClientFrame.RefreshToken(new Token(Words.required("token", fields.token)));
            case "status" -> new ClientFrame.Status();
            case "play" -> new ClientFrame.Play(id, optionalPosition(fields.position));
            case "pause" -> new ClientFrame.Pause(id, optionalPosition(fields.position));
            case "seek" -> new ClientFrame.Seek(id, position(Words.required("position", fields.position)));
            case "skip" ->
                new ClientFrame.Skip(
                        id, fields.clipId == null ? null : new ItemId(Words.uuid("clip_id", fields.clipId)));
            case "chat" -> new ClientFrame.Chat(id, new ChatText(Words.required("message", fields.message)));
            default -> throw new IllegalArgumentException("type is not one that this server knows");
        };
    }

    /** Frames of existing clients always name their party; those that came later need not. */
    private static boolean isOfTheBaseDialect(String type) {
        return switch (type) {
            case "clock", "refresh-token", "status" -> false;
            default -> true;
        };
    }

    private static void requireParty(String written, PartyId party) {
        if (!Words.uuid("party_id", written).equals(party.value())) {
            throw new IllegalArgumentException("party_id is not the party of this connection");
        }
    }

    private static @Nullable Position optionalPosition(@Nullable Double seconds) {
        return seconds == null ? null : position(seconds);
    }

    /** Seconds to the nearest millisecond. */
    private static Position position(double seconds) {
        double millis = seconds * 1000;
        if (seconds < 0 || millis > Position.MILLIS_MAX) {
            throw new IllegalArgumentException(
                    "position must be between 0 and " + Position.MILLIS_MAX / 1000 + " seconds");
        }
        return new Position(Math.round(millis));
    }
}
