package dev.watchparty.adapter.web.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.watchparty.adapter.web.wire.TextFrame.Kind;
import dev.watchparty.application.port.Announcer.Greeting;
import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.Action;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.Proceedings.Hold;
import dev.watchparty.domain.party.Proceedings.ReadyCheck;
import dev.watchparty.domain.party.Proceedings.Schedule;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;

/** Writes all that a client needs to begin. */
public final class SnapshotJson {

    private SnapshotJson() {}

    /** {@code party} at {@code now}, as {@code you}, who is in it, may know it. */
    public static TextFrame snapshot(Party party, Greeting greeting, UserId you, Instant now) {
        Participant member = party.participants().find(you).orElseThrow(() -> new AssertionError("a stranger"));
        return FrameJson.event(Kind.LASTING, "snapshot", party, now, json -> {
            FrameJson.value(json, "party", PartyJson.forMember(party, you, greeting.statuses(), now));
            FrameJson.value(json, "playlist", PlaylistJson.items(party.queue().items()));
            FrameJson.value(json, "settings", SettingsJson.of(party));
            FrameJson.value(json, "suggestions", ProceedingsJson.suggestions(party));
            json.writeObjectFieldStart("votes");
            ProceedingsJson.votes(json, party);
            json.writeEndObject();
            underWay(json, party);
            FrameJson.value(json, "statuses", StatusJson.of(party, greeting.statuses()));
            FrameJson.value(
                    json,
                    "messages",
                    greeting.messages().stream()
                            .map(message -> MessageJson.of(party, message))
                            .toList());
            you(json, party, member);
        });
    }

    private static void underWay(JsonGenerator json, Party party) throws IOException {
        if (party.proceedings().schedule() instanceof Schedule.At set) {
            json.writeObjectFieldStart("schedule");
            json.writeNumberField("starts_at_ms", set.instant().toEpochMilli());
            FrameJson.user(json, "actor", set.by());
            json.writeEndObject();
        }
        if (party.proceedings().readyCheck() instanceof ReadyCheck.Open check) {
            json.writeObjectFieldStart("ready_check");
            FrameJson.user(json, "user_id", check.by());
            json.writeBooleanField("then_play", check.thenPlay());
            ProceedingsJson.users(json, "ready", check.ready());
            ProceedingsJson.readiness(json, party, ProceedingsJson.readyCount(party));
            json.writeEndObject();
        }
        if (party.proceedings().waiting().hold() instanceof Hold.Under hold) {
            json.writeObjectFieldStart("waiting");
            ProceedingsJson.hold(json, hold);
            json.writeEndObject();
        }
    }

    private static void you(JsonGenerator json, Party party, Participant you) throws IOException {
        Set<Action> allowed = party.actionsOf(you.user());
        json.writeObjectFieldStart("you");
        FrameJson.user(json, "user_id", you.user());
        json.writeStringField("role", ParticipantJson.role(you.role()));
        json.writeBooleanField("muted", you.isMuted());
        FrameJson.value(
                json,
                "may",
                Arrays.stream(Action.values())
                        .filter(allowed::contains)
                        .map(Words::of)
                        .toList());
        json.writeEndObject();
    }
}
