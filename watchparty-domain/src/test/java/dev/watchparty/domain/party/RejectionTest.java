package dev.watchparty.domain.party;

import static dev.watchparty.domain.party.Parties.CO_HOST;
import static dev.watchparty.domain.party.Parties.FILM;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.LEAD;
import static dev.watchparty.domain.party.Parties.NOON;
import static dev.watchparty.domain.party.Parties.PROGRAMME;
import static dev.watchparty.domain.party.Parties.STRANGER;
import static dev.watchparty.domain.party.Parties.STREAM;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static dev.watchparty.domain.party.Parties.at;
import static dev.watchparty.domain.party.Parties.banned;
import static dev.watchparty.domain.party.Parties.clip;
import static dev.watchparty.domain.party.Parties.clips;
import static dev.watchparty.domain.party.Parties.ended;
import static dev.watchparty.domain.party.Parties.given;
import static dev.watchparty.domain.party.Parties.pausedAt;
import static dev.watchparty.domain.party.Parties.playingFrom;
import static dev.watchparty.domain.party.Parties.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.domain.chat.ChatText;
import dev.watchparty.domain.chat.MessageId;
import dev.watchparty.domain.participant.Role;
import dev.watchparty.domain.participant.Voice;
import dev.watchparty.domain.party.ChatCommand.DeleteUnknownMessage;
import dev.watchparty.domain.party.ChatCommand.Say;
import dev.watchparty.domain.party.HostCommand.ChangeRole;
import dev.watchparty.domain.party.HostCommand.ChangeSettings;
import dev.watchparty.domain.party.HostCommand.TransferHost;
import dev.watchparty.domain.party.MembershipCommand.End;
import dev.watchparty.domain.party.MembershipCommand.Join;
import dev.watchparty.domain.party.ModerationCommand.Remove;
import dev.watchparty.domain.party.PlaybackCommand.Pause;
import dev.watchparty.domain.party.PlaybackCommand.Seek;
import dev.watchparty.domain.party.PlaybackCommand.Skip;
import dev.watchparty.domain.party.Proceedings.Suggestion;
import dev.watchparty.domain.party.QueueCommand.AcceptSuggestion;
import dev.watchparty.domain.party.QueueCommand.AddItems;
import dev.watchparty.domain.party.QueueCommand.AddItems.Place;
import dev.watchparty.domain.party.QueueCommand.MoveItem;
import dev.watchparty.domain.party.QueueCommand.Suggest;
import dev.watchparty.domain.party.SettingsChange.WaitingChange;
import dev.watchparty.domain.party.StartCommand.ScheduleStart;
import dev.watchparty.domain.playback.ItemId;
import dev.watchparty.domain.playback.Position;
import dev.watchparty.domain.playback.Queue;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One case of each rejection; which case matters where is told in the tests of the commands. */
class RejectionTest {

    private static final Party PARTY = pausedAt(Position.START);
    private static final PasswordHash HASH = new PasswordHash("hash");
    private static final Party GUARDED = with(PARTY, new Protection.ByPassword(HASH));
    private static final ItemId ELSEWHERE = new ItemId(new UUID(99, 99));
    private static final Policy MODERATED = Policy.Preset.CO_HOSTS.policy().with(Map.of(Action.MODERATE, Role.CO_HOST));
    private static final SettingsChange FOR_TWO =
            new SettingsChange(null, null, new Capacity(2), null, null, WaitingChange.NONE, Map.of());
    private static final Position YEAR = new Position(Position.MILLIS_MAX);

    /** What was asked of whom, and the answer. */
    record Refusal(Party party, PartyCommand command, Rejection reason) {

