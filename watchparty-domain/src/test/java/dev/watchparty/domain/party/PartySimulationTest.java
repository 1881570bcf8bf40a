package dev.watchparty.domain.party;

import static dev.watchparty.domain.party.Parties.FILM;
import static dev.watchparty.domain.party.Parties.NOON;
import static dev.watchparty.domain.party.Parties.playingFrom;
import static dev.watchparty.domain.party.Parties.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.domain.participant.Role;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.Decision.Accepted;
import dev.watchparty.domain.party.PlaybackCommand.Pause;
import dev.watchparty.domain.party.PlaybackCommand.Play;
import dev.watchparty.domain.party.PlaybackCommand.Seek;
import dev.watchparty.domain.party.PlaybackCommand.Skip;
import dev.watchparty.domain.playback.Position;
import dev.watchparty.domain.playback.Timeline;
import dev.watchparty.domain.sync.ClockSample;
import dev.watchparty.domain.sync.ClockWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Plays whole parties in virtual time: co-hosts who press buttons all at once, on devices whose clocks are minutes
 * wrong, over a slow, reordering network from which some drop out and come back. Replay a failure by its seed.
 */
class PartySimulationTest {

    private static final int STORIES = 200;
    private static final int PRESSES = 50;
    private static final int CLIENTS = 5;
    private static final int DELAY_MS_MAX = 400;
    private static final int CLOCK_ERROR_MS_MAX = 600_000;

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void every_client_ends_on_the_timeline_of_the_server(long seed) {
        Simulation simulation = new Simulation(new Random(seed));

        simulation.play();

        assertThat(simulation.clients).allSatisfy(client -> {
            assertThat(client.version).isEqualTo(simulation.party.version());
            assertThat(client.timeline).isEqualTo(simulation.party.timeline());
        });
    }

    /** Two clients may be as far apart as their clocks are unsure, at twice the speed and rounded to milliseconds. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void clients_with_wrong_clocks_agree_on_the_position(long seed) {
        Simulation simulation = new Simulation(new Random(seed));

        simulation.play();

        Position truth = simulation.party.timeline().positionAt(simulation.now);
        assertThat(simulation.clients).allSatisfy(client -> {
            Duration unsure = client.clock.best().orElseThrow().uncertainty().plusMillis(1);
            assertThat(client.position(simulation.now).minus(truth).abs()).isLessThanOrEqualTo(unsure);
        });
    }

    static LongStream seeds() {
        return LongStream.range(0, STORIES);
    }

    private record Delivery(Instant at, Runnable message) {}

    private static final class Simulation {

        private final Random random;
        private final PriorityQueue<Delivery> network = new PriorityQueue<>(Comparator.comparing(Delivery::at));
        private final List<Client> clients = new ArrayList<>();
        private Party party;
        private Instant now = NOON;

        Simulation(Random random) {
            this.random = random;
            Party made = playingFrom(Position.START);
            for (int number = 1; number <= CLIENTS; number++) {
                made = with(made, Parties.guest(number).withRole(Role.CO_HOST));
            }
            this.party = made;
            for (int number = 1; number <= CLIENTS; number++) {
                Duration error = Duration.ofMillis(random.nextInt(2 * CLOCK_ERROR_MS_MAX) - CLOCK_ERROR_MS_MAX);
                clients.add(new Client(Parties.guest(number).user(), error, made));
            }
        }

        void play() {
            for (int press = 0; press < PRESSES; press++) {
                Client client = clients.get(random.nextInt(CLIENTS));
                int what = random.nextInt(8);
                if (what == 0) dropOutOrComeBack(client);
                if (what == 1) askTheTime(client);
                if (what > 1) press(client);
                advance(random.nextInt(200));
            }
            clients.stream().filter(client -> !client.isOnline).forEach(this::dropOutOrComeBack);
            clients.forEach(this::askTheTime);
            advance(2 * DELAY_MS_MAX);
            assertThat(network).isEmpty();
        }

        private void press(Client client) {
            PartyCommand command = anyCommand(client.user);
            if (client.isOnline) send(() -> onServer(command));
        }

        private PartyCommand anyCommand(UserId actor) {
            Duration lead = Duration.ofMillis(150);
            int kind = random.nextInt(4);
            if (kind == 0) return new Play(actor, null, lead);
            if (kind == 1) return new Pause(actor, null);
            if (kind == 2) return new Seek(actor, new Position(random.nextInt(7_200_000)), lead);
            return new Skip(actor, FILM.id(), lead);
        }

        private void onServer(PartyCommand command) {
            if (!(command.decide(party, now) instanceof Accepted accepted)) return;
            for (PartyEvent event : accepted.events()) {
                party = party.after(event);
                tell(party.version(), party.timeline());
            }
        }

        private void tell(Version version, Timeline timeline) {
            for (Client client : clients) {
                int connection = client.connection;
                if (client.isOnline) send(() -> client.onState(connection, version, timeline));
            }
        }

        /** A client that comes back asks for a snapshot on its new connection; what the old one carried is lost. */
        private void dropOutOrComeBack(Client client) {
            client.isOnline = !client.isOnline;
            client.connection++;
            int connection = client.connection;
            if (client.isOnline)
                send(() -> {
                    Party snapshot = party;
                    send(() -> client.onState(connection, snapshot.version(), snapshot.timeline()));
                });
        }

        private void askTheTime(Client client) {
            Duration asked = client.time(now);
            send(() -> {
                Instant received = now;
                send(() ->
                        client.clock = client.clock.with(new ClockSample(asked, received, received, client.time(now))));
            });
        }

        private void send(Runnable message) {
            network.add(new Delivery(now.plusMillis(random.nextInt(DELAY_MS_MAX)), message));
        }

        private void advance(int millis) {
            Instant end = now.plusMillis(millis);
            while (!network.isEmpty() && !network.element().at().isAfter(end)) {
                Delivery delivery = network.remove();
                now = delivery.at();
                delivery.message().run();
            }
            now = end;
        }
    }

    private static final class Client {

        private final UserId user;
        private final Duration clockError;
        private Version version;
        private Timeline timeline;
        private ClockWindow clock = ClockWindow.EMPTY;
        private int connection;
        private boolean isOnline = true;

        Client(UserId user, Duration clockError, Party seen) {
            this.user = user;
            this.clockError = clockError;
            this.version = seen.version();
            this.timeline = seen.timeline();
        }

        /** What this client's own clock shows at the server time {@code now}. */
        Duration time(Instant now) {
            return Duration.between(NOON, now).plus(clockError);
        }

        void onState(int onConnection, Version told, Timeline state) {
            if (onConnection != connection || !version.isBefore(told)) return;
            version = told;
            timeline = state;
        }

        /** Where this client plays, by nothing but its own clock and what it was told. */
        Position position(Instant now) {
            Duration offset = clock.best().orElseThrow().offset();
            return timeline.positionAt(Instant.EPOCH.plus(time(now)).plus(offset));
        }
    }
}
