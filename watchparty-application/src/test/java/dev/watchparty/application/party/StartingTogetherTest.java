package dev.watchparty.application.party;

import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.LEAD;
import static dev.watchparty.domain.party.Parties.PARTY;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static dev.watchparty.domain.party.Parties.pausedAt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.application.party.World.Server;
import dev.watchparty.domain.party.PlaybackCommand.Seek;
import dev.watchparty.domain.playback.Position;
import dev.watchparty.domain.sync.StartLead;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StartingTogetherTest {

    private static final Seek SEEK = new Seek(HOST.user(), new Position(1_000), LEAD);

    private final World world = World.with(pausedAt(Position.START));
    private final Server server = world.server(new RecordingBackplane());

    @Test
    void a_party_that_nobody_follows_has_the_least_lead() {
        assertThat(server.follow().lead(PARTY)).isEqualTo(StartLead.MIN);
    }

    @Test
    void the_lead_is_what_the_slowest_need() {
        follow(Duration.ofMillis(20));
        follow(Duration.ofMillis(120));
        world.run();

        assertThat(server.follow().lead(PARTY)).isEqualTo(Duration.ofMillis(240));
    }

    @Test
    void followers_that_were_not_measured_do_not_count() {
        server.follow(HOST, new Opening.Nothing());
        follow(Duration.ofMillis(120));
        world.run();

        assertThat(server.follow().lead(PARTY)).isEqualTo(Duration.ofMillis(240));
    }

    @Test
    void the_lead_is_measured_again_after_a_while() {
        follow(Duration.ofMillis(20));
        world.run();
        follow(Duration.ofMillis(200));
        world.run();
        assertThat(server.follow().lead(PARTY)).isEqualTo(StartLead.MIN);

        world.pass(Duration.ofSeconds(2));
        server.ask(SEEK);
        world.run();

        assertThat(server.follow().lead(PARTY)).isEqualTo(Duration.ofMillis(400));
    }

    private void follow(Duration oneWay) {
        server.follow(RecordingFollower.of(VIEWER).delayedBy(oneWay), new Opening.Nothing());
    }
}
