package dev.watchparty.application.party;

import static dev.watchparty.domain.party.Parties.NOON;
import static dev.watchparty.domain.party.Parties.PARTY;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.watchparty.application.fixtures.InMemoryPartyStore;
import dev.watchparty.application.fixtures.InMemoryPresence;
import dev.watchparty.application.fixtures.ManualClock;
import dev.watchparty.application.fixtures.ManualTimers;
import dev.watchparty.application.port.Backplane;
import dev.watchparty.application.port.CommandId;
import dev.watchparty.application.port.CommandKey;
import dev.watchparty.application.port.PartyStore;
import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.PartyCommand;
import dev.watchparty.domain.party.PartyEvent;
import dev.watchparty.domain.party.RecordedEvent;
import dev.watchparty.domain.party.Version;
import dev.watchparty.domain.playback.Position;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;

/**
 * Time, threads and a store, all of which stand still until a test moves them, and servers that share them. It is noon.
 * Confined to the test's thread.
 */
final class World {

    static final int EVERYTHING = 100_000;

    private final ManualClock clock = new ManualClock(NOON);
    private final ManualTimers timers = new ManualTimers(clock);
    private final ManualWorkers workers = new ManualWorkers();
    private final InMemoryPartyStore store = new InMemoryPartyStore();
    private final InMemoryPresence presence = new InMemoryPresence();
    private final MoodyStore moody = new MoodyStore(store);

    /** A world in which {@code party} exists. */
    static World with(Party party) {
        World world = new World();
        world.store.create(party);
        return world;
    }

    /** One server's commands and followers. */
    record Server(
            CommandParty commands,
            FollowParty<Told> follow,
            InMemoryPresence presence,
            Told.Words words,
            AtomicBoolean isDown) {

        /** What it had in hand is never done, and nobody hears of it again. */
        void crash() {
            isDown.set(true);
            presence.die();
        }

        @CanIgnoreReturnValue
        CompletableFuture<Outcome> ask(PartyCommand command) {
            return commands.handle(PARTY, command);
        }

        @CanIgnoreReturnValue
        CompletableFuture<Outcome> ask(PartyCommand command, Participant asker, String id) {
            return commands.handle(PARTY, command, new CommandKey(asker.user(), new CommandId(id)));
        }

        @CanIgnoreReturnValue
        RecordingFollower follow(Participant participant, Opening opening) {
            return follow(RecordingFollower.of(participant), opening);
        }

        @CanIgnoreReturnValue
        RecordingFollower follow(RecordingFollower follower, Opening opening) {
            follow.follow(PARTY, follower, opening);
            return follower;
        }
    }

    /** A server that works with {@link #moody} and is told by {@code backplane}. */
    Server server(Backplane backplane) {
        return server(moody, backplane);
    }

    Server server(PartyStore parties, Backplane backplane) {
        AtomicBoolean isDown = new AtomicBoolean();
        Workplace workplace = workplace(isDown);
        CommandParty commands = new CommandParty(parties, backplane, workplace);
        InMemoryPresence board = presence.neighbour();
        Told.Words words = new Told.Words();
        FollowParty<Told> follow = new FollowParty<>(
                new FollowParty.Means<>(parties, moody, board, words, commands, workplace, FollowParty.HOST_GRACE));
        backplane.subscribe((party, events) -> {
            if (!isDown.get()) follow.onEvents(party, events);
        });
        return new Server(commands, follow, board, words, isDown);
    }

    /** What a timer starts is done at that instant. */
    Workplace workplace() {
        return workplace(new AtomicBoolean());
    }

    private Workplace workplace(AtomicBoolean isDown) {
        return new Workplace(
                clock,
                task -> workers.execute(() -> {
                    if (!isDown.get()) task.run();
                }),
                (delay, task) -> timers.after(delay, () -> {
                    if (isDown.get()) return;
                    task.run();
                    workers.runAll();
                }));
    }

    void run() {
        workers.runAll();
    }

    /** Does what is to be done, lets {@code amount} pass, and does what that brings. */
    void pass(Duration amount) {
        workers.runAll();
        timers.advance(amount);
        workers.runAll();
    }

    ManualClock clock() {
        return clock;
    }

    ManualTimers timers() {
        return timers;
    }

    ManualWorkers workers() {
        return workers;
    }

    MoodyStore moody() {
        return moody;
    }

    /** The board as a server sees it that is none of these. */
    InMemoryPresence presence() {
        return presence;
    }

    InMemoryPartyStore store() {
        return store;
    }

    Party stored() {
        return store.find(PARTY).orElseThrow();
    }

    /** Changes the party in the store in a way for which there is no command yet, with an event of no meaning. */
    void change(UnaryOperator<Party> change) {
        Party before = stored();
        PartyEvent anything =
                new PartyEvent.Halted(before.host(), before.timeline().pause(Position.START));
        Party after = change.apply(before.after(anything));
        RecordedEvent event = new RecordedEvent(after.version(), clock.instant(), anything);
        store.append(new PartyStore.Append(before, after, List.of(event), Map.of()));
    }

    /** The history after {@code version}. */
    List<RecordedEvent> historyAfter(long version) {
        return store.eventsAfter(PARTY, new Version(version), EVERYTHING);
    }
}
