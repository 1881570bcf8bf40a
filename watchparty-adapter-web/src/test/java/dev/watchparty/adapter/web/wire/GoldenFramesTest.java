package dev.watchparty.adapter.web.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.application.port.CommandId;
import dev.watchparty.application.port.Token;
import dev.watchparty.domain.chat.ChatText;
import dev.watchparty.domain.chat.MessageId;
import dev.watchparty.domain.participant.Avatar;
import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.participant.Profile;
import dev.watchparty.domain.party.Parties;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.PartyEvent;
import dev.watchparty.domain.party.PartyEvent.Halted;
import dev.watchparty.domain.party.PartyEvent.HostChanged;
import dev.watchparty.domain.party.PartyEvent.ItemFollowed;
import dev.watchparty.domain.party.PartyEvent.MessageSent;
import dev.watchparty.domain.party.PartyEvent.ParticipantJoined;
import dev.watchparty.domain.party.PartyEvent.ParticipantLeft;
import dev.watchparty.domain.party.PartyEvent.PartyCreated;
import dev.watchparty.domain.party.PartyEvent.PartyEnded;
import dev.watchparty.domain.party.PartyEvent.PartyStarted;
import dev.watchparty.domain.party.PartyEvent.Played;
import dev.watchparty.domain.party.PartyEvent.QueueFinished;
import dev.watchparty.domain.party.PartyEvent.Skipped;
import dev.watchparty.domain.party.PartyEvent.Sought;
import dev.watchparty.domain.party.RecordedEvent;
import dev.watchparty.domain.party.Version;
import dev.watchparty.domain.playback.Position;
import dev.watchparty.domain.playback.Rate;
import dev.watchparty.domain.playback.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every frame there is, as clients rely on it. */
class GoldenFramesTest {

    private static final Position MINUTE_ONE = new Position(60_000);
    private static final Instant AT = Parties.NOON.plusMillis(2_500);

    private static final Participant NEWCOMER = Parties.STRANGER.withProfile(new Profile(
            Parties.STRANGER.profile().username(),
            Parties.STRANGER.profile().displayName(),
            Avatar.at("https://pictures.example/dan.png")));

    /** An event, and the party in which it happens. */
    private record Happening(String name, Party before, PartyEvent event) {}

    private static List<Happening> happenings() {
        Party paused = Parties.pausedAt(MINUTE_ONE);
        Party playing = Parties.playingFrom(MINUTE_ONE);
        Timeline.Playing soon = new Timeline.Playing(MINUTE_ONE, AT.plus(Parties.LEAD), Rate.NORMAL);
        Timeline.Playing fromStart = new Timeline.Playing(Position.START, AT.plus(Parties.LEAD), Rate.NORMAL);
        Timeline.Paused halted = new Timeline.Paused(new Position(62_500), Rate.NORMAL);
        return List.of(
                new Happening(
                        "party-created",
                        Parties.created(),
                        new PartyCreated(
                                Parties.HOST.user(),
                                Parties.SETTINGS.title(),
                                Parties.SETTINGS.visibility(),
                                Parties.SETTINGS.capacity())),
                new Happening("participant-joined", playing, new ParticipantJoined(NEWCOMER)),
                new Happening("party-started", paused, new PartyStarted(AT)),
                new Happening("participant-left", playing, new ParticipantLeft(Parties.VIEWER.user(), AT)),
                new Happening("host-changed", playing, new HostChanged(Parties.CO_HOST.user(), Parties.HOST.user())),
                new Happening("play", paused, new Played(Parties.HOST.user(), soon)),
                new Happening("pause", playing, new Halted(Parties.CO_HOST.user(), halted)),
                new Happening("seek", playing, new Sought(Parties.HOST.user(), soon)),
                new Happening("skip", playing, new Skipped(Parties.HOST.user(), Parties.EPISODE.id(), fromStart)),
                new Happening("skip-by-itself", playing, new ItemFollowed(Parties.EPISODE.id(), fromStart)),
                new Happening(
                        "pause-at-the-end",
                        Parties.at(playing, Parties.EPISODE),
                        new QueueFinished(new Timeline.Paused(new Position(1_800_000), Rate.NORMAL))),
                new Happening(
                        "chat-message",
                        playing,
                        new MessageSent(
                                new MessageId(new UUID(0x0e00000000L, 1)), Parties.VIEWER.user(), new ChatText("hi"))),
                new Happening("party-ended", playing, new PartyEnded(Parties.HOST.user(), AT, halted)));
    }

