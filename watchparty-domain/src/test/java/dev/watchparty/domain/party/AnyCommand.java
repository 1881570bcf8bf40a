package dev.watchparty.domain.party;

import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.clip;

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
import dev.watchparty.domain.playback.ItemId;
import dev.watchparty.domain.playback.Loop;
import dev.watchparty.domain.playback.PlaylistItem;
import dev.watchparty.domain.playback.Position;
import dev.watchparty.domain.playback.Rate;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Commands of every kind, as people and servers might give them to a party, sensible or not. */
final class AnyCommand {

    static final Duration GRACE = Duration.ofSeconds(30);
    static final PasswordHash HASH = new PasswordHash("hash");

    /** More people than places. */
    static final List<Participant> PEOPLE = Stream.concat(
                    Stream.of(HOST), IntStream.rangeClosed(1, 7).mapToObj(Parties::guest))
            .toList();

    /** A way to ask, and how often it is taken. */
    private record Way(int weight, Supplier<PartyCommand> ask) {}

    private final Random random;
    private final List<Way> ways = List.of(
            new Way(14, this::join),
            new Way(4, () -> new Leave(actor())),
            new Way(8, () -> new Arrive(some(3))),
            new Way(8, () -> new Depart(some(3))),
            new Way(8, () -> new ReplaceAbsentHost(GRACE)),
            new Way(1, () -> new Erase(anybody())),
            new Way(3, () -> new ChangeRole(actor(), anybody(), flip() ? Role.CO_HOST : Role.VIEWER)),
            new Way(2, () -> new TransferHost(actor(), anybody())),
            new Way(4, () -> new ChangeSettings(actor(), settings())),
            new Way(4, () -> new Remove(actor(), anybody(), flip() ? Removal.BANNED : Removal.KICKED)),
            new Way(4, () -> new Unban(actor(), outcast())),
            new Way(3, () -> new SetVoice(actor(), anybody(), flip() ? Voice.MUTED : Voice.OPEN)),
            new Way(6, () -> new Play(actor(), flip() ? position() : null, lead())),
            new Way(4, () -> new Pause(actor(), flip() ? position() : null)),
            new Way(4, () -> new Seek(actor(), position(), lead())),
            new Way(4, () -> new Skip(actor(), flip() ? item() : null, lead())),
            new Way(4, () -> new SetRate(actor(), new Rate(250 * (1 + one(16))))),
            new Way(10, () -> new MoveOn(item(), lead())),
            new Way(3, () -> new AddItems(actor(), newItems(), flip() ? AddItems.Place.NEXT : AddItems.Place.LAST)),
            new Way(3, () -> new RemoveItem(actor(), item(), lead())),
            new Way(3, () -> new MoveItem(actor(), item(), one(6) - 1)),
            new Way(2, () -> new Shuffle(actor(), seed())),
            new Way(2, () -> new SetLoop(actor(), oneOf(Loop.values()))),
            new Way(3, () -> new Suggest(actor(), newItems().get(0))),
            new Way(2, () -> new AcceptSuggestion(actor(), suggestion())),
            new Way(2, () -> new DeclineSuggestion(actor(), suggestion())),
            new Way(4, () -> new VoteToSkip(anybody(), lead())),
            new Way(4, () -> new VoteForNext(anybody(), item())),
            new Way(3, () -> new ScheduleStart(actor(), instant())),
            new Way(1, () -> new CancelStart(actor())),
            new Way(3, () -> new BeginScheduled(lead())),
            new Way(2, () -> new AskReady(actor(), flip())),
            new Way(8, () -> new AnswerReady(anybody(), one(5) > 0, lead())),
            new Way(4, () -> new PassReadyCheck(lead())),
            new Way(1, () -> new CancelReadyCheck(actor())),
            new Way(2, () -> new SetCourtesy(anybody(), flip() ? Courtesy.WAIT : Courtesy.GO_ON)),
            new Way(10, () -> new AwaitStalled(some(3), lead())),
            new Way(4, () -> new Say(anybody(), new MessageId(uuid()), new ChatText("hi"))),
            new Way(3, () -> new React(anybody(), new ReactionId(uuid()), new Emoji("🎬"), flip() ? position() : null)),
            new Way(1, () -> new DeleteMessage(anybody(), new MessageId(uuid()), anybody())),
            new Way(1, () -> new DeleteUnknownMessage(anybody(), new MessageId(uuid()))));

