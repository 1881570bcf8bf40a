package dev.watchparty.application.party;

import dev.watchparty.application.port.Announcer.Greeting;
import dev.watchparty.application.port.Follower;
import dev.watchparty.application.port.Follower.Farewell;
import dev.watchparty.application.port.Timers.Timer;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.Friendship;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.PartyCommand;
import dev.watchparty.domain.party.PartyEvent;
import dev.watchparty.domain.party.PartyEvent.HoldStarted;
import dev.watchparty.domain.party.PartyEvent.MessageDeleted;
import dev.watchparty.domain.party.PartyEvent.ParticipantErased;
import dev.watchparty.domain.party.PartyEvent.ParticipantLeft;
import dev.watchparty.domain.party.PartyEvent.ParticipantRemoved;
import dev.watchparty.domain.party.PartyEvent.PartyEnded;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.party.Proceedings.Hold;
import dev.watchparty.domain.party.RecordedEvent;
import dev.watchparty.domain.party.Removal;
import dev.watchparty.domain.party.Visitor;
import dev.watchparty.domain.party.Visitor.CodeHeld;
import dev.watchparty.domain.presence.ParticipantStatus;
import dev.watchparty.domain.sync.StartLead;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
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

    /** Telling so many takes about half a millisecond, or more. */
    private static final int CROWD_MIN = 200;

    private static final Duration LEAD_AGE_MAX = Duration.ofSeconds(2);

    /** How often people are told how others fare, and the board. */
    private static final Duration REPORT_INTERVAL = Duration.ofSeconds(1);

    /** A hold is on the board by then, on every server: a report is told, written and read within a second each. */
    private static final Duration HOLD_NEW_MAX = Duration.ofSeconds(3);

    private static final Logger LOG = LoggerFactory.getLogger(FollowedParty.class);

    private final PartyId id;
    private final FollowParty.Means<M> means;
    private final Mailbox<Runnable> mailbox;
    private final RecentMessages<M> recent = new RecentMessages<>();
    private final Audience<M> audience;

    /** As of the last event told; absent until somebody followed. Changed in the mailbox only. */
    private volatile @Nullable Party party;

    private final Reports<M> reports = new Reports<>();
    private final LastWords lastWords = new LastWords();
    private final TypingBudget typingBudget;
    private final Upkeep upkeep;
    private final Asked asked = new Asked();
    private final Turnout turnout;
    private final Elsewhere elsewhere;

    /** Those of the last hold who were not connected here when it was heard of. */
    private final Set<UserId> heldForElsewhere = new HashSet<>();

    /** Whether the board does not know yet who came or went. */
    private boolean hasComingsOrGoings;

    private Instant reportedAt = Instant.EPOCH;
    private @Nullable Timer timer;

    /** When the timer wakes it; past or {@link Instant#EPOCH}, if it does not. */
    private Instant lookAt = Instant.EPOCH;

    private Instant leadMeasuredAt = Instant.EPOCH;
    private volatile Duration lead = StartLead.MIN;
    private volatile boolean isEmpty;
    private volatile boolean isCrowded;

    /** Whether events are known to be missing that the store has; reading them is tried until it works. */
    private final AtomicBoolean isBehind = new AtomicBoolean();

    FollowedParty(PartyId id, FollowParty.Means<M> means) {
        this.id = id;
        this.means = means;
        this.audience = new Audience<>(id, this::gone);
        this.typingBudget = new TypingBudget(now());
        this.upkeep = new Upkeep(means.hostGrace());
        this.turnout = new Turnout(id, means.presence());
        this.elsewhere = new Elsewhere(id, means.presence());
        this.mailbox = new Mailbox<>(this::handOver, NOTES_WAITING_MAX, this::work);
    }

    private void handOver(Runnable turn) {
        place().execute(turn);
    }

    private Executor place() {
        Workplace workplace = means.workplace();
        if (party == null || isBehind.get()) return workplace.workers(); // It is read first.
        return isCrowded ? workplace.criers() : workplace.tellers();
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

    /** {@code follower} says how it fares. */
    void report(Follower<M> follower, ParticipantStatus status) {
        boolean isHeard = mailbox.offer(() -> {
            if (audience.has(follower)) reports.put(follower, status, now());
        });
        if (!isHeard) LOG.atDebug().addKeyValue("party", id.value()).log("a report was dropped"); // The next one comes.
    }

    /** Somebody writes, or not any more; told only while it is cheap. */
    void typing(Follower<M> follower, boolean isTyping) {
        boolean isHeard = mailbox.offer(() -> {
            Party current = party;
            if (current != null) tellTyping(current, follower, isTyping);
        });
        if (!isHeard) LOG.atDebug().addKeyValue("party", id.value()).log("a sign of typing was dropped");
    }

    private void tellTyping(Party current, Follower<M> follower, boolean isTyping) {
        boolean isAllowed = audience.has(follower)
                && current.refusalOfTyping(follower.user()).isEmpty()
                && typingBudget.spend(audience.size(), now());
        if (isAllowed) audience.tellAll(means.announcer().typing(current, follower.user(), isTyping, now()));
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
            means.parties().find(id).ifPresent(this::begin);
        } else if (isAheadOf(known, opening)
                || known.participants().findActive(newcomer).isEmpty()) {
            catchUp();
        }
        return Optional.ofNullable(party);
    }

    private void begin(Party loaded) {
        // Nothing of what was said since: that will be heard.
        lastWords.startWith(means.chats().before(id, loaded.version().next(), null, LastWords.MESSAGES_MAX));
        hearOf(loaded.proceedings().waiting().hold());
        party = loaded;
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
        if (audience.isEmpty()) known().ifPresent(current -> turnout.await(current, now));
        turnout.connected(follower.user(), now);
        audience.add(follower);
        reports.put(follower, ParticipantStatus.NEW, now);
        hasComingsOrGoings = true;
        open(follower, opening);
        if (audience.has(follower)) follower.begun();
    }

    private void end(Follower<M> follower) {
        if (audience.remove(follower)) gone(follower);
    }

    private void gone(Follower<M> follower) {
        Instant now = now();
        turnout.disconnected(follower.user(), now);
        reports.remove(follower, now);
        if (!reports.has(follower.user())) elsewhere.forget(follower.user());
        hasComingsOrGoings = true;
    }

    private void open(Follower<M> follower, Opening opening) {
        Party current = party;
        if (current == null || !audience.has(follower)) return;
        if (opening instanceof Opening.Everything) {
            audience.tell(
                    follower,
                    List.of(means.announcer().snapshot(current, greeting(current, follower), follower.user(), now())));
        } else if (opening instanceof Opening.State) {
            audience.tell(follower, List.of(means.announcer().state(current, now())));
        } else if (opening instanceof Opening.Missed missed) {
            Optional<List<M>> messages = recent.after(missed.since(), current.replayedFrom(follower.user()));
            messages.ifPresentOrElse(list -> audience.tell(follower, list), () -> open(follower, missed.otherwise()));
        }
    }

    private Greeting greeting(Party current, Follower<M> follower) {
        Visitor you = new Visitor.SignedIn(follower.user(), Friendship.STRANGER, CodeHeld.NO);
        Map<UserId, ParticipantStatus> statuses = new HashMap<>(elsewhere.statuses(now()));
        statuses.putAll(reports.all());
        // The board may be late to hear who is out.
        statuses.keySet()
                .removeIf(user -> current.participants().findActive(user).isEmpty());
        return new Greeting(statuses, lastWords.through(current.historyFor(you)));
    }

    private void hear(RecordedEvent event) {
        Party current = party;
        if (current == null || !current.version().isBefore(event.version())) return;
        if (event.version().equals(current.version().next())) {
            Party after = current.after(event.event());
            tell(after, event, after);
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
                current = current.after(event.event());
                tell(current, event, last);
            }
            if (missing.size() < EVENTS_READ_MAX) return;
        }
    }

    /** @param last the latest that is known of the party, which may be later than {@code after} */
    private void tell(Party after, RecordedEvent event, Party last) {
        party = after;
        M message = means.announcer().event(after, event);
        if (isTakingBack(event.event())) recent.clear(); // Whoever missed it does not get to read it now.
        recent.add(event.version(), event.at(), message);
        lastWords.hear(event);
        turnout.hear(event);
        if (event.event() instanceof HoldStarted started) hearOf(started.hold());
        audience.tellAll(message);
        means.announcer().told(event, audience.size());
        dismissAfter(event.event(), last);
    }

    private static boolean isTakingBack(PartyEvent event) {
        return event instanceof MessageDeleted || event instanceof ParticipantErased;
    }

    /** Whoever is out by {@code event} hears of nothing that comes after. */
    private void dismissAfter(PartyEvent event, Party last) {
        if (event instanceof ParticipantLeft left) {
            dismiss(left.user(), Farewell.LEFT, last);
        } else if (event instanceof ParticipantRemoved removed) {
            Farewell farewell = removed.removal() == Removal.BANNED ? Farewell.BANNED : Farewell.KICKED;
            dismiss(removed.user(), farewell, last);
        } else if (event instanceof ParticipantErased erased) {
            dismiss(erased.user(), Farewell.ERASED, last);
        } else if (event instanceof PartyEnded) {
            turnout.dismissAll();
            audience.all().forEach(follower -> reports.forget(follower.user()));
            hasComingsOrGoings = true;
            audience.dismissAll(Farewell.PARTY_ENDED);
        }
    }

    private void dismiss(UserId user, Farewell farewell, Party last) {
        // Whoever is back already may have connected since.
        if (last.participants().findActive(user).isPresent()) return;
        turnout.dismissed(user);
        reports.forget(user);
        hasComingsOrGoings = true;
        audience.dismiss(user, farewell);
    }

    /** What is due after a batch, and when to look again. */
    private void settle() {
        Instant now = now();
        attempt(() -> tellReports(now)); // First, so that the board knows of everybody who is looked for.
        attempt(() -> askWhatIsDue(now));
        attempt(() -> measureLead(now));
        lookAgain(now);
        isEmpty = audience.isEmpty() && turnout.next().isEmpty();
        isCrowded = audience.size() >= CROWD_MIN;
    }

    private void tellReports(Instant now) {
        if (isReportDue(now)) {
            reportedAt = now;
            Party current = party;
            Map<UserId, ParticipantStatus> news = reports.takeNews();
            if (current != null && !news.isEmpty() && !audience.isEmpty()) {
                audience.tellAll(means.announcer().statuses(current, news, now));
            }
            post();
        } else if (hasComingsOrGoings) {
            post();
        }
    }

    private boolean isReportDue(Instant now) {
        return reports.hasNews() && !now.isBefore(reportedAt.plus(REPORT_INTERVAL));
    }

    private void post() {
        means.presence().post(id, reports.all());
        hasComingsOrGoings = false;
    }

    /** The outcome of what is asked does not matter: while it is due it is asked again. */
    private void askWhatIsDue(Instant now) {
        // Perhaps it was done, and its event was lost.
        if (!audience.isEmpty() && asked.isOverdue(now)) attempt(this::catchUp);
        Party current = party;
        if (current == null) return;
        List<PartyCommand> due = turnout.due(current, /* isFollowed= */ !audience.isEmpty(), now);
        if (!audience.isEmpty()) due.addAll(upkeep.due(current, stalled(current, now), lead, now));
        for (PartyCommand command : asked.take(due, now)) {
            CompletableFuture<Outcome> unused = means.commands().handle(id, command);
        }
    }

    /** Who waits for data on any server; nobody, in a party that waits for nobody. */
    private Set<UserId> stalled(Party current, Instant now) {
        if (!current.settings().waiting().isOn()) return Set.of();
        Set<UserId> here = reports.stalled(now);
        if (here.isEmpty() && !current.isHeld()) return Set.of();
        Set<UserId> stalled = new HashSet<>(here);
        elsewhere.statuses(now).forEach((user, status) -> {
            if (status.isBuffering() && !reports.has(user)) stalled.add(user);
        });
        stalled.addAll(stalledElsewhere(current, now));
        return stalled;
    }

    /** Whom another server may hold the film for, while that is so new that the board need not tell of them. */
    private Set<UserId> stalledElsewhere(Party current, Instant now) {
        boolean isNew = current.proceedings().waiting().hold() instanceof Hold.Under hold
                && now.isBefore(hold.since().plus(HOLD_NEW_MAX));
        if (!isNew) return Set.of();
        Set<UserId> stalled = new HashSet<>(heldForElsewhere);
        stalled.removeIf(reports::has);
        return stalled;
    }

    /** A hold is heard of: of those whom it is for, others tell who are not connected here. */
    private void hearOf(Hold hold) {
        heldForElsewhere.clear();
        if (hold instanceof Hold.Under under) heldForElsewhere.addAll(under.stalled());
        heldForElsewhere.removeIf(reports::has);
    }

    /** When it may be others who wait for data; how those fare who are connected elsewhere is told by nobody. */
    private Optional<Instant> nextStall(Instant now) {
        Party current = party;
        if (current == null || !current.settings().waiting().isOn()) return Optional.empty();
        boolean isWatched = current.isHeld() || !reports.stalled(now).isEmpty();
        return isWatched ? Optional.of(now.plus(REPORT_INTERVAL)) : reports.nextStall(now);
    }

    private Optional<Instant> nextReport(Instant now) {
        return reports.hasNews() ? Optional.of(later(now, reportedAt.plus(REPORT_INTERVAL))) : Optional.empty();
    }

    private void lookAgain(Instant now) {
        Optional<Instant> next = nextLook(now);
        // To look too early costs less than to set a timer with each batch.
        boolean isSetInTime =
                next.isPresent() && now.isBefore(lookAt) && !next.get().isBefore(lookAt);
        if (isSetInTime) return;
        if (timer != null) timer.cancel();
        lookAt = next.orElse(Instant.EPOCH);
        timer = next.map(instant -> means.workplace().timers().after(Duration.between(now, instant), this::wake))
                .orElse(null);
    }

    private Optional<Instant> nextLook(Instant now) {
        Stream<Optional<Instant>> ours = audience.isEmpty()
                ? Stream.empty()
                : Stream.of(
                        known().flatMap(current -> upkeep.next(current, now)),
                        asked.next(),
                        isBehind.get() ? Optional.of(now.plus(Asked.RETRY)) : Optional.<Instant>empty(),
                        nextStall(now),
                        nextReport(now));
        return Stream.concat(ours, Stream.of(turnout.next()))
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
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
