package dev.watchparty.domain.party;

import static dev.watchparty.domain.party.Parties.CO_HOST;
import static dev.watchparty.domain.party.Parties.EPISODE;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.LEAD;
import static dev.watchparty.domain.party.Parties.NOON;
import static dev.watchparty.domain.party.Parties.STRANGER;
import static dev.watchparty.domain.party.Parties.STREAM;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static dev.watchparty.domain.party.Parties.banned;
import static dev.watchparty.domain.party.Parties.clip;
import static dev.watchparty.domain.party.Parties.commands;
import static dev.watchparty.domain.party.Parties.ended;
import static dev.watchparty.domain.party.Parties.guest;
import static dev.watchparty.domain.party.Parties.left;
import static dev.watchparty.domain.party.Parties.pausedAt;
import static dev.watchparty.domain.party.Parties.playingFrom;
import static dev.watchparty.domain.party.Parties.with;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.domain.chat.ChatText;
import dev.watchparty.domain.chat.Emoji;
import dev.watchparty.domain.chat.MessageId;
import dev.watchparty.domain.chat.ReactionId;
import dev.watchparty.domain.participant.Courtesy;
import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.participant.Role;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.participant.Voice;
import dev.watchparty.domain.party.ChatCommand.DeleteMessage;
import dev.watchparty.domain.party.ChatCommand.DeleteUnknownMessage;
import dev.watchparty.domain.party.ChatCommand.React;
import dev.watchparty.domain.party.ChatCommand.Say;
import dev.watchparty.domain.party.HostCommand.ChangeRole;
import dev.watchparty.domain.party.HostCommand.ChangeSettings;
import dev.watchparty.domain.party.HostCommand.ReplaceAbsentHost;
import dev.watchparty.domain.party.HostCommand.TransferHost;
import dev.watchparty.domain.party.MembershipCommand.Arrive;
import dev.watchparty.domain.party.MembershipCommand.Depart;
import dev.watchparty.domain.party.MembershipCommand.End;
import dev.watchparty.domain.party.MembershipCommand.Erase;
import dev.watchparty.domain.party.MembershipCommand.Join;
import dev.watchparty.domain.party.MembershipCommand.Leave;
import dev.watchparty.domain.party.ModerationCommand.Remove;
import dev.watchparty.domain.party.ModerationCommand.SetVoice;
import dev.watchparty.domain.party.ModerationCommand.Unban;
import dev.watchparty.domain.party.PlaybackCommand.MoveOn;
import dev.watchparty.domain.party.PlaybackCommand.Pause;
import dev.watchparty.domain.party.PlaybackCommand.Play;
import dev.watchparty.domain.party.PlaybackCommand.Seek;
import dev.watchparty.domain.party.PlaybackCommand.SetRate;
import dev.watchparty.domain.party.PlaybackCommand.Skip;
import dev.watchparty.domain.party.Policy.Preset;
import dev.watchparty.domain.party.Proceedings.ReadyCheck;
import dev.watchparty.domain.party.Proceedings.Schedule;
import dev.watchparty.domain.party.Proceedings.Suggestion;
import dev.watchparty.domain.party.QueueCommand.AcceptSuggestion;
import dev.watchparty.domain.party.QueueCommand.AddItems;
import dev.watchparty.domain.party.QueueCommand.DeclineSuggestion;
import dev.watchparty.domain.party.QueueCommand.MoveItem;
import dev.watchparty.domain.party.QueueCommand.RemoveItem;
import dev.watchparty.domain.party.QueueCommand.SetLoop;
import dev.watchparty.domain.party.QueueCommand.Shuffle;
import dev.watchparty.domain.party.QueueCommand.Suggest;
import dev.watchparty.domain.party.QueueCommand.VoteForNext;
import dev.watchparty.domain.party.QueueCommand.VoteToSkip;
import dev.watchparty.domain.party.SettingsChange.WaitingChange;
import dev.watchparty.domain.party.StartCommand.AnswerReady;
import dev.watchparty.domain.party.StartCommand.AskReady;
import dev.watchparty.domain.party.StartCommand.BeginScheduled;
import dev.watchparty.domain.party.StartCommand.CancelReadyCheck;
import dev.watchparty.domain.party.StartCommand.CancelStart;
import dev.watchparty.domain.party.StartCommand.PassReadyCheck;
import dev.watchparty.domain.party.StartCommand.ScheduleStart;
import dev.watchparty.domain.party.WaitingCommand.AwaitStalled;
import dev.watchparty.domain.party.WaitingCommand.SetCourtesy;
import dev.watchparty.domain.playback.Loop;
import dev.watchparty.domain.playback.Position;
import dev.watchparty.domain.playback.Rate;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may give which command: every command there is, under every preset, and one by one. */
class PermissionsTest {

