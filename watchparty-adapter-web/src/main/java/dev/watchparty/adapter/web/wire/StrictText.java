package dev.watchparty.adapter.web.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Takes nothing but a string for a text: no number, and no half of a surrogate pair, which UTF-8 cannot say. */
final class StrictText extends StdScalarDeserializer<String> {

    StrictText() {
        super(String.class);
    }

    @Override
    public @Nullable String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            return context.reportInputMismatch(String.class, "must be a string");
        }
        String text = parser.getText();
        if (holdsHalfAPair(text)) {
            return context.reportInputMismatch(String.class, "holds half a surrogate pair");
        }
        return text;
    }

    static boolean holdsHalfAPair(String text) {
        return text.codePoints()
                .anyMatch(character -> character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE);
    }
}
