package dev.watchparty.domain.party;

import static dev.watchparty.domain.party.Parties.CO_HOST;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.NOON;
import static dev.watchparty.domain.party.Parties.SETTINGS;
import static dev.watchparty.domain.party.Parties.STRANGER;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static dev.watchparty.domain.party.Parties.away;
import static dev.watchparty.domain.party.Parties.filledTo;
import static dev.watchparty.domain.party.Parties.given;
import static dev.watchparty.domain.party.Parties.playingFrom;
import static dev.watchparty.domain.party.Parties.without;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.watchparty.domain.participant.Role;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.HostCommand.ChangeSettings;
import dev.watchparty.domain.party.MembershipCommand.Join;
import dev.watchparty.domain.party.PartyEvent.Halted;
import dev.watchparty.domain.party.PartyEvent.SettingsChanged;
import dev.watchparty.domain.party.PlaybackCommand.Pause;
import dev.watchparty.domain.party.Policy.Preset;
import dev.watchparty.domain.party.SettingsChange.WaitingChange;
import dev.watchparty.domain.playback.Position;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChangingSettingsTest {

    private static final Party PARTY = playingFrom(Position.START);
    private static final Protection GUARDED = new Protection.ByPassword(new PasswordHash("hash"));
    private static final SettingsChange NOTHING = change(WaitingChange.NONE, Map.of());
    private static final SettingsChange EVERYTHING = new SettingsChange(
            new Title("Saturday"),
            Visibility.PRIVATE,
            new Capacity(7),
            GUARDED,
            HistoryPolicy.NONE,
            new WaitingChange(/* isOn= */ true, Duration.ofSeconds(5), 80, Duration.ofSeconds(30)),
            Map.of(Action.PAUSE, Role.VIEWER));

    @Test
    void changes_all_that_is_said() {
        Settings changed = new Settings(
                new Title("Saturday"),
                Visibility.PRIVATE,
                new Capacity(7),
                GUARDED,
                HistoryPolicy.NONE,
                new WaitingPolicy(/* isOn= */ true, Duration.ofSeconds(5), 80, Duration.ofSeconds(30)),
                Preset.ANYONE_MAY_PAUSE.policy());

        Party party = given(PARTY)
                .when(new ChangeSettings(HOST.user(), EVERYTHING), NOON)
                .then(new SettingsChanged(HOST.user(), changed))
                .party();

        assertThat(party.settings()).isEqualTo(changed);
        given(party).when(new ChangeSettings(HOST.user(), EVERYTHING), NOON).then();
    }

    @Test
    void keeps_what_is_not_said() {
        SettingsChange title =
                new SettingsChange(new Title("Saturday"), null, null, null, null, WaitingChange.NONE, Map.of());
        Settings settings = given(PARTY)
                .when(new ChangeSettings(HOST.user(), title), NOON)
                .party()
                .settings();

        assertThat(settings.title()).isEqualTo(new Title("Saturday"));
        assertThat(new SettingsChange(SETTINGS.title(), null, null, null, null, WaitingChange.NONE, Map.of())
                        .applyTo(settings))
                .isEqualTo(SETTINGS);
        given(PARTY).when(new ChangeSettings(HOST.user(), NOTHING), NOON).then();
    }

    @Test
    void takes_effect_at_once() {
        Party party = given(PARTY)
                .when(new ChangeSettings(HOST.user(), EVERYTHING), NOON)
                .party();

        given(party)
                .when(new Pause(VIEWER.user(), null), NOON)
                .then(new Halted(VIEWER.user(), PARTY.timeline().pause(Position.START)));
        given(party)
                .when(
                        new Join(
                                STRANGER.user(),
                                STRANGER.profile(),
                                STRANGER.id(),
                                PasswordProof.NONE,
                                new FriendProof.FriendOf(HOST.user())),
                        NOON)
                .thenRejected(new Rejection.PasswordRequired());
    }

    @Test
    void leaves_room_for_those_who_are_in_the_party() {
        Party five = filledTo(PARTY, 5);

        assertThat(given(five).when(capacity(5), NOON).party().settings().capacity())
                .isEqualTo(new Capacity(5));
        given(five).when(capacity(4), NOON).thenRejected(new Rejection.CapacityBelowParticipants(5));
        given(away(five, VIEWER)).when(capacity(4), NOON).thenRejected(new Rejection.CapacityBelowParticipants(5));
        assertThat(given(without(five, VIEWER))
                        .when(capacity(4), NOON)
                        .party()
                        .settings()
                        .capacity())
                .isEqualTo(new Capacity(4));
    }

    @Test
    void is_for_the_host_alone() {
        for (UserId actor : List.of(CO_HOST.user(), VIEWER.user(), STRANGER.user())) {
            given(PARTY).when(new ChangeSettings(actor, EVERYTHING), NOON).thenRejected(new Rejection.HostOnly());
        }
    }

    /** A wrong value is a mistake of whoever asks, so it is found before a party is. */
    @Test
    void knows_impossible_values_before_any_party_is_asked() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> change(WaitingChange.NONE, Map.of(Action.MODERATE, Role.VIEWER)))
                .withMessage("policy must leave moderating to the host or to co-hosts");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WaitingChange(null, Duration.ofMillis(999), null, null))
                .withMessage("waiting.deadline_ms must be between 1000 and 60000, but is 999");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WaitingChange(null, null, 101, null))
                .withMessage("waiting.quorum_percent must be between 1 and 100, but is 101");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WaitingChange(null, null, null, Duration.ofMillis(600_001)))
                .withMessage("waiting.budget_ms must be between 0 and 600000, but is 600001");
    }

    @Test
    void waits_within_bounds() {
        assertThat(waiting(1_000, 1, 0).deadline()).isEqualTo(WaitingPolicy.DEADLINE_MIN);
        assertThat(waiting(60_000, 100, 600_000).budget()).isEqualTo(WaitingPolicy.BUDGET_MAX);
        assertThatIllegalArgumentException().isThrownBy(() -> waiting(60_001, 100, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> waiting(1_000, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> waiting(1_000, 1, -1));
    }

    private static ChangeSettings capacity(int participants) {
        return new ChangeSettings(
                HOST.user(),
                new SettingsChange(null, null, new Capacity(participants), null, null, WaitingChange.NONE, Map.of()));
    }

    private static SettingsChange change(WaitingChange waiting, Map<Action, Role> policy) {
        return new SettingsChange(null, null, null, null, null, waiting, policy);
    }

    private static WaitingPolicy waiting(long deadlineMs, int quorumPercent, long budgetMs) {
        return new WaitingPolicy(
                /* isOn= */ true, Duration.ofMillis(deadlineMs), quorumPercent, Duration.ofMillis(budgetMs));
    }
}
