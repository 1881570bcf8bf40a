package dev.watchparty.application.party;

import dev.watchparty.application.port.PartyStore;
import dev.watchparty.application.port.Password;
import dev.watchparty.application.port.Passwords;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.HostCommand;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.party.Protection;
import dev.watchparty.domain.party.Rejection;
import dev.watchparty.domain.party.SettingsChange;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Changes what the host of a party may choose. Blocks on the store. Safe for many threads. */
public final class ChangeSettings {

    /** What is to become of the party's password. */
    public sealed interface PasswordWish {

        record Keep() implements PasswordWish {}

        record Clear() implements PasswordWish {}

        record Set(Password password) implements PasswordWish {}
    }

    private final PartyStore parties;
    private final Passwords passwords;
    private final CommandParty commands;

    public ChangeSettings(PartyStore parties, Passwords passwords, CommandParty commands) {
        this.parties = parties;
        this.passwords = passwords;
        this.commands = commands;
    }

    /**
     * Changes the settings, if {@code actor} may.
     *
     * @param change everything else that is to change; it has no protection
     */
    public CompletableFuture<Outcome> handle(PartyId id, UserId actor, PasswordWish password, SettingsChange change) {
        if (password instanceof PasswordWish.Set set) return handle(id, actor, set, change);
        SettingsChange whole = password instanceof PasswordWish.Clear ? change.withProtection(Protection.OPEN) : change;
        return commands.handle(id, new HostCommand.ChangeSettings(actor, whole));
    }

    /** A hash is slow on purpose: it is made for nobody but the host. */
    private CompletableFuture<Outcome> handle(PartyId id, UserId actor, PasswordWish.Set wish, SettingsChange change) {
        Optional<Party> party = parties.find(id);
        if (party.isEmpty()) return CompletableFuture.completedFuture(new Outcome.UnknownParty());
        // At once: asked of a party that they lead by then, the rest of the change would be done without the password.
        Optional<Rejection> refusal = party.get().refusalOfLeading(actor);
        if (refusal.isPresent()) return CompletableFuture.completedFuture(new Outcome.Refused(refusal.get()));
        SettingsChange whole = change.withProtection(new Protection.ByPassword(passwords.hash(wish.password())));
        return commands.handle(id, new HostCommand.ChangeSettings(actor, whole));
    }
}
