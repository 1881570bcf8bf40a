package dev.watchparty.adapter.web.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.watchparty.domain.participant.Courtesy;
import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.participant.Profile;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.participant.Voice;
import dev.watchparty.domain.party.PartyEvent.CourtesyChanged;
import dev.watchparty.domain.party.PartyEvent.HostChanged;
import dev.watchparty.domain.party.PartyEvent.ParticipantUnbanned;
import dev.watchparty.domain.party.PartyEvent.RoleChanged;
import dev.watchparty.domain.party.PartyEvent.SettingsChanged;
import dev.watchparty.domain.party.PartyEvent.VoiceChanged;
import java.io.IOException;

/** Events about who is in a party, and what they may do there. */
final class PeopleEvents {

    private PeopleEvents() {}

    static TextFrame joined(Telling told, Participant participant) {
        return told.lasting("participant-joined", json -> participant(json, participant));
    }

    static TextFrame left(Telling told, UserId user, String reason) {
        Participant participant = told.member(user);
        return told.lasting("participant-left", json -> {
            participant(json, participant);
            json.writeStringField("reason", reason);
        });
    }

    private static void participant(JsonGenerator json, Participant participant) throws IOException {
        Profile profile = participant.profile();
        json.writeObjectFieldStart("participant");
        FrameJson.user(json, "user_id", participant.user());
        json.writeStringField("display_name", profile.displayName().value());
        if (profile.avatar().url().isPresent()) {
            json.writeStringField("avatar_url", profile.avatar().url().get());
        }
        json.writeStringField("role", ParticipantJson.role(participant.role()));
        json.writeEndObject();
        FrameJson.user(json, "user_id", participant.user());
    }

    static TextFrame unbanned(Telling told, ParticipantUnbanned unbanned) {
        return told.lasting("participant-unbanned", json -> {
            FrameJson.user(json, "user_id", unbanned.user());
            FrameJson.user(json, "actor", unbanned.by());
        });
    }

    static TextFrame roleChanged(Telling told, RoleChanged changed) {
        return told.lasting("role-changed", json -> {
            FrameJson.user(json, "user_id", changed.user());
            json.writeStringField("role", ParticipantJson.role(changed.role()));
            FrameJson.user(json, "actor", changed.by());
        });
    }

    static TextFrame hostChanged(Telling told, HostChanged changed) {
        return told.lasting("host-changed", json -> {
            FrameJson.user(json, "user_id", changed.host());
            FrameJson.user(json, "former_user_id", changed.former());
            json.writeStringField("former_role", ParticipantJson.role(changed.formerRole()));
            json.writeStringField("cause", Words.of(changed.cause()));
        });
    }

    static TextFrame muted(Telling told, VoiceChanged changed) {
        return told.lasting("participant-muted", json -> {
            FrameJson.user(json, "user_id", changed.user());
            json.writeBooleanField("muted", changed.voice() == Voice.MUTED);
            FrameJson.user(json, "actor", changed.by());
        });
    }

    static TextFrame courtesyChanged(Telling told, CourtesyChanged changed) {
        return told.lasting("participant-waiting", json -> {
            FrameJson.user(json, "user_id", changed.user());
            json.writeBooleanField("wait", changed.courtesy() == Courtesy.WAIT);
        });
    }

    static TextFrame settingsChanged(Telling told, SettingsChanged changed) {
        return told.lasting("settings-changed", json -> {
            FrameJson.value(json, "settings", SettingsJson.of(told.after()));
            FrameJson.user(json, "actor", changed.by());
        });
    }
}
