package dev.watchparty.application.party;

import dev.watchparty.application.port.Follower;
import dev.watchparty.application.port.Follower.Farewell;
import dev.watchparty.application.port.Timers.Timer;
import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.PartyEvent.ParticipantJoined;
import dev.watchparty.domain.party.PartyEvent.ParticipantLeft;
import dev.watchparty.domain.party.PartyEvent.PartyEnded;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.party.PlaybackCommand.MoveOn;
import dev.watchparty.domain.party.RecordedEvent;
import dev.watchparty.domain.presence.Presence;
import dev.watchparty.domain.sync.StartLead;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One party as it is told on this server: a copy of the party that follows the events, who is here, and who is told.
 *
 * <p>Everything but the entrance runs in the mailbox, one thing after the other: that alone gives the order, so nothing
 * is locked while anybody is told. An event whose turn it is not yet means that others were lost or overtaken; they are
 * read from the store, which has them all.
 */
final class FollowedParty<M> {

    /** More events than this wait only while the store does not answer; what is dropped is read from it later. */
    private static final int NOTES_WAITING_MAX = 4096;

    private static final int EVENTS_READ_MAX = 1000;
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration LEAD_AGE_MAX = Duration.ofSeconds(2);
    private static final Logger LOG = LoggerFactory.getLogger(FollowedParty.class);

    private final PartyId id;
    private final FollowParty.Means<M> means;
    private final Mailbox<Runnable> mailbox;
    private final RecentMessages<M> recent = new RecentMessages<>();
    private final Set<Follower<M>> followers = new LinkedHashSet<>();
    private final Instant openedAt;

    /** As of the last event told; absent until somebody followed. */
    private @Nullable Party party;

    private Presence presence = Presence.NOBODY;
    private @Nullable Timer timer;
    private Instant leadMeasuredAt = Instant.EPOCH;
    private volatile Duration lead = StartLead.MIN;
    private volatile boolean isEmpty;
    private volatile boolean hasDropped;

    FollowedParty(PartyId id, FollowParty.Means<M> means) {
        this.id = id;
        this.means = means;
        this.openedAt = now();
        this.mailbox = new Mailbox<>(means.workplace().workers(), NOTES_WAITING_MAX, this::work);
    }

    void follow(Follower<M> follower, Opening opening) {
        isEmpty = false;
        mailbox.post(() -> begin(follower, opening)); // At most two for each connection: connections are limited.
    }

    void unfollow(Follower<M> follower) {
        mailbox.post(() -> end(follower));
    }

    void answer(Follower<M> follower, Opening question) {
        if (!mailbox.offer(() -> open(follower, question))) follower.dismiss(Farewell.UNAVAILABLE);
    }

    void onEvents(List<RecordedEvent> events) {
        if (!mailbox.offer(() -> events.forEach(this::hear))) hasDropped = true;
    }

    Duration lead() {
        return lead;
    }

    boolean isIdle() {
        return isEmpty && mailbox.isIdle();
    }

    private Instant now() {
        return means.workplace().clock().instant();
    }

    private void work(List<Runnable> notes) {
        for (Runnable note : notes) {
            attempt(note);
        }
        if (hasDropped) {
            hasDropped = false;
            attempt(this::catchUp);
        }
        attempt(this::settle);
    }

    /** One follower's trouble must not be another's. */
    private void attempt(Runnable note) {
        try {
            note.run();
        } catch (RuntimeException failure) {
            LOG.atWarn().addKeyValue("party", id.value()).setCause(failure).log("telling a party failed");
        }
    }

    private void begin(Follower<M> follower, Opening opening) {
        Optional<Party> loaded;
        try {
            loaded = Optional.ofNullable(party).or(() -> means.parties().find(id));
        } catch (RuntimeException failure) {
            LOG.atWarn().addKeyValue("party", id.value()).setCause(failure).log("a party could not be read");
            follower.dismiss(Farewell.UNAVAILABLE);
            return;
        }
        party = loaded.orElse(null);
        Optional<Farewell> refusal = refusal(follower.user());
        if (refusal.isPresent()) {
            follower.dismiss(refusal.get());
            return;
        }
        greet(follower, opening);
    }

    private Optional<Farewell> refusal(UserId user) {
        if (party == null) return Optional.of(Farewell.UNKNOWN_PARTY);
        if (party.hasEnded()) return Optional.of(Farewell.PARTY_ENDED);
        return party.participants().findActive(user).isEmpty()
                ? Optional.of(Farewell.NOT_PARTICIPATING)
                : Optional.empty();
    }

    private void greet(Follower<M> follower, Opening opening) {
        Instant now = now();
        // After a restart everybody comes back at once, and nobody went away as far as anybody was told.
        boolean isReturn = opening instanceof Opening.Missed && now.isBefore(openedAt.plus(Presence.GRACE));
        if (isReturn) {
            presence = presence.resumed(follower.user(), now);
        } else {
            apply(presence.connected(follower.user(), now));
        }
        followers.add(follower);
        open(follower, opening);
    }

