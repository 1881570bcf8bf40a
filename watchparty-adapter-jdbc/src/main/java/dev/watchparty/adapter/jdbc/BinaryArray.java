package dev.watchparty.adapter.jdbc;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PGBinaryObject;
import org.postgresql.util.PGobject;

/**
 * One column of several rows as a parameter, in PostgreSQL's own binary form. The driver writes arrays of ids and
 * instants as text, which costs both sides several times as much.
 */
final class BinaryArray extends PGobject implements PGBinaryObject {

    private static final long serialVersionUID = 1;
    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");
    private static final int HEADER_BYTES = 5 * Integer.BYTES;
    private static final byte JSONB_VERSION = 1;

    /** What elements are. The numbers are those that PostgreSQL's catalogue gives its own types for good. */
    enum Type {
        INT4(23, "_int4"),
        INT8(20, "_int8"),
        UUID(2950, "_uuid"),
        TEXT(25, "_text"),
        JSONB(3802, "_jsonb"),
        TIMESTAMPTZ(1184, "_timestamptz");

        private final int number;
        private final String array;

        Type(int number, String array) {
            this.number = number;
            this.array = array;
        }

        /** The element without its length; texts must be there as bytes. */
        private void put(ByteBuffer bytes, Object element) {
            switch (this) {
                case INT4 -> bytes.putInt((Integer) element);
                case INT8 -> bytes.putLong((Long) element);
                case UUID -> putId(bytes, (UUID) element);
                case TEXT -> bytes.put((byte[]) element);
                case JSONB -> bytes.put(JSONB_VERSION).put((byte[]) element);
                case TIMESTAMPTZ -> bytes.putLong(EPOCH.until((Instant) element, ChronoUnit.MICROS));
            }
        }

        private static void putId(ByteBuffer bytes, UUID id) {
            bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        }

        private int bytes(@Nullable Object element) {
            if (element == null) return 0;
            return switch (this) {
                case INT4 -> Integer.BYTES;
                case INT8, TIMESTAMPTZ -> Long.BYTES;
                case UUID -> 2 * Long.BYTES;
                case TEXT -> ((byte[]) element).length;
                case JSONB -> 1 + ((byte[]) element).length;
            };
        }
    }

    private final transient ByteBuffer bytes;

    private BinaryArray(Type type, ByteBuffer bytes) {
        setType(type.array);
        this.bytes = bytes;
    }

    static <R> BinaryArray of(Type type, List<R> rows, Function<R, @Nullable Object> column) {
        @Nullable Object[] elements = new Object[rows.size()];
        int size = HEADER_BYTES;
        boolean hasNulls = false;
        for (int place = 0; place < elements.length; place++) {
            Object element = column.apply(rows.get(place));
            elements[place] = element instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : element;
            size += Integer.BYTES + type.bytes(elements[place]);
            hasNulls |= element == null;
        }
        ByteBuffer bytes = ByteBuffer.allocate(size);
        bytes.putInt(1)
                .putInt(hasNulls ? 1 : 0)
                .putInt(type.number)
                .putInt(elements.length)
                .putInt(1);
        for (Object element : elements) {
            bytes.putInt(element == null ? -1 : type.bytes(element));
            if (element != null) type.put(bytes, element);
        }
        return new BinaryArray(type, bytes);
    }

    @Override
    public int lengthInBytes() {
        return bytes.capacity();
    }

    @Override
    public void toBytes(byte[] target, int offset) {
        bytes.get(0, target, offset, bytes.capacity());
    }

    @Override
    public void setByteValue(byte[] value, int offset) {
        throw new UnsupportedOperationException("it is only written");
    }

    /** Asked for where the driver was told not to send anything in binary form. */
    @Override
    public String getValue() {
        throw new UnsupportedOperationException("the driver must send " + type + " in binary form");
    }
}
