package dev.watchparty.adapter.web.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.Proceedings.Hold;
import dev.watchparty.domain.party.Proceedings.ReadyCheck;
import dev.watchparty.domain.party.Proceedings.Suggestion;
import dev.watchparty.domain.playback.ItemId;
import dev.watchparty.domain.playback.PlaylistItem;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Writes what is under way in a party, for the events that change it and for the snapshot alike. */
final class ProceedingsJson {

    /** Something to watch, and who would like to. */
    record SuggestionJson(PlaylistItemJson item, UUID userId) {

        static SuggestionJson of(Suggestion suggestion) {
            return new SuggestionJson(
                    PlaylistItemJson.of(suggestion.item()), suggestion.by().value());
        }
    }

    private ProceedingsJson() {}

    /** How many would rather watch what is next, and what they want that to be, in the order of the queue. */
    static void votes(JsonGenerator json, Party party) throws IOException {
        json.writeObjectFieldStart("skip");
        json.writeNumberField("count", party.votesToSkip());
        json.writeNumberField("needed", party.votesNeededToSkip());
        json.writeEndObject();
        json.writeArrayFieldStart("next");
        Map<ItemId, Long> votes = party.votesOnNext();
        for (PlaylistItem item : party.queue().items()) {
            Long count = votes.get(item.id());
            if (count == null) continue;
            json.writeStartObject();
            FrameJson.item(json, "clip_id", item.id());
            json.writeNumberField("count", count);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** How many are ready, of how many who are here. */
    static void readiness(JsonGenerator json, Party party, long readyCount) throws IOException {
        json.writeNumberField("ready_count", readyCount);
        json.writeNumberField("here_count", party.participants().hereCount());
    }

    /** How many of those who are here have said that they are ready. */
    static long readyCount(Party party) {
        if (!(party.proceedings().readyCheck() instanceof ReadyCheck.Open check)) return 0;
        return party.participants()
                .here()
                .filter(member -> check.ready().contains(member.user()))
                .count();
    }

    /** Whom the film waits for, and until when at the latest. */
    static void hold(JsonGenerator json, Hold.Under hold) throws IOException {
        json.writeStringField("state", "holding");
        users(json, "for", hold.stalled());
        json.writeNumberField("until_ms", hold.until().toEpochMilli());
    }

    /** In an order that is always the same. */
    static void users(JsonGenerator json, String name, Collection<UserId> users) throws IOException {
        FrameJson.value(
                json,
                name,
                users.stream().map(user -> user.value().toString()).sorted().toList());
    }

    static List<SuggestionJson> suggestions(Party party) {
        return party.proceedings().suggestions().stream()
                .map(SuggestionJson::of)
                .toList();
    }
}
