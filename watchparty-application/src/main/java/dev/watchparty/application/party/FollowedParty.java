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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
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
    private final Audience<M> audience;
    private final Instant openedAt;

    /** As of the last event told; absent until somebody followed. Changed in the mailbox only. */
    private volatile @Nullable Party party;

    private Presence presence = Presence.NOBODY;
    private Presence posted = Presence.NOBODY;
    private @Nullable Timer timer;
    private Instant leadMeasuredAt = Instant.EPOCH;
    private volatile Duration lead = StartLead.MIN;
    private volatile boolean isEmpty;

    /** Whether events are known to be missing that the store has; reading them is tried until it works. */
    private final AtomicBoolean isBehind = new AtomicBoolean();

    FollowedParty(PartyId id, FollowParty.Means<M> means) {
        this.id = id;
        this.means = means;
        this.audience = new Audience<>(id, this::gone);
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
        boolean isTaken = mailbox.offer(() -> {
            if (isAheadOf(party, question)) attempt(this::catchUp);
            open(follower, question);
        });
        if (!isTaken) follower.dismiss(Farewell.UNAVAILABLE);
    }

    void onEvents(List<RecordedEvent> events) {
        boolean isHeard = mailbox.offer(() -> events.forEach(this::hear));
        if (!isHeard && !isBehind.getAndSet(true)) wake();
    }

    /** The party as it was told last here, if anybody followed it yet. */
    Optional<Party> known() {
        return Optional.ofNullable(party);
    }

    Duration lead() {
        return lead;
    }

    boolean isIdle() {
        return mailbox.isIdle() && isEmpty; // In this order: while it is not idle, somebody may be about to follow.
    }

    private Instant now() {
        return means.workplace().clock().instant();
    }

    private void work(List<Runnable> notes) {
        if (isBehind.get()) attempt(this::catchUp);
        for (Runnable note : notes) {
            attempt(note);
        }
        attempt(this::settle);
    }

    /** One note's trouble must not be another's. */
    private void attempt(Runnable note) {
        try {
            note.run();
        } catch (RuntimeException failure) {
            LOG.atWarn().addKeyValue("party", id.value()).setCause(failure).log("telling a party failed");
        }
    }

    private void begin(Follower<M> follower, Opening opening) {
        Optional<Farewell> refusal;
        try {
            refusal = load(follower.user(), opening)
                    .map(loaded -> refusal(loaded, follower.user()))
                    .orElse(Optional.of(Farewell.UNKNOWN_PARTY));
        } catch (RuntimeException failure) {
            LOG.atWarn().addKeyValue("party", id.value()).setCause(failure).log("a party could not be read");
            refusal = Optional.of(Farewell.UNAVAILABLE);
        }
        refusal.ifPresentOrElse(follower::dismiss, () -> greet(follower, opening));
    }

    /**
     * The party, with {@code newcomer} if they are in it and with what they have heard already: what another server did
     * may not have been heard here yet.
     */
    private Optional<Party> load(UserId newcomer, Opening opening) {
        Party known = party;
        if (known == null) {
            party = means.parties().find(id).orElse(null);
        } else if (isAheadOf(known, opening)
                || known.participants().findActive(newcomer).isEmpty()) {
            catchUp();
        }
        return Optional.ofNullable(party);
    }

    private static boolean isAheadOf(@Nullable Party party, Opening opening) {
        return party != null
                && opening instanceof Opening.Missed missed
                && party.version().isBefore(missed.since());
    }

    static Optional<Farewell> refusal(Party party, UserId user) {
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
        audience.add(follower);
        open(follower, opening);
    }

    private void end(Follower<M> follower) {
        if (audience.remove(follower)) gone(follower);
    }

    private void gone(Follower<M> follower) {
        apply(presence.disconnected(follower.user(), now()));
    }

    private void open(Follower<M> follower, Opening opening) {
        Party current = party;
        if (current == null || !audience.has(follower)) return;
        if (opening instanceof Opening.Everything) {
            Set<UserId> connected = presence.connected();
            audience.tell(follower, List.of(means.announcer().snapshot(current, connected, follower.user(), now())));
        } else if (opening instanceof Opening.State) {
            audience.tell(follower, List.of(means.announcer().state(current, now())));
        } else if (opening instanceof Opening.Missed missed) {
            Optional<List<M>> messages = recent.after(missed.since());
            messages.ifPresentOrElse(list -> audience.tell(follower, list), () -> open(follower, missed.otherwise()));
        }
    }

    private void hear(RecordedEvent event) {
        Party current = party;
        if (current == null || !current.version().isBefore(event.version())) return;
        if (event.version().equals(current.version().next())) {
            tell(current, event, current.after(event.event()));
        } else if (!isBehind.get()) {
            catchUp();
        }
    }

    /** Tells what is in the store and was not told yet. */
    private void catchUp() {
        isBehind.set(false);
        try {
            readOn();
        } catch (RuntimeException failure) {
            isBehind.set(true);
            throw failure;
        }
    }

    private void readOn() {
        Party current = party;
        while (current != null) {
            List<RecordedEvent> missing = means.parties().eventsAfter(id, current.version(), EVENTS_READ_MAX);
            Party last = current;
            for (RecordedEvent event : missing) {
                last = last.after(event.event());
            }
            for (RecordedEvent event : missing) {
                current = tell(current, event, last);
            }
            if (missing.size() < EVENTS_READ_MAX) return;
        }
    }

    /** @param last the latest that is known of the party, which may be later than {@code event} */
    private Party tell(Party before, RecordedEvent event, Party last) {
        Party after = before.after(event.event());
        party = after;
        M message = means.announcer().event(after, event);
        recent.add(event.version(), message);
        audience.tellAll(message);
        means.announcer().told(event, audience.size());
        follow(event, last);
        return after;
    }

    /** What an event means for who is here. */
    private void follow(RecordedEvent event, Party last) {
        if (event.event() instanceof ParticipantJoined joined) {
            presence =
                    presence.expected(joined.participant().user(), event.at()).presence();
        } else if (event.event() instanceof ParticipantLeft left) {
            // Whoever is back already may have connected since.
            if (last.participants().findActive(left.user()).isPresent()) return;
            presence = presence.dismissed(left.user()).presence();
            audience.dismiss(left.user(), Farewell.LEFT);
        } else if (event.event() instanceof PartyEnded) {
            presence = Presence.NOBODY;
            audience.dismissAll(Farewell.PARTY_ENDED);
        }
    }

    private void apply(Presence.Change change) {
        presence = change.presence();
        Party current = party;
        if (current == null) return;
        Instant now = now();
        among(current, change.joins())
                .forEach(who -> audience.tellAll(means.announcer().arrived(current, who, now)));
        among(current, change.leaves())
                .forEach(who -> audience.tellAll(means.announcer().departed(current, who, now)));
    }

    private static Stream<Participant> among(Party party, List<UserId> users) {
        return users.stream().flatMap(user -> party.participants().findActive(user).stream());
    }

    /** What is due after a batch, and when to look again. */
    private void settle() {
        Instant now = now();
        apply(presence.swept(now));
        attempt(this::post);
        moveOnIfOver(now);
        attempt(() -> measureLead(now));
        lookAgain(now);
        isEmpty = audience.isEmpty() && presence.nextSweep().isEmpty();
    }

    private void post() {
        if (presence == posted) return;
        means.presence().post(id, presence.connected());
        posted = presence;
    }

    private void moveOnIfOver(Instant now) {
        Party current = party;
        if (current == null || audience.isEmpty()) return;
        boolean isOver = current.endOfItem().filter(end -> !now.isBefore(end)).isPresent();
        if (!isOver) return;
        // The outcome does not matter: until the item has changed, this is asked again.
        current.queue().current().ifPresent(item -> {
            CompletableFuture<Outcome> unused = means.commands().handle(id, new MoveOn(item.id(), lead));
        });
    }

    private void lookAgain(Instant now) {
        if (timer != null) timer.cancel();
        Optional<Instant> endOfItem = audience.isEmpty()
                ? Optional.empty()
                : known().flatMap(Party::endOfItem).map(end -> now.isBefore(end) ? end : now.plus(RETRY));
        Optional<Instant> retry =
                isBehind.get() && !audience.isEmpty() ? Optional.of(now.plus(RETRY)) : Optional.empty();
        timer = Stream.of(endOfItem, presence.nextSweep(), retry)
                .flatMap(Optional::stream)
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
        lead = StartLead.of(audience.oneWayDelays());
    }
}
