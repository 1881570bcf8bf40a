package dev.watchparty.adapter.jdbc;

import dev.watchparty.domain.chat.ChatText;
import dev.watchparty.domain.chat.MessageId;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.Capacity;
import dev.watchparty.domain.party.PartyEvent;
import dev.watchparty.domain.party.PartyEvent.Halted;
import dev.watchparty.domain.party.PartyEvent.HostChanged;
import dev.watchparty.domain.party.PartyEvent.ItemFollowed;
import dev.watchparty.domain.party.PartyEvent.MessageSent;
import dev.watchparty.domain.party.PartyEvent.ParticipantJoined;
import dev.watchparty.domain.party.PartyEvent.ParticipantLeft;
import dev.watchparty.domain.party.PartyEvent.PartyCreated;
import dev.watchparty.domain.party.PartyEvent.PartyEnded;
import dev.watchparty.domain.party.PartyEvent.PartyStarted;
import dev.watchparty.domain.party.PartyEvent.Played;
import dev.watchparty.domain.party.PartyEvent.QueueFinished;
import dev.watchparty.domain.party.PartyEvent.Skipped;
import dev.watchparty.domain.party.PartyEvent.Sought;
import dev.watchparty.domain.party.Title;
import dev.watchparty.domain.party.Visibility;
import dev.watchparty.domain.playback.ItemId;
import java.util.function.Function;

/**
 * An event as it is stored: a type and a payload. History is for ever, so a name once written here is never changed; an
 * event that grows gets a field that may be missing.
 */
record EventColumn(String type, String payload) {

    static EventColumn of(PartyEvent event) {
        if (event instanceof PartyCreated created) return column("party-created", write(created));
        if (event instanceof ParticipantJoined joined) return column("participant-joined", write(joined));
        if (event instanceof PartyStarted started) return column("party-started", write(started));
        if (event instanceof ParticipantLeft left) return column("participant-left", write(left));
        if (event instanceof HostChanged changed) return column("host-changed", write(changed));
        if (event instanceof Played played)
            return column("played", by(played.by()).with(played.timeline()));
        if (event instanceof Halted halted)
            return column("halted", by(halted.by()).with(halted.timeline()));
        if (event instanceof Sought sought)
            return column("sought", by(sought.by()).with(sought.timeline()));
        if (event instanceof Skipped skipped) return column("skipped", write(skipped));
        if (event instanceof ItemFollowed followed) return column("item-followed", write(followed));
        if (event instanceof QueueFinished finished) return column("queue-finished", write(finished));
        if (event instanceof MessageSent sent) return column("message-sent", write(sent));
        if (event instanceof PartyEnded ended) return column("party-ended", write(ended));
        throw new AssertionError(event);
    }

    PartyEvent event() {
        return reader().apply(Payload.read(payload));
    }

    private Function<Payload, PartyEvent> reader() {
        return switch (type) {
            case "party-created" -> EventColumn::created;
            case "participant-joined" -> stored -> new ParticipantJoined(stored.participant());
            case "party-started" -> stored -> new PartyStarted(stored.instant("at_ms"));
            case "participant-left" -> stored -> new ParticipantLeft(stored.user("user"), stored.instant("at_ms"));
            case "host-changed" -> stored -> new HostChanged(stored.user("host"), stored.user("former"));
            case "played" -> stored -> new Played(stored.user("by"), stored.playing());
            case "halted" -> stored -> new Halted(stored.user("by"), stored.paused());
            case "sought" -> stored -> new Sought(stored.user("by"), stored.timeline());
            case "skipped" -> stored -> new Skipped(stored.user("by"), item(stored), stored.playing());
            case "item-followed" -> stored -> new ItemFollowed(item(stored), stored.playing());
            case "queue-finished" -> stored -> new QueueFinished(stored.paused());
            case "message-sent" -> EventColumn::sent;
            case "party-ended" -> stored -> new PartyEnded(stored.user("by"), stored.instant("at_ms"), stored.paused());
            default -> throw new IllegalArgumentException("a stored event has the unknown type " + type);
        };
    }

    private static EventColumn column(String type, Payload payload) {
        return new EventColumn(type, payload.write());
    }

    private static Payload by(UserId user) {
        return Payload.empty().with("by", user.value());
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
                new Capacity(Math.toIntExact(stored.number("capacity"))));
    }

    private static Payload write(ParticipantJoined joined) {
        return Payload.empty().with(joined.participant());
    }

    private static Payload write(PartyStarted started) {
        return Payload.empty().with("at_ms", started.at());
    }

    private static Payload write(ParticipantLeft left) {
        return Payload.empty().with("user", left.user().value()).with("at_ms", left.at());
    }

    private static Payload write(HostChanged changed) {
        return Payload.empty()
                .with("host", changed.host().value())
                .with("former", changed.former().value());
    }

    private static Payload write(Skipped skipped) {
        return by(skipped.by()).with("item", skipped.item().value()).with(skipped.timeline());
    }

    private static Payload write(ItemFollowed followed) {
        return Payload.empty().with("item", followed.item().value()).with(followed.timeline());
    }

    private static Payload write(QueueFinished finished) {
        return Payload.empty().with(finished.timeline());
    }

    private static Payload write(MessageSent sent) {
        return by(sent.by())
                .with("message", sent.id().value())
                .with("text", sent.text().value());
    }

    private static PartyEvent sent(Payload stored) {
        return new MessageSent(
                new MessageId(stored.id("message")), stored.user("by"), new ChatText(stored.text("text")));
    }

    private static Payload write(PartyEnded ended) {
        return by(ended.by()).with("at_ms", ended.at()).with(ended.timeline());
    }

    private static ItemId item(Payload stored) {
        return new ItemId(stored.id("item"));
    }
}
