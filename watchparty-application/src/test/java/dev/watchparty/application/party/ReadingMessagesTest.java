package dev.watchparty.application.party;

import static dev.watchparty.application.party.People.identity;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.PARTY;
import static dev.watchparty.domain.party.Parties.STRANGER;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static dev.watchparty.domain.party.Parties.banned;
import static dev.watchparty.domain.party.Parties.guest;
import static dev.watchparty.domain.party.Parties.pausedAt;
import static dev.watchparty.domain.party.Parties.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.application.fixtures.InMemoryFriends;
import dev.watchparty.application.party.ReadMessages.Result;
import dev.watchparty.application.party.World.Server;
import dev.watchparty.application.port.ChatHistory.SpokenMessage;
import dev.watchparty.application.port.Identity;
import dev.watchparty.domain.chat.ChatText;
import dev.watchparty.domain.chat.MessageId;
import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.party.ChatCommand.Say;
import dev.watchparty.domain.party.HistoryPolicy;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.party.Settings;
import dev.watchparty.domain.party.Version;
import dev.watchparty.domain.party.Visibility;
import dev.watchparty.domain.playback.Position;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The pitfall: history that is guarded in the snapshot and open over HTTP. */
class ReadingMessagesTest {

    private static final Participant LATECOMER = guest(1);

    @Test
    void where_everybody_reads_all_whoever_sees_the_party_reads_all() {
        World world = said(HistoryPolicy.EVERYONE, Visibility.PUBLIC);

        assertThat(read(world, VIEWER)).isEqualTo(texts(1, 4));
        assertThat(read(world, LATECOMER)).isEqualTo(texts(1, 4));
        assertThat(read(world, STRANGER)).isEqualTo(texts(1, 4));
        assertThat(texts(result(world, null, null, 10))).isEqualTo(texts(1, 4));
    }

    @Test
    void where_members_read_what_was_said_since_they_joined_others_read_nothing() {
        World world = said(HistoryPolicy.SINCE_JOIN, Visibility.PUBLIC);

        assertThat(read(world, VIEWER)).isEqualTo(texts(1, 4));
        assertThat(read(world, LATECOMER)).isEqualTo(texts(3, 4));
        assertThat(read(world, STRANGER)).isEmpty();
        assertThat(texts(result(world, null, null, 10))).isEmpty();
    }

    @Test
    void where_nothing_is_kept_for_anybody_nobody_reads_anything() {
        World world = said(HistoryPolicy.NONE, Visibility.PUBLIC);

        assertThat(read(world, HOST)).isEmpty();
        assertThat(read(world, LATECOMER)).isEmpty();
    }

    @Test
    void whoever_may_not_see_the_party_reads_nothing_of_it() {
        World world = said(HistoryPolicy.EVERYONE, Visibility.PRIVATE);

        assertThat(result(world, identity(STRANGER), null, 10)).isEqualTo(new Result.NotAllowed());
        assertThat(result(world, null, null, 10)).isEqualTo(new Result.NotAllowed());
        assertThat(read(world, VIEWER)).hasSize(4);
    }

    @Test
    void the_banned_read_nothing() {
        World world = World.with(with(pausedAt(Position.START), banned(VIEWER)));

        assertThat(result(world, identity(VIEWER), null, 10)).isEqualTo(new Result.NotAllowed());
    }

    @Test
    void goes_back_page_by_page_until_there_is_no_more() {
        World world = World.with(with(pausedAt(Position.START), LATECOMER));
        say(world, world.server(new RecordingBackplane()), 1, 250);

        List<SpokenMessage> last = messages(result(world, identity(VIEWER), null, 1_000));
        assertThat(texts(last)).isEqualTo(texts(151, 250));
        List<SpokenMessage> middle =
                messages(result(world, identity(VIEWER), last.get(0).version(), ReadMessages.MESSAGES_MAX));
        assertThat(texts(middle)).isEqualTo(texts(51, 150));
        List<SpokenMessage> first =
                messages(result(world, identity(VIEWER), middle.get(0).version(), ReadMessages.MESSAGES_MAX));
        assertThat(texts(first)).isEqualTo(texts(1, 50));
        assertThat(texts(result(world, identity(VIEWER), first.get(0).version(), 10)))
                .isEmpty();
        assertThat(texts(result(world, identity(VIEWER), null, 3))).isEqualTo(texts(248, 250));
    }

    @Test
    void pages_of_a_latecomer_end_where_they_joined() {
        World world = said(HistoryPolicy.SINCE_JOIN, Visibility.PUBLIC);
        List<SpokenMessage> last = messages(result(world, identity(LATECOMER), null, 1));

        assertThat(texts(last)).isEqualTo(texts(4, 4));
        assertThat(texts(result(world, identity(LATECOMER), last.get(0).version(), 10)))
                .isEqualTo(texts(3, 3));
    }

    /** The pitfall: words of somebody who is nobody in the party as it was read a moment before. */
    @Test
    void ends_where_the_party_was_read() {
        World world = said(HistoryPolicy.EVERYONE, Visibility.PUBLIC);
        Server server = world.server(new RecordingBackplane());
        world.moody().afterNextFind(() -> {
            world.change(party -> with(party, STRANGER));
            server.ask(new Say(STRANGER.user(), new MessageId(new UUID(6, 6)), new ChatText("just in")));
            world.run();
        });

        assertThat(texts(result(world, null, null, 10))).isEqualTo(texts(1, 4));
        assertThat(texts(result(world, null, null, 10))).hasSize(5).endsWith("just in");
        assertThat(texts(result(world, null, new Version(9_999), 10))).hasSize(5);
    }

    @Test
    void there_is_no_such_party() {
        World world = World.with(pausedAt(Position.START));
        ReadMessages read = new ReadMessages(world.moody(), world.moody(), new InMemoryFriends());

        assertThat(read.handle(new PartyId(new UUID(0, 99)), identity(HOST), null, 10))
                .isEqualTo(new Result.UnknownParty());
    }

    /** Cleo says two things, somebody joins, and she says two more. */
    private static World said(HistoryPolicy policy, Visibility visibility) {
        World world = World.with(with(under(pausedAt(Position.START), policy), visibility));
        Server server = world.server(new RecordingBackplane());
        say(world, server, 1, 2);
        world.pass(Duration.ofSeconds(1));
        world.change(party -> with(
                party,
                Participant.newcomer(
                        LATECOMER.id(),
                        LATECOMER.user(),
                        LATECOMER.profile(),
                        LATECOMER.role(),
                        world.clock().instant())));
        say(world, server, 3, 4);
        return world;
    }

    private static void say(World world, Server server, int first, int last) {
        for (int number = first; number <= last; number++) {
            server.ask(new Say(VIEWER.user(), new MessageId(new UUID(5, number)), new ChatText("text " + number)));
        }
        world.run();
    }

    private static List<String> read(World world, Participant reader) {
        return texts(result(world, identity(reader), null, 10));
    }

    private static Result result(World world, @Nullable Identity reader, @Nullable Version before, int limit) {
        return new ReadMessages(world.moody(), world.moody(), new InMemoryFriends())
                .handle(PARTY, reader, before, limit);
    }

    private static List<SpokenMessage> messages(Result result) {
        assertThat(result).isInstanceOf(Result.Visible.class);
        return ((Result.Visible) result).messages();
    }

    private static List<String> texts(Result result) {
        return texts(messages(result));
    }

    private static List<String> texts(List<SpokenMessage> messages) {
        return messages.stream().map(message -> message.text().value()).toList();
    }

    private static List<String> texts(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(number -> "text " + number)
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
