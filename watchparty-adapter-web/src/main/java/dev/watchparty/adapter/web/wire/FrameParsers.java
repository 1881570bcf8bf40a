package dev.watchparty.adapter.web.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.json.UTF8StreamJsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * Makes parsers of UTF-8 that know the protocol's names from the start, and remember no others. Jackson's own remember
 * thousands for whatever is parsed next, and copy them all for every new one: strangers make names up, and each of
 * their frames would cost 300 KB. Safe for many threads.
 */
final class FrameParsers extends JsonFactory {

    private static final long serialVersionUID = 1;

    FrameParsers(JsonFactoryBuilder features, Collection<String> names) {
        super(features);
        byte[] object = names.stream()
                .map(name -> "\"" + name + "\":0")
                .collect(Collectors.joining(",", "{", "}"))
                .getBytes(StandardCharsets.UTF_8);
        try (JsonParser learning = super._createParser(object, 0, object.length, context(object))) {
            learning.nextToken();
            learning.skipChildren();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // Memory does not fail to be read.
        }
    }

    private IOContext context(byte[] bytes) {
        return _createContext(_createContentReference(bytes), /* resourceManaged= */ false);
    }

    @Override
    protected JsonParser _createParser(byte[] utf8, int start, int length, IOContext context) {
        return new FrameParser(this, context, utf8, start, start + length);
    }

    private static final class FrameParser extends UTF8StreamJsonParser {

        FrameParser(FrameParsers maker, IOContext context, byte[] utf8, int start, int end) {
            super(
                    context,
                    maker._parserFeatures,
                    /* in= */ null,
                    /* codec= */ null,
                    maker._byteSymbolCanonicalizer.makeChild(maker._factoryFeatures),
                    utf8,
                    start,
                    end,
                    /* bytesPreProcessed= */ 0,
                    /* bufferRecyclable= */ false);
        }

        /** All but to hand on the names that it met. */
        @Override
        protected void _releaseBuffers() {
            _textBuffer.releaseBuffers();
        }
    }
}
