package dev.watchparty.application.party;

import static dev.watchparty.domain.party.Parties.CO_HOST;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.PARTY;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static dev.watchparty.domain.party.Parties.away;
import static dev.watchparty.domain.party.Parties.pausedAt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.application.party.World.Server;
import dev.watchparty.domain.party.MembershipCommand.Leave;
import dev.watchparty.domain.party.Proceedings.ReadyCheck;
import dev.watchparty.domain.party.StartCommand.AskReady;
import dev.watchparty.domain.playback.Position;
import dev.watchparty.domain.presence.Presence;
import org.junit.jupiter.api.Test;

/** The pitfall: everybody is ready, but for somebody who has gone. */
class ReadyCheckByItselfTest {

    private final World world = World.with(away(pausedAt(Position.START), CO_HOST));
    private final Server server = world.server(new RecordingBackplane());
    private final RecordingFollower host = server.follow(HOST, new Opening.Nothing());
    private final RecordingFollower viewer = server.follow(VIEWER, new Opening.Nothing());

    @Test
    void passes_when_the_last_one_leaves() {
        ask();
        server.ask(new Leave(VIEWER.user()));
        world.run();

        assertPassed();
    }

    @Test
    void passes_when_the_last_one_drops_out() {
        ask();
        server.follow().unfollow(PARTY, viewer);
        world.pass(Presence.GRACE);

        assertPassed();
    }

    private void ask() {
        server.ask(new AskReady(HOST.user(), /* thenPlay= */ true));
        world.run();
        assertThat(world.stored().proceedings().readyCheck()).isInstanceOf(ReadyCheck.Open.class);
    }

    private void assertPassed() {
        assertThat(host.told()).endsWith(Told.of("ReadyCheckPassed", 13), Told.of("Played", 14));
        assertThat(world.stored().timeline().isPlaying()).isTrue();
        assertThat(world.stored().proceedings().readyCheck()).isEqualTo(ReadyCheck.NONE);
    }
}
