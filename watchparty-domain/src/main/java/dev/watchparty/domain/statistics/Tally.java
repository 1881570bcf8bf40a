package dev.watchparty.domain.statistics;

import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.PartyEvent;
import dev.watchparty.domain.party.PartyEvent.Halted;
import dev.watchparty.domain.party.PartyEvent.HoldReleased;
import dev.watchparty.domain.party.PartyEvent.HoldStarted;
import dev.watchparty.domain.party.PartyEvent.ItemFollowed;
import dev.watchparty.domain.party.PartyEvent.ItemRemoved;
import dev.watchparty.domain.party.PartyEvent.ItemsAdded;
import dev.watchparty.domain.party.PartyEvent.MessageRedacted;
import dev.watchparty.domain.party.PartyEvent.MessageSent;
import dev.watchparty.domain.party.PartyEvent.ParticipantArrived;
import dev.watchparty.domain.party.PartyEvent.ParticipantDeparted;
import dev.watchparty.domain.party.PartyEvent.ParticipantErased;
import dev.watchparty.domain.party.PartyEvent.ParticipantJoined;
import dev.watchparty.domain.party.PartyEvent.ParticipantLeft;
import dev.watchparty.domain.party.PartyEvent.ParticipantRemoved;
import dev.watchparty.domain.party.PartyEvent.PartyCreated;
import dev.watchparty.domain.party.PartyEvent.PartyEnded;
import dev.watchparty.domain.party.PartyEvent.Played;
import dev.watchparty.domain.party.PartyEvent.QueueFinished;
import dev.watchparty.domain.party.PartyEvent.RateChanged;
import dev.watchparty.domain.party.PartyEvent.Reacted;
import dev.watchparty.domain.party.PartyEvent.Skipped;
import dev.watchparty.domain.party.PartyEvent.Sought;
import dev.watchparty.domain.party.PartyEvent.SuggestionAccepted;
import dev.watchparty.domain.party.RecordedEvent;
import dev.watchparty.domain.party.Version;
import dev.watchparty.domain.playback.ItemId;
import dev.watchparty.domain.playback.PlaylistItem;
import dev.watchparty.domain.playback.Position;
import dev.watchparty.domain.playback.Queue;
import dev.watchparty.domain.playback.Rate;
import dev.watchparty.domain.playback.Timeline;
import dev.watchparty.domain.statistics.Moments.Film;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Counts the history of one party, event by event from the first. It takes memory for each person who ever was in the
 * party, and for a bounded number of points, but not for each event. Confined to one thread.
 *
 * <p>Servers' clocks differ a little: an event that is told to have happened before its predecessor is counted as if it
 * had happened with it.
 */
public final class Tally {

    private static final Film FIRST = new Film.Unnamed(0);

    private final Set<UserId> viewers = new HashSet<>();
    private final Set<UserId> members = new HashSet<>();
    private final Map<UserId, Instant> hereSince = new HashMap<>();
    private final Headcounts people = new Headcounts();
    private final Moments moments = new Moments();

    private Version version = Version.NONE;
    private Instant time = Instant.MIN;
    private Timeline timeline = new Timeline.Paused(Position.START, Rate.NORMAL);
    private Film film = FIRST;
    private int unnamed;
    private boolean isFrontAsItWas = true;
    private int most;
    private long stayedMs;
    private long watchedMs;
    private long messages;
    private long reactions;
    private long joins;
    private long leaves;

    /** The version up to which the history is counted. */
    public Version version() {
        return version;
    }

    /**
     * Counts what happened next.
     *
     * @throws IllegalArgumentException if it is not what happened next
     */
    public void add(RecordedEvent recorded) {
        if (!recorded.version().equals(version.next())) {
            throw new IllegalArgumentException(
                    "version " + recorded.version().value() + " does not follow " + version.value());
        }
        version = recorded.version();
        Instant now = recorded.at().isAfter(time) ? recorded.at() : time;
        watchedMs += watchedUntil(now);
        time = now;
        int before = hereSince.size();
        countPeople(recorded.event());
        if (hereSince.size() != before) people.add(now, hereSince.size());
        most = Math.max(most, hereSince.size());
        countTalk(recorded.event());
        follow(recorded.event());
    }

    private void countPeople(PartyEvent event) {
        if (event instanceof PartyCreated created) {
            isIn(created.by());
            isHere(created.by());
        } else if (event instanceof ParticipantJoined joined) {
            Participant participant = joined.participant();
            joins++;
            isIn(participant.user());
            if (participant.isHere()) isHere(participant.user());
        } else if (event instanceof ParticipantArrived arrived) {
            isHere(arrived.user());
        } else if (event instanceof ParticipantDeparted departed) {
            isAway(departed.user());
        } else if (event instanceof ParticipantLeft left) {
            isOut(left.user());
        } else if (event instanceof ParticipantRemoved removed) {
            isOut(removed.user());
        } else if (event instanceof ParticipantErased erased) {
            isOut(erased.user());
        } else if (event instanceof PartyEnded) {
            Set.copyOf(hereSince.keySet()).forEach(this::isAway);
        }
    }

