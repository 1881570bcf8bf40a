package dev.watchparty.adapter.jdbc;

import dev.watchparty.domain.chat.ChatText;
import dev.watchparty.domain.chat.Emoji;
import dev.watchparty.domain.chat.ReactionId;
import dev.watchparty.domain.participant.Courtesy;
import dev.watchparty.domain.participant.Role;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.participant.Voice;
import dev.watchparty.domain.party.Capacity;
import dev.watchparty.domain.party.Leadership;
import dev.watchparty.domain.party.PartyEvent;
import dev.watchparty.domain.party.PartyEvent.CourtesyChanged;
import dev.watchparty.domain.party.PartyEvent.Halted;
import dev.watchparty.domain.party.PartyEvent.HoldReleased;
import dev.watchparty.domain.party.PartyEvent.HoldStarted;
import dev.watchparty.domain.party.PartyEvent.HostChanged;
import dev.watchparty.domain.party.PartyEvent.HostChanged.Cause;
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
import dev.watchparty.domain.party.Removal;
import dev.watchparty.domain.party.Title;
import dev.watchparty.domain.party.Visibility;
import dev.watchparty.domain.playback.Loop;
import java.util.function.Function;

/**
 * An event as it is stored: a type and a payload. History is for ever, so a name once written here is never changed; an
 * event that grows gets a field that may be missing.
 */
record EventColumn(String type, String payload) {

    static EventColumn of(PartyEvent event) {
        if (event instanceof PartyCreated it) return column("party-created", write(it));
        if (event instanceof ParticipantJoined it)
            return column("participant-joined", SeatPayload.write(it.participant()));
        if (event instanceof PartyStarted it)
            return column("party-started", Payload.empty().with("at_ms", it.at()));
        if (event instanceof ParticipantArrived it)
            return column("participant-arrived", user(it.user()).with("at_ms", it.at()));
        if (event instanceof ParticipantDeparted it)
            return column("participant-departed", user(it.user()).with("at_ms", it.at()));
        if (event instanceof ParticipantLeft it)
            return column("participant-left", user(it.user()).with("at_ms", it.at()));
        if (event instanceof ParticipantRemoved it) return column("participant-removed", write(it));
        if (event instanceof ParticipantUnbanned it)
            return column(
                    "participant-unbanned", user(it.user()).with("by", it.by()).with("at_ms", it.at()));
        if (event instanceof ParticipantErased it)
            return column("participant-erased", user(it.user()).with("at_ms", it.at()));
        if (event instanceof RoleChanged it)
            return column(
                    "role-changed", user(it.user()).with("role", it.role()).with("by", it.by()));
        if (event instanceof HostChanged it) return column("host-changed", write(it));
        if (event instanceof VoiceChanged it)
            return column(
                    "voice-changed", user(it.user()).with("voice", it.voice()).with("by", it.by()));
        if (event instanceof CourtesyChanged it)
            return column("courtesy-changed", user(it.user()).with("courtesy", it.courtesy()));
        if (event instanceof SettingsChanged it)
            return column(
                    "settings-changed", SettingsPayload.write(it.settings()).with("by", it.by()));
        if (event instanceof Played it) return column("played", by(it.by()).with(it.timeline()));
        if (event instanceof Halted it) return column("halted", by(it.by()).with(it.timeline()));
        if (event instanceof Sought it) return column("sought", by(it.by()).with(it.timeline()));
        if (event instanceof RateChanged it)
            return column("rate-changed", by(it.by()).with(it.timeline()));
        if (event instanceof Skipped it)
            return column("skipped", by(it.by()).with("item", it.item()).with(it.timeline()));
        if (event instanceof ItemFollowed it)
            return column(
                    "item-followed", Payload.empty().with("item", it.item()).with(it.timeline()));
        if (event instanceof QueueFinished it)
            return column("queue-finished", Payload.empty().with(it.timeline()));
        if (event instanceof ItemsAdded it)
            return column(
                    "items-added",
                    by(it.by()).with("items", ItemPayload.writeAll(it.items())).with("place", it.place()));
        if (event instanceof ItemRemoved it)
            return column("item-removed", by(it.by()).with("item", it.item()).with(it.timeline()));
        if (event instanceof ItemMoved it)
            return column("item-moved", by(it.by()).with("item", it.item()).with("place", it.place()));
        if (event instanceof QueueShuffled it)
            return column("queue-shuffled", by(it.by()).withOrder("order", it.order()));
        if (event instanceof LoopChanged it)
            return column("loop-changed", by(it.by()).with("loop", it.loop()));
        if (event instanceof ItemSuggested it)
            return column("item-suggested", by(it.by()).with("suggestion", ItemPayload.write(it.item())));
        if (event instanceof SuggestionAccepted it) return column("suggestion-accepted", write(it));
        if (event instanceof SuggestionDeclined it)
            return column("suggestion-declined", by(it.by()).with("item", it.item()));
        if (event instanceof SkipVoted it) return column("skip-voted", by(it.by()));
        if (event instanceof NextVoted it)
            return column("next-voted", by(it.by()).with("item", it.item()));
        if (event instanceof StartScheduled it)
            return column("start-scheduled", by(it.by()).with("at_ms", it.at()));
        if (event instanceof StartCancelled it) return column("start-cancelled", by(it.by()));
        if (event instanceof ReadyAsked it)
            return column("ready-asked", by(it.by()).with("then_play", it.thenPlay()));
        if (event instanceof ReadyAnswered it)
            return column("ready-answered", user(it.user()).with("is_ready", it.isReady()));
        if (event instanceof ReadyCheckPassed) return column("ready-check-passed", Payload.empty());
        if (event instanceof ReadyCheckCancelled it) return column("ready-check-cancelled", by(it.by()));
        if (event instanceof HoldStarted it)
            return column("hold-started", ProceedingsPayload.write(it.hold()).with(it.timeline()));
        if (event instanceof HoldReleased it) return column("hold-released", write(it));
        if (event instanceof MessageSent it)
            return column(
                    "message-sent",
                    by(it.by()).with("message", it.id()).with("text", it.text().value()));
        if (event instanceof MessageRedacted it)
            return column("message-redacted", by(it.by()).with("message", it.id()));
        if (event instanceof MessageDeleted it)
            return column("message-deleted", by(it.by()).with("message", it.id()));
        if (event instanceof Reacted it) return column("reacted", write(it));
        if (event instanceof PartyEnded it)
            return column("party-ended", by(it.by()).with("at_ms", it.at()).with(it.timeline()));
        throw new AssertionError(event);
    }