    private void end(Follower<M> follower) {
        if (followers.remove(follower)) {
            apply(presence.disconnected(follower.user(), now()));
        }
    }

    private void open(Follower<M> follower, Opening opening) {
        if (party == null || !followers.contains(follower)) return;
        if (opening instanceof Opening.Everything) {
            follower.tell(means.announcer().snapshot(party, presence.connected(), follower.user(), now()));
        } else if (opening instanceof Opening.State) {
            follower.tell(means.announcer().state(party, now()));
        } else if (opening instanceof Opening.Missed missed) {
            Optional<List<M>> messages = recent.after(missed.since());
            messages.ifPresentOrElse(list -> list.forEach(follower::tell), () -> open(follower, missed.otherwise()));
        }
    }

    private void hear(RecordedEvent event) {
        if (party == null || !party.version().isBefore(event.version())) return;
        if (!event.version().equals(party.version().next())) catchUp();
        if (event.version().equals(party.version().next())) tell(event);
    }

    private void catchUp() {
        if (party == null) return;
        List<RecordedEvent> missing;
        do {
            missing = means.parties().eventsAfter(id, party.version(), EVENTS_READ_MAX);
            missing.forEach(this::tell);
        } while (missing.size() == EVENTS_READ_MAX);
    }

    private void tell(RecordedEvent event) {
        Party before = Objects.requireNonNull(party);
        party = before.after(event.event());
        M message = means.announcer().event(party, event);
        recent.add(event.version(), message);
        followers.forEach(follower -> follower.tell(message));
        means.announcer().told(event, followers.size());
        follow(event);
    }

    /** What an event means for who is here. */
    private void follow(RecordedEvent event) {
        if (event.event() instanceof ParticipantJoined joined) {
            presence =
                    presence.expected(joined.participant().user(), event.at()).presence();
        } else if (event.event() instanceof ParticipantLeft left) {
            presence = presence.dismissed(left.user()).presence();
            dismiss(
                    followers.stream()
                            .filter(follower -> follower.user().equals(left.user()))
                            .toList(),
                    Farewell.LEFT);
        } else if (event.event() instanceof PartyEnded) {
            presence = Presence.NOBODY;
            dismiss(List.copyOf(followers), Farewell.PARTY_ENDED);
        }
    }

    private void dismiss(List<Follower<M>> leavers, Farewell farewell) {
        leavers.forEach(follower -> {
            followers.remove(follower);
            follower.dismiss(farewell);
        });
    }

    private void apply(Presence.Change change) {
        presence = change.presence();
        if (party == null) return;
        Party told = party;
        Instant now = now();
        known(change.joins()).forEach(participant -> tellAll(means.announcer().arrived(told, participant, now)));
        known(change.leaves()).forEach(participant -> tellAll(means.announcer().departed(told, participant, now)));
    }

    private Stream<Participant> known(List<UserId> users) {
        return users.stream()
                .flatMap(user -> Optional.ofNullable(party).stream()
                        .flatMap(some -> some.participants().findActive(user).stream()));
    }

    private void tellAll(M message) {
        followers.forEach(follower -> follower.tell(message));
    }

    /** What is due after a batch, and when to look again. */
    private void settle() {
        Instant now = now();
        apply(presence.swept(now));
        means.presence().post(id, presence.connected());
        moveOnIfOver(now);
        measureLead(now);
        lookAgain(now);
        isEmpty = followers.isEmpty() && presence.nextSweep().isEmpty();
    }

    private void moveOnIfOver(Instant now) {
        if (party == null || followers.isEmpty()) return;
        boolean isOver = party.endOfItem().filter(end -> !now.isBefore(end)).isPresent();
        if (isOver) {
            party.queue().current().ifPresent(item -> means.commands().handle(id, new MoveOn(item.id(), lead)));
        }
    }

    private void lookAgain(Instant now) {
        if (timer != null) timer.cancel();
        Optional<Instant> endOfItem = party == null || followers.isEmpty()
                ? Optional.empty()
                : party.endOfItem().map(end -> now.isBefore(end) ? end : now.plus(RETRY));
        timer = Stream.concat(endOfItem.stream(), presence.nextSweep().stream())
                .min(Instant::compareTo)
                .map(next -> means.workplace().timers().after(Duration.between(now, next), this::wake))
                .orElse(null);
    }

    private void wake() {
        mailbox.post(() -> {}); // Whatever is due is done after the batch.
    }

    private void measureLead(Instant now) {
        if (now.isBefore(leadMeasuredAt.plus(LEAD_AGE_MAX))) return;
        leadMeasuredAt = now;
        lead = StartLead.of(followers.stream()
                .flatMap(follower -> follower.oneWayDelay().stream())
                .toList());
    }
}
