package dev.watchparty.adapter.web.wire;

import dev.watchparty.adapter.web.wire.FrameJson.Fields;
import dev.watchparty.adapter.web.wire.TextFrame.Kind;
import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.RecordedEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What one event says, and of which moment: {@code at} was when the party became {@code after}. */
record Telling(Party after, RecordedEvent recorded) {

    Instant at() {
        return recorded.at();
    }

    /** A change of the timeline, by {@code actor}, if by anybody. */
    TextFrame change(String type, @Nullable UserId actor) {
        return FrameJson.event(Kind.STATE, type, after, at(), json -> {
            if (actor != null) FrameJson.user(json, "actor", actor);
        });
    }

    TextFrame lasting(String type, Fields fields) {
        return FrameJson.event(Kind.LASTING, type, after, at(), fields);
    }

    TextFrame queue(String change, Fields fields) {
        return lasting("playlist-changed", json -> {
            json.writeStringField("change", change);
            fields.writeTo(json);
        });
    }

    Participant member(UserId user) {
        return after.participants().find(user).orElseThrow(() -> new AssertionError("an event about a stranger"));
    }
}
