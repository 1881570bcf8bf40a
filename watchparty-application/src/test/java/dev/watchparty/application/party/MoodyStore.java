package dev.watchparty.application.party;

import dev.watchparty.application.fixtures.InMemoryPartyStore;
import dev.watchparty.application.port.CommandKey;
import dev.watchparty.application.port.PartyStore;
import dev.watchparty.application.port.StoreUnavailableException;
import dev.watchparty.domain.party.InviteCode;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.party.RecordedEvent;
import dev.watchparty.domain.party.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A store in memory that fails when told to, and writes down what it was asked. Confined to the test's thread. */
final class MoodyStore implements PartyStore {

    /** What happens to an append besides being done. */
    enum Mood {
        GOOD,
        /** It fails and did nothing. */
        FAILS_BEFORE,
        /** It fails, but did it: whoever asked cannot know. */
        FAILS_AFTER
    }

    private final InMemoryPartyStore store;
    private final List<Append> appends = new ArrayList<>();
    private Mood mood = Mood.GOOD;
    private boolean isDown;
    private int finds;
    private int eventReads;
    private Runnable beforeNextAppend = () -> {};

    MoodyStore(InMemoryPartyStore store) {
        this.store = store;
    }

    /** The mood of the next append; the ones after it are good. */
    void next(Mood next) {
        mood = next;
    }

    /** Until {@link #comeBack}, everything fails. */
    void goDown() {
        isDown = true;
    }

    void comeBack() {
        isDown = false;
    }

    /** Runs {@code rival} between the next append's decision and its doing. */
    void beforeNextAppend(Runnable rival) {
        beforeNextAppend = rival;
    }

    /** What was stored, as far as whoever asked knows. */
    List<Append> appends() {
        return appends;
    }

    int finds() {
        return finds;
    }

    /** How often it was asked for events, the times it failed included. */
    int eventReads() {
        return eventReads;
    }

    @Override
    public Optional<Party> find(PartyId id) {
        requireUp();
        finds++;
        return store.find(id);
    }

    @Override
    public Optional<Party> findByCode(InviteCode code) {
        requireUp();
        return store.findByCode(code);
    }

    @Override
    public boolean create(Party party) {
        requireUp();
        return store.create(party);
    }

    @Override
    public AppendResult append(Append append) {
        requireUp();
        Runnable rival = beforeNextAppend;
        beforeNextAppend = () -> {};
        rival.run();
        Mood now = mood;
        mood = Mood.GOOD;
        if (now == Mood.FAILS_BEFORE) throw unavailable();
        AppendResult result = store.append(append);
        if (now == Mood.FAILS_AFTER) throw unavailable();
        if (result == AppendResult.STORED) appends.add(append);
        return result;
    }

    @Override
    public List<RecordedEvent> eventsAfter(PartyId id, Version version, int limit) {
        eventReads++;
        requireUp();
        return store.eventsAfter(id, version, limit);
    }

    @Override
    public Map<CommandKey, Version> accepted(PartyId id, Set<CommandKey> commands) {
        requireUp();
        return store.accepted(id, commands);
    }

    @Override
    public List<PartyId> partiesWithSomebodyHere(@Nullable PartyId after, int limit) {
        requireUp();
        return store.partiesWithSomebodyHere(after, limit);
    }

    private void requireUp() {
        if (isDown) throw unavailable();
    }

    private static StoreUnavailableException unavailable() {
        return new StoreUnavailableException("down on purpose", new IllegalStateException("down on purpose"));
    }
}
