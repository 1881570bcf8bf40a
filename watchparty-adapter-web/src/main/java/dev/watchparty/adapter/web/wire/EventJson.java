package dev.watchparty.adapter.web.wire;

import dev.watchparty.adapter.web.wire.TextFrame.Kind;
import dev.watchparty.application.port.ChatHistory.SpokenMessage;
import dev.watchparty.domain.chat.MessageId;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.PartyEvent;
import dev.watchparty.domain.party.PartyEvent.CourtesyChanged;
import dev.watchparty.domain.party.PartyEvent.Halted;
import dev.watchparty.domain.party.PartyEvent.HoldReleased;
import dev.watchparty.domain.party.PartyEvent.HoldStarted;
import dev.watchparty.domain.party.PartyEvent.HostChanged;
import dev.watchparty.domain.party.PartyEvent.ItemFollowed;
import dev.watchparty.domain.party.PartyEvent.ItemMoved;
import dev.watchparty.domain.party.PartyEvent.ItemRemoved;
import dev.watchparty.domain.party.PartyEvent.ItemSuggested;
import dev.watchparty.domain.party.PartyEvent.ItemsAdded;
import dev.watchparty.domain.party.PartyEvent.LoopChanged;
import dev.watchparty.domain.party.PartyEvent.MessageDeleted;
import dev.watchparty.domain.party.PartyEvent.MessageRedacted;
import dev.watchparty.domain.party.PartyEvent.MessageSent;
import dev.watchparty.domain.party.PartyEvent.NextVoted;
import dev.watchparty.domain.party.PartyEvent.ParticipantArrived;
import dev.watchparty.domain.party.PartyEvent.ParticipantDeparted;
import dev.watchparty.domain.party.PartyEvent.ParticipantErased;
import dev.watchparty.domain.party.PartyEvent.ParticipantJoined;
import dev.watchparty.domain.party.PartyEvent.ParticipantLeft;
import dev.watchparty.domain.party.PartyEvent.ParticipantRemoved;
import dev.watchparty.domain.party.PartyEvent.ParticipantUnbanned;
import dev.watchparty.domain.party.PartyEvent.PartyCreated;
import dev.watchparty.domain.party.PartyEvent.PartyEnded;
import dev.watchparty.domain.party.PartyEvent.PartyStarted;
import dev.watchparty.domain.party.PartyEvent.Played;
import dev.watchparty.domain.party.PartyEvent.QueueFinished;
import dev.watchparty.domain.party.PartyEvent.QueueShuffled;
import dev.watchparty.domain.party.PartyEvent.RateChanged;
import dev.watchparty.domain.party.PartyEvent.Reacted;
import dev.watchparty.domain.party.PartyEvent.ReadyAnswered;
import dev.watchparty.domain.party.PartyEvent.ReadyAsked;
import dev.watchparty.domain.party.PartyEvent.ReadyCheckCancelled;
import dev.watchparty.domain.party.PartyEvent.ReadyCheckPassed;
import dev.watchparty.domain.party.PartyEvent.RoleChanged;
import dev.watchparty.domain.party.PartyEvent.SettingsChanged;
import dev.watchparty.domain.party.PartyEvent.SkipVoted;
import dev.watchparty.domain.party.PartyEvent.Skipped;
import dev.watchparty.domain.party.PartyEvent.Sought;
import dev.watchparty.domain.party.PartyEvent.StartCancelled;
import dev.watchparty.domain.party.PartyEvent.StartScheduled;
import dev.watchparty.domain.party.PartyEvent.SuggestionAccepted;
import dev.watchparty.domain.party.PartyEvent.SuggestionDeclined;
import dev.watchparty.domain.party.PartyEvent.VoiceChanged;
import dev.watchparty.domain.party.RecordedEvent;
import dev.watchparty.domain.presence.ParticipantStatus;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes what everybody in a party is told. Every event tells where the timeline is: its {@code position} is true at
 * its {@code server_timestamp}, whatever else it is about.
 */
public final class EventJson {

    private EventJson() {}

