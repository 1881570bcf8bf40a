package dev.watchparty.application.account;

import dev.watchparty.application.party.CommandParty;
import dev.watchparty.application.party.Outcome;
import dev.watchparty.application.port.AccountStore;
import dev.watchparty.application.port.PersonalRecords;
import dev.watchparty.application.port.PersonalRecords.Attended;
import dev.watchparty.application.port.PlaylistCatalogue;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.MembershipCommand.Erase;
import dev.watchparty.domain.party.PartyId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Erases what is kept of somebody: their names and words in all parties, their playlists, their account and with it
 * their friends. The parties go on without them, and what the others said stays.
 *
 * <p>The account goes last: whoever is left half erased asks again, and what is erased already is erased still. Blocks
 * on the store, and until every party has answered. Safe for many threads.
 */
public final class ErasePersonalData {

    /** So many parties are asked at once. */
    static final int PARTIES_PER_PAGE = 16;

    /** What came of it. */
    public enum Result {
        ERASED,
        /** Some party did not answer, and the account is still there: ask again. */
        UNFINISHED
    }

    private final PersonalRecords records;
    private final CommandParty commands;
    private final PlaylistCatalogue playlists;
    private final AccountStore accounts;

    public ErasePersonalData(
            PersonalRecords records, CommandParty commands, PlaylistCatalogue playlists, AccountStore accounts) {
        this.records = records;
        this.commands = commands;
        this.playlists = playlists;
        this.accounts = accounts;
    }

    /**
     * Erases what there is of {@code user}. Not to be called on a worker, since workers carry out what it waits for.
     */
    public Result handle(UserId user) {
        if (!isErasedFromAll(user)) return Result.UNFINISHED;
        playlists.ownedBy(user).forEach(playlist -> playlists.delete(playlist.id()));
        accounts.forget(user);
        return Result.ERASED;
    }

    /** Goes on with the other parties where one does not answer: less is left to the next time. */
    private boolean isErasedFromAll(UserId user) {
        boolean isErased = true;
        @Nullable PartyId last = null;
        List<Attended> page;
        do {
            page = records.attendedBy(user, last, PARTIES_PER_PAGE);
            isErased &= isErasedFrom(page, user);
            if (!page.isEmpty()) last = page.get(page.size() - 1).party();
        } while (page.size() == PARTIES_PER_PAGE);
        return isErased;
    }

    private boolean isErasedFrom(List<Attended> parties, UserId user) {
        List<CompletableFuture<Outcome>> asked = parties.stream()
                .map(attended -> commands.handle(attended.party(), new Erase(user)))
                .toList();
        return asked.stream().map(CompletableFuture::join).noneMatch(ErasePersonalData::isFailed);
    }

    /** A party that was forgotten meanwhile remembers nobody. */
    private static boolean isFailed(Outcome outcome) {
        return outcome instanceof Outcome.Overloaded || outcome instanceof Outcome.Unavailable;
    }
}