    PartyEvent event() {
        return reader().apply(Payload.read(payload));
    }

    private Function<Payload, PartyEvent> reader() {
        return switch (type) {
            case "party-created" -> EventColumn::created;
            case "participant-joined" -> it -> new ParticipantJoined(SeatPayload.read(it));
            case "party-started" -> it -> new PartyStarted(it.instant("at_ms"));
            case "participant-arrived" -> it -> new ParticipantArrived(it.user("user"), it.instant("at_ms"));
            case "participant-departed" -> it -> new ParticipantDeparted(it.user("user"), it.instant("at_ms"));
            case "participant-left" -> it -> new ParticipantLeft(it.user("user"), it.instant("at_ms"));
            case "participant-removed" -> EventColumn::removed;
            case "participant-unbanned" ->
                it -> new ParticipantUnbanned(it.user("user"), it.user("by"), it.instant("at_ms"));
            case "participant-erased" -> it -> new ParticipantErased(it.user("user"), it.instant("at_ms"));
            case "role-changed" -> it -> new RoleChanged(it.user("user"), it.word(Role.class, "role"), it.user("by"));
            case "host-changed" -> EventColumn::hostChanged;
            case "voice-changed" ->
                it -> new VoiceChanged(it.user("user"), it.word(Voice.class, "voice"), it.user("by"));
            case "courtesy-changed" -> it -> new CourtesyChanged(it.user("user"), it.word(Courtesy.class, "courtesy"));
            case "settings-changed" -> it -> new SettingsChanged(it.user("by"), SettingsPayload.read(it));
            case "played" -> it -> new Played(it.user("by"), it.playing());
            case "halted" -> it -> new Halted(it.user("by"), it.paused());
            case "sought" -> it -> new Sought(it.user("by"), it.timeline());
            case "rate-changed" -> it -> new RateChanged(it.user("by"), it.timeline());
            case "skipped" -> it -> new Skipped(it.user("by"), it.item("item"), it.playing());
            case "item-followed" -> it -> new ItemFollowed(it.item("item"), it.playing());
            case "queue-finished" -> it -> new QueueFinished(it.paused());
            case "items-added" ->
                it -> new ItemsAdded(it.user("by"), ItemPayload.readAll(it.list("items")), it.wholeNumber("place"));
            case "item-removed" -> it -> new ItemRemoved(it.user("by"), it.item("item"), it.timeline());
            case "item-moved" -> it -> new ItemMoved(it.user("by"), it.item("item"), it.wholeNumber("place"));
            case "queue-shuffled" -> it -> new QueueShuffled(it.user("by"), it.order("order"));
            case "loop-changed" -> it -> new LoopChanged(it.user("by"), it.word(Loop.class, "loop"));
            case "item-suggested" -> it -> new ItemSuggested(it.user("by"), ItemPayload.read(it.inner("suggestion")));
            case "suggestion-accepted" -> EventColumn::suggestionAccepted;
            case "suggestion-declined" -> it -> new SuggestionDeclined(it.user("by"), it.item("item"));
            case "skip-voted" -> it -> new SkipVoted(it.user("by"));
            case "next-voted" -> it -> new NextVoted(it.user("by"), it.item("item"));
            case "start-scheduled" -> it -> new StartScheduled(it.user("by"), it.instant("at_ms"));
            case "start-cancelled" -> it -> new StartCancelled(it.user("by"));
            case "ready-asked" -> it -> new ReadyAsked(it.user("by"), it.isSo("then_play"));
            case "ready-answered" -> it -> new ReadyAnswered(it.user("user"), it.isSo("is_ready"));
            case "ready-check-passed" -> it -> new ReadyCheckPassed();
            case "ready-check-cancelled" -> it -> new ReadyCheckCancelled(it.user("by"));
            case "hold-started" -> it -> new HoldStarted(ProceedingsPayload.hold(it), it.paused());
            case "hold-released" -> it -> new HoldReleased(it.each("spent_ms", Payload::duration), it.timeline());
            case "message-sent" ->
                it -> new MessageSent(it.message("message"), it.user("by"), new ChatText(it.text("text")));
            case "message-redacted" -> it -> new MessageRedacted(it.message("message"), it.user("by"));
            case "message-deleted" -> it -> new MessageDeleted(it.message("message"), it.user("by"));
            case "reacted" -> EventColumn::reacted;
            case "party-ended" -> it -> new PartyEnded(it.user("by"), it.instant("at_ms"), it.paused());
            default -> throw new IllegalArgumentException("what is stored is of the unknown type " + type);
        };
    }

