package dev.watchparty.adapter.web.socket;

import dev.watchparty.application.fixtures.InMemoryPartyStore;
import dev.watchparty.application.port.ChatHistory;
import dev.watchparty.application.port.CommandKey;
import dev.watchparty.application.port.PartyStore;
import dev.watchparty.application.port.StoreUnavailableException;
import dev.watchparty.domain.chat.MessageId;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.InviteCode;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.party.RecordedEvent;
import dev.watchparty.domain.party.Version;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A store that a test can take away, or make wait before it writes. Safe for many threads. */
final class WaywardStore implements PartyStore, ChatHistory {

    private final InMemoryPartyStore store;
    private volatile boolean isAway;
    private volatile CountDownLatch gate = new CountDownLatch(0);

    WaywardStore(InMemoryPartyStore store) {
        this.store = store;
    }

    /** From now on nothing can be read or written. */
    void goAway() {
        isAway = true;
    }

    void comeBack() {
        isAway = false;
    }

    /** From now on whoever writes waits, until the latch is counted down. */
    CountDownLatch holdWrites() {
        CountDownLatch held = new CountDownLatch(1);
        gate = held;
        return held;
    }

    private InMemoryPartyStore present() {
        if (isAway) throw new StoreUnavailableException("the store is away", new IOException("no route"));
        return store;
    }

    @Override
    public Optional<Party> find(PartyId id) {
        return present().find(id);
    }

    @Override
    public Optional<Party> findByCode(InviteCode code) {
        return present().findByCode(code);
    }

    @Override
    public boolean create(Party party) {
        return present().create(party);
    }

    @Override
    public AppendResult append(Append append) {
        try {
            gate.await();
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
        return present().append(append);
    }

    @Override
    public List<RecordedEvent> eventsAfter(PartyId id, Version version, int limit) {
        return present().eventsAfter(id, version, limit);
    }

    @Override
    public Map<CommandKey, Version> accepted(PartyId id, Set<CommandKey> commands) {
        return present().accepted(id, commands);
    }

    @Override
    public List<PartyId> partiesWithSomebodyHere(@Nullable PartyId after, int limit) {
        return present().partiesWithSomebodyHere(after, limit);
    }

    @Override
    public List<SpokenMessage> before(PartyId party, @Nullable Version before, @Nullable Instant since, int limit) {
        return present().before(party, before, since, limit);
    }

    @Override
    public Optional<UserId> author(PartyId party, MessageId message) {
        return present().author(party, message);
    }
}
