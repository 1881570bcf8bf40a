package dev.watchparty.domain.party;

import dev.watchparty.domain.chat.ChatText;
import dev.watchparty.domain.chat.Emoji;
import dev.watchparty.domain.chat.MessageId;
import dev.watchparty.domain.chat.ReactionId;
import dev.watchparty.domain.participant.Attendance;
import dev.watchparty.domain.participant.Courtesy;
import dev.watchparty.domain.participant.Membership;
import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.participant.Profile;
import dev.watchparty.domain.participant.Role;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.participant.Voice;
import dev.watchparty.domain.party.Proceedings.Ballot;
import dev.watchparty.domain.party.Proceedings.Hold;
import dev.watchparty.domain.party.Proceedings.ReadyCheck;
import dev.watchparty.domain.party.Proceedings.Schedule;
import dev.watchparty.domain.party.Proceedings.Suggestion;
import dev.watchparty.domain.party.Proceedings.Waiting;
import dev.watchparty.domain.playback.ItemId;
import dev.watchparty.domain.playback.Loop;
import dev.watchparty.domain.playback.PlaylistItem;
import dev.watchparty.domain.playback.Position;
import dev.watchparty.domain.playback.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What happened to a party. Events are facts: they carry results, and applying one cannot fail. */
public sealed interface PartyEvent {

    /** {@code party} after this event; its version is the caller's matter, see {@link Party#after}. */
    Party applyTo(Party party);

    /** The party came to be. It is the first event of every party. */
    record PartyCreated(UserId by, Title title, Visibility visibility, Capacity capacity) implements PartyEvent {

        @Override
        public Party applyTo(Party party) {
            return party;
        }
    }

    /** Somebody joined, or came back: {@code participant} is what they are from now on. */
    record ParticipantJoined(Participant participant) implements PartyEvent {

        @Override
        public Party applyTo(Party party) {
            return party.with(party.participants().with(participant));
        }
    }

    /** The first person besides the host joined. */
    record PartyStarted(Instant at) implements PartyEvent {

        @Override
        public Party applyTo(Party party) {
            return party.with(new Phase.Live(at));
        }
    }

    /** Somebody who is in the party has it open, after they had not. */
    record ParticipantArrived(UserId user, Instant at) implements PartyEvent {

        @Override
        public Party applyTo(Party party) {
            return party.with(user, member -> member.withAttendance(new Attendance.Here(at)));
        }
    }

    /** Somebody who is in the party does not have it open any more. */
    record ParticipantDeparted(UserId user, Instant at) implements PartyEvent {

        @Override
        public Party applyTo(Party party) {
            return party.with(user, member -> member.withAttendance(new Attendance.Absent(at)));
        }
    }

    /** Somebody left for good, as far as they know. */
    record ParticipantLeft(UserId user, Instant at) implements PartyEvent {

        @Override
        public Party applyTo(Party party) {
            return party.with(user, leaver -> out(leaver, new Membership.Left(at), at))
                    .with(party.leadership().without(user));
        }
    }

    /**
     * Somebody was put out of the party by {@code by}; whoever they were in it, they would come back as a viewer. What
     * they suggested goes with them.
     */
    record ParticipantRemoved(UserId user, UserId by, Removal removal, Instant at) implements PartyEvent {

        @Override
        public Party applyTo(Party party) {
            Membership membership = removal == Removal.BANNED ? new Membership.Banned(at) : new Membership.Left(at);
            return party.with(user, removed -> out(removed.withRole(Role.VIEWER), membership, at))
                    .with(party.proceedings().withoutSuggestionsOf(user));
        }
    }

    /** A ban was lifted; they are out of the party, and may join. */
    record ParticipantUnbanned(UserId user, UserId by, Instant at) implements PartyEvent {

        @Override
        public Party applyTo(Party party) {
            return party.with(user, banned -> banned.withMembership(new Membership.Left(at)));
        }
    }

    /** Somebody had all that is known of them erased; what is left of them here has no name and suggests nothing. */
    record ParticipantErased(UserId user, Instant at) implements PartyEvent {