    private static EventColumn column(String type, Payload payload) {
        return new EventColumn(type, payload.write());
    }

    private static Payload by(UserId user) {
        return Payload.empty().with("by", user);
    }

    private static Payload user(UserId user) {
        return Payload.empty().with("user", user);
    }

    private static Payload write(PartyCreated created) {
        return by(created.by())
                .with("title", created.title().value())
                .with("visibility", created.visibility())
                .with("capacity", created.capacity().participants());
    }

    private static PartyEvent created(Payload stored) {
        return new PartyCreated(
                stored.user("by"),
                new Title(stored.text("title")),
                stored.word(Visibility.class, "visibility"),
                new Capacity(stored.wholeNumber("capacity")));
    }

    private static Payload write(ParticipantRemoved removed) {
        return user(removed.user())
                .with("by", removed.by())
                .with("removal", removed.removal())
                .with("at_ms", removed.at());
    }

    private static PartyEvent removed(Payload stored) {
        return new ParticipantRemoved(
                stored.user("user"), stored.user("by"), stored.word(Removal.class, "removal"), stored.instant("at_ms"));
    }

    private static Payload write(HostChanged changed) {
        Payload payload = Payload.empty()
                .with("host", changed.host())
                .with("former", changed.former())
                .with("former_role", changed.formerRole())
                .with("cause", changed.cause());
        return changed.leadership() instanceof Leadership.Acting acting
                ? payload.with("rightful", acting.rightful()).with("before", acting.before())
                : payload;
    }

    /** The first versions knew of one cause only, and wrote neither it nor the role that follows from it. */
    private static PartyEvent hostChanged(Payload stored) {
        return new HostChanged(
                leadership(stored),
                stored.user("former"),
                stored.has("former_role") ? stored.word(Role.class, "former_role") : Role.CO_HOST,
                stored.has("cause") ? stored.word(Cause.class, "cause") : Cause.LEFT);
    }

    private static Leadership leadership(Payload stored) {
        return stored.has("rightful")
                ? new Leadership.Acting(stored.user("host"), stored.user("rightful"), stored.word(Role.class, "before"))
                : new Leadership.Own(stored.user("host"));
    }

    private static Payload write(SuggestionAccepted accepted) {
        return by(accepted.by())
                .with("suggestion", ItemPayload.write(accepted.item()))
                .with("place", accepted.place());
    }

    private static PartyEvent suggestionAccepted(Payload stored) {
        return new SuggestionAccepted(
                stored.user("by"), ItemPayload.read(stored.inner("suggestion")), stored.wholeNumber("place"));
    }

    private static Payload write(HoldReleased released) {
        return Payload.empty()
                .withEach("spent_ms", released.spent(), Payload::with)
                .with(released.timeline());
    }

    private static Payload write(Reacted reacted) {
        return by(reacted.by())
                .with("reaction", reacted.id().value())
                .with("emoji", reacted.emoji().value())
                .with("position_ms", reacted.position().millis());
    }

    private static PartyEvent reacted(Payload stored) {
        return new Reacted(
                new ReactionId(stored.id("reaction")),
                stored.user("by"),
                new Emoji(stored.text("emoji")),
                stored.position());
    }
}
