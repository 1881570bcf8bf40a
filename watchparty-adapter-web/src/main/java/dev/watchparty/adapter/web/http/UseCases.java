package dev.watchparty.adapter.web.http;

import dev.watchparty.application.account.SignInGuest;
import dev.watchparty.application.friend.ListFriends;
import dev.watchparty.application.friend.MakeFriends;
import dev.watchparty.application.party.CommandParty;
import dev.watchparty.application.party.CreateParty;
import dev.watchparty.application.party.JoinParty;
import dev.watchparty.application.party.ReadParty;
import dev.watchparty.application.playlist.EditPlaylists;

/** Everything that can be asked for over HTTP. */
public record UseCases(
        CreateParty createParty,
        JoinParty joinParty,
        ReadParty readParty,
        CommandParty commandParty,
        EditPlaylists editPlaylists,
        SignInGuest signInGuest,
        MakeFriends makeFriends,
        ListFriends listFriends) {}
