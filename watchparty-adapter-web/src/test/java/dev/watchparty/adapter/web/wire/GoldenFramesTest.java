package dev.watchparty.adapter.web.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchparty.application.playlist.EditPlaylists.Draft;
import dev.watchparty.application.port.Announcer.Greeting;
import dev.watchparty.application.port.ChatHistory.SpokenMessage;
import dev.watchparty.application.port.CommandId;
import dev.watchparty.application.port.Token;
import dev.watchparty.domain.chat.ChatText;
import dev.watchparty.domain.chat.Emoji;
import dev.watchparty.domain.chat.MessageId;
import dev.watchparty.domain.chat.ReactionId;
import dev.watchparty.domain.participant.Avatar;
import dev.watchparty.domain.participant.Courtesy;
import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.participant.Profile;
import dev.watchparty.domain.participant.Role;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.participant.Voice;
import dev.watchparty.domain.party.Action;
import dev.watchparty.domain.party.Leadership;
import dev.watchparty.domain.party.Parties;
import dev.watchparty.domain.party.Party;
import dev.watchparty.domain.party.PartyEvent;
import dev.watchparty.domain.party.PartyEvent.CourtesyChanged;
import dev.watchparty.domain.party.PartyEvent.Halted;
import dev.watchparty.domain.party.PartyEvent.HoldReleased;
import dev.watchparty.domain.party.PartyEvent.HoldStarted;
import dev.watchparty.domain.party.PartyEvent.HostChanged;
import dev.watchparty.domain.party.PartyEvent.ItemFollowed;
import dev.watchparty.domain.party.PartyEvent.ItemMoved;
import dev.watchparty.domain.party.PartyEvent.ItemRemoved;
import dev.watchparty.domain.party.PartyEvent.ItemSuggested;
import dev.watchparty.domain.party.PartyEvent.ItemsAdded;
import dev.watchparty.domain.party.PartyEvent.LoopChanged;
import dev.watchparty.domain.party.PartyEvent.MessageDeleted;
import dev.watchparty.domain.party.PartyEvent.MessageRedacted;
import dev.watchparty.domain.party.PartyEvent.MessageSent;
import dev.watchparty.domain.party.PartyEvent.NextVoted;
import dev.watchparty.domain.party.PartyEvent.ParticipantArrived;
import dev.watchparty.domain.party.PartyEvent.ParticipantDeparted;
import dev.watchparty.domain.party.PartyEvent.ParticipantErased;
import dev.watchparty.domain.party.PartyEvent.ParticipantJoined;
import dev.watchparty.domain.party.PartyEvent.ParticipantLeft;
import dev.watchparty.domain.party.PartyEvent.ParticipantRemoved;
import dev.watchparty.domain.party.PartyEvent.ParticipantUnbanned;
import dev.watchparty.domain.party.PartyEvent.PartyCreated;
import dev.watchparty.domain.party.PartyEvent.PartyEnded;
import dev.watchparty.domain.party.PartyEvent.PartyStarted;
import dev.watchparty.domain.party.PartyEvent.Played;
import dev.watchparty.domain.party.PartyEvent.QueueFinished;
import dev.watchparty.domain.party.PartyEvent.QueueShuffled;
import dev.watchparty.domain.party.PartyEvent.RateChanged;
import dev.watchparty.domain.party.PartyEvent.Reacted;
import dev.watchparty.domain.party.PartyEvent.ReadyAnswered;
import dev.watchparty.domain.party.PartyEvent.ReadyAsked;
import dev.watchparty.domain.party.PartyEvent.ReadyCheckCancelled;
import dev.watchparty.domain.party.PartyEvent.ReadyCheckPassed;
import dev.watchparty.domain.party.PartyEvent.RoleChanged;
import dev.watchparty.domain.party.PartyEvent.SettingsChanged;
import dev.watchparty.domain.party.PartyEvent.SkipVoted;
import dev.watchparty.domain.party.PartyEvent.Skipped;
import dev.watchparty.domain.party.PartyEvent.Sought;
import dev.watchparty.domain.party.PartyEvent.StartCancelled;
import dev.watchparty.domain.party.PartyEvent.StartScheduled;
import dev.watchparty.domain.party.PartyEvent.SuggestionAccepted;
import dev.watchparty.domain.party.PartyEvent.SuggestionDeclined;
import dev.watchparty.domain.party.PartyEvent.VoiceChanged;
import dev.watchparty.domain.party.Policy;
import dev.watchparty.domain.party.Proceedings;
import dev.watchparty.domain.party.Proceedings.Ballot;
import dev.watchparty.domain.party.Proceedings.Hold;
import dev.watchparty.domain.party.Proceedings.ReadyCheck;
import dev.watchparty.domain.party.Proceedings.Schedule;
import dev.watchparty.domain.party.Proceedings.Suggestion;
import dev.watchparty.domain.party.Proceedings.Waiting;
import dev.watchparty.domain.party.QueueCommand.AddItems.Place;
import dev.watchparty.domain.party.RecordedEvent;
import dev.watchparty.domain.party.Removal;
import dev.watchparty.domain.party.Version;
import dev.watchparty.domain.party.Visibility;
import dev.watchparty.domain.playback.ItemId;
import dev.watchparty.domain.playback.ItemTitle;
import dev.watchparty.domain.playback.Length;
import dev.watchparty.domain.playback.Loop;
import dev.watchparty.domain.playback.MediaKind;
import dev.watchparty.domain.playback.MediaUrl;
import dev.watchparty.domain.playback.PlaylistItem;
import dev.watchparty.domain.playback.Position;
import dev.watchparty.domain.playback.Rate;
import dev.watchparty.domain.playback.Timeline;
import dev.watchparty.domain.presence.DriftReading;
import dev.watchparty.domain.presence.ParticipantStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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

    private static final PlaylistItem SEQUEL = new PlaylistItem(
            new ItemId(new UUID(0x0d00000000L, 4)),
            new ItemTitle("The sequel"),
            new MediaUrl("https://media.example/4"),
            MediaKind.MP4,
            Length.of(Duration.ofMinutes(90)));

    private static final MessageId MESSAGE = new MessageId(new UUID(0x0e00000000L, 1));
    private static final UserId HOST = Parties.HOST.user();
    private static final UserId CO_HOST = Parties.CO_HOST.user();
    private static final UserId VIEWER = Parties.VIEWER.user();
    private static final Party PAUSED = Parties.pausedAt(MINUTE_ONE);
    private static final Party PLAYING = Parties.playingFrom(MINUTE_ONE);
    private static final Timeline.Playing SOON = new Timeline.Playing(MINUTE_ONE, AT.plus(Parties.LEAD), Rate.NORMAL);
    private static final Timeline.Playing FROM_START =
            new Timeline.Playing(Position.START, AT.plus(Parties.LEAD), Rate.NORMAL);
    private static final Timeline.Paused HALTED = new Timeline.Paused(new Position(62_500), Rate.NORMAL);
    private static final Hold.Under HOLD = new Hold.Under(Set.of(VIEWER, CO_HOST), AT, AT.plus(Duration.ofSeconds(15)));

    private static List<Happening> happenings() {
        return Stream.of(aboutTheParty(), aboutTheFilm(), aboutPeople(), aboutTheQueue(), aboutBeginning(), aboutTalk())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Happening> aboutTheParty() {
        return List.of(
                new Happening(
                        "party-created",
                        Parties.created(),
                        new PartyCreated(
                                HOST,
                                Parties.SETTINGS.title(),
                                Parties.SETTINGS.visibility(),
                                Parties.SETTINGS.capacity())),
                new Happening("party-started", PAUSED, new PartyStarted(AT)),
                new Happening(
                        "settings-changed",
                        PLAYING,
                        new SettingsChanged(
                                HOST, Parties.SETTINGS.withPolicy(Policy.Preset.ANYONE_MAY_PAUSE.policy()))),
                new Happening("party-ended", PLAYING, new PartyEnded(HOST, AT, HALTED)));
    }

    private static List<Happening> aboutTheFilm() {
        return List.of(
                new Happening("play", PAUSED, new Played(HOST, SOON)),
                new Happening("pause", PLAYING, new Halted(CO_HOST, HALTED)),
                new Happening("seek", PLAYING, new Sought(HOST, SOON)),
                new Happening(
                        "rate",
                        PLAYING,
                        new RateChanged(HOST, PLAYING.timeline().withRate(new Rate(1_250), AT))),
                new Happening("skip", PLAYING, new Skipped(HOST, Parties.EPISODE.id(), FROM_START)),
                new Happening("skip-by-itself", PLAYING, new ItemFollowed(Parties.EPISODE.id(), FROM_START)),
                new Happening(
                        "pause-at-the-end",
                        Parties.at(PLAYING, Parties.EPISODE),
                        new QueueFinished(new Timeline.Paused(new Position(1_800_000), Rate.NORMAL))));
    }

    private static List<Happening> aboutPeople() {
        return List.of(
                new Happening("participant-joined", PLAYING, new ParticipantJoined(NEWCOMER)),
                new Happening(
                        "participant-joined-again",
                        Parties.away(PLAYING, Parties.VIEWER),
                        new ParticipantArrived(VIEWER, AT)),
                new Happening("participant-left", PLAYING, new ParticipantLeft(VIEWER, AT)),
                new Happening("participant-left-absent", PLAYING, new ParticipantDeparted(VIEWER, AT)),
                new Happening(
                        "participant-left-kicked", PLAYING, new ParticipantRemoved(VIEWER, HOST, Removal.KICKED, AT)),
                new Happening(
                        "participant-left-banned", PLAYING, new ParticipantRemoved(VIEWER, HOST, Removal.BANNED, AT)),
                new Happening("participant-left-erased", PLAYING, new ParticipantErased(VIEWER, AT)),
                new Happening(
                        "participant-unbanned",
                        PLAYING.after(new ParticipantRemoved(VIEWER, HOST, Removal.BANNED, AT)),
                        new ParticipantUnbanned(VIEWER, HOST, AT)),
                new Happening("participant-muted", PLAYING, new VoiceChanged(VIEWER, Voice.MUTED, HOST)),
                new Happening("participant-waiting", PLAYING, new CourtesyChanged(VIEWER, Courtesy.GO_ON)),
                new Happening("role-changed", PLAYING, new RoleChanged(VIEWER, Role.CO_HOST, HOST)),
                new Happening(
                        "host-changed",
                        PLAYING,
                        new HostChanged(
                                new Leadership.Acting(CO_HOST, HOST, Role.CO_HOST),
                                HOST,
                                Role.CO_HOST,
                                HostChanged.Cause.ABSENCE)));
    }

    private static List<Happening> aboutTheQueue() {
        Party suggested = PLAYING.after(new ItemSuggested(VIEWER, SEQUEL));
        return List.of(
                new Happening("items-added", PLAYING, new ItemsAdded(CO_HOST, List.of(SEQUEL), 1)),
                new Happening(
                        "item-removed", PLAYING, new ItemRemoved(CO_HOST, Parties.EPISODE.id(), PLAYING.timeline())),
                new Happening("item-moved", PLAYING, new ItemMoved(CO_HOST, Parties.EPISODE.id(), 2)),
                new Happening(
                        "queue-shuffled",
                        PLAYING,
                        new QueueShuffled(
                                CO_HOST, List.of(Parties.FILM.id(), Parties.STREAM.id(), Parties.EPISODE.id()))),
                new Happening("loop-changed", PLAYING, new LoopChanged(CO_HOST, Loop.ALL)),
                new Happening("item-suggested", PLAYING, new ItemSuggested(VIEWER, SEQUEL)),
                new Happening("suggestion-accepted", suggested, new SuggestionAccepted(CO_HOST, SEQUEL, 3)),
                new Happening("suggestion-declined", suggested, new SuggestionDeclined(CO_HOST, SEQUEL.id())),
                new Happening("votes-to-skip", PLAYING, new SkipVoted(VIEWER)),
                new Happening(
                        "votes-on-next",
                        PLAYING.after(new SkipVoted(VIEWER)).after(new NextVoted(CO_HOST, Parties.STREAM.id())),
                        new NextVoted(VIEWER, Parties.EPISODE.id())));
    }

    private static List<Happening> aboutBeginning() {
        Party asked = PAUSED.after(new ReadyAsked(HOST, /* thenPlay= */ true));
        Party allReady = asked.after(new ReadyAnswered(CO_HOST, /* isReady= */ true))
                .after(new ReadyAnswered(VIEWER, /* isReady= */ true));
        Instant start = Parties.NOON.plus(Duration.ofHours(1));
        return List.of(
                new Happening("scheduled", PAUSED, new StartScheduled(HOST, start)),
                new Happening(
                        "scheduled-nothing",
                        PAUSED.after(new StartScheduled(HOST, start)),
                        new StartCancelled(CO_HOST)),
                new Happening("ready-check-asked", PAUSED, new ReadyAsked(HOST, /* thenPlay= */ true)),
                new Happening("ready-check-answered", asked, new ReadyAnswered(VIEWER, /* isReady= */ true)),
                new Happening("ready-check-passed", allReady, new ReadyCheckPassed()),
                new Happening("ready-check-cancelled", asked, new ReadyCheckCancelled(HOST)),
                new Happening("waiting-holding", PLAYING, new HoldStarted(HOLD, HALTED)),
                new Happening(
                        "waiting-released",
                        Parties.pausedAt(MINUTE_ONE).after(new HoldStarted(HOLD, HALTED)),
                        new HoldReleased(Map.of(VIEWER, Duration.ofSeconds(3)), SOON)));
    }

    private static List<Happening> aboutTalk() {
        return List.of(
                new Happening("chat-message", PLAYING, new MessageSent(MESSAGE, VIEWER, new ChatText("hi"))),
                new Happening("message-redacted", PLAYING, new MessageRedacted(MESSAGE, VIEWER)),
                new Happening("message-deleted", PLAYING, new MessageDeleted(MESSAGE, HOST)),
                new Happening(
                        "reaction",
                        PLAYING,
                        new Reacted(
                                new ReactionId(new UUID(0x0f00000000L, 1)),
                                VIEWER,
                                new Emoji("\uD83D\uDE02"),
                                new Position(62_500))));
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

        assertThat(shown.collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(PartyEvent.class.getPermittedSubclasses());
    }

    @Test
    void a_sync_looks_as_it_always_did() {
        GoldenFrame.assertThat(EventJson.sync(Parties.playingFrom(MINUTE_ONE), AT), "server-sync");
    }

    @Test
    void a_snapshot_looks_as_it_always_did() {
        Participant muted = Parties.VIEWER.withVoice(Voice.MUTED).withCourtesy(Courtesy.GO_ON);
        Party party = Parties.with(Parties.with(Parties.pausedAt(new Position(62_500)), muted), UNDER_WAY);
        ParticipantStatus host = ParticipantStatus.NEW
                .measured(AT, new DriftReading(Duration.ofMillis(-12), Duration.ofMillis(38)))
                .withHidden(true);
        ParticipantStatus viewer = ParticipantStatus.NEW.withBuffering(true).synced(AT);
        SpokenMessage said = new SpokenMessage(new Version(9), Parties.NOON, MESSAGE, VIEWER, new ChatText("hi"));

        TextFrame snapshot = SnapshotJson.snapshot(
                party, new Greeting(Map.of(HOST, host, VIEWER, viewer), List.of(said)), VIEWER, AT);

        GoldenFrame.assertThat(snapshot, "server-snapshot");
    }

    /** Everything at once that can be under way. */
    private static final Proceedings UNDER_WAY = new Proceedings(
            new Schedule.At(Parties.NOON.plus(Duration.ofHours(1)), HOST),
            new ReadyCheck.Open(HOST, /* thenPlay= */ true, Set.of(HOST)),
            new Waiting(HOLD, Map.of()),
            new Ballot(Set.of(VIEWER), Map.of(VIEWER, Parties.STREAM.id())),
            List.of(new Suggestion(SEQUEL, VIEWER)));

    @Test
    void a_snapshot_leaves_out_what_is_not_under_way() {
        TextFrame snapshot = SnapshotJson.snapshot(PLAYING, new Greeting(Map.of(), List.of()), VIEWER, AT);

        assertThat(snapshot.toString())
                .doesNotContain("\"schedule\"", "\"ready_check\"", "\"waiting\":{\"state\"")
                .contains("\"suggestions\":[]", "\"messages\":[]", "\"statuses\":[]", "\"next\":[]");
    }

    @Test
    void a_snapshot_tells_the_code_to_those_who_may_invite() {
        Map<Action, Role> roles = Map.of(Action.INVITE, Role.HOST);
        Party party = Parties.with(
                Parties.with(PLAYING, Visibility.PRIVATE),
                Policy.Preset.CO_HOSTS.policy().with(roles));
        Greeting greeting = new Greeting(Map.of(), List.of());

        assertThat(SnapshotJson.snapshot(party, greeting, HOST, AT).toString()).contains("invite_code");
        assertThat(SnapshotJson.snapshot(party, greeting, VIEWER, AT).toString())
                .doesNotContain("invite_code");
    }

    @Test
    void typing_looks_as_it_always_did() {
        GoldenFrame.assertThat(EventJson.typing(PLAYING, VIEWER, /* isTyping= */ true, AT), "server-typing");
    }

    @Test
    void a_status_looks_as_it_always_did() {
        ParticipantStatus viewer = ParticipantStatus.NEW
                .withBuffering(true)
                .measured(AT, new DriftReading(Duration.ofMillis(-12), Duration.ofMillis(38)));

        GoldenFrame.assertThat(
                EventJson.statuses(PLAYING, Map.of(VIEWER, viewer, CO_HOST, ParticipantStatus.NEW), AT),
                "server-participant-status");
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                Arguments.of("ack", AnswerJson.ack("a1", new Version(11))),
                Arguments.of("clock", AnswerJson.clock(1767268802450.75, AT.plusNanos(125_000), AT.plusNanos(250_000))),
                Arguments.of("closing", AnswerJson.closing("token_expired", /* isReconnectWelcome= */ false)),
                Arguments.of("closing-kicked", AnswerJson.closing("kicked", /* isReconnectWelcome= */ false)),
                Arguments.of("closing-banned", AnswerJson.closing("banned", /* isReconnectWelcome= */ false)),
                Arguments.of("closing-erased", AnswerJson.closing("erased", /* isReconnectWelcome= */ false)),
                Arguments.of(
                        "error",
                        AnswerJson.error(
                                "RATE_LIMITED",
                                "You are writing too fast, wait a moment",
                                "a1",
                                Duration.ofMillis(5_001))),
                Arguments.of(
                        "error-without-more", AnswerJson.error("INVALID_COMMAND", "position is missing", null, null)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void answers_look_as_they_always_did(String name, TextFrame frame) {
        GoldenFrame.assertThat(frame, "server-" + name);
    }

    static Stream<Arguments> commands() {
        CommandId a1 = new CommandId("a1");
        ItemId suggestion = SEQUEL.id();
        Draft sequel = new Draft(null, SEQUEL.title(), SEQUEL.url(), SEQUEL.kind(), SEQUEL.length());
        Draft radio = new Draft(
                null,
                new ItemTitle("The radio"),
                new MediaUrl("https://media.example/5"),
                MediaKind.AUDIO,
                Length.UNKNOWN);
        StatusReport report = new StatusReport(
                /* isBuffering= */ false,
                /* isHidden= */ true,
                new DriftReading(Duration.ofMillis(-12), Duration.ofMillis(38)));
        return Stream.of(
                Arguments.of("sync-request", new ClientFrame.SyncRequest(null)),
                Arguments.of("sync-request-since", new ClientFrame.SyncRequest(new Version(10))),
                Arguments.of("play", new PlaybackFrame.Play(a1, null)),
                Arguments.of("pause", new PlaybackFrame.Pause(a1, new Position(62_500))),
                Arguments.of("seek", new PlaybackFrame.Seek(a1, new Position(60_000))),
                Arguments.of("skip", new PlaybackFrame.Skip(a1, Parties.EPISODE.id())),
                Arguments.of("rate", new PlaybackFrame.SetRate(a1, new Rate(1_250))),
                Arguments.of("chat", new TalkFrame.Chat(a1, new ChatText("hi"))),
                Arguments.of("reaction", new TalkFrame.Reaction(a1, new Emoji("\uD83D\uDE02"), new Position(62_500))),
                Arguments.of("typing", new ClientFrame.Typing(null, /* isTyping= */ true)),
                Arguments.of("delete-message", new ClientFrame.DeleteMessage(a1, MESSAGE)),
                Arguments.of("role", new PeopleFrame.ChangeRole(a1, VIEWER, Role.CO_HOST)),
                Arguments.of("transfer-host", new PeopleFrame.TransferHost(a1, VIEWER)),
                Arguments.of("kick", new PeopleFrame.Kick(a1, VIEWER, Removal.KICKED)),
                Arguments.of("kick-and-ban", new PeopleFrame.Kick(a1, VIEWER, Removal.BANNED)),
                Arguments.of("unban", new PeopleFrame.Unban(a1, VIEWER)),
                Arguments.of("mute", new PeopleFrame.Mute(a1, VIEWER, Voice.MUTED)),
                Arguments.of("unmute", new PeopleFrame.Mute(a1, VIEWER, Voice.OPEN)),
                Arguments.of("queue-add", new QueueFrame.QueueAdd(a1, List.of(sequel, radio), Place.NEXT)),
                Arguments.of("queue-remove", new QueueFrame.QueueRemove(a1, Parties.EPISODE.id())),
                Arguments.of("queue-move", new QueueFrame.QueueMove(a1, Parties.EPISODE.id(), 2)),
                Arguments.of("queue-shuffle", new QueueFrame.QueueShuffle(a1)),
                Arguments.of("loop", new QueueFrame.SetLoop(a1, Loop.ALL)),
                Arguments.of("suggest", new QueueFrame.Suggest(a1, sequel)),
                Arguments.of("accept-suggestion", new QueueFrame.AcceptSuggestion(a1, suggestion)),
                Arguments.of("decline-suggestion", new QueueFrame.DeclineSuggestion(a1, suggestion)),
                Arguments.of("vote-skip", new QueueFrame.VoteSkip(a1)),
                Arguments.of("vote-next", new QueueFrame.VoteNext(a1, Parties.EPISODE.id())),
                Arguments.of("schedule", new StartFrame.Schedule(a1, Parties.NOON.plus(Duration.ofHours(1)))),
                Arguments.of("schedule-nothing", new StartFrame.Schedule(a1, null)),
                Arguments.of("ready-check", new StartFrame.ReadyCheck(a1, /* isOpen= */ true, /* thenPlay= */ true)),
                Arguments.of(
                        "ready-check-cancelled",
                        new StartFrame.ReadyCheck(a1, /* isOpen= */ false, /* thenPlay= */ true)),
                Arguments.of("wait-for-me", new StartFrame.WaitForMe(a1, Courtesy.GO_ON)),
                Arguments.of("clock", new ClientFrame.Clock(1767268802450.75)),
                Arguments.of("status", new ClientFrame.Status(report)),
                Arguments.of(
                        "status-ready",
                        new StartFrame.ReadyStatus(a1, /* isReady= */ true, new StatusReport(null, null, null))),
                Arguments.of(
                        "refresh-token", new ClientFrame.RefreshToken(new Token("eyJhbGciOi.eyJzdWIiOi.c2lnbmVk"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void the_commands_that_the_protocol_page_shows_are_understood(String name, ClientFrame frame)
            throws MalformedFrameException {
        assertThat(CommandJson.read(Frames.utf8(GoldenFrame.text("client-" + name)), Parties.PARTY))
                .isEqualTo(frame);
    }

    @Test
    void no_command_is_forgotten() {
        Set<Class<?>> shown =
                commands().map(command -> command.get()[1].getClass()).collect(Collectors.toSet());

        assertThat(cases(ClientFrame.class)).containsExactlyInAnyOrderElementsOf(shown);
    }

    private static Stream<Class<?>> cases(Class<?> type) {
        return type.isInterface()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(GoldenFramesTest::cases)
                : Stream.of(type);
    }

    @Test
    void no_type_of_frame_is_forgotten() {
        Stream<String> shown = commands()
                .map(command -> GoldenFrame.text("client-" + command.get()[0]))
                .map(text -> text.replaceFirst("(?s).*?\"type\": \"([a-z-]+)\".*", "$1"));

        assertThat(shown.collect(Collectors.toSet())).isEqualTo(CommandJson.types());
    }

    /** By a request of its own, in which the path names the party. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void a_request_takes_the_commands_among_them(String name, ClientFrame frame) {
        String text = GoldenFrame.text("client-" + name)
                .replaceFirst("  \"party_id\": \"[0-9a-f-]+\",\n", "")
                .replaceFirst("  \"timestamp\": [0-9.]+,?\n", "")
                .replaceFirst("\",\n}", "\"\n}");

        if (frame instanceof ClientFrame.Asked || frame instanceof ClientFrame.DeleteMessage) {
            assertThat(CommandJson.readCommand(text, Parties.PARTY)).isEqualTo(frame);
        } else {
            assertThatThrownBy(() -> CommandJson.readCommand(text, Parties.PARTY))
                    .isInstanceOf(MalformedJsonException.class)
                    .hasMessage("type is one that means something over a WebSocket only");
        }
    }
}
