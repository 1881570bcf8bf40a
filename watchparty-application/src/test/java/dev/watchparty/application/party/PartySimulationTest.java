package dev.watchparty.application.party;

import static dev.watchparty.domain.party.Parties.CO_HOST;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.LEAD;
import static dev.watchparty.domain.party.Parties.NOON;
import static dev.watchparty.domain.party.Parties.PARTY;
import static dev.watchparty.domain.party.Parties.STRANGER;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static dev.watchparty.domain.party.Parties.created;
import static dev.watchparty.domain.party.Parties.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.application.fixtures.InMemoryPartyStore;
import dev.watchparty.application.fixtures.InMemoryPresence;
import dev.watchparty.application.fixtures.ManualClock;
import dev.watchparty.application.fixtures.ManualTimers;
import dev.watchparty.application.party.MoodyStore.Mood;
import dev.watchparty.application.port.Backplane;
import dev.watchparty.application.port.CommandId;
import dev.watchparty.application.port.CommandKey;
import dev.watchparty.application.port.Follower;
import dev.watchparty.domain.chat.ChatText;
import dev.watchparty.domain.chat.MessageId;
import dev.watchparty.domain.participant.Courtesy;
import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.participant.Role;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.ChatCommand.DeleteMessage;
import dev.watchparty.domain.party.ChatCommand.Say;
import dev.watchparty.domain.party.FriendProof;
import dev.watchparty.domain.party.HostCommand.ChangeRole;
import dev.watchparty.domain.party.HostCommand.TransferHost;
import dev.watchparty.domain.party.MembershipCommand.Join;
import dev.watchparty.domain.party.MembershipCommand.Leave;
import dev.watchparty.domain.party.ModerationCommand.Remove;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.PartyCommand;
import dev.watchparty.domain.party.PartyEvent;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.party.PasswordProof;
import dev.watchparty.domain.party.PlaybackCommand.Pause;
import dev.watchparty.domain.party.PlaybackCommand.Play;
import dev.watchparty.domain.party.PlaybackCommand.Seek;
import dev.watchparty.domain.party.QueueCommand.VoteToSkip;
import dev.watchparty.domain.party.RecordedEvent;
import dev.watchparty.domain.party.Rejection;
import dev.watchparty.domain.party.Removal;
import dev.watchparty.domain.party.Settings;
import dev.watchparty.domain.party.StartCommand.AnswerReady;
import dev.watchparty.domain.party.StartCommand.AskReady;
import dev.watchparty.domain.party.StartCommand.ScheduleStart;
import dev.watchparty.domain.party.Version;
import dev.watchparty.domain.party.WaitingCommand.SetCourtesy;
import dev.watchparty.domain.party.WaitingPolicy;
import dev.watchparty.domain.playback.Position;
import dev.watchparty.domain.playback.Timeline;
import dev.watchparty.domain.presence.ParticipantStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Plays whole parties in virtual time: two servers that crash and come back, a store that fails now and then, a
 * backplane that loses, doubles and reorders, and clients that lose their connections, stay away, are kicked, come
 * back, repeat what was not answered, and resume on either server. Replay a failure by its seed.
 */
class PartySimulationTest {

    private static final int STEPS = 250;
    private static final int DELAY_MS_MAX = 300;
    private static final int ABSENCE_MS_MAX = 25_000;

