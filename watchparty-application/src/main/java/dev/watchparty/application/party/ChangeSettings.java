package dev.watchparty.application.party;

import dev.watchparty.application.port.PartyStore;
import dev.watchparty.application.port.Password;
import dev.watchparty.application.port.Passwords;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.HostCommand;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.party.Protection;
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
        Optional<Party> party = parties.find(id);
        // A hash is slow on purpose: it is made for nobody but the host. Whoever else asks is refused by the rule.
        boolean isHost =
                party.filter(found -> found.isHost(actor) && !found.hasEnded()).isPresent();
        SettingsChange whole =
                isHost ? protection(password).map(change::withProtection).orElse(change) : change;
        return commands.handle(id, new HostCommand.ChangeSettings(actor, whole));
    }

    private Optional<Protection> protection(PasswordWish wish) {
        if (wish instanceof PasswordWish.Set set) {
            return Optional.of(new Protection.ByPassword(passwords.hash(set.password())));
        }
        return wish instanceof PasswordWish.Clear ? Optional.of(Protection.OPEN) : Optional.empty();
    }
}
