package dev.watchparty.adapter.web.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.function.Function;

/**
 * JSON as the protocol speaks it: names in snake case, absent instead of null, times in RFC 3339 with milliseconds.
 * Reading is strict about types and about what follows the value, and ignores fields it does not know. Safe for many
 * threads.
 */
public final class Json {

    /** No message of ours is deeper than a handful; what is deeper was made to hurt. */
    private static final int DEPTH_MAX = 32;

    static final ObjectMapper MAPPER = mapper();

    private Json() {}

    /** {@code value} as UTF-8. */
    public static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException failure) {
            throw new AssertionError("not a wire record: " + value.getClass(), failure);
        }
    }

    /**
     * What {@code body} says, as {@code conversion} understands it. Nothing at all counts as an object without fields.
     *
     * @param conversion may throw {@link IllegalArgumentException} for what it refuses, with a message for the client
     * @throws MalformedJsonException if it is no UTF-8, no JSON, of other types than {@code form}, or refused
     */
    public static <F, T> T read(byte[] body, Class<F> form, Function<F, T> conversion) {
        String text = text(body);
        return read(text.isBlank() ? "{}" : text, form, conversion);
    }

    /** As {@link #read(byte[], Class, Function)}, of a text that is not empty. */
    public static <F, T> T read(String text, Class<F> form, Function<F, T> conversion) {
        // The one place where a value that the domain refuses becomes the client's mistake.
        try {
            F value = MAPPER.readValue(text, form);
            if (value == null) throw new MalformedJsonException("body must be an object");
            return conversion.apply(value);
        } catch (JacksonException malformed) {
            throw new MalformedJsonException(JsonMistake.describe(malformed), malformed);
        } catch (IllegalArgumentException refused) {
            throw new MalformedJsonException(String.valueOf(refused.getMessage()), refused);
        }
    }

    /**
     * The text of {@code body}.
     *
     * @throws MalformedJsonException if it is not UTF-8
     */
    public static String text(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw new MalformedJsonException("body is not UTF-8", malformed);
        }
    }

    private static ObjectMapper mapper() {
        SimpleModule forms = new SimpleModule("watchparty")
                .addSerializer(Instant.class, new InstantText())
                .addDeserializer(String.class, new StrictText());
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEPTH_MAX)
                        .build())
                .build();
        return JsonMapper.builder(factory)
                .addModule(forms)
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }

    /** Whole milliseconds, always three digits, so that times sort as texts. */
    private static final class InstantText extends StdSerializer<Instant> {

        private static final DateTimeFormatter FORMAT =
                new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

        InstantText() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant value, JsonGenerator generator, SerializerProvider provider) throws IOException {
            generator.writeString(FORMAT.format(value));
        }
    }
}
