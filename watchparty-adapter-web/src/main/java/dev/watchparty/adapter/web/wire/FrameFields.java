package dev.watchparty.adapter.web.wire;

import static java.util.Map.entry;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import dev.watchparty.adapter.web.wire.PlaylistDraftJson.ItemJson;
import dev.watchparty.application.playlist.EditPlaylists.Draft;
import dev.watchparty.application.port.CommandId;
import dev.watchparty.domain.party.QueueCommand.AddItems;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a client's frame: those that the protocol knows, each of the kind that it says. One that is null is as
 * good as absent. Whatever throws {@link IllegalArgumentException} names the field in its message.
 */
final class FrameFields {

    /** What a field must be. */
    private enum Kind {
        TEXT,
        NUMBER,
        /** A number that counts something: 0 or more, without a fraction. */
        COUNT,
        FLAG,
        ITEM,
        ITEMS
    }

    private static final long COUNT_MAX = 1L << 53; // Beyond this a double skips numbers.

    private static final Map<String, Kind> KINDS = Map.ofEntries(
            entry("type", Kind.TEXT),
            entry("party_id", Kind.TEXT),
            entry("timestamp", Kind.NUMBER),
            entry("command_id", Kind.TEXT),
            entry("clip_id", Kind.TEXT),
            entry("user_id", Kind.TEXT),
            entry("message_id", Kind.TEXT),
            entry("message", Kind.TEXT),
            entry("emoji", Kind.TEXT),
            entry("role", Kind.TEXT),
            entry("loop", Kind.TEXT),
            entry("token", Kind.TEXT),
            entry("position", Kind.NUMBER),
            entry("video_timestamp", Kind.NUMBER),
            entry("rate", Kind.NUMBER),
            entry("at_ms", Kind.NUMBER),
            entry("t0", Kind.NUMBER),
            entry("offset_ms", Kind.NUMBER),
            entry("rtt_ms", Kind.NUMBER),
            entry("position_ms", Kind.NUMBER),
            entry("since", Kind.COUNT),
            entry("place", Kind.COUNT),
            entry("is_typing", Kind.FLAG),
            entry("ban", Kind.FLAG),
            entry("next", Kind.FLAG),
            entry("open", Kind.FLAG),
            entry("then_play", Kind.FLAG),
            entry("wait", Kind.FLAG),
            entry("buffering", Kind.FLAG),
            entry("hidden", Kind.FLAG),
            entry("ready", Kind.FLAG),
            entry("item", Kind.ITEM),
            entry("items", Kind.ITEMS));

    /** A field that the protocol knows: its kind, and its place in the table of values. */
    private record Slot(Kind kind, int place) {}

    private static final Map<String, Slot> SLOTS = slots();

    private final @Nullable Object[] values = new @Nullable Object[SLOTS.size()];

    private static Map<String, Slot> slots() {
        Map<String, Slot> slots = new HashMap<>();
        KINDS.forEach((name, kind) -> slots.put(name, new Slot(kind, slots.size())));
        return Map.copyOf(slots);
    }

    /** The names that frames have on the outside. */
    static Set<String> names() {
        return KINDS.keySet();
    }

