package dev.watchparty.adapter.web.wire;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says in words for a client what was wrong with its JSON: the field, and what it must be. Quotes none of it. */
final class JsonMistake {

    private static final String WHOLE = "body";

    private JsonMistake() {}

    static String describe(JacksonException mistake) {
        String field = mistake instanceof JsonMappingException mapping ? path(mapping.getPath()) : "";
        return (field.isEmpty() ? placeOfParser(mistake) : field) + " " + whatIsWrong(mistake);
    }

    /** Where the text stopped being JSON: the field of the whole that this was in. */
    private static String placeOfParser(JacksonException mistake) {
        if (!(mistake.getProcessor() instanceof JsonParser parser)) return WHOLE;
        JsonPointer place = parser.getParsingContext().pathAsPointer();
        return place.matches() || place.getMatchingProperty().isEmpty() ? WHOLE : place.getMatchingProperty();
    }

    private static String whatIsWrong(JacksonException mistake) {
        if (isBy(mistake, InputCoercionException.class)) return "is out of range";
        if (isBy(mistake, StreamConstraintsException.class)) return "is too long or nested too deeply";
        if (mistake instanceof MismatchedInputException mismatch) return expectation(mismatch);
        return "is not JSON" + place(mistake);
    }

    private static String expectation(MismatchedInputException mismatch) {
        Class<?> type = mismatch.getTargetType();
        // Ours is the only check that reports on texts, and its words are fit to be read.
        if (type == String.class) return mismatch.getOriginalMessage();
        if (isTrailing(mismatch)) return "must be one JSON value with nothing after it";
        return "must be " + kind(type);
    }

    private static boolean isTrailing(MismatchedInputException mismatch) {
        return mismatch.getPath().isEmpty() && mismatch.getOriginalMessage().startsWith("Trailing token");
    }

    private static String kind(@Nullable Class<?> type) {
        if (type == null || type.isRecord()) return "an object";
        if (type == Integer.class || type == int.class || type == Long.class || type == long.class) {
            return "a whole number";
        }
        if (type == Double.class || type == double.class) return "a number";
        if (type == Boolean.class || type == boolean.class) return "true or false";
        return Collection.class.isAssignableFrom(type) ? "a list" : "an object";
    }

    private static boolean isBy(Throwable mistake, Class<? extends Throwable> kind) {
        return kind.isInstance(mistake) || kind.isInstance(mistake.getCause());
    }

    private static String place(JacksonException mistake) {
        return mistake.getLocation() == null
                ? ""
                : ": line " + mistake.getLocation().getLineNr() + ", column "
                        + mistake.getLocation().getColumnNr();
    }

    private static String path(List<JsonMappingException.Reference> references) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference reference : references) {
            if (reference.getFieldName() == null) {
                path.append('[').append(reference.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(reference.getFieldName());
            }
        }
        return path.toString();
    }
}
