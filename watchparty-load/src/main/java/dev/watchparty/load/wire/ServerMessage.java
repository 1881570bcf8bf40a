package dev.watchparty.load.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * What the load generator reads of a server's message. Texts that are absent are empty, numbers {@value #ABSENT}: most
 * messages lack most of them, and all are compared at once.
 */
public record ServerMessage(
        String type,
        long version,
        long positionMs,
        String commandId,
        String errorCode,
        String errorText,
        String chatText) {

    public static final long ABSENT = -1;

    static final ServerMessage NONE = new ServerMessage("", ABSENT, ABSENT, "", "", "", "");

    private static final JsonFactory JSON = new JsonFactory();

    /**
     * Reads the fields of the outermost object, and the text of a chat message within it.
     *
     * @throws UncheckedIOException if it is no JSON object
     */
    static ServerMessage parse(byte[] bytes, int from, int length) {
        Fields fields = new Fields();
        try (JsonParser parser = JSON.createParser(bytes, from, length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) throw new IOException("no JSON object");
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                fields.take(name, parser);
                parser.skipChildren();
            }
        } catch (IOException malformed) {
            throw new UncheckedIOException("the server sent a message that is no JSON object", malformed);
        }
        return fields.message();
    }

    private static final class Fields {
        private String type = "";
        private long version = ABSENT;
        private long positionMs = ABSENT;
        private long baseDialectPositionMs = ABSENT;
        private String commandId = "";
        private String errorCode = "";
        private String errorText = "";
        private String chatText = "";

        void take(String name, JsonParser parser) throws IOException {
            switch (name) {
                case "type" -> type = parser.getText();
                case "version" -> version = parser.getLongValue();
                case "position_ms" -> positionMs = parser.getLongValue();
                case "position" -> baseDialectPositionMs = Math.round(parser.getDoubleValue() * 1000);
                case "command_id" -> commandId = parser.getText();
                case "code" -> errorCode = parser.getText();
                case "message" -> errorText = parser.getText();
                case "chat_message" -> takeChat(parser);
                default -> {}
            }
        }

        private void takeChat(JsonParser parser) throws IOException {
            if (parser.currentToken() != JsonToken.START_OBJECT) return;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean isText = parser.currentName().equals("message");
                parser.nextToken();
                if (isText) {
                    chatText = parser.getText();
                }
                parser.skipChildren();
            }
        }

        ServerMessage message() {
            long position = positionMs == ABSENT ? baseDialectPositionMs : positionMs;
            return new ServerMessage(type, version, position, commandId, errorCode, errorText, chatText);
        }
    }
}
