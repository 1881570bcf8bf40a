package dev.watchparty.adapter.web.socket;

import dev.watchparty.application.port.CommandKey;
import dev.watchparty.application.port.PartyStore;
import dev.watchparty.application.port.StoreUnavailableException;
import dev.watchparty.domain.party.InviteCode;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.party.RecordedEvent;
import dev.watchparty.domain.party.Version;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** A store that a test can take away, or make wait before it writes. Safe for many threads. */
final class WaywardStore implements PartyStore {

    private final PartyStore store;
    private volatile boolean isAway;
    private volatile CountDownLatch gate = new CountDownLatch(0);

    WaywardStore(PartyStore store) {
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

    private PartyStore present() {
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
}