    /**
     * Under each preset the least role that may; {@code action} is what a policy calls it, if it lets the host choose.
     * {@code muted} is for those who may not be heard, {@code outsider} for those who were never in the party, left it
     * or are banned from it, {@code over} for everybody in a party that is over. What {@code server} asks of itself,
     * nobody else can. Votes, answers and coming and going are everybody's.
     */
    private static final RuleTable RULES = RuleTable.of("""
            command                     | action   | host only | co-hosts | anyone may pause | everyone | muted | outsider  | over
            -------------------------------------------------------------------------------------------------------------------------
            Play                        | play     | host      | co-host  | co-host          | viewer   | may   | not in it | over
            Pause                       | pause    | host      | co-host  | viewer           | viewer   | may   | not in it | over
            Seek                        | seek     | host      | co-host  | co-host          | viewer   | may   | not in it | over
            Skip                        | skip     | host      | co-host  | co-host          | viewer   | may   | not in it | over
            SetRate                     | rate     | host      | co-host  | co-host          | viewer   | may   | not in it | over
            MoveOn                      | -        | server    | server   | server           | server   | -     | -         | nothing
            AddItems                    | queue    | host      | co-host  | co-host          | viewer   | may   | not in it | over
            RemoveItem                  | queue    | host      | co-host  | co-host          | viewer   | may   | not in it | over
            MoveItem                    | queue    | host      | co-host  | co-host          | viewer   | may   | not in it | over
            Shuffle                     | queue    | host      | co-host  | co-host          | viewer   | may   | not in it | over
            SetLoop                     | queue    | host      | co-host  | co-host          | viewer   | may   | not in it | over
            Suggest                     | suggest  | viewer    | viewer   | viewer           | viewer   | may   | not in it | over
            AcceptSuggestion            | queue    | host      | co-host  | co-host          | viewer   | may   | not in it | over
            DeclineSuggestion of others | queue    | host      | co-host  | co-host          | viewer   | may   | not in it | over
            DeclineSuggestion of one's  | -        | viewer    | viewer   | viewer           | viewer   | may   | not in it | over
            VoteToSkip                  | -        | viewer    | viewer   | viewer           | viewer   | may   | not in it | over
            VoteForNext                 | -        | viewer    | viewer   | viewer           | viewer   | may   | not in it | over
            ScheduleStart               | play     | host      | co-host  | co-host          | viewer   | may   | not in it | over
            CancelStart                 | play     | host      | co-host  | co-host          | viewer   | may   | not in it | over
            BeginScheduled              | -        | server    | server   | server           | server   | -     | -         | nothing
            AskReady                    | play     | host      | co-host  | co-host          | viewer   | may   | not in it | over
            AnswerReady                 | -        | viewer    | viewer   | viewer           | viewer   | may   | not in it | over
            PassReadyCheck              | -        | server    | server   | server           | server   | -     | -         | nothing
            CancelReadyCheck            | play     | host      | co-host  | co-host          | viewer   | may   | not in it | over
            SetCourtesy                 | -        | viewer    | viewer   | viewer           | viewer   | may   | not in it | over
            AwaitStalled                | -        | server    | server   | server           | server   | -     | -         | nothing
            Join                        | -        | viewer    | viewer   | viewer           | viewer   | may   | -         | over
            Leave                       | -        | viewer    | viewer   | viewer           | viewer   | may   | not in it | nothing
            Arrive                      | -        | server    | server   | server           | server   | -     | -         | nothing
            Depart                      | -        | server    | server   | server           | server   | -     | -         | nothing
            Erase                       | -        | server    | server   | server           | server   | -     | -         | may
            End                         | -        | host      | host     | host             | host     | -     | not host  | nothing
            ChangeRole                  | -        | host      | host     | host             | host     | -     | not host  | over
            TransferHost                | -        | host      | host     | host             | host     | -     | not host  | over
            ChangeSettings              | -        | host      | host     | host             | host     | -     | not host  | over
            ReplaceAbsentHost           | -        | server    | server   | server           | server   | -     | -         | nothing
            Remove                      | moderate | host      | host     | host             | host     | -     | not in it | over
            Unban                       | moderate | host      | host     | host             | host     | -     | not in it | over
            SetVoice                    | moderate | host      | host     | host             | host     | -     | not in it | over
            Say                         | chat     | viewer    | viewer   | viewer           | viewer   | muted | not in it | over
            React                       | chat     | viewer    | viewer   | viewer           | viewer   | muted | not in it | over
            DeleteMessage of others     | -        | co-host   | co-host  | co-host          | co-host  | may   | not in it | may
            DeleteMessage of one's      | -        | viewer    | viewer   | viewer           | viewer   | may   | not in it | may
            DeleteUnknownMessage        | -        | nobody    | nobody   | nobody           | nobody   | -     | not in it | none
            """);