    private void isIn(UserId user) {
        viewers.add(user);
        members.add(user);
    }

    private void isHere(UserId user) {
        hereSince.putIfAbsent(user, time);
    }

    private void isAway(UserId user) {
        Instant since = hereSince.remove(user);
        if (since != null) stayedMs += ms(since, time);
    }

    private void isOut(UserId user) {
        if (members.remove(user)) leaves++;
        isAway(user);
    }

    private void countTalk(PartyEvent event) {
        if (event instanceof MessageSent || event instanceof MessageRedacted) {
            messages++;
            moments.talk(film, timeline.positionAt(time));
        } else if (event instanceof Reacted reacted) {
            reactions++;
            moments.react(film, reacted.position(), reacted.emoji());
        }
    }

    private void follow(PartyEvent event) {
        Timeline before = timeline;
        Timeline changed = timelineOf(event);
        if (changed != null) timeline = changed;
        if (event instanceof Skipped skipped) {
            film = new Film.Item(skipped.item());
        } else if (event instanceof ItemFollowed followed) {
            film = new Film.Item(followed.item());
        } else if (event instanceof ItemsAdded added && added.place() == 0) {
            film = new Film.Item(added.items().get(0).id()); // Only an empty queue gets an item at its front.
        } else if (event instanceof SuggestionAccepted accepted && accepted.place() == 0) {
            film = new Film.Item(accepted.item().id());
        } else if (event instanceof ItemRemoved removed) {
            isFrontAsItWas = false;
            if (mayHaveBeenCurrent(removed, before)) film = new Film.Unnamed(++unnamed);
        } else if (event instanceof PartyEvent.ItemMoved || event instanceof PartyEvent.QueueShuffled) {
            isFrontAsItWas = false;
        }
    }

    /** When the current item is removed the next one stands at its start; that may look like before. */
    private boolean mayHaveBeenCurrent(ItemRemoved removed, Timeline before) {
        if (film instanceof Film.Item item) return item.id().equals(removed.item());
        boolean isAtStart = removed.timeline() instanceof Timeline.Paused paused
                && paused.position().equals(Position.START);
        return isAtStart || !removed.timeline().equals(before);
    }

    private static @Nullable Timeline timelineOf(PartyEvent event) {
        if (event instanceof Played played) return played.timeline();
        if (event instanceof Halted halted) return halted.timeline();
        if (event instanceof Sought sought) return sought.timeline();
        if (event instanceof RateChanged changed) return changed.timeline();
        if (event instanceof Skipped skipped) return skipped.timeline();
        if (event instanceof ItemFollowed followed) return followed.timeline();
        if (event instanceof QueueFinished finished) return finished.timeline();
        if (event instanceof ItemRemoved removed) return removed.timeline();
        if (event instanceof HoldStarted started) return started.timeline();
        if (event instanceof HoldReleased released) return released.timeline();
        if (event instanceof PartyEnded ended) return ended.timeline();
        return null;
    }

    /** How long those who are here watch from {@link #time} until {@code now}, if nothing happens before. */
    private long watchedUntil(Instant now) {
        if (!(timeline instanceof Timeline.Playing playing)) return 0;
        Instant from = playing.anchoredAt().isAfter(time) ? playing.anchoredAt() : time;
        return hereSince.size() * ms(from, now);
    }

    /**
     * What the history comes to at {@code now}.
     *
     * @param queue the party's queue, as it is at {@link #version}
     */
    public PartyStatistics at(Instant now, Queue queue) {
        long stayed = stayedMs
                + hereSince.values().stream().mapToLong(since -> ms(since, now)).sum();
        return new PartyStatistics(
                viewers.size(),
                most,
                hereSince.size(),
                Duration.ofMillis(viewers.isEmpty() ? 0 : stayed / viewers.size()),
                messages,
                reactions,
                joins,
                leaves,
                Duration.ofMillis(watchedMs + watchedUntil(now)),
                people.points(),
                moments.width(),
                moments.buckets(watched -> nameOf(watched, queue).orElse(null)));
    }

    private Optional<ItemId> nameOf(Film watched, Queue queue) {
        if (watched instanceof Film.Item item) return Optional.of(item.id());
        if (watched.equals(film)) return queue.current().map(PlaylistItem::id);
        boolean isFirst = watched.equals(FIRST) && isFrontAsItWas;
        return isFirst ? queue.items().stream().findFirst().map(PlaylistItem::id) : Optional.empty();
    }

    /** Zero where {@code to} is the earlier one. */
    private static long ms(Instant from, Instant to) {
        return to.isAfter(from) ? Duration.between(from, to).toMillis() : 0;
    }
}