    /** What everybody is told of {@code event}, after which the party is {@code after}. */
    public static TextFrame event(Party after, RecordedEvent event) {
        Telling told = new Telling(after, event);
        PartyEvent what = event.event();
        if (what instanceof Played played) return told.change("play", played.by());
        if (what instanceof Halted halted) return told.change("pause", halted.by());
        if (what instanceof Sought sought) return told.change("seek", sought.by());
        if (what instanceof RateChanged changed) return told.change("rate", changed.by());
        if (what instanceof Skipped skipped) return told.change("skip", skipped.by());
        if (what instanceof ItemFollowed) return told.change("skip", null);
        if (what instanceof QueueFinished) return told.change("pause", null);
        if (what instanceof MessageSent sent) return message(told, sent);
        if (what instanceof MessageRedacted gone) return deleted(told, gone.id(), null);
        if (what instanceof MessageDeleted gone) return deleted(told, gone.id(), gone.by());
        if (what instanceof Reacted reacted) return reaction(told, reacted);
        if (what instanceof ParticipantJoined joined) return PeopleEvents.joined(told, joined.participant());
        if (what instanceof ParticipantArrived arrived) return PeopleEvents.joined(told, told.member(arrived.user()));
        if (what instanceof ParticipantDeparted departed) return PeopleEvents.left(told, departed.user(), "absent");
        if (what instanceof ParticipantLeft left) return PeopleEvents.left(told, left.user(), "left");
        if (what instanceof ParticipantRemoved out) return PeopleEvents.left(told, out.user(), Words.of(out.removal()));
        if (what instanceof ParticipantErased erased) return PeopleEvents.left(told, erased.user(), "erased");
        if (what instanceof ParticipantUnbanned unbanned) return PeopleEvents.unbanned(told, unbanned);
        if (what instanceof RoleChanged changed) return PeopleEvents.roleChanged(told, changed);
        if (what instanceof HostChanged changed) return PeopleEvents.hostChanged(told, changed);
        if (what instanceof VoiceChanged changed) return PeopleEvents.muted(told, changed);
        if (what instanceof CourtesyChanged changed) return PeopleEvents.courtesyChanged(told, changed);
        if (what instanceof SettingsChanged changed) return PeopleEvents.settingsChanged(told, changed);
        if (what instanceof ItemsAdded added) return QueueEvents.added(told, added);
        if (what instanceof ItemRemoved removed) return QueueEvents.removed(told, removed);
        if (what instanceof ItemMoved moved) return QueueEvents.moved(told, moved);
        if (what instanceof QueueShuffled shuffled) return QueueEvents.shuffled(told, shuffled);
        if (what instanceof LoopChanged changed) return QueueEvents.loopChanged(told, changed);
        if (what instanceof ItemSuggested suggested) return QueueEvents.suggested(told, suggested);
        if (what instanceof SuggestionAccepted accepted) return QueueEvents.accepted(told, accepted);
        if (what instanceof SuggestionDeclined declined) return QueueEvents.declined(told, declined);
        if (what instanceof SkipVoted || what instanceof NextVoted) return QueueEvents.votes(told);
        if (what instanceof StartScheduled set) return StartEvents.scheduled(told, set.at(), set.by());
        if (what instanceof StartCancelled cancelled) return StartEvents.scheduled(told, null, cancelled.by());
        if (what instanceof ReadyAsked asked) return StartEvents.readyAsked(told, asked);
        if (what instanceof ReadyAnswered answered) return StartEvents.readyAnswered(told, answered);
        if (what instanceof ReadyCheckPassed) return StartEvents.readyCheckPassed(told);
        if (what instanceof ReadyCheckCancelled cancelled) return StartEvents.readyCheckCancelled(told, cancelled);
        if (what instanceof HoldStarted held) return StartEvents.held(told, held.hold());
        if (what instanceof HoldReleased) return StartEvents.released(told);
        if (what instanceof PartyStarted) {
            return told.lasting("party-started", json -> FrameJson.value(json, "started_at", told.at()));
        }
        if (what instanceof PartyEnded ended) {
            return told.lasting("party-ended", json -> FrameJson.value(json, "ended_at", ended.at()));
        }
        if (what instanceof PartyCreated) return told.lasting("party-created", FrameJson.NONE);
        throw new AssertionError(what);
    }

    /** Where the party stands at {@code now}. */
    public static TextFrame sync(Party party, Instant now) {
        return FrameJson.event(Kind.STATE, "sync", party, now, FrameJson.NONE);
    }

    /** {@code user} writes a message, or does not any more. */
    public static TextFrame typing(Party party, UserId user, boolean isTyping, Instant now) {
        return FrameJson.event(Kind.FLEETING, "typing", party, now, json -> {
            FrameJson.user(json, "user_id", user);
            json.writeBooleanField("is_typing", isTyping);
        });
    }

    /** How those fare of whom something changed. */
    public static TextFrame statuses(Party party, Map<UserId, ParticipantStatus> changed, Instant now) {
        return FrameJson.event(
                Kind.FLEETING,
                "participant-status",
                party,
                now,
                json -> FrameJson.value(json, "participants", StatusJson.of(party, changed)));
    }

    private static TextFrame message(Telling told, MessageSent sent) {
        SpokenMessage spoken = new SpokenMessage(told.after().version(), told.at(), sent.id(), sent.by(), sent.text());
        MessageJson message = MessageJson.of(told.after(), spoken).withoutVersion();
        return told.lasting("chat_message", json -> FrameJson.value(json, "chat_message", message));
    }

    private static TextFrame deleted(Telling told, MessageId message, @Nullable UserId actor) {
        return told.lasting("message-deleted", json -> {
            json.writeStringField("message_id", message.value().toString());
            if (actor != null) FrameJson.user(json, "actor", actor);
        });
    }

    private static TextFrame reaction(Telling told, Reacted reacted) {
        ReactionJson reaction = ReactionJson.of(told.after(), reacted, told.at());
        return told.lasting("reaction", json -> FrameJson.value(json, "reaction", reaction));
    }
}