        @Override
        public Party applyTo(Party party) {
            return party.with(
                            user,
                            erased -> (erased.isActive() ? out(erased, new Membership.Left(at), at) : erased)
                                    .withProfile(Profile.ERASED))
                    .with(party.leadership().without(user))
                    .with(party.proceedings().withoutSuggestionsOf(user));
        }
    }

    private static Participant out(Participant leaver, Membership membership, Instant at) {
        return leaver.withMembership(membership).withAttendance(new Attendance.Absent(at));
    }

    /** Somebody is a co-host now, or a viewer again. */
    record RoleChanged(UserId user, Role role, UserId by) implements PartyEvent {

        @Override
        public Party applyTo(Party party) {
            return party.with(user, member -> member.withRole(role));
        }
    }

    /**
     * {@code leadership} says who leads the party now; they may be heard, for nobody else could let them.
     *
     * @param former who led it until now, and is {@code formerRole} from now on
     */
    record HostChanged(Leadership leadership, UserId former, Role formerRole, Cause cause) implements PartyEvent {

        /** Why somebody else leads. */
        public enum Cause {
            /** The former host left the party. */
            LEFT,
            /** The former host was away for too long. */
            ABSENCE,
            /** The host was away and is back. */
            RETURN,
            /** The former host wanted it so. */
            TRANSFER
        }

        public UserId host() {
            return leadership.host();
        }

        @Override
        public Party applyTo(Party party) {
            return party.with(former, leader -> leader.withRole(formerRole))
                    .with(host(), successor -> successor.withRole(Role.HOST).withVoice(Voice.OPEN))
                    .with(leadership);
        }
    }

    /** Somebody may not be heard any more, or may again. */
    record VoiceChanged(UserId user, Voice voice, UserId by) implements PartyEvent {

        @Override
        public Party applyTo(Party party) {
            return party.with(user, member -> member.withVoice(voice));
        }
    }

    /** Somebody does not want to be waited for, or does again. */
    record CourtesyChanged(UserId user, Courtesy courtesy) implements PartyEvent {

        @Override
        public Party applyTo(Party party) {
            return party.with(user, member -> member.withCourtesy(courtesy));
        }
    }

    /** The host chose other settings. */
    record SettingsChanged(UserId by, Settings settings) implements PartyEvent {

        @Override
        public Party applyTo(Party party) {
            return party.with(settings);
        }
    }

    /** Somebody pressed play. */
    record Played(UserId by, Timeline.Playing timeline) implements PartyEvent {

        @Override
        public Party applyTo(Party party) {
            return party.with(timeline).with(party.proceedings().with(Schedule.NONE));
        }
    }

    /** Somebody pressed pause. */
    record Halted(UserId by, Timeline.Paused timeline) implements PartyEvent {

        @Override
        public Party applyTo(Party party) {
            return party.with(timeline);
        }
    }

    /** Somebody moved the timeline; it plays on or stands still as before. */
    record Sought(UserId by, Timeline timeline) implements PartyEvent {

        @Override
        public Party applyTo(Party party) {
            return party.with(timeline);
        }
    }

    /** Somebody chose another speed. */
    record RateChanged(UserId by, Timeline timeline) implements PartyEvent {

        @Override
        public Party applyTo(Party party) {
            return party.with(timeline);
        }
    }

    /** Somebody chose {@code item}. */
    record Skipped(UserId by, ItemId item, Timeline.Playing timeline) implements PartyEvent {

        @Override
        public Party applyTo(Party party) {
            return party.startingAnew(party.queue().moveTo(item)).with(timeline);
        }
    }

    /** An item came to its end, or was voted away, and {@code item} follows by itself. */
    record ItemFollowed(ItemId item, Timeline.Playing timeline) implements PartyEvent {

        @Override
        public Party applyTo(Party party) {
            return party.startingAnew(party.queue().moveTo(item)).with(timeline);
        }
    }

    /** The last item came to its end, where the timeline stands now. */
    record QueueFinished(Timeline.Paused timeline) implements PartyEvent {

