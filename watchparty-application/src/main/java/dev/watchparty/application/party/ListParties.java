package dev.watchparty.application.party;

import dev.watchparty.application.port.FriendLists;
import dev.watchparty.application.port.Identity;
import dev.watchparty.application.port.PartyCatalogue;
import dev.watchparty.application.port.PartyCatalogue.Listed;
import dev.watchparty.application.port.PartyCatalogue.Listing;
import dev.watchparty.application.port.PartyCatalogue.Reader;
import dev.watchparty.domain.party.Title;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists the parties that somebody may find. Blocks on the store. Safe for many threads. */
public final class ListParties {

    private final PartyCatalogue catalogue;
    private final FriendLists friends;

    public ListParties(PartyCatalogue catalogue, FriendLists friends) {
        this.catalogue = catalogue;
        this.friends = friends;
    }

    /**
     * The parties that {@code reader} may find, who is nobody we know when absent: most people first.
     *
     * @param titlePart what the title has in it; null for any title
     */
    public Listing listed(@Nullable Identity reader, @Nullable Title titlePart, int offset, int limit) {
        return catalogue.listed(reader(reader), titlePart, offset, limit);
    }

    /** The parties that {@code reader} may find and where most people are now. */
    public List<Listed> trending(@Nullable Identity reader, int limit) {
        return catalogue.trending(reader(reader), limit);
    }

    private Reader reader(@Nullable Identity identity) {
        return identity == null ? Reader.ANONYMOUS : new Reader(identity.user(), friends.friendsOf(identity.user()));
    }
}
