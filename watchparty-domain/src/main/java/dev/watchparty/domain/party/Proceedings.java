package dev.watchparty.domain.party;

import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.playback.ItemId;
import dev.watchparty.domain.playback.PlaylistItem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is under way in a party besides the film: a start that is set, a ready check, a hold, votes, suggestions. */
public record Proceedings(
        Schedule schedule, ReadyCheck readyCheck, Waiting waiting, Ballot ballot, List<Suggestion> suggestions) {

    public static final int SUGGESTIONS_MAX = 50;

    /** So many of one person's suggestions wait at most, so that others get a word in. */
    public static final int SUGGESTIONS_EACH_MAX = 5;

    public static final Proceedings NONE =
            new Proceedings(Schedule.NONE, ReadyCheck.NONE, Waiting.NONE, Ballot.EMPTY, List.of());

    public Proceedings {
        suggestions = List.copyOf(suggestions);
        if (suggestions.size() > SUGGESTIONS_MAX) {
            throw new IllegalArgumentException("suggestions must be at most " + SUGGESTIONS_MAX);
        }
    }

    /** When the film is to start by itself. */
    public sealed interface Schedule {

        Schedule NONE = new Schedule.None();

        record None() implements Schedule {}

        record At(Instant instant, UserId by) implements Schedule {}
    }

    /** Whether people are being asked if they are ready. */
    public sealed interface ReadyCheck {

        ReadyCheck NONE = new ReadyCheck.None();

        record None() implements ReadyCheck {}

        /**
         * Asked by {@code by}.
         *
         * @param thenPlay whether the film starts when all who are here have said yes
         * @param ready who has
         */
        record Open(UserId by, boolean thenPlay, Set<UserId> ready) implements ReadyCheck {

            public Open {
                ready = Set.copyOf(ready);
            }
        }
    }

    /**
     * Whether the film is held for somebody.
     *
     * @param spent how long each person held the film up since the current item began
     */
    public record Waiting(Hold hold, Map<UserId, Duration> spent) {

        public static final Waiting NONE = new Waiting(Hold.NONE, Map.of());

        public Waiting {
            spent = Map.copyOf(spent);
        }

        public Duration spentBy(UserId user) {
            return spent.getOrDefault(user, Duration.ZERO);
        }
    }

    /** A pause of the film that nobody pressed. */
    public sealed interface Hold {

        Hold NONE = new Hold.None();

        record None() implements Hold {}

        /** The film waits for {@code stalled} from {@code since} until {@code until} at the latest. */
        record Under(Set<UserId> stalled, Instant since, Instant until) implements Hold {

            public Under {
                stalled = Set.copyOf(stalled);
            }
        }
    }

    /**
     * The votes on what comes after the current item.
     *
     * @param skip who wants it now
     * @param next who wants what, when it comes
     */
    public record Ballot(Set<UserId> skip, Map<UserId, ItemId> next) {

        public static final Ballot EMPTY = new Ballot(Set.of(), Map.of());

        public Ballot {
            skip = Set.copyOf(skip);
            next = Map.copyOf(next);
        }
    }

    /** Something that {@code by} would like to watch. */
    public record Suggestion(PlaylistItem item, UserId by) {}

    public Optional<Suggestion> suggestion(ItemId item) {
        return suggestions.stream()
                .filter(suggestion -> suggestion.item().id().equals(item))
                .findFirst();
    }

    Proceedings with(Schedule changed) {
        return new Proceedings(changed, readyCheck, waiting, ballot, suggestions);
    }

    Proceedings with(ReadyCheck changed) {
        return new Proceedings(schedule, changed, waiting, ballot, suggestions);
    }

    Proceedings with(Waiting changed) {
        return new Proceedings(schedule, readyCheck, changed, ballot, suggestions);
    }

    Proceedings with(Ballot changed) {
        return new Proceedings(schedule, readyCheck, waiting, changed, suggestions);
    }

    /** These proceedings without what {@code user} suggested. */
    Proceedings withoutSuggestionsOf(UserId user) {
        return with(suggestions.stream()
                .filter(suggestion -> !suggestion.by().equals(user))
                .toList());
    }

    Proceedings with(List<Suggestion> changed) {
        return new Proceedings(schedule, readyCheck, waiting, ballot, changed);
    }
}
