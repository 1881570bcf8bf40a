package dev.watchparty.domain.party;

import static dev.watchparty.domain.party.Parties.EPISODE;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.LEAD;
import static dev.watchparty.domain.party.Parties.NOON;
import static dev.watchparty.domain.party.Parties.SETTINGS;
import static dev.watchparty.domain.party.Parties.STRANGER;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static dev.watchparty.domain.party.Parties.away;
import static dev.watchparty.domain.party.Parties.given;
import static dev.watchparty.domain.party.Parties.pausedAt;
import static dev.watchparty.domain.party.Parties.playingFrom;
import static dev.watchparty.domain.party.Parties.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.domain.participant.Courtesy;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.MembershipCommand.End;
import dev.watchparty.domain.party.PartyEvent.CourtesyChanged;
import dev.watchparty.domain.party.PartyEvent.Halted;
import dev.watchparty.domain.party.PartyEvent.HoldReleased;
import dev.watchparty.domain.party.PartyEvent.HoldStarted;
import dev.watchparty.domain.party.PartyEvent.Played;
import dev.watchparty.domain.party.PartyEvent.Skipped;
import dev.watchparty.domain.party.PlaybackCommand.Pause;
import dev.watchparty.domain.party.PlaybackCommand.Play;
import dev.watchparty.domain.party.PlaybackCommand.Seek;
import dev.watchparty.domain.party.PlaybackCommand.Skip;
import dev.watchparty.domain.party.Proceedings.Hold;
import dev.watchparty.domain.party.Proceedings.Waiting;
import dev.watchparty.domain.party.SettingsChange.WaitingChange;
import dev.watchparty.domain.party.WaitingCommand.AwaitStalled;
import dev.watchparty.domain.party.WaitingCommand.SetCourtesy;
import dev.watchparty.domain.playback.Position;
import dev.watchparty.domain.playback.Rate;
import dev.watchparty.domain.playback.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Ann, Bo and Cleo; the party waits 15 s for whoever has to load, and for each a minute in all. */
class WaitingForOthersTest {

    private static final Position MINUTE_ONE = new Position(60_000);
    private static final WaitingPolicy POLICY =
            new WaitingPolicy(/* isOn= */ true, Duration.ofSeconds(15), 100, Duration.ofMinutes(1));
    private static final Party PARTY = waiting(playingFrom(MINUTE_ONE), POLICY);
    private static final AwaitStalled CLEO_LOADS = new AwaitStalled(Set.of(VIEWER.user()), LEAD);
    private static final AwaitStalled ALL_CAN = new AwaitStalled(Set.of(), LEAD);
    private static final Timeline.Paused HELD_AT = new Timeline.Paused(MINUTE_ONE, Rate.NORMAL);
    private static final Party HELD = given(PARTY).when(CLEO_LOADS, NOON).party();

    @Test
    void holds_the_film_where_it_stands() {
        given(PARTY).when(CLEO_LOADS, NOON).then(new HoldStarted(hold(15, VIEWER.user()), HELD_AT));

        assertThat(HELD.isHeld()).isTrue();
        assertThat(HELD.positionAt(NOON.plusSeconds(9))).isEqualTo(MINUTE_ONE);
    }

    @Test
    void is_off_until_the_host_wants_it() {
        given(playingFrom(MINUTE_ONE)).when(CLEO_LOADS, NOON).then();
        assertThat(SETTINGS.waiting()).isEqualTo(WaitingPolicy.OFF);
    }

    @Test
    void needs_a_film_that_runs() {
        given(waiting(pausedAt(MINUTE_ONE), POLICY)).when(CLEO_LOADS, NOON).then();
        given(PARTY).when(CLEO_LOADS, NOON.plus(Duration.ofHours(2))).then();
        given(PARTY).when(ALL_CAN, NOON).then();
    }