    /**
     * Reads the one object that {@code parser} is at the beginning of, and nothing may follow. Of a field that comes
     * twice the last counts.
     *
     * @throws IllegalArgumentException if it is something else, or a field is of a wrong kind; what is right was taken
     */
    void read(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new IllegalArgumentException("a frame must be a JSON object");
        }
        JsonStreamContext object = parser.getParsingContext();
        IllegalArgumentException firstWrong = null;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            try {
                take(parser, name);
            } catch (IllegalArgumentException wrong) {
                // Read on: the refusal has to name the command, whose id may come later.
                if (firstWrong == null) firstWrong = wrong;
                while (parser.getParsingContext() != object) {
                    parser.nextToken();
                }
            }
        }
        if (parser.nextToken() != null) {
            throw new IllegalArgumentException("a frame must be one JSON object and nothing else");
        }
        if (firstWrong != null) throw firstWrong;
    }

    private void take(JsonParser parser, String name) throws IOException {
        Slot slot = SLOTS.get(name);
        if (slot == null) {
            parser.skipChildren();
        } else {
            boolean isNull = parser.currentToken() == JsonToken.VALUE_NULL;
            values[slot.place()] = isNull ? null : value(parser, slot.kind(), name);
        }
    }

    /** What {@code name}, one of the names above, was given. */
    private @Nullable Object value(String name) {
        Slot slot = SLOTS.get(name);
        if (slot == null) throw new AssertionError(name);
        return values[slot.place()];
    }

    private static Object value(JsonParser parser, Kind kind, String name) throws IOException {
        return switch (kind) {
            case TEXT -> text(parser, name);
            case NUMBER -> number(parser, name);
            case COUNT -> count(parser, name);
            case FLAG -> flag(parser, name);
            case ITEM -> item(parser, name);
            case ITEMS -> items(parser, name);
        };
    }

    private static String text(JsonParser parser, String name) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw new IllegalArgumentException(name + " must be a string");
        }
        return parser.getText();
    }

    private static Double number(JsonParser parser, String name) throws IOException {
        if (!parser.currentToken().isNumeric()) throw new IllegalArgumentException(name + " must be a number");
        double value = parser.getDoubleValue();
        if (Double.isInfinite(value)) throw new IllegalArgumentException(name + " is out of range");
        return value;
    }

    private static Long count(JsonParser parser, String name) throws IOException {
        double value = number(parser, name);
        boolean isCount = value >= 0 && value <= COUNT_MAX && value == Math.rint(value);
        if (!isCount) throw new IllegalArgumentException(name + " must be a whole number from 0");
        return (long) value;
    }

    private static Boolean flag(JsonParser parser, String name) {
        if (!parser.currentToken().isBoolean()) throw new IllegalArgumentException(name + " must be true or false");
        return parser.currentToken() == JsonToken.VALUE_TRUE;
    }

    private static List<Draft> items(JsonParser parser, String name) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw new IllegalArgumentException(name + " must be a list");
        }
        List<Draft> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (items.size() == AddItems.ITEMS_MAX) {
                throw new IllegalArgumentException(name + " must be 1 to " + AddItems.ITEMS_MAX + ", but are more");
            }
            items.add(item(parser, name + "[" + items.size() + "]"));
        }
        return items;
    }

    private static Draft item(JsonParser parser, String name) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new IllegalArgumentException(name + " must be an object");
        }
        String title = null;
        String url = null;
        String kind = null;
        Long durationMs = null;
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            boolean isNull = parser.nextToken() == JsonToken.VALUE_NULL;
            switch (field) {
                case "title" -> title = isNull ? null : text(parser, name + ".title");
                case "url" -> url = isNull ? null : text(parser, name + ".url");
                case "kind" -> kind = isNull ? null : text(parser, name + ".kind");
                case "duration_ms" -> durationMs = isNull ? null : count(parser, name + ".duration_ms");
                default -> parser.skipChildren();
            }
        }
        return PlaylistDraftJson.draft(name, new ItemJson(null, title, url, kind, durationMs));
    }

    @Nullable
    String optionalText(String name) {
        return value(name) instanceof String text ? text : null;
    }

    String text(String name) {
        return Words.required(name, optionalText(name));
    }

    /** The id that the client gave its command; none, if it gave none. */
    @Nullable
    CommandId commandId() {
        String text = optionalText("command_id");
        return text == null ? null : new CommandId(text);
    }

    UUID id(String name) {
        return Words.uuid(name, text(name));
    }

    @Nullable
    Double optionalNumber(String name) {
        return value(name) instanceof Double number ? number : null;
    }

    double number(String name) {
        return Words.required(name, optionalNumber(name));
    }

    @Nullable
    Long optionalCount(String name) {
        return value(name) instanceof Long count ? count : null;
    }

    @Nullable
    Boolean optionalFlag(String name) {
        return value(name) instanceof Boolean flag ? flag : null;
    }

    boolean flag(String name) {
        return Words.required(name, optionalFlag(name));
    }

    /** Whether it is there and true. */
    boolean isTrue(String name) {
        return Boolean.TRUE.equals(value(name));
    }

    /** Whether it is absent or true. */
    boolean isNotFalse(String name) {
        return !Boolean.FALSE.equals(value(name));
    }

    /** What somebody wants to watch. */
    Draft item(String name) {
        return Words.required(name, value(name) instanceof Draft draft ? draft : null);
    }

    /** Several things that somebody wants to watch. */
    List<Draft> items(String name) {
        if (!(value(name) instanceof List<?> items)) throw new IllegalArgumentException(name + " is missing");
        return items.stream().map(Draft.class::cast).toList();
    }
}
