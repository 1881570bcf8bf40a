package dev.watchparty.application.party;

import dev.watchparty.application.port.PartyStore;
import dev.watchparty.application.port.PresenceBoard;
import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.MembershipCommand.Depart;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.PartyId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lets those depart who are taken to be here in parties to which nobody is connected on any server: a server may have
 * died with their connections, or they joined and never came. Blocks on the store. Confined to one thread.
 */
public final class SweepGhosts {

    /** Whoever joined or arrived more recently may be about to connect. */
    public static final Duration UNSEEN_MAX = Duration.ofMinutes(1);

    static final int PARTIES_PER_PAGE = 200;

    private final PartyStore parties;
    private final PresenceBoard presence;
    private final CommandParty commands;
    private final InstantSource clock;

    /** Where the last round stopped; the next goes on there. */
    private @Nullable PartyId last;

    public SweepGhosts(PartyStore parties, PresenceBoard presence, CommandParty commands, InstantSource clock) {
        this.parties = parties;
        this.presence = presence;
        this.commands = commands;
        this.clock = clock;
    }

    /** Looks at some parties; after enough rounds, at all. */
    public void sweep() {
        List<PartyId> page = parties.partiesWithSomebodyHere(last, PARTIES_PER_PAGE);
        last = page.size() < PARTIES_PER_PAGE ? null : page.get(page.size() - 1);
        Optional<Map<PartyId, Set<UserId>>> connected = presence.rollCall(Set.copyOf(page));
        // Where somebody is connected, a server follows the party and knows who is not.
        connected.ifPresent(
                known -> page.stream().filter(id -> !known.containsKey(id)).forEach(this::sweepDeserted));
    }

    private void sweepDeserted(PartyId id) {
        Instant latest = clock.instant().minus(UNSEEN_MAX);
        Optional<Party> found = parties.find(id);
        if (found.isEmpty()) return;
        Set<UserId> ghosts = found.get()
                .participants()
                .here()
                .filter(member -> !member.attendance().since().isAfter(latest))
                .map(Participant::user)
                .collect(Collectors.toUnmodifiableSet());
        if (ghosts.isEmpty()) return;
        CompletableFuture<Outcome> unused = commands.handle(id, new Depart(ghosts));
    }
}
