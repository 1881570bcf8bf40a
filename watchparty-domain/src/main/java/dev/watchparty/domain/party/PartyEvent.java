package dev.watchparty.domain.party;

import dev.watchparty.domain.chat.ChatText;
import dev.watchparty.domain.chat.MessageId;
import dev.watchparty.domain.participant.Membership;
import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.participant.Role;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.playback.ItemId;
import dev.watchparty.domain.playback.Timeline;
import java.time.Instant;

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

    /** Somebody left for good, as far as they know. */
    record ParticipantLeft(UserId user, Instant at) implements PartyEvent {

        @Override
        public Party applyTo(Party party) {
            return party.with(user, leaver -> leaver.withMembership(new Membership.Left(at)));
        }
    }

    /** {@code host} leads the party now; {@code former} keeps control as a co-host. */
    record HostChanged(UserId host, UserId former) implements PartyEvent {

        @Override
        public Party applyTo(Party party) {
            return party.with(former, leader -> leader.withRole(Role.CO_HOST))
                    .with(host, successor -> successor.withRole(Role.HOST))
                    .withHost(host);
        }
    }

    /** Somebody pressed play. */
    record Played(UserId by, Timeline.Playing timeline) implements PartyEvent {

        @Override
        public Party applyTo(Party party) {
            return party.with(timeline);
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

    /** Somebody chose {@code item}. */
    record Skipped(UserId by, ItemId item, Timeline.Playing timeline) implements PartyEvent {

        @Override
        public Party applyTo(Party party) {
            return party.withCurrent(item).with(timeline);
        }
    }

    /** An item came to its end, and {@code item} follows by itself. */
    record ItemFollowed(ItemId item, Timeline.Playing timeline) implements PartyEvent {

        @Override
        public Party applyTo(Party party) {
            return party.withCurrent(item).with(timeline);
        }
    }

    /** The last item came to its end, where the timeline stands now. */
    record QueueFinished(Timeline.Paused timeline) implements PartyEvent {

        @Override
        public Party applyTo(Party party) {
            return party.with(timeline);
        }
    }

    /** Somebody said something. */
    record MessageSent(MessageId id, UserId by, ChatText text) implements PartyEvent {

        @Override
        public Party applyTo(Party party) {
            return party;
        }
    }

    /** The host ended the party; the timeline stands where it was. */
    record PartyEnded(UserId by, Instant at, Timeline.Paused timeline) implements PartyEvent {

        @Override
        public Party applyTo(Party party) {
            return party.with(timeline).with(new Phase.Ended(party.phase(), at));
        }
    }
}
