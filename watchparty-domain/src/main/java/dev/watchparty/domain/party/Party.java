package dev.watchparty.domain.party;

import dev.watchparty.domain.participant.Attendance;
import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.participant.ParticipantId;
import dev.watchparty.domain.participant.Participants;
import dev.watchparty.domain.participant.Profile;
import dev.watchparty.domain.participant.Role;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.PartyEvent.HoldReleased;
import dev.watchparty.domain.party.PartyEvent.PartyCreated;
import dev.watchparty.domain.playback.ItemId;
import dev.watchparty.domain.playback.Length;
import dev.watchparty.domain.playback.Loop;
import dev.watchparty.domain.playback.PlaylistItem;
import dev.watchparty.domain.playback.Position;
import dev.watchparty.domain.playback.Queue;
import dev.watchparty.domain.playback.Rate;
import dev.watchparty.domain.playback.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The people watching one thing together: an immutable value. Commands decide on it, events lead from one to the next,
 * and {@code version} counts them.
 *
 * @param leadership who leads; a participant, though perhaps one who left an empty party
 */
public record Party(
        PartyId id,
        Version version,
        Settings settings,
        InviteCode inviteCode,
        Leadership leadership,
        Instant createdAt,
        Phase phase,
        Timeline timeline,
        Programme programme,
        Participants participants,
        Proceedings proceedings) {

    public Party {
        if (participants.find(leadership.host()).isEmpty()) {
            throw new IllegalArgumentException("the host of party " + id.value() + " is none of its participants");
        }
    }

    /** Who makes a party, as whom, and with which id for the membership. */
    public record Founder(UserId user, Profile profile, ParticipantId participantId) {}

    /** A new party at version 1: paused at the start of its first item, with nobody in it but its founder. */
    public static Party create(
            PartyId id, Settings settings, InviteCode code, Founder founder, Programme programme, Instant now) {
        Participant host =
                Participant.newcomer(founder.participantId(), founder.user(), founder.profile(), Role.HOST, now);
        return new Party(
                id,
                Version.NONE.next(),
                settings,
                code,
                new Leadership.Own(founder.user()),
                now,
                new Phase.Scheduled(),
                new Timeline.Paused(Position.START, Rate.NORMAL),
                programme,
                Participants.of(List.of(host)),
                Proceedings.NONE);
    }

    /** The event by which a party that was just created begins its history. */
    public RecordedEvent creation() {
        return new RecordedEvent(
                Version.NONE.next(),
                createdAt,
                new PartyCreated(host(), settings.title(), settings.visibility(), settings.capacity()));
    }

    /** This party after {@code event}, one version on. */
    public Party after(PartyEvent event) {
        Party changed = event.applyTo(this);
        return new Party(
                id,
                version.next(),
                changed.settings,
                inviteCode,
                changed.leadership,
                createdAt,
                changed.phase,
                changed.timeline,
                changed.programme,
                changed.participants,
                changed.proceedings);
    }

    public boolean hasEnded() {
        return phase.hasEnded();
    }

    public UserId host() {
        return leadership.host();
    }

    public boolean isHost(UserId user) {
        return host().equals(user);
    }

    public Queue queue() {
        return programme.queue();
    }

    /** How long the current item is; unknown where there is none. */
    public Length length() {
        return queue().current().map(PlaylistItem::length).orElse(Length.UNKNOWN);
    }

    /** Where everybody should be at the server time {@code now}: never beyond the end of the current item. */
    public Position positionAt(Instant now) {
        return length().clamp(timeline.positionAt(now));
    }

    /** When the current item will have come to its end, if it plays and if anybody said how long it is. */
    public Optional<Instant> endOfItem() {
        return timeline instanceof Timeline.Playing playing && length() instanceof Length.Known known
                ? Optional.of(playing.instantOf(known.end()))
                : Optional.empty();
    }

    /** What plays when the current item has come to its end: itself, what most want, or what is next. */
    Optional<PlaylistItem> following() {
        return queue().loop() == Loop.ONE ? queue().current() : chosenNext();
    }

    /** What plays when somebody wants to go on: what most want, the first of these in the queue, or what is next. */
    Optional<PlaylistItem> chosenNext() {
        Map<ItemId, Long> votes = votesOnNext();
        Optional<PlaylistItem> wanted = queue().items().stream()
                .filter(item -> votes.containsKey(item.id()) && !queue().isCurrent(item.id()))
                .max(Comparator.comparing((PlaylistItem item) -> votes.getOrDefault(item.id(), 0L))
                        .thenComparing(item -> -queue().items().indexOf(item)));
        return wanted.or(() -> queue().next());
    }

    /** How many of those who are in the party want each item to come next; items that nobody wants are left out. */
    public Map<ItemId, Long> votesOnNext() {
        return proceedings.ballot().next().entrySet().stream()
                .filter(vote -> participants.findActive(vote.getKey()).isPresent())
                .collect(Collectors.groupingBy(Map.Entry::getValue, Collectors.counting()));
    }

    /** How many of those who are here would rather watch what is next. */
    public int votesToSkip() {
        return (int) participants
                .here()
                .filter(member -> proceedings.ballot().skip().contains(member.user()))
                .count();
    }

    /** How many votes to skip are enough: more than half of those who are here. */
    public int votesNeededToSkip() {
        return participants.hereCount() / 2 + 1;
    }

    /**
     * Who takes over when the host goes: of those who are here the co-host who joined first, else the member who has
     * been here longest; where nobody is here, the first of those that are in the party.
     */
    public Optional<UserId> successor() {
        return successorHere()
                .or(() -> firstOf(Role.CO_HOST, Participant::isActive, Participant::joinedAt))
                .or(() -> firstOf(Role.VIEWER, Participant::isActive, Participant::joinedAt));
    }

    private Optional<UserId> successorHere() {
        return firstOf(Role.CO_HOST, Participant::isHere, Participant::joinedAt)
                .or(() -> firstOf(
                        Role.VIEWER,
                        Participant::isHere,
                        member -> member.attendance().since()));
    }

    private Optional<UserId> firstOf(
            Role role, Predicate<Participant> isPossible, Function<Participant, Instant> since) {
        return participants
                .active()
                .filter(member -> member.role() == role && !isHost(member.user()) && isPossible.test(member))
                .min(Comparator.comparing(since)) // The first of equals is kept: who joined first.
                .map(Participant::user);
    }

    /** Who leads in the place of an absent host, if anybody is here who can. */
    Optional<UserId> standIn() {
        return participants
                        .find(leadership.rightful())
                        .filter(Participant::isHere)
                        .isPresent()
                ? Optional.of(leadership.rightful())
                : successorHere();
    }

    /** When an absent host will have been away for {@code grace}, if there is one and somebody who can stand in. */
    public Optional<Instant> endOfHostGrace(Duration grace) {
        boolean isLive = !hasEnded() && standIn().isPresent();
        return participants
                .find(host())
                .filter(host -> isLive && host.attendance() instanceof Attendance.Absent)
                .map(host -> host.attendance().since().plus(grace));
    }

    /** Whether the film waits for somebody. */
    public boolean isHeld() {
        return proceedings.waiting().hold() instanceof Proceedings.Hold.Under;
    }

    /** {@code event}, and before it the end of the hold that is under way, if there is one. */
    List<PartyEvent> afterHold(Instant now, PartyEvent event) {
        return proceedings.waiting().hold() instanceof Proceedings.Hold.Under hold
                ? List.of(new HoldReleased(WaitingCommand.spent(this, hold, now), timeline), event)
                : List.of(event);
    }

    /** All that {@code user} may do here by their role; nothing, for whoever is not in the party. */
    public Set<Action> actionsOf(UserId user) {
        return participants
                .findActive(user)
                .map(member -> settings.policy().allowedTo(member.role()))
                .orElse(Set.of());
    }

    /** Whether {@code visitor} may see who is here and what plays. */
    public boolean mayBeReadBy(Visitor visitor) {
        if (isReadAsMember(visitor)) return true;
        if (settings.hasPassword() || isBanned(visitor)) return false;
        boolean hasCode = visitor.code() == Visitor.CodeHeld.YES;
        return mayBeJoinedUninvitedBy(visitor) || (settings.visibility() == Visibility.INVITE && hasCode);
    }

    /** Whether {@code visitor} may know the invite code: members who may invite, and those who need none. */
    public boolean mayTellCodeTo(Visitor visitor) {
        boolean mayInvite = visitor instanceof Visitor.SignedIn signedIn
                && (isHost(signedIn.user()) || actionsOf(signedIn.user()).contains(Action.INVITE));
        if (mayInvite) return true;
        return !settings.hasPassword() && !isBanned(visitor) && mayBeJoinedUninvitedBy(visitor);
    }

    /** Whether {@code user}, who is signed in, may know how the party went. */
    public boolean mayBeStudiedBy(UserId user) {
        return switch (settings.visibility()) {
            case PRIVATE -> isHost(user);
            case FRIENDS -> isHost(user) || participants.find(user).isPresent();
            case INVITE, PUBLIC -> true;
        };
    }

    /** Where people laughed and talked is for everybody who is in the party, and for whom it may be studied by. */
    public boolean maySeeMoments(UserId user) {
        return mayBeStudiedBy(user) || participants.findActive(user).isPresent();
    }

    /** What {@code visitor}, who may read the party, may read of what was said. */
    public HistoryWindow historyFor(Visitor visitor) {
        Optional<Participant> member = visitor instanceof Visitor.SignedIn signedIn
                ? participants.findActive(signedIn.user())
                : Optional.empty();
        return switch (settings.history()) {
            case EVERYONE -> new HistoryWindow.Everything();
            case SINCE_JOIN ->
                member.<HistoryWindow>map(reader -> new HistoryWindow.Since(reader.joinedAt()))
                        .orElse(new HistoryWindow.Nothing());
            case NONE -> new HistoryWindow.Nothing();
        };
    }

    /**
     * The instant from which on {@code user} may be told again what happened while their connection was lost: talk is
     * part of it, so whoever may not read the history is told what happened since they were here, and nothing else.
     */
    public Instant replayedFrom(UserId user) {
        Optional<Participant> member = participants.findActive(user);
        return switch (settings.history()) {
            case EVERYONE -> Instant.MIN;
            case SINCE_JOIN -> member.map(Participant::joinedAt).orElse(Instant.MAX);
            case NONE ->
                member.filter(Participant::isHere)
                        .map(here -> here.attendance().since())
                        .orElse(Instant.MAX);
        };
    }

    private boolean isReadAsMember(Visitor visitor) {
        return visitor instanceof Visitor.SignedIn signedIn
                && (isHost(signedIn.user())
                        || participants.findActive(signedIn.user()).isPresent());
    }

    private boolean isBanned(Visitor visitor) {
        return visitor instanceof Visitor.SignedIn signedIn
                && participants
                        .find(signedIn.user())
                        .filter(Participant::isBanned)
                        .isPresent();
    }

    private boolean mayBeJoinedUninvitedBy(Visitor visitor) {
        if (settings.visibility() == Visibility.PUBLIC) return true;
        return settings.visibility() == Visibility.FRIENDS
                && visitor instanceof Visitor.SignedIn signedIn
                && signedIn.withHost() == Friendship.FRIEND;
    }

    /** Why {@code user} may not show that they are writing; empty, if they may. */
    public Optional<Rejection> refusalOfTyping(UserId user) {
        return refusalOfTalk(user);
    }

    Optional<Rejection> refusalOfTakingPart(UserId actor) {
        if (hasEnded()) return Optional.of(new Rejection.AlreadyEnded());
        return participants.findActive(actor).isPresent()
                ? Optional.empty()
                : Optional.of(new Rejection.NotParticipating());
    }

    Optional<Rejection> refusalOf(UserId actor, Action action) {
        return refusalOfTakingPart(actor)
                .or(() -> participants
                        .findActive(actor)
                        .filter(member -> !settings.policy().allows(action, member.role()))
                        .map(member -> new Rejection.ActionNotAllowed(
                                action, settings.policy().least(action))));
    }

    /** Why {@code actor} may not decide what only the host decides; empty, if they may. */
    public Optional<Rejection> refusalOfLeading(UserId actor) {
        if (!isHost(actor)) return Optional.of(new Rejection.HostOnly());
        return refusalOfTakingPart(actor);
    }

    Optional<Rejection> refusalOfTalk(UserId actor) {
        return refusalOf(actor, Action.CHAT)
                .or(() -> participants
                        .findActive(actor)
                        .filter(Participant::isMuted)
                        .map(muted -> new Rejection.MutedInParty()));
    }

    Party with(Timeline changed) {
        return copy(settings, leadership, phase, changed, programme, participants, proceedings);
    }

    Party with(Phase changed) {
        return copy(settings, leadership, changed, timeline, programme, participants, proceedings);
    }

    Party with(Participants changed) {
        return copy(settings, leadership, phase, timeline, programme, changed, proceedings);
    }

    Party with(UserId user, UnaryOperator<Participant> change) {
        return participants
                .find(user)
                .map(participant -> with(participants.with(change.apply(participant))))
                .orElse(this);
    }

    Party with(Leadership changed) {
        return copy(settings, changed, phase, timeline, programme, participants, proceedings);
    }

    Party with(Settings changed) {
        return copy(changed, leadership, phase, timeline, programme, participants, proceedings);
    }

    Party with(Proceedings changed) {
        return copy(settings, leadership, phase, timeline, programme, participants, changed);
    }

    Party with(Queue changed) {
        return copy(settings, leadership, phase, timeline, programme.with(changed), participants, proceedings);
    }

    /** This party at the same version, with all that a party may change. */
    private Party copy(
            Settings newSettings,
            Leadership newLeadership,
            Phase newPhase,
            Timeline newTimeline,
            Programme newProgramme,
            Participants newParticipants,
            Proceedings newProceedings) {
        return new Party(
                id,
                version,
                newSettings,
                inviteCode,
                newLeadership,
                createdAt,
                newPhase,
                newTimeline,
                newProgramme,
                newParticipants,
                newProceedings);
    }

    /** This party with another item as the current one: what was voted and spent for the one before is over. */
    Party startingAnew(Queue changed) {
        return with(changed).with(proceedings.with(Proceedings.Ballot.EMPTY).with(Proceedings.Waiting.NONE));
    }
}
