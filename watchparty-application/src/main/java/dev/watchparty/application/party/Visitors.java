package dev.watchparty.application.party;

import dev.watchparty.application.port.FriendGraph;
import dev.watchparty.application.port.Identity;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.Visitor;
import dev.watchparty.domain.party.Visitor.CodeHeld;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what speaks for those who want to see a party. Friends are the rightful host's: nobody sees more or less
 * because somebody stands in.
 */
record Visitors(FriendGraph friends) {

    /** {@code reader} as a visitor of {@code party}, who is nobody we know when absent. */
    Visitor of(Party party, @Nullable Identity reader, CodeHeld code) {
        if (reader == null) return new Visitor.Anonymous(code);
        return new Visitor.SignedIn(
                reader.user(), friends.between(reader.user(), party.leadership().rightful()), code);
    }
}