    /** What a policy can say besides the presets, and which commands it says it of. */
    private static final RuleTable ACTIONS = RuleTable.of("""
            action   | commands
            -----------------------------------------------------------------------------------------------------------
            pause    | Pause
            play     | Play, ScheduleStart, CancelStart, AskReady, CancelReadyCheck
            seek     | Seek
            skip     | Skip
            rate     | SetRate
            queue    | AddItems, RemoveItem, MoveItem, Shuffle, SetLoop, AcceptSuggestion, DeclineSuggestion of others
            suggest  | Suggest
            chat     | Say, React
            invite   |
            moderate | Remove, Unban, SetVoice
            """);

    private static final Participant TARGET = guest(1);
    private static final Participant BANNED = banned(guest(2));
    private static final Participant FORMER = left(guest(3));
    private static final MessageId MESSAGE = new MessageId(new UUID(5, 5));
    private static final SettingsChange RENAMED =
            new SettingsChange(new Title("Saturday"), null, null, null, null, WaitingChange.NONE, Map.of());

    /** How each line's command is given, so that there is something to do. */
    private static final Map<String, Function<UserId, PartyCommand>> COMMANDS = Map.ofEntries(
            entry("Play", actor -> new Play(actor, null, LEAD)),
            entry("Pause", actor -> new Pause(actor, null)),
            entry("Seek", actor -> new Seek(actor, new Position(9), LEAD)),
            entry("Skip", actor -> new Skip(actor, null, LEAD)),
            entry("SetRate", actor -> new SetRate(actor, new Rate(500))),
            entry("MoveOn", actor -> new MoveOn(EPISODE.id(), LEAD)),
            entry("AddItems", actor -> new AddItems(actor, List.of(clip(1)), AddItems.Place.LAST)),
            entry("RemoveItem", actor -> new RemoveItem(actor, STREAM.id(), LEAD)),
            entry("MoveItem", actor -> new MoveItem(actor, STREAM.id(), 0)),
            entry("Shuffle", actor -> new Shuffle(actor, 1)),
            entry("SetLoop", actor -> new SetLoop(actor, Loop.ALL)),
            entry("Suggest", actor -> new Suggest(actor, clip(1))),
            entry("AcceptSuggestion", actor -> new AcceptSuggestion(actor, clip(60).id())),
            entry("DeclineSuggestion of others", actor -> new DeclineSuggestion(actor, clip(60).id())),
            entry("DeclineSuggestion of one's", actor -> new DeclineSuggestion(actor, clip(61).id())),
            entry("VoteToSkip", actor -> new VoteToSkip(actor, LEAD)),
            entry("VoteForNext", actor -> new VoteForNext(actor, STREAM.id())),
            entry("ScheduleStart", actor -> new ScheduleStart(actor, NOON.plusSeconds(120))),
            entry("CancelStart", CancelStart::new),
            entry("BeginScheduled", actor -> new BeginScheduled(LEAD)),
            entry("AskReady", actor -> new AskReady(actor, /* thenPlay= */ true)),
            entry("AnswerReady", actor -> new AnswerReady(actor, /* isReady= */ true, LEAD)),
            entry("PassReadyCheck", actor -> new PassReadyCheck(LEAD)),
            entry("CancelReadyCheck", CancelReadyCheck::new),
            entry("SetCourtesy", actor -> new SetCourtesy(actor, Courtesy.GO_ON)),
            entry("AwaitStalled", actor -> new AwaitStalled(Set.of(actor), LEAD)),
            entry("Join", PermissionsTest::join),
            entry("Leave", Leave::new),
            entry("Arrive", actor -> new Arrive(Set.of(actor))),
            entry("Depart", actor -> new Depart(Set.of(actor))),
            entry("Erase", Erase::new),
            entry("End", End::new),
            entry("ChangeRole", actor -> new ChangeRole(actor, TARGET.user(), Role.CO_HOST)),
            entry("TransferHost", actor -> new TransferHost(actor, TARGET.user())),
            entry("ChangeSettings", actor -> new ChangeSettings(actor, RENAMED)),
            entry("ReplaceAbsentHost", actor -> new ReplaceAbsentHost(Duration.ofSeconds(30))),
            entry("Remove", actor -> new Remove(actor, TARGET.user(), Removal.KICKED)),
            entry("Unban", actor -> new Unban(actor, BANNED.user())),
            entry("SetVoice", actor -> new SetVoice(actor, TARGET.user(), Voice.MUTED)),
            entry("Say", actor -> new Say(actor, MESSAGE, new ChatText("hi"))),
            entry("React", actor -> new React(actor, new ReactionId(new UUID(6, 6)), new Emoji("🎬"), null)),
            entry("DeleteMessage of others", actor -> new DeleteMessage(actor, MESSAGE, TARGET.user())),
            entry("DeleteMessage of one's", actor -> new DeleteMessage(actor, MESSAGE, actor)),
            entry("DeleteUnknownMessage", actor -> new DeleteUnknownMessage(actor, MESSAGE)));

