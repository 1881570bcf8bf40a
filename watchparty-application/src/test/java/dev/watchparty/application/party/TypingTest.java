package dev.watchparty.application.party;

import static dev.watchparty.domain.party.Parties.CO_HOST;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.PARTY;
import static dev.watchparty.domain.party.Parties.STRANGER;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static dev.watchparty.domain.party.Parties.filledTo;
import static dev.watchparty.domain.party.Parties.guest;
import static dev.watchparty.domain.party.Parties.pausedAt;
import static dev.watchparty.domain.party.Parties.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.application.party.World.Server;
import dev.watchparty.domain.participant.Voice;
import dev.watchparty.domain.party.PartyId;
import dev.watchparty.domain.party.Rejection;
import dev.watchparty.domain.playback.Position;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TypingTest {

    private static final Told CLEO_TYPES = Told.of("typing cleo true", 10);

    private final World world = World.with(with(pausedAt(Position.START), CO_HOST.withVoice(Voice.MUTED)));
    private final Server server = world.server(new RecordingBackplane());
    private final RecordingFollower host = RecordingFollower.of(HOST);
    private final RecordingFollower viewer = RecordingFollower.of(VIEWER);

    @BeforeEach
    void follow() {
        server.follow(host, new Opening.Nothing());
        server.follow(viewer, new Opening.Nothing());
        world.run();
    }

    @Test
    void is_told_to_all_and_kept_nowhere() {
        assertThat(server.follow().typing(PARTY, viewer, /* isTyping= */ true)).isEmpty();
        assertThat(server.follow().typing(PARTY, viewer, /* isTyping= */ false)).isEmpty();
        world.run();

        assertThat(host.told()).containsExactly(CLEO_TYPES, Told.of("typing cleo false", 10));
        assertThat(world.historyAfter(10)).isEmpty();
    }

    @Test
    void is_refused_to_the_muted() {
        RecordingFollower muted = server.follow(CO_HOST, new Opening.Nothing());
        world.run();

        assertThat(server.follow().typing(PARTY, muted, /* isTyping= */ true)).contains(new Rejection.MutedInParty());
        world.run();
        assertThat(host.told()).isEmpty();
    }

    @Test
    void is_refused_to_strangers_and_not_told_for_those_who_do_not_follow() {
        RecordingFollower other = RecordingFollower.of(VIEWER);
        PartyId nowhere = new PartyId(new UUID(0, 99));

        assertThat(server.follow().typing(PARTY, RecordingFollower.of(STRANGER), /* isTyping= */ true))
                .contains(new Rejection.NotParticipating());
        assertThat(server.follow().typing(PARTY, other, /* isTyping= */ true)).isEmpty();
        assertThat(server.follow().typing(nowhere, other, /* isTyping= */ true)).isEmpty();
        world.run();

        assertThat(host.told()).isEmpty();
    }

    @Test
    void is_dropped_when_it_would_cost_more_than_2000_deliveries_a_second() {
        World crowd = World.with(filledTo(pausedAt(Position.START), 503));
        Server crowded = crowd.server(new RecordingBackplane());
        IntStream.rangeClosed(1, 499).forEach(number -> crowded.follow(guest(number), new Opening.Nothing()));
        RecordingFollower writer = crowded.follow(VIEWER, new Opening.Nothing());
        crowd.run();
        type(crowd, crowded, writer, 10);
        assertThat(writer.told()).hasSize(4);

        crowd.pass(Duration.ofMillis(499));
        type(crowd, crowded, writer, 10);
        assertThat(writer.told()).hasSize(5);
        crowd.pass(Duration.ofHours(1));
        writer.told().removeIf(Told::isEvent);
        type(crowd, crowded, writer, 10);

        assertThat(writer.told()).hasSize(9);
    }

    @Test
    void is_told_now_and_then_however_many_connections_there_are() {
        TypingBudget budget = new TypingBudget(world.clock().instant());

        assertThat(budget.spend(100_000, world.clock().instant())).isTrue();
        assertThat(budget.spend(1, world.clock().instant())).isFalse();
        assertThat(budget.spend(100_000, world.clock().instant().plusSeconds(1)))
                .isTrue();
    }

    private static void type(World world, Server server, RecordingFollower writer, int times) {
        for (int time = 0; time < times; time++) {
            assertThat(server.follow().typing(PARTY, writer, /* isTyping= */ true))
                    .isEmpty();
        }
        world.run();
    }
}