    private final int weights = ways.stream().mapToInt(Way::weight).sum();
    private Party party;
    private Instant now;
    private int items;

    AnyCommand(Random random, Party party) {
        this.random = random;
        this.party = party;
        this.now = party.createdAt();
    }

    PartyCommand next(Party asked, Instant at) {
        party = asked;
        now = at;
        if (one(400) == 0) return new End(actor());
        int ticket = one(weights);
        for (Way way : ways) {
            ticket -= way.weight();
            if (ticket < 0) return way.ask().get();
        }
        throw new AssertionError(ticket);
    }

    private Join join() {
        Participant person = PEOPLE.get(one(PEOPLE.size()));
        List<PasswordProof> proofs =
                List.of(PasswordProof.NONE, new PasswordProof.Wrong(HASH), new PasswordProof.Right(HASH));
        FriendProof friends = flip() ? new FriendProof.FriendOf(anybody()) : FriendProof.NONE;
        return new Join(person.user(), person.profile(), person.id(), proofs.get(one(3)), friends);
    }

    private SettingsChange settings() {
        WaitingChange waiting =
                new WaitingChange(flip(), Duration.ofSeconds(1 + one(60)), 1 + one(100), Duration.ofSeconds(one(90)));
        Map<Action, Role> policy = new EnumMap<>(Action.class);
        Action action = oneOf(Action.values());
        policy.put(action, action == Action.MODERATE ? Role.CO_HOST : oneOf(Role.values()));
        return new SettingsChange(
                one(4) > 0 ? null : new Title("Saturday"),
                one(4) > 0 ? null : oneOf(Visibility.values()),
                one(4) > 0 ? null : new Capacity(2 + one(5)),
                one(4) > 0 ? null : flip() ? Protection.OPEN : new Protection.ByPassword(HASH),
                one(4) > 0 ? null : oneOf(HistoryPolicy.values()),
                one(3) > 0 ? WaitingChange.NONE : waiting,
                one(2) > 0 ? Map.of() : policy);
    }

    /** The host as often as not: most others are refused most things. */
    private UserId actor() {
        return flip() ? party.host() : anybody();
    }

    private UserId anybody() {
        return PEOPLE.get(one(PEOPLE.size())).user();
    }

    /** Somebody who is banned, if anybody is. */
    private UserId outcast() {
        return party.participants().all().stream()
                .filter(Participant::isBanned)
                .map(Participant::user)
                .findFirst()
                .orElseGet(this::anybody);
    }

    private Set<UserId> some(int most) {
        return IntStream.range(0, one(most + 1)).mapToObj(number -> anybody()).collect(Collectors.toSet());
    }

    private ItemId item() {
        List<PlaylistItem> queued = party.queue().items();
        boolean isElsewhere = queued.isEmpty() || one(8) == 0;
        if (isElsewhere) return new ItemId(uuid());
        return flip()
                ? queued.get(party.queue().index()).id()
                : queued.get(one(queued.size())).id();
    }

    private ItemId suggestion() {
        List<Proceedings.Suggestion> waiting = party.proceedings().suggestions();
        return waiting.isEmpty()
                ? item()
                : waiting.get(one(waiting.size())).item().id();
    }

    private List<PlaylistItem> newItems() {
        return IntStream.rangeClosed(0, one(3))
                .mapToObj(number -> clip(++items))
                .toList();
    }

    private Position position() {
        long latest = one(8) == 0 ? Position.MILLIS_MAX : Duration.ofHours(2).toMillis() + 1_500;
        return new Position(random.nextLong(latest + 1));
    }

    private Instant instant() {
        return now.plusMillis(random.nextLong(one(5) == 0 ? Duration.ofDays(40).toMillis() : 20_000));
    }

    private Duration lead() {
        return Duration.ofMillis(one(500));
    }

    private UUID uuid() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    private long seed() {
        return random.nextLong();
    }

    private boolean flip() {
        return random.nextBoolean();
    }

    private <T> T oneOf(T[] values) {
        return List.of(values).get(one(values.length));
    }

    private int one(int of) {
        return random.nextInt(of);
    }
}
