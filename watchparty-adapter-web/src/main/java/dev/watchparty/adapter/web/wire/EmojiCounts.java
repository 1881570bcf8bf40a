package dev.watchparty.adapter.web.wire;

import dev.watchparty.domain.chat.Emoji;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/** How often each emoji was used, as JSON has it: the most frequent first. */
final class EmojiCounts {

    private EmojiCounts() {}

    static Map<String, Long> of(Map<Emoji, Long> emoji) {
        Map<String, Long> sorted = new LinkedHashMap<>();
        emoji.entrySet().stream()
                .sorted(Map.Entry.<Emoji, Long>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.comparing(Emoji::value))))
                .forEach(entry -> sorted.put(entry.getKey().value(), entry.getValue()));
        return sorted;
    }
}
