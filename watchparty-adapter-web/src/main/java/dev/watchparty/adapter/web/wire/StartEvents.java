package dev.watchparty.adapter.web.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.PartyEvent.ReadyAnswered;
import dev.watchparty.domain.party.PartyEvent.ReadyAsked;
import dev.watchparty.domain.party.PartyEvent.ReadyCheckCancelled;
import dev.watchparty.domain.party.Proceedings.Hold;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Events by which people begin together, and wait for each other. */
final class StartEvents {

    private StartEvents() {}

    /** @param startsAt absent, if the film is not to start by itself any more */
    static TextFrame scheduled(Telling told, @Nullable Instant startsAt, UserId actor) {
        return told.lasting("scheduled", json -> {
            if (startsAt != null) json.writeNumberField("starts_at_ms", startsAt.toEpochMilli());
            FrameJson.user(json, "actor", actor);
        });
    }

    static TextFrame readyAsked(Telling told, ReadyAsked asked) {
        return told.lasting("ready-check", json -> {
            json.writeStringField("state", "asked");
            FrameJson.user(json, "user_id", asked.by());
            json.writeBooleanField("then_play", asked.thenPlay());
            readiness(json, told.after());
        });
    }

    static TextFrame readyAnswered(Telling told, ReadyAnswered answered) {
        return told.lasting("ready-check", json -> {
            json.writeStringField("state", "answered");
            FrameJson.user(json, "user_id", answered.user());
            json.writeBooleanField("ready", answered.isReady());
            readiness(json, told.after());
        });
    }

    /** Everybody who is here is ready. */
    static TextFrame readyCheckPassed(Telling told) {
        return told.lasting("ready-check", json -> {
            json.writeStringField("state", "passed");
            ProceedingsJson.readiness(
                    json, told.after(), told.after().participants().hereCount());
        });
    }

    static TextFrame readyCheckCancelled(Telling told, ReadyCheckCancelled cancelled) {
        return told.lasting("ready-check", json -> {
            json.writeStringField("state", "cancelled");
            FrameJson.user(json, "user_id", cancelled.by());
            ProceedingsJson.readiness(json, told.after(), 0);
        });
    }

    static TextFrame held(Telling told, Hold.Under hold) {
        return told.lasting("waiting", json -> ProceedingsJson.hold(json, hold));
    }

    static TextFrame released(Telling told) {
        return told.lasting("waiting", json -> json.writeStringField("state", "released"));
    }

    private static void readiness(JsonGenerator json, Party party) throws IOException {
        ProceedingsJson.readiness(json, party, ProceedingsJson.readyCount(party));
    }
}
