package dev.watchparty.application.party;

import static dev.watchparty.domain.party.Parties.CO_HOST;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.PARTY;
import static dev.watchparty.domain.party.Parties.STRANGER;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static dev.watchparty.domain.party.Parties.pausedAt;
import static dev.watchparty.domain.party.Parties.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.application.party.World.Server;
import dev.watchparty.application.port.Announcer.Greeting;
import dev.watchparty.application.port.ChatHistory.SpokenMessage;
import dev.watchparty.application.port.Follower.Farewell;
import dev.watchparty.domain.chat.ChatText;
import dev.watchparty.domain.chat.MessageId;
import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.party.ChatCommand;
import dev.watchparty.domain.party.ChatCommand.Say;
import dev.watchparty.domain.party.FriendProof;
import dev.watchparty.domain.party.HistoryPolicy;
import dev.watchparty.domain.party.MembershipCommand.Erase;
import dev.watchparty.domain.party.MembershipCommand.Join;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.PasswordProof;
import dev.watchparty.domain.party.Settings;
import dev.watchparty.domain.party.Version;
import dev.watchparty.domain.playback.Position;
import dev.watchparty.domain.presence.ParticipantStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GreetingNewcomersTest {

    private static final ParticipantStatus BUFFERING = ParticipantStatus.NEW.withBuffering(true);

    private final RecordingBackplane backplane = new RecordingBackplane();

    @Test
    void shows_the_last_50_messages_the_oldest_first() {
        World world = World.with(pausedAt(Position.START));
        Server server = world.server(backplane);
        server.follow(HOST, new Opening.Nothing());
        world.run();
        say(world, server, 1, 60);

        assertThat(greeting(world, server, VIEWER)).isEqualTo(texts(11, 60));
    }

    @Test
    void shows_what_was_said_before_the_server_started_and_since() {
        World world = World.with(pausedAt(Position.START));
        say(world, world.server(backplane), 1, 30);
        Server restarted = world.server(backplane);
        restarted.follow(HOST, new Opening.Nothing());
        world.run();
        say(world, restarted, 31, 60);

        assertThat(greeting(world, restarted, VIEWER)).isEqualTo(texts(11, 60));
    }

    @ParameterizedTest
    @EnumSource(HistoryPolicy.class)
    void shows_whoever_joined_late_what_the_party_lets_them_read(HistoryPolicy policy) {
        World world = World.with(under(pausedAt(Position.START), policy));
        Server server = world.server(backplane);
        server.follow(HOST, new Opening.Nothing());
        world.run();
        say(world, server, 1, 2);
        world.pass(Duration.ofSeconds(1));
        server.ask(new Join(STRANGER.user(), STRANGER.profile(), STRANGER.id(), PasswordProof.NONE, FriendProof.NONE));
        say(world, server, 3, 4);

        List<String> seen = switch (policy) {
            case EVERYONE -> texts(1, 4);
            case SINCE_JOIN -> texts(3, 4);
            case NONE -> List.of();
        };
        assertThat(greeting(world, server, STRANGER)).isEqualTo(seen);
    }

    @Test
    void shows_nothing_that_was_deleted() {
        World world = World.with(pausedAt(Position.START));
        Server server = world.server(backplane);
        server.follow(HOST, new Opening.Nothing());
        world.run();
        say(world, server, 1, 3);
        server.ask(new ChatCommand.DeleteMessage(HOST.user(), id(2), CO_HOST.user()));
        world.run();

        assertThat(greeting(world, server, VIEWER)).containsExactly("text 1", "text 3");
        assertThat(greeting(world, world.server(backplane), VIEWER)).containsExactly("text 1", "text 3");
    }

    @Test
    void shows_nothing_by_whoever_was_erased() {
        World world = World.with(pausedAt(Position.START));
        Server server = world.server(backplane);
        server.follow(HOST, new Opening.Nothing());
        world.run();
        say(world, server, 1, 2);
        server.ask(new Say(HOST.user(), id(3), new ChatText("mine")));
        server.ask(new Erase(CO_HOST.user()));
        world.run();

        assertThat(greeting(world, server, VIEWER)).containsExactly("mine");
    }

    /** The pitfall: deleted, but told to whoever missed it. */
    @Test
    void whoever_missed_a_message_that_was_deleted_is_not_told_of_it() {
        World world = World.with(pausedAt(Position.START));
        Server server = world.server(backplane);
        server.follow(HOST, new Opening.Nothing());
        world.run();
        say(world, server, 1, 2);
        server.ask(new ChatCommand.DeleteMessage(HOST.user(), id(2), CO_HOST.user()));
        say(world, server, 3, 3);
        RecordingFollower back = resume(server, 10);
        RecordingFollower later = resume(server, 12);
        world.run();

        assertThat(back.told()).containsExactly(Told.of("state", 14));
        assertThat(later.told()).containsExactly(Told.of("MessageDeleted", 13), Told.of("MessageSent", 14));
    }

    @Test
    void whoever_missed_somebody_who_was_erased_is_not_told_of_them() {
        World world = World.with(pausedAt(Position.START));
        Server server = world.server(backplane);
        server.follow(HOST, new Opening.Nothing());
        world.run();
        say(world, server, 1, 2);
        server.ask(new Erase(CO_HOST.user()));
        world.run();
        RecordingFollower back = resume(server, 10);
        world.run();

        assertThat(back.told()).containsExactly(Told.of("state", 13));
    }

    @Test
    void shows_how_those_fare_who_are_connected_to_any_server() {
        World world = World.with(pausedAt(Position.START));
        Server here = world.server(backplane);
        Server there = world.server(backplane);
        RecordingFollower coHost = there.follow(CO_HOST, new Opening.Nothing());
        world.run();
        there.follow().report(PARTY, coHost, BUFFERING);
        world.run();
        here.follow(VIEWER, new Opening.Everything());
        world.run();

        assertThat(here.words().greetings())
                .singleElement()
                .satisfies(greeting -> assertThat(greeting.statuses())
                        .hasSize(2)
                        .containsEntry(CO_HOST.user(), BUFFERING)
                        .containsEntry(VIEWER.user(), ParticipantStatus.NEW));
    }

    @Test
    void shows_nobody_who_is_out_though_the_board_does_not_know_it_yet() {
        World world = World.with(pausedAt(Position.START));
        world.presence().neighbour().post(PARTY, Map.of(STRANGER.user(), BUFFERING));
        Server server = world.server(backplane);
        server.follow(VIEWER, new Opening.Everything());
        world.run();

        assertThat(server.words().greetings())
                .singleElement()
                .satisfies(greeting -> assertThat(greeting.statuses()).containsOnlyKeys(VIEWER.user()));
    }

    @Test
    void shows_what_was_said_while_the_party_was_read_once() {
        World world = World.with(pausedAt(Position.START));
        Server elsewhere = world.server(world.store(), backplane);
        say(world, elsewhere, 1, 1);
        Server server = world.server(backplane);
        world.moody().afterNextFind(() -> say(world, elsewhere, 2, 2));
        server.follow(HOST, new Opening.Nothing());
        world.run();
        say(world, elsewhere, 3, 3);

        assertThat(greeting(world, server, VIEWER)).isEqualTo(texts(1, 3));
    }

    @Test
    void nobody_is_greeted_with_half_of_what_there_is() {
        World world = World.with(pausedAt(Position.START));
        say(world, world.server(backplane), 1, 2);
        Server server = world.server(backplane);
        world.moody().goMute();
        RecordingFollower follower = server.follow(VIEWER, new Opening.Everything());
        world.run();
        assertThat(follower.farewells()).containsExactly(Farewell.UNAVAILABLE);
        assertThat(follower.told()).isEmpty();

        world.moody().comeBack();

        assertThat(greeting(world, server, VIEWER)).isEqualTo(texts(1, 2));
    }

    private static RecordingFollower resume(Server server, long since) {
        return server.follow(VIEWER, new Opening.Missed(new Version(since), new Opening.State()));
    }

    /** Bo says so much. */
    private static void say(World world, Server server, int first, int last) {
        for (int number = first; number <= last; number++) {
            server.ask(new Say(CO_HOST.user(), id(number), new ChatText("text " + number)));
        }
        world.run();
    }

    private static MessageId id(int number) {
        return new MessageId(new UUID(5, number));
    }

    private static List<String> texts(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(number -> "text " + number)
                .toList();
    }

    /** What {@code newcomer} reads. */
    private static List<String> greeting(World world, Server server, Participant newcomer) {
        server.follow(newcomer, new Opening.Everything());
        world.run();
        List<Greeting> greetings = server.words().greetings();
        return greetings.get(greetings.size() - 1).messages().stream()
                .map(SpokenMessage::text)
                .map(ChatText::value)
                .toList();
    }

    private static Party under(Party party, HistoryPolicy policy) {
        return with(
                party,
                settings -> new Settings(
                        settings.title(),
                        settings.visibility(),
                        settings.capacity(),
                        settings.protection(),
                        policy,
                        settings.waiting(),
                        settings.policy()));
    }
}
