package dev.watchparty.application.party;

import dev.watchparty.application.port.AccountStore;
import dev.watchparty.application.port.FriendGraph;
import dev.watchparty.application.port.Identity;
import dev.watchparty.application.port.Ids;
import dev.watchparty.application.port.PartyStore;
import dev.watchparty.application.port.Password;
import dev.watchparty.application.port.Passwords;
import dev.watchparty.domain.participant.ParticipantId;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.FriendProof;
import dev.watchparty.domain.party.Friendship;
import dev.watchparty.domain.party.InviteCode;
import dev.watchparty.domain.party.MembershipCommand.Join;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.party.PasswordHash;
import dev.watchparty.domain.party.PasswordProof;
import dev.watchparty.domain.party.Protection;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Lets somebody into the party that an invite code leads to. Blocks on the store. Safe for many threads. */
public final class JoinParty {

    /** How one joins: the command's way, the id of a new membership, the check of a password, the host's friends. */
    public record Admission(CommandParty commands, Ids ids, Passwords passwords, FriendGraph friends) {}

    /** What came of it; {@code party} is the one that the code led to. */
    public record Result(PartyId party, CompletableFuture<Outcome> outcome) {}

    private final PartyStore parties;
    private final AccountStore accounts;
    private final Admission admission;

    public JoinParty(PartyStore parties, AccountStore accounts, Admission admission) {
        this.parties = parties;
        this.accounts = accounts;
        this.admission = admission;
    }

    /** Empty, if the code leads to no party or to one that has ended. */
    public Optional<Result> handle(Identity identity, InviteCode code, @Nullable Password password) {
        Optional<Party> found = parties.findByCode(code).filter(party -> !party.hasEnded());
        if (found.isEmpty()) return Optional.empty();
        Party party = found.get();
        accounts.save(identity.user(), identity.profile());
        Join join = new Join(
                identity.user(),
                identity.profile(),
                new ParticipantId(admission.ids().next()),
                proof(party, identity, password),
                friends(party, identity));
        return Optional.of(new Result(party.id(), admission.commands().handle(party.id(), join)));
    }

    /** Whether somebody is in the party that {@code code} leads to already: to join again changes little for them. */
    public boolean isIn(Identity identity, InviteCode code) {
        return parties.findByCode(code)
                .filter(party -> !party.hasEnded())
                .flatMap(party -> party.participants().findActive(identity.user()))
                .isPresent();
    }

    private FriendProof friends(Party party, Identity identity) {
        UserId host = party.leadership().rightful();
        return admission.friends().between(identity.user(), host) == Friendship.FRIEND
                ? new FriendProof.FriendOf(host)
                : FriendProof.NONE;
    }

    private PasswordProof proof(Party party, Identity identity, @Nullable Password password) {
        boolean isMember = party.participants().findActive(identity.user()).isPresent();
        if (password == null || isMember) return PasswordProof.NONE; // Members are never asked: spare the hashing.
        if (!(party.settings().protection() instanceof Protection.ByPassword guarded)) return PasswordProof.NONE;
        PasswordHash hash = guarded.hash();
        return admission.passwords().matches(password, hash)
                ? new PasswordProof.Right(hash)
                : new PasswordProof.Wrong(hash);
    }
}
