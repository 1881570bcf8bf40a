package dev.watchparty.adapter.web.wire;

import dev.watchparty.domain.party.PartyEvent.ItemMoved;
import dev.watchparty.domain.party.PartyEvent.ItemRemoved;
import dev.watchparty.domain.party.PartyEvent.ItemSuggested;
import dev.watchparty.domain.party.PartyEvent.ItemsAdded;
import dev.watchparty.domain.party.PartyEvent.LoopChanged;
import dev.watchparty.domain.party.PartyEvent.QueueShuffled;
import dev.watchparty.domain.party.PartyEvent.SuggestionAccepted;
import dev.watchparty.domain.party.PartyEvent.SuggestionDeclined;

/** Events about what is played, and what comes after it. */
final class QueueEvents {

    private QueueEvents() {}

    static TextFrame added(Telling told, ItemsAdded added) {
        return told.queue("added", json -> {
            FrameJson.value(json, "items", PlaylistJson.items(added.items()));
            json.writeNumberField("place", added.place());
            FrameJson.user(json, "actor", added.by());
        });
    }

    static TextFrame removed(Telling told, ItemRemoved removed) {
        // Another item may be the current one by this, which the base fields tell.
        return told.queue("removed", json -> {
            FrameJson.item(json, "item_id", removed.item());
            FrameJson.user(json, "actor", removed.by());
        });
    }

    static TextFrame moved(Telling told, ItemMoved moved) {
        return told.queue("moved", json -> {
            FrameJson.item(json, "item_id", moved.item());
            json.writeNumberField("place", moved.place());
            FrameJson.user(json, "actor", moved.by());
        });
    }

    static TextFrame shuffled(Telling told, QueueShuffled shuffled) {
        return told.queue("shuffled", json -> {
            FrameJson.value(
                    json,
                    "order",
                    shuffled.order().stream().map(item -> item.value()).toList());
            FrameJson.user(json, "actor", shuffled.by());
        });
    }

    static TextFrame loopChanged(Telling told, LoopChanged changed) {
        return told.queue("loop", json -> {
            json.writeStringField("loop", Words.of(changed.loop()));
            FrameJson.user(json, "actor", changed.by());
        });
    }

    static TextFrame suggested(Telling told, ItemSuggested suggested) {
        return told.queue("suggested", json -> {
            FrameJson.value(json, "item", PlaylistItemJson.of(suggested.item()));
            FrameJson.user(json, "user_id", suggested.by());
        });
    }

    static TextFrame accepted(Telling told, SuggestionAccepted accepted) {
        return told.queue("accepted", json -> {
            FrameJson.item(json, "item_id", accepted.item().id());
            json.writeNumberField("place", accepted.place());
            FrameJson.user(json, "actor", accepted.by());
        });
    }

    static TextFrame declined(Telling told, SuggestionDeclined declined) {
        return told.queue("declined", json -> {
            FrameJson.item(json, "item_id", declined.item());
            FrameJson.user(json, "actor", declined.by());
        });
    }

    static TextFrame votes(Telling told) {
        return told.lasting("votes", json -> ProceedingsJson.votes(json, told.after()));
    }
}