    static Stream<Arguments> events() {
        return happenings().stream().map(happening -> Arguments.of(happening.name(), happening));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("events")
    void events_look_as_they_always_did(String name, Happening happening) {
        Party after = happening.before().after(happening.event());

        TextFrame frame = EventJson.event(after, new RecordedEvent(after.version(), AT, happening.event()));

        GoldenFrame.assertThat(frame, "server-" + name);
    }

    @Test
    void no_event_is_forgotten() {
        Stream<Class<?>> shown =
                happenings().stream().map(happening -> happening.event().getClass());

        assertThat(shown).containsExactlyInAnyOrder(PartyEvent.class.getPermittedSubclasses());
    }

    @Test
    void a_sync_looks_as_it_always_did() {
        GoldenFrame.assertThat(EventJson.sync(Parties.playingFrom(MINUTE_ONE), AT), "server-sync");
    }

    @Test
    void a_snapshot_looks_as_it_always_did() {
        TextFrame snapshot = EventJson.snapshot(
                Parties.playingFrom(MINUTE_ONE),
                Set.of(Parties.HOST.user(), Parties.VIEWER.user()),
                Parties.VIEWER.user(),
                AT);

        GoldenFrame.assertThat(snapshot, "server-snapshot");
    }

    @Test
    void somebody_who_arrives_looks_like_somebody_who_joins() {
        Party party = Parties.playingFrom(MINUTE_ONE);
        Party after = party.after(new ParticipantJoined(NEWCOMER));

        GoldenFrame.assertThat(EventJson.joined(after, NEWCOMER, AT), "server-participant-joined");
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                Arguments.of("ack", EventJson.ack("a1", new Version(11))),
                Arguments.of("clock", EventJson.clock(1767268802450.75, 1767268802500.125, 1767268802500.25)),
                Arguments.of("closing", EventJson.closing("token_expired", /* isReconnectWelcome= */ false)),
                Arguments.of(
                        "error",
                        EventJson.error(
                                "RATE_LIMITED",
                                "You are writing too fast, wait a moment",
                                "a1",
                                Duration.ofMillis(5_001))),
                Arguments.of(
                        "error-without-more", EventJson.error("INVALID_COMMAND", "position is missing", null, null)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void answers_look_as_they_always_did(String name, TextFrame frame) {
        GoldenFrame.assertThat(frame, "server-" + name);
    }

    static Stream<Arguments> commands() {
        CommandId a1 = new CommandId("a1");
        return Stream.of(
                Arguments.of("sync-request", new ClientFrame.SyncRequest(null)),
                Arguments.of("sync-request-since", new ClientFrame.SyncRequest(new Version(10))),
                Arguments.of("play", new ClientFrame.Play(a1, null)),
                Arguments.of("pause", new ClientFrame.Pause(a1, new Position(62_500))),
                Arguments.of("seek", new ClientFrame.Seek(a1, new Position(60_000))),
                Arguments.of("skip", new ClientFrame.Skip(a1, Parties.EPISODE.id())),
                Arguments.of("chat", new ClientFrame.Chat(a1, new ChatText("hi"))),
                Arguments.of("clock", new ClientFrame.Clock(1767268802450.75)),
                Arguments.of("status", new ClientFrame.Status()),
                Arguments.of(
                        "refresh-token", new ClientFrame.RefreshToken(new Token("eyJhbGciOi.eyJzdWIiOi.c2lnbmVk"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void the_commands_that_the_protocol_page_shows_are_understood(String name, ClientFrame frame)
            throws MalformedFrameException {
        assertThat(CommandJson.read(GoldenFrame.text("client-" + name), Parties.PARTY))
                .isEqualTo(frame);
    }

    @Test
    void no_command_is_forgotten() {
        Set<Class<?>> shown =
                commands().map(command -> command.get()[1].getClass()).collect(Collectors.toSet());

        Stream<Class<?>> known = Stream.concat(
                Arrays.stream(ClientFrame.class.getPermittedSubclasses()).filter(type -> !type.isInterface()),
                Arrays.stream(ClientFrame.Asked.class.getPermittedSubclasses()));

        assertThat(known).containsExactlyInAnyOrderElementsOf(shown);
    }
}
