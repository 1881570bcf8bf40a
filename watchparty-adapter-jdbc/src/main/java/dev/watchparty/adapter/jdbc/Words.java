package dev.watchparty.adapter.jdbc;

import java.util.Locale;

/** Enum constants as they stand in columns: {@code CO_HOST} is {@code co-host}. */
final class Words {

    private Words() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static <E extends Enum<E>> E read(Class<E> type, String word) {
        return Enum.valueOf(type, word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
