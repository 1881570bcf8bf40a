package dev.watchparty.application.party;

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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A store in memory that fails when told to, and writes down what it was asked. Confined to the test's thread. */
final class MoodyStore implements PartyStore, ChatHistory {

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
    private final List<List<Append>> rounds = new ArrayList<>();
    private Mood mood = Mood.GOOD;
    private boolean isDown;
    private boolean isMute;
    private int finds;
    private int eventReads;
    private Runnable beforeNextAppend = () -> {};
    private Runnable afterNextFind = () -> {};

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

    /** Until {@link #comeBack}, what was said cannot be read. */
    void goMute() {
        isMute = true;
    }

    void comeBack() {
        isDown = false;
        isMute = false;
    }

    /** Runs {@code rival} between the next append's decision and its doing. */
    void beforeNextAppend(Runnable rival) {
        beforeNextAppend = rival;
    }

    /** Runs {@code rival} when the next party was read, before whoever asked has it. */
    void afterNextFind(Runnable rival) {
        afterNextFind = rival;
    }

    /** What was stored, as far as whoever asked knows. */
    List<Append> appends() {
        return appends;
    }

    /** What it was asked to store together. */
    List<List<Append>> rounds() {
        return rounds;
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
        Optional<Party> found = store.find(id);
        Runnable rival = afterNextFind;
        afterNextFind = () -> {};
        rival.run();
        return found;
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
    public Set<PartyId> appendTogether(List<Append> steps) {
        rounds.add(steps);
        return PartyStore.super.appendTogether(steps);
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

    @Override
    public List<SpokenMessage> before(PartyId party, @Nullable Version before, @Nullable Instant since, int limit) {
        requireUp();
        if (isMute) throw unavailable();
        return store.before(party, before, since, limit);
    }

    @Override
    public Optional<UserId> author(PartyId party, MessageId message) {
        requireUp();
        if (isMute) throw unavailable();
        return store.author(party, message);
    }

    private void requireUp() {
        if (isDown) throw unavailable();
    }

    private static StoreUnavailableException unavailable() {
        return new StoreUnavailableException("down on purpose", new IllegalStateException("down on purpose"));
    }
}
