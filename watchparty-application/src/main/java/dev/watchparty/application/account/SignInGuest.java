package dev.watchparty.application.account;

import dev.watchparty.application.port.AccountStore;
import dev.watchparty.application.port.Identity;
import dev.watchparty.application.port.Ids;
import dev.watchparty.application.port.Token;
import dev.watchparty.application.port.TokenIssuer;
import dev.watchparty.domain.participant.Avatar;
import dev.watchparty.domain.participant.DisplayName;
import dev.watchparty.domain.participant.Profile;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.participant.Username;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/** Gives somebody without an account a name and a token. Blocks on the store. Safe for many threads. */
public final class SignInGuest {

    /** A guest comes back within this time, and renews the token, or is somebody else from then on. */
    public static final Duration TOKEN_LIFETIME = Duration.ofDays(30);

    /** The guest, and what they show from now on. */
    public record Guest(Identity identity, Token token) {}

    private final AccountStore accounts;
    private final TokenIssuer tokens;
    private final Ids ids;
    private final InstantSource clock;

    public SignInGuest(AccountStore accounts, TokenIssuer tokens, Ids ids, InstantSource clock) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.ids = ids;
        this.clock = clock;
    }

    public Guest handle(DisplayName name) {
        Instant now = clock.instant();
        UUID id = ids.next();
        Username username = new Username("guest-" + id.toString().substring(0, 8));
        Profile profile = new Profile(username, name, Avatar.NONE);
        accounts.save(new UserId(id), profile);
        return guest(new UserId(id), profile, now);
    }

    /**
     * Gives the same guest a token that lasts its whole lifetime again.
     *
     * @return empty if they are no guest of ours, or have had their account erased
     */
    public Optional<Guest> renew(Identity identity) {
        if (!identity.isGuest()) return Optional.empty();
        return accounts.find(identity.user()).map(profile -> guest(identity.user(), profile, clock.instant()));
    }

    private Guest guest(UserId user, Profile profile, Instant now) {
        Identity identity = new Identity(user, profile, now.plus(TOKEN_LIFETIME), /* isGuest= */ true);
        return new Guest(identity, tokens.issue(identity, now));
    }
}