    @Test
    void goes_on_when_all_can() {
        Instant then = NOON.plusSeconds(4);

        Party party = given(HELD)
                .when(ALL_CAN, then)
                .then(new HoldReleased(
                        Map.of(VIEWER.user(), Duration.ofSeconds(4)), HELD_AT.play(MINUTE_ONE, then.plus(LEAD))))
                .party();

        assertThat(party.isHeld()).isFalse();
        assertThat(party.proceedings().waiting().spentBy(VIEWER.user())).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void holds_on_while_somebody_has_to_load() {
        given(HELD).when(CLEO_LOADS, NOON.plusMillis(14_999)).then();
        given(HELD)
                .when(new AwaitStalled(Set.of(HOST.user()), LEAD), NOON.plusSeconds(1))
                .then();
    }

    /** Whoever is not there by then would hold the film again at once, for as long. */
    @Test
    void goes_on_at_the_deadline_and_waits_for_them_no_more() {
        Instant deadline = NOON.plusSeconds(15);

        Party party = given(HELD)
                .when(CLEO_LOADS, deadline)
                .then(new HoldReleased(
                        Map.of(VIEWER.user(), Duration.ofMinutes(1)), HELD_AT.play(MINUTE_ONE, deadline.plus(LEAD))))
                .party();

        given(party).when(CLEO_LOADS, deadline.plusSeconds(1)).then();
    }

    /** A minute of milliseconds would be a film in thousands of pieces. */
    @Test
    void is_done_with_those_who_load_for_a_moment_again_and_again() {
        Party party = PARTY;
        int holds = 0;
        for (int round = 0; round < 100; round++) {
            Instant stalls = NOON.plusMillis(200L * round);
            party = given(party).when(CLEO_LOADS, stalls).party();
            if (party.isHeld()) holds++;
            party = given(party).when(ALL_CAN, stalls.plusMillis(100)).party();
        }

        assertThat(holds).isEqualTo(30); // A minute, at two seconds each.
    }

    @Test
    void holds_for_no_longer_than_what_somebody_has_left() {
        Party spent = with(PARTY, spent(Duration.ofSeconds(57)));

        given(spent).when(CLEO_LOADS, NOON).then(new HoldStarted(hold(3, VIEWER.user()), HELD_AT));
        given(with(PARTY, spent(Duration.ofMinutes(1)))).when(CLEO_LOADS, NOON).then();
        given(with(PARTY, spent(Duration.ofMinutes(2)))).when(CLEO_LOADS, NOON).then();
    }

    @Test
    void begins_to_count_anew_with_another_item() {
        Party party = given(with(PARTY, spent(Duration.ofMinutes(1))))
                .when(new Skip(HOST.user(), null, Duration.ZERO), NOON)
                .party();

        assertThat(given(party).when(CLEO_LOADS, NOON).party().isHeld()).isTrue();
    }

    @Test
    void is_not_for_those_who_do_not_want_it() {
        Party party = given(PARTY)
                .when(new SetCourtesy(VIEWER.user(), Courtesy.GO_ON), NOON)
                .then(new CourtesyChanged(VIEWER.user(), Courtesy.GO_ON))
                .party();

        given(party).when(CLEO_LOADS, NOON).then();
        given(party).when(new SetCourtesy(VIEWER.user(), Courtesy.GO_ON), NOON).then();
        given(party)
                .when(new SetCourtesy(VIEWER.user(), Courtesy.WAIT), NOON)
                .then(new CourtesyChanged(VIEWER.user(), Courtesy.WAIT));
    }

    @Test
    void is_for_those_who_are_here() {
        given(away(PARTY, VIEWER)).when(CLEO_LOADS, NOON).then();
        given(PARTY).when(new AwaitStalled(Set.of(STRANGER.user()), LEAD), NOON).then();
        assertThat(given(away(HELD, VIEWER))
                        .when(CLEO_LOADS, NOON.plusSeconds(1))
                        .party()
                        .isHeld())
                .isFalse();
    }

    /** Two of three are 66 percent. */
    @Test
    void goes_on_with_a_quorum() {
        given(waiting(playingFrom(MINUTE_ONE), quorum(66)))
                .when(CLEO_LOADS, NOON)
                .then();
        given(waiting(playingFrom(MINUTE_ONE), quorum(67)))
                .when(CLEO_LOADS, NOON)
                .then(new HoldStarted(hold(15, VIEWER.user()), HELD_AT));
    }

    @Test
    void ends_when_the_host_switches_it_off() {
        assertThat(given(waiting(HELD, WaitingPolicy.OFF))
                        .when(CLEO_LOADS, NOON.plusSeconds(1))
                        .party()
                        .isHeld())
                .isFalse();
    }

    @Test
    void ends_when_somebody_plays() {
        Instant then = NOON.plusSeconds(2);

        given(HELD)
                .when(new Play(HOST.user(), null, LEAD), then)
                .then(released(2), new Played(HOST.user(), HELD_AT.play(MINUTE_ONE, then.plus(LEAD))));
    }

    @Test
    void ends_when_somebody_pauses_and_the_film_stays_paused() {
        Party party = given(HELD)
                .when(new Pause(HOST.user(), new Position(5)), NOON.plusSeconds(2))
                .then(released(2), new Halted(HOST.user(), HELD_AT))
                .party();

        given(party).when(ALL_CAN, NOON.plusSeconds(3)).then();
    }

    @Test
    void ends_when_somebody_skips() {
        Instant then = NOON.plusSeconds(2);

        given(HELD)
                .when(new Skip(HOST.user(), EPISODE.id(), LEAD), then)
                .then(
                        released(2),
                        new Skipped(HOST.user(), EPISODE.id(), HELD_AT.play(Position.START, then.plus(LEAD))));
    }

    @Test
    void goes_on_where_somebody_sought_meanwhile() {
        Position target = new Position(90_000);
        Party sought = given(HELD)
                .when(new Seek(HOST.user(), target, LEAD), NOON.plusSeconds(1))
                .party();

        assertThat(sought.isHeld()).isTrue();
        assertThat(given(sought).when(ALL_CAN, NOON.plusSeconds(2)).party().timeline())
                .isEqualTo(HELD_AT.play(target, NOON.plusSeconds(2).plus(LEAD)));
    }

    @Test
    void is_over_with_the_party() {
        Party over = given(HELD).when(new End(HOST.user()), NOON).party();

        assertThat(over.isHeld()).isFalse();
        given(over).when(CLEO_LOADS, NOON).then();
    }

    /** A clock that goes back, as between two servers, gives nobody time back. */
    @Test
    void counts_no_negative_time() {
        given(HELD)
                .when(ALL_CAN, NOON.minusMillis(5))
                .then(new HoldReleased(
                        Map.of(VIEWER.user(), Duration.ofSeconds(2)),
                        HELD_AT.play(MINUTE_ONE, NOON.minusMillis(5).plus(LEAD))));
    }

    private static Party waiting(Party party, WaitingPolicy policy) {
        WaitingChange change =
                new WaitingChange(policy.isOn(), policy.deadline(), policy.quorumPercent(), policy.budget());
        return with(
                party,
                settings -> new SettingsChange(null, null, null, null, null, change, Map.of()).applyTo(settings));
    }

    private static WaitingPolicy quorum(int percent) {
        return new WaitingPolicy(/* isOn= */ true, Duration.ofSeconds(15), percent, Duration.ofMinutes(1));
    }

    private static Proceedings spent(Duration spent) {
        return Proceedings.NONE.with(new Waiting(Hold.NONE, Map.of(VIEWER.user(), spent)));
    }

    private static Hold.Under hold(int seconds, UserId... stalled) {
        return new Hold.Under(Set.of(stalled), NOON, NOON.plusSeconds(seconds));
    }

    private static HoldReleased released(int seconds) {
        return new HoldReleased(Map.of(VIEWER.user(), Duration.ofSeconds(seconds)), HELD_AT);
    }
}