        @Override
        public String toString() {
            return reason.toString();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void answers_a_command_and_changes_nothing(Refusal refusal) {
        given(refusal.party()).when(refusal.command(), NOON).thenRejected(refusal.reason());
    }

    @Test
    void has_a_case_here_for_every_case_there_is() {
        Set<Class<?>> told =
                refusals().map(refusal -> refusal.reason().getClass()).collect(Collectors.toSet());

        assertThat(told).containsExactlyInAnyOrder(Rejection.class.getPermittedSubclasses());
    }

    static Stream<Refusal> refusals() {
        return Stream.of(
                new Refusal(PARTY, new Pause(STRANGER.user(), null), new Rejection.NotParticipating()),
                new Refusal(
                        PARTY,
                        new Pause(VIEWER.user(), null),
                        new Rejection.ActionNotAllowed(Action.PAUSE, Role.CO_HOST)),
                new Refusal(PARTY, new End(VIEWER.user()), new Rejection.HostOnly()),
                new Refusal(ended(PARTY, NOON), new Pause(HOST.user(), null), new Rejection.AlreadyEnded()),
                new Refusal(
                        with(PARTY, new Capacity(3)),
                        join(PasswordProof.NONE),
                        new Rejection.PartyFull(3, new Capacity(3))),
                new Refusal(GUARDED, join(PasswordProof.NONE), new Rejection.PasswordRequired()),
                new Refusal(GUARDED, join(new PasswordProof.Wrong(HASH)), new Rejection.InvalidPassword()),
                new Refusal(with(PARTY, Visibility.FRIENDS), join(PasswordProof.NONE), new Rejection.FriendsOnly()),
                new Refusal(
                        PARTY,
                        new Seek(HOST.user(), YEAR, LEAD),
                        new Rejection.PositionBeyondEnd(PARTY.length().clamp(YEAR))),
                new Refusal(PARTY, new Skip(HOST.user(), ELSEWHERE, LEAD), new Rejection.UnknownItem(ELSEWHERE)),
                new Refusal(at(PARTY, STREAM), new Skip(HOST.user(), null, LEAD), new Rejection.NoNextItem()),
                new Refusal(with(PARTY, banned(STRANGER)), join(PasswordProof.NONE), new Rejection.BannedFromParty()),
                new Refusal(
                        with(PARTY, VIEWER.withVoice(Voice.MUTED)),
                        new Say(VIEWER.user(), new MessageId(new UUID(0, 1)), new ChatText("hi")),
                        new Rejection.MutedInParty()),
                new Refusal(
                        PARTY,
                        new DeleteUnknownMessage(HOST.user(), new MessageId(new UUID(0, 1))),
                        new Rejection.NoSuchMessage()),
                new Refusal(PARTY, new TransferHost(HOST.user(), STRANGER.user()), new Rejection.NoSuchParticipant()),
                new Refusal(PARTY, new Remove(HOST.user(), HOST.user(), Removal.KICKED), new Rejection.NotToYourself()),
                new Refusal(
                        with(PARTY, MODERATED),
                        new Remove(CO_HOST.user(), HOST.user(), Removal.KICKED),
                        new Rejection.RankTooHigh()),
                new Refusal(
                        PARTY, new ChangeRole(HOST.user(), HOST.user(), Role.VIEWER), new Rejection.HostKeepsRole()),
                new Refusal(
                        PARTY, new ChangeSettings(HOST.user(), FOR_TWO), new Rejection.CapacityBelowParticipants(3)),
                new Refusal(
                        with(PARTY, PROGRAMME.with(Queue.of(clips(500)))),
                        new AddItems(HOST.user(), List.of(FILM), Place.LAST),
                        new Rejection.QueueFull()),
                new Refusal(PARTY, new MoveItem(HOST.user(), FILM.id(), 3), new Rejection.NoSuchPlace(2)),
                new Refusal(
                        PARTY,
                        new AcceptSuggestion(HOST.user(), ELSEWHERE),
                        new Rejection.UnknownSuggestion(ELSEWHERE)),
                new Refusal(
                        with(PARTY, suggested(50)),
                        new Suggest(VIEWER.user(), clip(51)),
                        new Rejection.TooManySuggestions(50)),
                new Refusal(
                        PARTY,
                        new ScheduleStart(HOST.user(), NOON),
                        new Rejection.StartOutOfRange(NOON.plus(ScheduleStart.AHEAD_MAX))),
                new Refusal(
                        playingFrom(Position.START),
                        new ScheduleStart(HOST.user(), NOON.plusSeconds(60)),
                        new Rejection.AlreadyPlaying()));
    }

    private static Proceedings suggested(int count) {
        return Proceedings.NONE.with(clips(count).stream()
                .map(clip -> new Suggestion(clip, VIEWER.user()))
                .toList());
    }

    private static Join join(PasswordProof proof) {
        return new Join(STRANGER.user(), STRANGER.profile(), STRANGER.id(), proof, FriendProof.NONE);
    }
}