        @Override
        public Party applyTo(Party party) {
            return party.with(timeline);
        }
    }

    /** Somebody put {@code items} into the queue, the first at {@code place}. */
    record ItemsAdded(UserId by, List<PlaylistItem> items, int place) implements PartyEvent {

        public ItemsAdded {
            items = List.copyOf(items);
        }

        @Override
        public Party applyTo(Party party) {
            return party.with(party.queue().with(items, place));
        }
    }

    /** Somebody took {@code item} out of the queue; where it was the current one, {@code timeline} is another. */
    record ItemRemoved(UserId by, ItemId item, Timeline timeline) implements PartyEvent {

        @Override
        public Party applyTo(Party party) {
            boolean wasCurrent = party.queue().isCurrent(item);
            Party without = wasCurrent
                    ? party.startingAnew(party.queue().without(item))
                    : party.with(party.queue().without(item));
            Ballot ballot = without.proceedings().ballot();
            Map<UserId, ItemId> votes = new HashMap<>(ballot.next());
            votes.values().removeIf(item::equals);
            return without.with(without.proceedings().with(new Ballot(ballot.skip(), votes)))
                    .with(timeline);
        }
    }

    /** Somebody moved {@code item}, which is at {@code place} now. */
    record ItemMoved(UserId by, ItemId item, int place) implements PartyEvent {

        @Override
        public Party applyTo(Party party) {
            return party.with(party.queue().withMoved(item, place));
        }
    }

    /** Somebody shuffled the queue: its items are in this {@code order} now. */
    record QueueShuffled(UserId by, List<ItemId> order) implements PartyEvent {

        public QueueShuffled {
            order = List.copyOf(order);
        }

        @Override
        public Party applyTo(Party party) {
            return party.with(party.queue().withOrder(order));
        }
    }

    /** Somebody chose what follows the end of an item. */
    record LoopChanged(UserId by, Loop loop) implements PartyEvent {

        @Override
        public Party applyTo(Party party) {
            return party.with(party.queue().withLoop(loop));
        }
    }

    /** Somebody would like to watch {@code item}. */
    record ItemSuggested(UserId by, PlaylistItem item) implements PartyEvent {

        @Override
        public Party applyTo(Party party) {
            return party.with(party.proceedings()
                    .with(Stream.concat(party.proceedings().suggestions().stream(), Stream.of(new Suggestion(item, by)))
                            .toList()));
        }
    }

    /** A suggestion was taken up: {@code item} is in the queue now, at {@code place}. */
    record SuggestionAccepted(UserId by, PlaylistItem item, int place) implements PartyEvent {

        @Override
        public Party applyTo(Party party) {
            return party.with(party.queue().with(List.of(item), place)).with(withoutSuggestion(party, item.id()));
        }
    }

    /** A suggestion was not taken up, or withdrawn. */
    record SuggestionDeclined(UserId by, ItemId item) implements PartyEvent {

        @Override
        public Party applyTo(Party party) {
            return party.with(withoutSuggestion(party, item));
        }
    }

    private static Proceedings withoutSuggestion(Party party, ItemId item) {
        return party.proceedings()
                .with(party.proceedings().suggestions().stream()
                        .filter(suggestion -> !suggestion.item().id().equals(item))
                        .toList());
    }

    /** Somebody would rather watch what comes next. */
    record SkipVoted(UserId by) implements PartyEvent {

        @Override
        public Party applyTo(Party party) {
            Ballot ballot = party.proceedings().ballot();
            Set<UserId> votes = new HashSet<>(ballot.skip());
            votes.add(by);
            return party.with(party.proceedings().with(new Ballot(votes, ballot.next())));
        }
    }

    /** Somebody wants {@code item} to come next, and nothing else any more. */
    record NextVoted(UserId by, ItemId item) implements PartyEvent {

        @Override
        public Party applyTo(Party party) {
            Ballot ballot = party.proceedings().ballot();
            Map<UserId, ItemId> votes = new HashMap<>(ballot.next());
            votes.put(by, item);
            return party.with(party.proceedings().with(new Ballot(ballot.skip(), votes)));
        }
    }

