package dev.watchparty.domain.party;

import static dev.watchparty.domain.party.Parties.created;
import static dev.watchparty.domain.party.Parties.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.Decision.Accepted;
import dev.watchparty.domain.party.PartyEvent.MessageRedacted;
import dev.watchparty.domain.party.PartyEvent.MessageSent;
import dev.watchparty.domain.party.PartyEvent.ParticipantJoined;
import dev.watchparty.domain.party.PartyEvent.Reacted;
import dev.watchparty.domain.playback.ItemId;
import dev.watchparty.domain.playback.PlaylistItem;
import dev.watchparty.domain.playback.Timeline;
import dev.watchparty.domain.statistics.PartyStatistics;
import dev.watchparty.domain.statistics.PartyStatistics.Headcount;
import dev.watchparty.domain.statistics.PartyStatistics.Moment;
import dev.watchparty.domain.statistics.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The statistics of any history against a recount that replays the party and looks at it between any two events, which
 * takes all the memory it likes. Replay a failure by its seed.
 */
class RecountTest {

    private static final int HISTORIES = 200;
    private static final int COMMANDS = 250;

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void agrees_with_the_statistics(long seed) {
        History history = new History(new Random(seed));
        Tally tally = new Tally();
        history.recorded.forEach(tally::add);
        Instant later = history.recorded.get(history.recorded.size() - 1).at().plusSeconds(90);

        PartyStatistics told = tally.at(later, history.party.queue());

        Recount recount = new Recount(history, later);
        assertThat(told.uniqueViewers())
                .isEqualTo(recount.last().participants().all().size());
        assertThat(told.peakConcurrent()).isEqualTo(recount.most());
        assertThat(told.currentViewers()).isEqualTo(Recount.here(recount.last()).size());
        assertThat(told.averageStay()).isEqualTo(recount.averageStay());
        assertThat(told.watched()).isEqualTo(recount.watched());
        assertThat(told.chatMessages())
                .isEqualTo(recount.count(event -> event instanceof MessageSent || event instanceof MessageRedacted));
        assertThat(told.reactions()).isEqualTo(recount.count(Reacted.class::isInstance));
        assertThat(told.joins()).isEqualTo(recount.count(ParticipantJoined.class::isInstance));
        assertThat(told.leaves()).isEqualTo(recount.leaves());
        assertThat(told.people()).isEqualTo(recount.people());
        assertAgreed(told, recount);
    }

    static LongStream seeds() {
        return LongStream.range(0, HISTORIES);
    }

    /** What is said of a film is true; where some could not be named, fewer are said of those that could. */
    private static void assertAgreed(PartyStatistics told, Recount recount) {
        Map<ItemId, Map<Long, Long>> reactions = recount.reactions(told.bucket());
        boolean isAllNamed = told.moments().stream().noneMatch(bucket -> bucket.item() == null);
        assertThat(told.moments().stream().mapToLong(Moment::reactions).sum()).isEqualTo(told.reactions());
        assertThat(told.moments().stream().mapToLong(Moment::messages).sum()).isEqualTo(told.chatMessages());
        for (Moment bucket : told.moments()) {
            assertThat(bucket.emoji().values().stream()
                            .mapToLong(times -> times)
                            .sum())
                    .isEqualTo(bucket.reactions());
            if (bucket.item() == null || bucket.reactions() == 0) continue;
            Long counted = Objects.requireNonNull(reactions.get(bucket.item()))
                    .get(bucket.from().millis());
            if (isAllNamed) {
                assertThat(bucket.reactions()).isEqualTo(counted);
            } else {
                assertThat(bucket.reactions()).isLessThanOrEqualTo(counted);
            }
        }
    }

    /** What people and servers did, as it is stored: some of what was said is redacted, and the clocks differ. */
    private static final class History {

        private final Party beginning = with(created(), new Capacity(5));
        private final List<RecordedEvent> recorded = new ArrayList<>(List.of(beginning.creation()));
        private Party party = beginning;

        History(Random random) {
            AnyCommand commands = new AnyCommand(random, beginning);
            Instant now = beginning.createdAt();
            for (int command = 0; command < COMMANDS; command++) {
                now = now.plusMillis(random.nextInt(random.nextInt(10) == 0 ? 1_000_000 : 12_000));
                PartyCommand asked = commands.next(party, now);
                if (!(asked.decide(party, now) instanceof Accepted accepted)) continue;
                Instant at = random.nextInt(5) == 0 ? now.minusMillis(random.nextInt(10_000)) : now;
                for (PartyEvent event : accepted.events()) {
                    party = party.after(event);
                    recorded.add(new RecordedEvent(party.version(), at, stored(event, random)));
                }
            }
        }