    /** Short, so that in every story somebody stands in. */
    private static final Duration HOST_GRACE = Duration.ofSeconds(3);

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void every_acknowledged_command_is_done_once_and_everybody_ends_where_the_store_is(long seed) {
        Simulation simulation = new Simulation(new Random(seed));

        simulation.play();
        simulation.calmDown();

        assertThat(simulation.problems).isEmpty();
        List<RecordedEvent> history = simulation.store.eventsAfter(PARTY, Version.NONE, World.EVERYTHING);
        Party stored = simulation.store.find(PARTY).orElseThrow();
        assertThat(history.stream().map(event -> event.version().value()))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, stored.version().value())
                                .boxed()
                                .toList());
        assertThat(replayed(history)).isEqualTo(stored);
        assertThat(stored.participants().active()).hasSize(4).allMatch(Participant::isHere);
        assertThat(stored.participants().findActive(stored.host())).isPresent();
        assertThat(stored.isHeld()).isFalse();
        for (Simulation.Client client : simulation.clients) {
            assertThat(client.asked).isNull();
            assertThat(client.last).isEqualTo(stored.version());
            assertThat(client.acknowledged.stream().map(Acknowledged::version)).isSorted();
            client.acknowledged.forEach(done -> assertDoneOnce(history, done));
        }
    }

    private record Acknowledged(PartyCommand command, Version version) {}

    private static Party replayed(List<RecordedEvent> history) {
        return history.stream().skip(1).map(RecordedEvent::event).reduce(begun(), Party::after, (one, other) -> other);
    }

    /** A new party that waits for its people. */
    private static Party begun() {
        WaitingPolicy waiting = new WaitingPolicy(
                /* isOn= */ true, Duration.ofSeconds(5), /* quorumPercent= */ 100, Duration.ofSeconds(20));
        return with(
                created(),
                settings -> new Settings(
                        settings.title(),
                        settings.visibility(),
                        settings.capacity(),
                        settings.protection(),
                        settings.history(),
                        waiting,
                        settings.policy()));
    }

    /** Texts and targets are used once only, so that what a command did can be told from what others did. */
    private static void assertDoneOnce(List<RecordedEvent> history, Acknowledged done) {
        Stream<RecordedEvent> caused;
        if (done.command() instanceof Say say) {
            caused = history.stream().filter(event -> isOf(event.event(), say.id()));
        } else if (done.command() instanceof DeleteMessage delete) {
            caused = history.stream()
                    .filter(event -> event.event() instanceof PartyEvent.MessageDeleted deleted
                            && deleted.id().equals(delete.id()));
        } else if (done.command() instanceof Seek seek) {
            caused = history.stream()
                    .filter(event -> event.event() instanceof PartyEvent.Sought sought
                            && isAt(sought.timeline(), seek.target()));
        } else {
            return;
        }
        assertThat(caused.map(RecordedEvent::version)).containsExactly(done.version());
    }

    private static boolean isOf(PartyEvent event, MessageId id) {
        if (event instanceof PartyEvent.MessageSent sent) return sent.id().equals(id);
        return event instanceof PartyEvent.MessageRedacted redacted
                && redacted.id().equals(id);
    }

    private static boolean isAt(Timeline timeline, Position target) {
        return timeline instanceof Timeline.Paused paused
                ? paused.position().equals(target)
                : timeline instanceof Timeline.Playing playing
                        && playing.anchor().equals(target);
    }

    private static final class Simulation {

        private final Random random;
        private final ManualClock clock = new ManualClock(NOON);
        private final ManualTimers timers = new ManualTimers(clock);
        private final ManualWorkers workers = new ManualWorkers();
        private final InMemoryPartyStore store = new InMemoryPartyStore();
        private final MoodyStore moody = new MoodyStore(store);
        private final Network network = new Network();
        private final InMemoryPresence presence = new InMemoryPresence();
        private final List<Server> servers = new ArrayList<>();
        private final List<Client> clients = new ArrayList<>();
        private final List<String> problems = new ArrayList<>();
        private boolean isCalm;
        private int named;

        Simulation(Random random) {
            this.random = random;
            store.create(begun());
            servers.add(new Server());
            servers.add(new Server());
            Stream.of(HOST, CO_HOST, VIEWER, STRANGER).map(Client::new).forEach(clients::add);
        }

        void play() {
            for (int step = 0; step < STEPS; step++) {
                if (random.nextInt(20) == 0) moody.next(random.nextBoolean() ? Mood.FAILS_BEFORE : Mood.FAILS_AFTER);
                if (random.nextInt(60) == 0) crash(random.nextInt(servers.size()));
                if (random.nextInt(40) == 0) servers.forEach(Server::sweep);
                clients.get(random.nextInt(clients.size())).act();
                for (int task = random.nextInt(6); task > 0 && workers.waiting() > 0; task--) {
                    workers.runAny(random);
                }
                timers.advance(Duration.ofMillis(random.nextInt(DELAY_MS_MAX)));
            }
        }

        /** Everybody connects and gets an answer; then one more thing happens, over a network that loses nothing. */
        void calmDown() {
            isCalm = true;
            moody.next(Mood.GOOD);
            for (int second = 0; second < 60; second++) {
                clients.forEach(Client::settle);
                rest();
            }
            clients.get(0).ask(new Say(HOST.user(), new MessageId(new UUID(9, 9)), new ChatText("good night")));
            for (int second = 0; second < 5; second++) {
                rest();
            }
        }

        private void rest() {
            workers.runAll();
            timers.advance(Duration.ofSeconds(1));
            workers.runAll();
        }

        private void crash(int number) {
            Server dead = servers.set(number, new Server());
            dead.isDown = true;
            dead.board.die();
            clients.stream().filter(client -> client.isOn(dead)).forEach(Client::lose);
        }

        private String nextName() {
            return "command-" + named++;
        }

        /** Carries each event list to every listener: never, once or twice, and late, until all is calm. */
        private final class Network implements Backplane {

            private final List<Listener> listeners = new ArrayList<>();

            @Override
            public void publish(PartyId party, List<RecordedEvent> events) {
                for (Listener listener : List.copyOf(listeners)) {
                    int copies = isCalm ? 1 : random.nextInt(3);
                    for (int copy = 0; copy < copies; copy++) {
                        timers.after(
                                Duration.ofMillis(random.nextInt(DELAY_MS_MAX)),
                                () -> listener.onEvents(party, events));
                    }
                }
            }

            @Override
            public void subscribe(Listener listener) {
                listeners.add(listener);
            }
        }

        /** What a crashed server had in hand is never done. */
        private final class Server {

            private final CommandParty commands;
            private final FollowParty<Told> follow;
            private final InMemoryPresence board = presence.neighbour();
            private boolean isDown;

            Server() {
                Workplace workplace = new Workplace(
                        clock,
                        task -> workers.execute(whileUp(task)),
                        (delay, task) -> timers.after(delay, whileUp(task)));
                commands = new CommandParty(moody, network, workplace);
                follow = new FollowParty<>(new FollowParty.Means<>(
                        moody, moody, board, new Told.Words(), commands, workplace, HOST_GRACE));
                network.subscribe((party, events) ->
                        whileUp(() -> follow.onEvents(party, events)).run());
            }

            private Runnable whileUp(Runnable task) {
                BooleanSupplier isUp = () -> !isDown;
                return () -> {
                    if (isUp.getAsBoolean()) task.run();
                };
            }

            void sweep() {
                commands.sweep();
                follow.sweep();
            }
        }

        /** Asks one thing at a time, and again until it is answered. */
        private final class Client {

            private final Participant who;
            private final List<Acknowledged> acknowledged = new ArrayList<>();
            private Version last = Version.NONE;
            private @Nullable PartyCommand asked;
            private CommandKey key;
            private @Nullable Connection connection;
            private boolean isMember;
            private Instant awayUntil = NOON;
            private @Nullable MessageId lastSaid;

            Client(Participant who) {
                this.who = who;
                this.isMember = who.equals(HOST);
                this.key = new CommandKey(who.user(), new CommandId("none"));
            }

            boolean isOn(Server server) {
                return connection != null && connection.server == server;
            }

            void act() {
                if (clock.instant().isBefore(awayUntil)) return;
                int choice = random.nextInt(10);
                if (choice == 0) {
                    lose();
                    boolean isLong = random.nextInt(4) == 0;
                    if (isLong) awayUntil = clock.instant().plusMillis(random.nextInt(ABSENCE_MS_MAX));
                } else if (isMember && connection == null) {
                    connect();
                } else if (asked == null) {
                    if (random.nextInt(4) == 0) report(random.nextBoolean());
                    ask(isMember ? wish() : joining());
                } else {
                    send(); // Again: perhaps on another server, perhaps overtaken by what was sent before.
                }
            }

            void settle() {
                if (isMember && connection == null) connect();
                report(/* isBuffering= */ false);
                if (asked != null) {
                    send();
                } else if (!isMember) {
                    ask(joining());
                }
            }

            private PartyCommand wish() {
                int choice = random.nextInt(18);
                MessageId said = lastSaid;
                if (choice >= 12) return rareWish();
                if (choice == 1 && said != null) {
                    lastSaid = null;
                    return new DeleteMessage(who.user(), said, who.user());
                }
                if (choice == 0 && !who.equals(HOST)) return new Leave(who.user());
                if (choice <= 4) {
                    return new Say(who.user(), new MessageId(new UUID(1, named)), new ChatText("hi " + named));
                }
                if (choice == 5) return new Play(who.user(), null, LEAD);
                if (choice == 6) return new Pause(who.user(), new Position(1_000_000));
                return new Seek(who.user(), new Position(named), LEAD);
            }

            /** Most of these are refused to most people. */
            private PartyCommand rareWish() {
                UserId other = clients.get(random.nextInt(clients.size())).who.user();
                return switch (random.nextInt(8)) {
                    case 0 -> new Remove(who.user(), other, Removal.KICKED);
                    case 1 -> new ChangeRole(who.user(), other, random.nextBoolean() ? Role.CO_HOST : Role.VIEWER);
                    case 2 -> new TransferHost(who.user(), other);
                    case 3 -> new ScheduleStart(who.user(), clock.instant().plusSeconds(random.nextInt(10)));
                    case 4 -> new SetCourtesy(who.user(), random.nextBoolean() ? Courtesy.WAIT : Courtesy.GO_ON);
                    case 5 -> new VoteToSkip(who.user(), LEAD);
                    case 6 -> new AskReady(who.user(), /* thenPlay= */ true);
                    default -> new AnswerReady(who.user(), /* isReady= */ true, LEAD);
                };
            }

            private void report(boolean isBuffering) {
                Connection open = connection;
                if (open == null || open.server.isDown) return;
                open.server.follow.report(PARTY, open, ParticipantStatus.NEW.withBuffering(isBuffering));
            }

            private PartyCommand joining() {
                return new Join(who.user(), who.profile(), who.id(), PasswordProof.NONE, FriendProof.NONE);
            }

            void ask(PartyCommand command) {
                asked = command;
                key = new CommandKey(who.user(), new CommandId(nextName()));
                send();
            }

            /** Over HTTP or a socket; what is on its way may come late, twice, or to a server that crashes. */
            private void send() {
                PartyCommand command = asked;
                if (command == null) return;
                CommandKey as = key;
                Server server = servers.get(random.nextInt(servers.size()));
                timers.after(Duration.ofMillis(random.nextInt(DELAY_MS_MAX)), () -> {
                    if (server.isDown) return;
                    CompletableFuture<Void> unused = server.commands
                            .handle(PARTY, command, as)
                            .thenAccept(outcome -> {
                                boolean isAnswerLost = !isCalm && random.nextInt(5) == 0;
                                if (!isAnswerLost) answered(command, as, outcome);
                            });
                });
            }

            private void answered(PartyCommand command, CommandKey as, Outcome outcome) {
                if (asked == null || !key.equals(as)) return;
                if (outcome instanceof Outcome.Done done) {
                    acknowledged.add(new Acknowledged(command, done.version()));
                    if (command instanceof Join) isMember = true;
                    if (command instanceof Say say) lastSaid = say.id();
                    if (command instanceof Leave) isMember = false;
                    asked = null;
                } else if (outcome instanceof Outcome.Refused refused) {
                    asked = null;
                    if (refused.reason() instanceof Rejection.NotParticipating) isMember = false;
                }
            }

            private void connect() {
                Server server = servers.get(random.nextInt(servers.size()));
                Connection fresh = new Connection(this, server);
                connection = fresh;
                Opening state = new Opening.State();
                server.follow.follow(PARTY, fresh, last.equals(Version.NONE) ? state : new Opening.Missed(last, state));
            }

            /** The server notices later. */
            void lose() {
                Connection lost = connection;
                if (lost == null) return;
                connection = null;
                timers.after(Duration.ofMillis(random.nextInt(DELAY_MS_MAX)), () -> {
                    if (!lost.server.isDown) lost.server.follow.unfollow(PARTY, lost);
                });
            }

            private void hear(Connection on, Told message) {
                if (connection != on) return;
                if (message.isEvent()) {
                    if (!last.isBefore(message.version())) return; // Known from another connection already.
                    if (!message.version().equals(last.next())) problem("a gap before", message);
                    last = message.version();
                } else if (message.what().equals("state")) {
                    if (message.version().isBefore(last)) problem("back to", message);
                    last = message.version();
                }
            }

            private void problem(String what, Told message) {
                problems.add(who.profile().username().value() + ", at " + last.value() + ", was told " + what + " "
                        + message);
            }
        }

        private static final class Connection implements Follower<Told> {

            private final Client client;
            private final Server server;
            private long lastHere;

            Connection(Client client, Server server) {
                this.client = client;
                this.server = server;
            }

            @Override
            public UserId user() {
                return client.who.user();
            }

            @Override
            public void tell(Told message) {
                long version = message.version().value();
                if (message.isEvent() && lastHere > 0 && version != lastHere + 1) {
                    client.problem("out of order", message);
                }
                lastHere = version;
                client.hear(this, message);
            }

            @Override
            public Optional<Duration> oneWayDelay() {
                return Optional.empty();
            }

            @Override
            public void dismiss(Farewell farewell) {
                boolean isOut = farewell == Farewell.KICKED || farewell == Farewell.NOT_PARTICIPATING;
                if (client.connection == this) {
                    client.connection = null;
                    if (isOut) client.isMember = false;
                }
                server.follow.unfollow(PARTY, this);
            }
        }
    }
}