    @Test
    void are_told_of_every_command() {
        Set<String> told =
                RULES.rows().stream().map(row -> row.split(" ", 2)[0]).collect(Collectors.toSet());

        assertThat(told).isEqualTo(commands().stream().map(Class::getSimpleName).collect(Collectors.toSet()));
        assertThat(COMMANDS.keySet()).containsExactlyInAnyOrderElementsOf(RULES.rows());
        COMMANDS.forEach((row, command) ->
                assertThat(row).startsWith(command.apply(HOST.user()).getClass().getSimpleName()));
    }

    @Test
    void are_told_of_every_action() {
        assertThat(ACTIONS.rows())
                .containsExactlyElementsOf(Stream.of(Action.values())
                        .map(action -> action.name().toLowerCase(Locale.ROOT))
                        .toList());
        RULES.rows()
                .forEach(row -> ACTIONS.rows()
                        .forEach(action -> assertThat(isSaidOf(action, row))
                                .as(row)
                                .isEqualTo(RULES.cell(row, "action").equals(action))));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("presets")
    void under_every_preset(String row, Preset preset) {
        String least = RULES.cell(row, label(preset));
        for (Participant member : List.of(HOST, CO_HOST, VIEWER)) {
            Party party = with(party(row, member), preset.policy());
            Decision decision = command(row, member).decide(party, NOON);

            if (least.equals("server")) {
                assertThat(actors(command(row, member)))
                        .as("people who could ask")
                        .isEmpty();
            } else if (least.equals("nobody")) {
                assertThat(decision).isEqualTo(Decision.rejected(new Rejection.NoSuchMessage()));
            } else if (member.role().isAtLeast(role(least))) {
                assertDone(row, decision);
            } else {
                assertThat(decision).as(member.role().name()).isIn(refusals(row, preset.policy()));
            }
        }
    }

    /** Each action on its own decides about its commands and about no others. */
    @ParameterizedTest(name = "{0} from {1} on")
    @MethodSource("policies")
    void under_every_policy(Action action, Role least) {
        Policy usual = Preset.CO_HOSTS.policy();
        Policy policy = usual.with(Map.of(action, least));
        for (String row : RULES.rows()) {
            boolean isMeant = RULES.cell(row, "action").equalsIgnoreCase(action.name());
            for (Participant member : List.of(HOST, CO_HOST, VIEWER)) {
                Decision decision = command(row, member).decide(with(party(row, member), policy), NOON);
                Decision asUsual = command(row, member).decide(with(party(row, member), usual), NOON);

                if (!isMeant) {
                    assertThat(isAccepted(decision)).as(row).isEqualTo(isAccepted(asUsual));
                } else if (member.role().isAtLeast(least)) {
                    assertDone(row, decision);
                } else {
                    assertThat(decision)
                            .as(row)
                            .isEqualTo(Decision.rejected(new Rejection.ActionNotAllowed(action, least)));
                }
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void for_those_who_are_muted(String row) {
        Participant muted = (RULES.cell(row, "everyone").equals("co-host") ? CO_HOST : VIEWER).withVoice(Voice.MUTED);
        Party party = with(party(row, muted), Preset.EVERYONE.policy());
        Decision decision = command(row, muted).decide(party, NOON);

        switch (RULES.cell(row, "muted")) {
            case "may" -> assertDone(row, decision);
            case "muted" -> assertThat(decision).isEqualTo(Decision.rejected(new Rejection.MutedInParty()));
            default -> assertThat(RULES.cell(row, "everyone")).isIn("host", "server", "nobody");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void for_outsiders(String row) {
        for (Participant outsider : List.of(STRANGER, BANNED, FORMER)) {
            Party party = with(party(row, VIEWER), Preset.EVERYONE.policy());
            Decision decision = command(row, outsider).decide(party, NOON);

            switch (RULES.cell(row, "outsider")) {
                case "not in it" -> assertThat(decision).isEqualTo(Decision.rejected(new Rejection.NotParticipating()));
                case "not host" -> assertThat(decision).isEqualTo(Decision.rejected(new Rejection.HostOnly()));
                default ->
                    assertThat(row.equals("Join")
                                    || actors(command(row, outsider)).isEmpty())
                            .isTrue();
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void when_the_party_is_over(String row) {
        Party party = ended(with(party(row, HOST), Preset.EVERYONE.policy()), NOON);
        Decision decision = command(row, HOST).decide(party, NOON);

        switch (RULES.cell(row, "over")) {
            case "over" -> assertThat(decision).isEqualTo(Decision.rejected(new Rejection.AlreadyEnded()));
            case "nothing" -> assertThat(decision).isEqualTo(Decision.NOTHING);
            case "none" -> assertThat(decision).isEqualTo(Decision.rejected(new Rejection.NoSuchMessage()));
            default -> assertDone(row, decision);
        }
    }

    static Stream<String> rows() {
        return RULES.rows().stream();
    }

    static Stream<Object[]> presets() {
        return rows().flatMap(row -> Stream.of(Preset.values()).map(preset -> new Object[] {row, preset}));
    }

    static Stream<Object[]> policies() {
        return Stream.of(Action.values())
                .flatMap(action -> Stream.of(Role.values())
                        .filter(role -> action != Action.MODERATE || role != Role.VIEWER)
                        .map(role -> new Object[] {action, role}));
    }

    /** The party in which {@code member} gives the command of {@code row}. */
    private static Party party(String row, Participant member) {
        Party still = with(with(with(with(pausedAt(Position.START), TARGET), BANNED), FORMER), member);
        Party base =
                row.equals("Pause") ? with(still, playingFrom(Position.START).timeline()) : still;
        ReadyCheck check = row.equals("AskReady")
                ? ReadyCheck.NONE
                : new ReadyCheck.Open(TARGET.user(), /* thenPlay= */ true, Set.of(TARGET.user()));
        return with(
                base,
                Proceedings.NONE
                        .with(check)
                        .with(new Schedule.At(NOON.plusSeconds(60), TARGET.user()))
                        .with(List.of(
                                new Suggestion(clip(60), TARGET.user()), new Suggestion(clip(61), member.user()))));
    }

    private static PartyCommand command(String row, Participant actor) {
        Function<UserId, PartyCommand> command = COMMANDS.get(row);
        if (command == null) throw new AssertionError(row);
        return command.apply(actor.user());
    }

    private static Join join(UserId actor) {
        return new Join(actor, STRANGER.profile(), STRANGER.id(), PasswordProof.NONE, FriendProof.NONE);
    }

    private static void assertDone(String row, Decision decision) {
        assertThat(decision).as(row).isInstanceOf(Decision.Accepted.class);
        if (!row.equals("Join")) assertThat(decision).as(row).isNotEqualTo(Decision.NOTHING);
    }

    private static List<Decision> refusals(String row, Policy policy) {
        String name = RULES.cell(row, "action");
        if (row.startsWith("DeleteMessage")) {
            return List.of(Decision.rejected(new Rejection.ActionNotAllowed(Action.MODERATE, Role.CO_HOST)));
        }
        if (name.equals("-")) return List.of(Decision.rejected(new Rejection.HostOnly()));
        Action action = Action.valueOf(name.toUpperCase(Locale.ROOT));
        return List.of(Decision.rejected(new Rejection.ActionNotAllowed(action, policy.least(action))));
    }

    private static boolean isSaidOf(String action, String row) {
        return List.of(ACTIONS.cell(action, "commands").split(", ")).contains(row);
    }

    private static boolean isAccepted(Decision decision) {
        return decision instanceof Decision.Accepted;
    }

    private static List<String> actors(PartyCommand command) {
        return Stream.of(command.getClass().getRecordComponents())
                .map(RecordComponent::getName)
                .filter("actor"::equals)
                .toList();
    }

    private static Role role(String label) {
        return Role.valueOf(label.replace('-', '_').toUpperCase(Locale.ROOT));
    }

    private static String label(Preset preset) {
        return switch (preset) {
            case HOST_ONLY -> "host only";
            case CO_HOSTS -> "co-hosts";
            case ANYONE_MAY_PAUSE -> "anyone may pause";
            case EVERYONE -> "everyone";
        };
    }
}
