package dev.watchparty.domain.party;

import dev.watchparty.domain.participant.Membership;
import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.participant.ParticipantId;
import dev.watchparty.domain.participant.Participants;
import dev.watchparty.domain.participant.Profile;
import dev.watchparty.domain.participant.Role;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.PartyEvent.PartyCreated;
import dev.watchparty.domain.playback.ItemId;
import dev.watchparty.domain.playback.Length;
import dev.watchparty.domain.playback.PlaylistItem;
import dev.watchparty.domain.playback.Position;
import dev.watchparty.domain.playback.Queue;
import dev.watchparty.domain.playback.Rate;
import dev.watchparty.domain.playback.Timeline;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The people watching one thing together: an immutable value. Commands decide on it, events lead from one to the next,
 * and {@code version} counts them.
 *
 * @param host who leads; a participant, though perhaps one who left an empty party
 */
public record Party(
        PartyId id,
        Version version,
        Settings settings,
        InviteCode inviteCode,
        UserId host,
        Instant createdAt,
        Phase phase,
        Timeline timeline,
        Programme programme,
        Participants participants) {

    public Party {
        if (participants.find(host).isEmpty()) {
            throw new IllegalArgumentException("the host of party " + id.value() + " is none of its participants");
        }
    }

    /** Who makes a party, as whom, and with which id for the membership. */
    public record Founder(UserId user, Profile profile, ParticipantId participantId) {}

    /** A new party at version 1: paused at the start of its first item, with nobody in it but its founder. */
    public static Party create(
            PartyId id, Settings settings, InviteCode code, Founder founder, Programme programme, Instant now) {
        Participant host = new Participant(
                founder.participantId(), founder.user(), founder.profile(), Role.HOST, now, Membership.ACTIVE);
        return new Party(
                id,
                Version.NONE.next(),
                settings,
                code,
                founder.user(),
                now,
                new Phase.Scheduled(),
                new Timeline.Paused(Position.START, Rate.NORMAL),
                programme,
                Participants.of(List.of(host)));
    }

    /** The event by which a party that was just created begins its history. */
    public RecordedEvent creation() {
        return new RecordedEvent(
                Version.NONE.next(),
                createdAt,
                new PartyCreated(host, settings.title(), settings.visibility(), settings.capacity()));
    }

    /** This party after {@code event}, one version on. */
    public Party after(PartyEvent event) {
        Party changed = event.applyTo(this);
        return new Party(
                id,
                version.next(),
                changed.settings,
                inviteCode,
                changed.host,
                createdAt,
                changed.phase,
                changed.timeline,
                changed.programme,
                changed.participants);
    }

    public boolean hasEnded() {
        return phase.hasEnded();
    }

    public boolean isHost(UserId user) {
        return host.equals(user);
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

    /** Who takes over when the host goes: the co-host, else the viewer, who joined first of those that are here. */
    public Optional<UserId> successor() {
        Optional<Participant> coHost = participants
                .active()
                .filter(participant -> participant.role() == Role.CO_HOST)
                .findFirst();
        return coHost.or(() -> participants
                        .active()
                        .filter(participant -> !isHost(participant.user()))
                        .findFirst())
                .map(Participant::user);
    }

    /** Whether {@code visitor} may see who is here and what plays. */
    public boolean mayBeReadBy(Visitor visitor) {
        if (isReadAsMember(visitor)) return true;
        if (settings.hasPassword()) return false;
        boolean hasCode = visitor.code() == Visitor.CodeHeld.YES;
        return mayBeJoinedUninvitedBy(visitor) || (settings.visibility() == Visibility.INVITE && hasCode);
    }

    /** Whether {@code visitor} may know the invite code: members may, and those who need none. */
    public boolean mayTellCodeTo(Visitor visitor) {
        return isReadAsMember(visitor) || (!settings.hasPassword() && mayBeJoinedUninvitedBy(visitor));
    }

    private boolean isReadAsMember(Visitor visitor) {
        return visitor instanceof Visitor.SignedIn signedIn
                && (isHost(signedIn.user())
                        || participants.findActive(signedIn.user()).isPresent());
    }

    private boolean mayBeJoinedUninvitedBy(Visitor visitor) {
        if (settings.visibility() == Visibility.PUBLIC) return true;
        return settings.visibility() == Visibility.FRIENDS
                && visitor instanceof Visitor.SignedIn signedIn
                && signedIn.withHost() == Friendship.FRIEND;
    }

    Optional<Rejection> refusalOfTakingPart(UserId actor) {
        if (hasEnded()) return Optional.of(new Rejection.AlreadyEnded());
        return participants.findActive(actor).isPresent()
                ? Optional.empty()
                : Optional.of(new Rejection.NotParticipating());
    }

    Optional<Rejection> refusalOfControl(UserId actor) {
        return refusalOfTakingPart(actor)
                .or(() -> participants
                        .findActive(actor)
                        .filter(participant -> !participant.role().mayControl())
                        .map(viewer -> new Rejection.ControlNotAllowed()));
    }

    Party with(Timeline changed) {
        return new Party(id, version, settings, inviteCode, host, createdAt, phase, changed, programme, participants);
    }

    Party with(Phase changed) {
        return new Party(
                id, version, settings, inviteCode, host, createdAt, changed, timeline, programme, participants);
    }

    Party with(Participants changed) {
        return new Party(id, version, settings, inviteCode, host, createdAt, phase, timeline, programme, changed);
    }

    Party with(UserId user, UnaryOperator<Participant> change) {
        return participants
                .find(user)
                .map(participant -> with(participants.with(change.apply(participant))))
                .orElse(this);
    }

    Party withHost(UserId changed) {
        return new Party(
                id, version, settings, inviteCode, changed, createdAt, phase, timeline, programme, participants);
    }

    Party withCurrent(ItemId item) {
        Programme changed = programme.with(queue().moveTo(item));
        return new Party(id, version, settings, inviteCode, host, createdAt, phase, timeline, changed, participants);
    }
}
