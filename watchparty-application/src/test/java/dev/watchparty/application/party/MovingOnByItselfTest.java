package dev.watchparty.application.party;

import static dev.watchparty.domain.party.Parties.CO_HOST;
import static dev.watchparty.domain.party.Parties.EPISODE;
import static dev.watchparty.domain.party.Parties.FILM;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.NOON;
import static dev.watchparty.domain.party.Parties.PARTY;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static dev.watchparty.domain.party.Parties.at;
import static dev.watchparty.domain.party.Parties.playingFrom;
import static dev.watchparty.domain.party.Parties.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.application.party.World.Server;
import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.party.Parties;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.PartyEvent;
import dev.watchparty.domain.party.PlaybackCommand.Pause;
import dev.watchparty.domain.party.PlaybackCommand.Play;
import dev.watchparty.domain.party.PlaybackCommand.Seek;
import dev.watchparty.domain.party.Programme;
import dev.watchparty.domain.party.RecordedEvent;
import dev.watchparty.domain.party.Version;
import dev.watchparty.domain.playback.PlaylistId;
import dev.watchparty.domain.playback.Position;
import dev.watchparty.domain.playback.Queue;
import dev.watchparty.domain.playback.Rate;
import dev.watchparty.domain.playback.Timeline;
import dev.watchparty.domain.sync.StartLead;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MovingOnByItselfTest {

    private static final Duration FILM_LENGTH = Duration.ofHours(2);
    private static final Duration EPISODE_LENGTH = Duration.ofMinutes(30);
    private static final Duration MOMENT = Duration.ofMillis(1);

    private final RecordingBackplane backplane = new RecordingBackplane();

    @Test
    void the_next_item_begins_when_the_current_one_is_over_and_no_earlier() {
        World world = World.with(filmFor(HOST, VIEWER));
        Server server = world.server(backplane);
        RecordingFollower host = server.follow(HOST, new Opening.Nothing());
        RecordingFollower viewer = server.follow(VIEWER, new Opening.Nothing());
        world.pass(FILM_LENGTH.minus(MOMENT));
        assertThat(world.stored().version()).isEqualTo(new Version(10));

        world.pass(MOMENT);

        assertThat(world.historyAfter(10))
                .containsExactly(new RecordedEvent(
                        new Version(11),
                        NOON.plus(FILM_LENGTH),
                        new PartyEvent.ItemFollowed(
                                EPISODE.id(),
                                new Timeline.Playing(
                                        Position.START, NOON.plus(FILM_LENGTH).plus(StartLead.MIN), Rate.NORMAL))));
        assertThat(host.told()).endsWith(Told.of("ItemFollowed", 11));
        assertThat(viewer.told()).containsExactly(Told.of("ItemFollowed", 11));
    }

    @Test
    void the_last_item_stops_at_its_end() {
        World world = World.with(lastIsEpisode());
        Server server = world.server(backplane);
        RecordingFollower host = server.follow(HOST, new Opening.Nothing());
        world.pass(EPISODE_LENGTH);

        assertThat(host.told()).containsExactly(Told.of("QueueFinished", 11));
        assertThat(world.stored().timeline())
                .isEqualTo(new Timeline.Paused(new Position(EPISODE_LENGTH.toMillis()), Rate.NORMAL));
        assertThat(world.timers().waiting()).isZero();
    }

    @Test
    void a_pause_puts_the_end_off_and_a_seek_moves_it() {
        World world = World.with(filmFor(HOST));
        Server server = world.server(backplane);
        server.follow(HOST, new Opening.Nothing());
        world.pass(Duration.ofHours(1));
        server.ask(new Pause(HOST.user(), null));
        world.pass(Duration.ofHours(5));
        assertThat(world.stored().version()).isEqualTo(new Version(11));
        assertThat(world.timers().waiting()).isZero();

        server.ask(new Play(HOST.user(), null, Duration.ZERO));
        server.ask(
                new Seek(HOST.user(), new Position(FILM_LENGTH.minusSeconds(10).toMillis()), Duration.ZERO));
        world.pass(Duration.ofSeconds(10).minus(MOMENT));
        assertThat(world.stored().queue().current()).contains(FILM);
        world.pass(MOMENT);

        assertThat(world.stored().queue().current()).contains(EPISODE);
    }

    @Test
    void an_item_of_unknown_length_never_ends_and_is_not_waited_for() {
        World world = World.with(filmFor(HOST));
        Server server = world.server(backplane);
        server.follow(HOST, new Opening.Nothing());
        world.pass(FILM_LENGTH.plus(EPISODE_LENGTH).plusSeconds(1));
        assertThat(world.stored().version()).isEqualTo(new Version(12));

        world.pass(Duration.ofDays(3));

        assertThat(world.stored().version()).isEqualTo(new Version(12));
        assertThat(world.timers().waiting()).isZero();
    }

    @Test
    void two_servers_that_both_wait_move_on_once() {
        World world = World.with(filmFor(HOST, VIEWER));
        Server here = world.server(backplane);
        Server there = world.server(backplane);
        RecordingFollower host = here.follow(HOST, new Opening.Nothing());
        RecordingFollower viewer = there.follow(VIEWER, new Opening.Nothing());
        world.pass(FILM_LENGTH.plusMinutes(1));

        assertThat(world.stored().version()).isEqualTo(new Version(11));
        assertThat(host.versions()).containsExactly(new Version(11));
        assertThat(viewer.versions()).containsExactly(new Version(11));
    }

    @Test
    void the_next_item_begins_late_when_the_store_was_down_at_the_end() {
        World world = World.with(filmFor(HOST));
        Server server = world.server(backplane);
        server.follow(HOST, new Opening.Nothing());
        world.pass(FILM_LENGTH.minus(MOMENT));
        world.moody().goDown();
        world.pass(Duration.ofSeconds(10));
        assertThat(world.stored().version()).isEqualTo(new Version(10));

        world.moody().comeBack();
        world.pass(Duration.ofSeconds(1));

        assertThat(world.stored().queue().current()).contains(EPISODE);
    }

    @Test
    void nothing_waits_when_nobody_follows() {
        World world = World.with(filmFor(HOST));
        Server server = world.server(backplane);
        RecordingFollower host = server.follow(HOST, new Opening.Nothing());
        world.run();
        assertThat(world.timers().waiting()).isEqualTo(1);

        server.follow().unfollow(PARTY, host);
        world.pass(Duration.ofSeconds(10));

        assertThat(world.timers().waiting()).isZero();
        world.pass(FILM_LENGTH);
        assertThat(world.stored().queue().current()).contains(FILM);
    }

    @Test
    void whoever_comes_after_the_end_finds_the_next_item_begun() {
        World world = World.with(filmFor(HOST));
        world.pass(FILM_LENGTH.plusHours(1));
        Server server = world.server(backplane);
        RecordingFollower host = server.follow(HOST, new Opening.State());
        world.run();

        assertThat(host.told()).containsExactly(Told.of("state", 10), Told.of("ItemFollowed", 11));
    }

    /** The film has just begun, and only {@code here} are here: they are those who connect. */
    private static Party filmFor(Participant... here) {
        return onlyHere(playingFrom(Position.START), here);
    }

    private static Party onlyHere(Party party, Participant... here) {
        return Stream.of(HOST, CO_HOST, VIEWER)
                .filter(person -> !List.of(here).contains(person))
                .reduce(party, Parties::away, (one, other) -> other);
    }

    private static Party lastIsEpisode() {
        Programme programme = new Programme.Copied(new PlaylistId(new UUID(1, 1)), Queue.of(List.of(FILM, EPISODE)));
        return at(with(filmFor(HOST), programme), EPISODE);
    }
}
