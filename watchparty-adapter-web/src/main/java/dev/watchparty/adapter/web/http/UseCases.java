package dev.watchparty.adapter.web.http;

import dev.watchparty.application.account.ErasePersonalData;
import dev.watchparty.application.account.ExportPersonalData;
import dev.watchparty.application.account.SignInGuest;
import dev.watchparty.application.friend.ListFriends;
import dev.watchparty.application.friend.MakeFriends;
import dev.watchparty.application.party.ChangeSettings;
import dev.watchparty.application.party.CommandParty;
import dev.watchparty.application.party.CreateParty;
import dev.watchparty.application.party.DeleteMessage;
import dev.watchparty.application.party.JoinParty;
import dev.watchparty.application.party.ListParties;
import dev.watchparty.application.party.ReadHistory;
import dev.watchparty.application.party.ReadMessages;
import dev.watchparty.application.party.ReadParty;
import dev.watchparty.application.party.RecallChange;
import dev.watchparty.application.party.StudyHost;
import dev.watchparty.application.party.StudyParty;
import dev.watchparty.application.playlist.EditPlaylists;
import dev.watchparty.domain.party.PartyId;
import java.time.Duration;
import java.util.function.Function;

/** Everything that can be asked for over HTTP. */
public record UseCases(
        CreateParty createParty,
        JoinParty joinParty,
        ReadParty readParty,
        CommandParty commandParty,
        EditPlaylists editPlaylists,
        SignInGuest signInGuest,
        MakeFriends makeFriends,
        ListFriends listFriends,
        Inside inside,
        Overviews overviews,
        Personal personal) {

    /**
     * What those ask who are in a party.
     *
     * @param leads how far ahead a start is told in a party
     */
    public record Inside(
            ChangeSettings changeSettings,
            DeleteMessage deleteMessage,
            ReadMessages readMessages,
            RecallChange recallChange,
            Function<PartyId, Duration> leads) {}

    /** What there is to know of many parties, or of one when looking back. */
    public record Overviews(
            ListParties listParties, ReadHistory readHistory, StudyParty studyParty, StudyHost studyHost) {}

    /** What people ask about themselves. */
    public record Personal(ExportPersonalData export, ErasePersonalData erase) {}
}
