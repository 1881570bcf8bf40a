package dev.watchparty.domain.statistics;

import dev.watchparty.domain.chat.Emoji;
import dev.watchparty.domain.playback.ItemId;
import dev.watchparty.domain.playback.Position;
import dev.watchparty.domain.statistics.PartyStatistics.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where in which film people reacted or talked, in buckets of equal length: as short as they can be, at most
 * {@value #BUCKETS_MAX} of them, or one a film where there were more films than that. Confined to one thread.
 */
final class Moments {

    static final int BUCKETS_MAX = 200;

    /** More different emoji in one bucket than this cannot be drawn; further ones are only counted. */
    static final int EMOJI_MAX = 32;

    private static final long NARROWEST_MS = 1_000;

    /** What was watched: an item, or one of which the history has not told yet which it is. */
    sealed interface Film {

        record Item(ItemId id) implements Film {}

        record Unnamed(int number) implements Film {}
    }

    private final Map<Film, SortedMap<Long, Bucket>> byFilm = new LinkedHashMap<>();
    private long widthMs = NARROWEST_MS;

    private static final class Bucket {

        private long messages;
        private long reactions;
        private final Map<Emoji, Long> emoji = new HashMap<>();

        void add(Emoji added, long times) {
            if (emoji.containsKey(added) || emoji.size() < EMOJI_MAX) emoji.merge(added, times, Long::sum);
        }

        Bucket and(Bucket other) {
            messages += other.messages;
            reactions += other.reactions;
            other.emoji.forEach(this::add);
            return this;
        }
    }

    void react(Film film, Position at, Emoji emoji) {
        Bucket bucket = bucket(film, at);
        bucket.reactions++;
        bucket.add(emoji, 1);
        keepFew();
    }

    void talk(Film film, Position at) {
        bucket(film, at).messages++;
        keepFew();
    }

    private Bucket bucket(Film film, Position at) {
        return byFilm.computeIfAbsent(film, first -> new TreeMap<>())
                .computeIfAbsent(at.millis() / widthMs, first -> new Bucket());
    }

    private void keepFew() {
        while (size() > BUCKETS_MAX && widthMs <= Position.MILLIS_MAX) {
            widthMs *= 2;
            byFilm.replaceAll((same, buckets) -> halved(buckets));
        }
    }

    private int size() {
        return byFilm.values().stream().mapToInt(Map::size).sum();
    }

    private static SortedMap<Long, Bucket> halved(SortedMap<Long, Bucket> buckets) {
        SortedMap<Long, Bucket> half = new TreeMap<>();
        buckets.forEach((number, bucket) -> half.merge(number / 2, bucket, Bucket::and));
        return half;
    }

    Duration width() {
        return Duration.ofMillis(widthMs);
    }

    /** All of them, where {@code name} knows what the films are. */
    List<Moment> buckets(Function<Film, @Nullable ItemId> name) {
        Map<@Nullable ItemId, SortedMap<Long, Bucket>> byItem = new LinkedHashMap<>();
        byFilm.forEach((film, buckets) -> {
            SortedMap<Long, Bucket> same = byItem.computeIfAbsent(name.apply(film), first -> new TreeMap<>());
            buckets.forEach((number, bucket) -> same.merge(number, new Bucket().and(bucket), Bucket::and));
        });
        List<Moment> all = new ArrayList<>();
        byItem.forEach((item, buckets) -> buckets.forEach((number, bucket) -> all.add(
                new Moment(item, new Position(number * widthMs), bucket.messages, bucket.reactions, bucket.emoji))));
        return all;
    }
}