        private static PartyEvent stored(PartyEvent event, Random random) {
            return event instanceof MessageSent sent && random.nextBoolean()
                    ? new MessageRedacted(sent.id(), sent.by())
                    : event;
        }
    }

    private static final class Recount {

        /** The party after an event, until the next one. */
        private record Stretch(Party party, Instant from, Instant to, PartyEvent event) {}

        private final List<Stretch> stretches = new ArrayList<>();

        Recount(History history, Instant end) {
            Party party = history.beginning;
            Instant from = Instant.EPOCH;
            for (int number = 0; number < history.recorded.size(); number++) {
                RecordedEvent recorded = history.recorded.get(number);
                if (number > 0) party = party.after(recorded.event());
                from = later(from, recorded.at());
                Instant to = number + 1 < history.recorded.size()
                        ? later(from, history.recorded.get(number + 1).at())
                        : end;
                stretches.add(new Stretch(party, from, to, recorded.event()));
            }
        }

        Party last() {
            return stretches.get(stretches.size() - 1).party();
        }

        static List<UserId> here(Party party) {
            return party.hasEnded()
                    ? List.of()
                    : party.participants().here().map(Participant::user).toList();
        }

        int most() {
            return stretches.stream()
                    .mapToInt(stretch -> here(stretch.party()).size())
                    .max()
                    .orElse(0);
        }

        Duration averageStay() {
            Map<UserId, Long> stayed = new HashMap<>();
            stretches.forEach(stretch -> here(stretch.party())
                    .forEach(user -> stayed.merge(user, ms(stretch.from(), stretch.to()), Long::sum)));
            long all = stayed.values().stream().mapToLong(each -> each).sum();
            return Duration.ofMillis(all / last().participants().all().size());
        }

        Duration watched() {
            return Duration.ofMillis(stretches.stream()
                    .filter(stretch -> stretch.party().timeline().isPlaying())
                    .mapToLong(stretch -> here(stretch.party()).size() * played(stretch))
                    .sum());
        }

        private static long played(Stretch stretch) {
            Instant anchor = stretch.party().timeline() instanceof Timeline.Playing playing
                    ? playing.anchoredAt()
                    : stretch.to();
            return ms(later(stretch.from(), anchor), stretch.to());
        }

        long count(Predicate<PartyEvent> isCounted) {
            return stretches.stream().map(Stretch::event).filter(isCounted).count();
        }

        long leaves() {
            long leaves = 0;
            for (int number = 1; number < stretches.size(); number++) {
                Party before = stretches.get(number - 1).party();
                Party after = stretches.get(number).party();
                leaves += before.participants()
                        .active()
                        .filter(member ->
                                after.participants().findActive(member.user()).isEmpty())
                        .count();
            }
            return leaves;
        }

        List<Headcount> people() {
            TreeMap<Instant, Integer> counts = new TreeMap<>();
            int before = 0;
            for (Stretch stretch : stretches) {
                int count = here(stretch.party()).size();
                if (count != before) counts.put(stretch.from(), count);
                before = count;
            }
            return counts.entrySet().stream()
                    .map(entry -> new Headcount(entry.getKey(), entry.getValue()))
                    .toList();
        }

        /** How many reactions there were to each item, by where in it, in steps of {@code width}. */
        Map<ItemId, Map<Long, Long>> reactions(Duration width) {
            Map<ItemId, Map<Long, Long>> reactions = new HashMap<>();
            reacted()
                    .forEach(entry -> reactions
                            .computeIfAbsent(entry.getKey(), first -> new HashMap<>())
                            .merge(entry.getValue() / width.toMillis() * width.toMillis(), 1L, Long::sum));
            return reactions;
        }

        private Stream<Map.Entry<ItemId, Long>> reacted() {
            List<Map.Entry<ItemId, Long>> reacted = new ArrayList<>();
            for (Stretch stretch : stretches) {
                @Nullable
                ItemId current =
                        stretch.party().queue().current().map(PlaylistItem::id).orElse(null);
                if (stretch.event() instanceof Reacted reaction && current != null) {
                    reacted.add(Map.entry(current, reaction.position().millis()));
                }
            }
            return reacted.stream();
        }

        private static Instant later(Instant one, Instant other) {
            return one.isAfter(other) ? one : other;
        }

        private static long ms(Instant from, Instant to) {
            return to.isAfter(from) ? Duration.between(from, to).toMillis() : 0;
        }
    }
}