    /** The film is to start at {@code at}. */
    record StartScheduled(UserId by, Instant at) implements PartyEvent {

        @Override
        public Party applyTo(Party party) {
            return party.with(party.proceedings().with(new Schedule.At(at, by)));
        }
    }

    /** The film is not to start by itself any more. */
    record StartCancelled(UserId by) implements PartyEvent {

        @Override
        public Party applyTo(Party party) {
            return party.with(party.proceedings().with(Schedule.NONE));
        }
    }

    /** Somebody asked who is ready, and is; when all are, the film starts if {@code thenPlay}. */
    record ReadyAsked(UserId by, boolean thenPlay) implements PartyEvent {

        @Override
        public Party applyTo(Party party) {
            return party.with(party.proceedings().with(new ReadyCheck.Open(by, thenPlay, Set.of(by))));
        }
    }

    /** Somebody said that they are ready, or not after all. */
    record ReadyAnswered(UserId user, boolean isReady) implements PartyEvent {

        @Override
        public Party applyTo(Party party) {
            if (!(party.proceedings().readyCheck() instanceof ReadyCheck.Open open)) return party;
            Set<UserId> ready = new HashSet<>(open.ready());
            if (isReady) {
                ready.add(user);
            } else {
                ready.remove(user);
            }
            return party.with(party.proceedings().with(new ReadyCheck.Open(open.by(), open.thenPlay(), ready)));
        }
    }

    /** Everybody who is here is ready. */
    record ReadyCheckPassed() implements PartyEvent {

        @Override
        public Party applyTo(Party party) {
            return party.with(party.proceedings().with(ReadyCheck.NONE));
        }
    }

    /** Nobody is asked any more whether they are ready. */
    record ReadyCheckCancelled(UserId by) implements PartyEvent {

        @Override
        public Party applyTo(Party party) {
            return party.with(party.proceedings().with(ReadyCheck.NONE));
        }
    }

    /** The film waits, standing at {@code timeline}, for those who have to load. */
    record HoldStarted(Hold.Under hold, Timeline.Paused timeline) implements PartyEvent {

        @Override
        public Party applyTo(Party party) {
            Map<UserId, Duration> spent = party.proceedings().waiting().spent();
            return party.with(party.proceedings().with(new Waiting(hold, spent)))
                    .with(timeline);
        }
    }

    /**
     * The film waits no longer.
     *
     * @param spent how long each person held it up by now, since the current item began
     */
    record HoldReleased(Map<UserId, Duration> spent, Timeline timeline) implements PartyEvent {

        public HoldReleased {
            spent = Map.copyOf(spent);
        }

        @Override
        public Party applyTo(Party party) {
            return party.with(party.proceedings().with(new Waiting(Hold.NONE, spent)))
                    .with(timeline);
        }
    }

    /** Somebody said something. */
    record MessageSent(MessageId id, UserId by, ChatText text) implements PartyEvent {

        @Override
        public Party applyTo(Party party) {
            return party;
        }
    }

    /** Somebody said something that was deleted since: what is left of a {@link MessageSent} in the history. */
    record MessageRedacted(MessageId id, UserId by) implements PartyEvent {

        @Override
        public Party applyTo(Party party) {
            return party;
        }
    }

    /** {@code by} deleted what somebody had said. */
    record MessageDeleted(MessageId id, UserId by) implements PartyEvent {

        @Override
        public Party applyTo(Party party) {
            return party;
        }
    }

    /** Somebody reacted to what is to be seen at {@code position}. */
    record Reacted(ReactionId id, UserId by, Emoji emoji, Position position) implements PartyEvent {

        @Override
        public Party applyTo(Party party) {
            return party;
        }
    }

    /** The host ended the party; the timeline stands where it was, and nothing is under way any more. */
    record PartyEnded(UserId by, Instant at, Timeline.Paused timeline) implements PartyEvent {

        @Override
        public Party applyTo(Party party) {
            return party.with(timeline).with(Proceedings.NONE).with(new Phase.Ended(party.phase(), at));
        }
    }
}
