package dev.watchparty.domain.party;

import static dev.watchparty.domain.party.Parties.CO_HOST;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.NOON;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static dev.watchparty.domain.party.Parties.away;
import static dev.watchparty.domain.party.Parties.ended;
import static dev.watchparty.domain.party.Parties.given;
import static dev.watchparty.domain.party.Parties.guest;
import static dev.watchparty.domain.party.Parties.pausedAt;
import static dev.watchparty.domain.party.Parties.with;
import static dev.watchparty.domain.party.Parties.without;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.domain.participant.Attendance;
import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.participant.Role;
import dev.watchparty.domain.participant.Voice;
import dev.watchparty.domain.party.HostCommand.ChangeRole;
import dev.watchparty.domain.party.HostCommand.ReplaceAbsentHost;
import dev.watchparty.domain.party.HostCommand.TransferHost;
import dev.watchparty.domain.party.MembershipCommand.Arrive;
import dev.watchparty.domain.party.MembershipCommand.Erase;
import dev.watchparty.domain.party.MembershipCommand.Join;
import dev.watchparty.domain.party.MembershipCommand.Leave;
import dev.watchparty.domain.party.ModerationCommand.Remove;
import dev.watchparty.domain.party.ModerationCommand.SetVoice;
import dev.watchparty.domain.party.PartyEvent.HostChanged;
import dev.watchparty.domain.party.PartyEvent.HostChanged.Cause;
import dev.watchparty.domain.party.PartyEvent.ParticipantArrived;
import dev.watchparty.domain.party.PartyEvent.ParticipantLeft;
import dev.watchparty.domain.party.PartyEvent.RoleChanged;
import dev.watchparty.domain.playback.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Ann dropped out at noon; 30 seconds later somebody leads in her place, until she is back. */
class StandingInTest {

    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final ReplaceAbsentHost REPLACE = new ReplaceAbsentHost(GRACE);
    private static final Instant DUE = NOON.plus(GRACE);
    private static final Instant LATER = NOON.plusSeconds(90);
    private static final Party AWAY = away(pausedAt(Position.START), HOST);
    private static final Leadership BO_ACTS = new Leadership.Acting(CO_HOST.user(), HOST.user(), Role.CO_HOST);
    private static final Party BO_LEADS = given(AWAY).when(REPLACE, DUE).party();
    private static final Party CLEO_LEADS =
            given(without(AWAY, CO_HOST)).when(REPLACE, DUE).party();

    @Test
    void is_for_the_co_host_after_the_grace() {
        given(AWAY).when(REPLACE, DUE).then(absence(BO_ACTS, HOST, Role.CO_HOST));

        assertThat(BO_LEADS.host()).isEqualTo(CO_HOST.user());
        assertThat(role(BO_LEADS, CO_HOST)).isEqualTo(Role.HOST);
        assertThat(role(BO_LEADS, HOST)).isEqualTo(Role.CO_HOST);
        given(BO_LEADS).when(REPLACE, LATER).then();
    }

    @Test
    void begins_not_a_millisecond_before() {
        given(AWAY).when(REPLACE, DUE.minusMillis(1)).then();
        assertThat(AWAY.endOfHostGrace(GRACE)).hasValue(DUE);
    }

    @Test
    void is_not_needed_while_the_host_is_here() {
        given(pausedAt(Position.START)).when(REPLACE, LATER).then();
        assertThat(pausedAt(Position.START).endOfHostGrace(GRACE)).isEmpty();
    }

    @Test
    void is_for_the_co_host_who_joined_first() {
        Participant second =
                guest(1).withRole(Role.CO_HOST).withAttendance(new Attendance.Here(NOON.minusSeconds(9_999)));

        given(with(AWAY, second)).when(REPLACE, DUE).then(absence(BO_ACTS, HOST, Role.CO_HOST));
        given(away(with(AWAY, second), CO_HOST))
                .when(REPLACE, DUE)
                .then(absence(new Leadership.Acting(second.user(), HOST.user(), Role.CO_HOST), HOST, Role.CO_HOST));
    }

    /** Not who joined first: Cleo did, but she was away until a moment ago. */
    @Test
    void is_for_the_viewer_who_has_been_here_longest_where_there_is_no_co_host() {
        Participant back = VIEWER.withAttendance(new Attendance.Here(NOON.minusSeconds(5)));
        Participant longest = guest(2).withAttendance(new Attendance.Here(NOON.minusSeconds(60)));
        Party party = with(with(away(AWAY, CO_HOST), back), longest);

        given(party)
                .when(REPLACE, DUE)
                .then(absence(new Leadership.Acting(longest.user(), HOST.user(), Role.VIEWER), HOST, Role.CO_HOST));
    }

    @Test
    void needs_somebody_who_is_here() {
        Party empty = away(away(AWAY, CO_HOST), VIEWER);

        given(empty).when(REPLACE, LATER).then();
        assertThat(empty.endOfHostGrace(GRACE)).isEmpty();
        assertThat(given(given(empty)
                                .when(new Arrive(Set.of(VIEWER.user())), LATER)
                                .party())
                        .when(REPLACE, LATER)
                        .party()
                        .host())
                .isEqualTo(VIEWER.user());
    }

    @Test
    void lets_them_do_all_that_a_host_may() {
        given(CLEO_LEADS)
                .when(new ChangeRole(VIEWER.user(), HOST.user(), Role.VIEWER), LATER)
                .then(new RoleChanged(HOST.user(), Role.VIEWER, VIEWER.user()));
        assertThat(CLEO_LEADS.actionsOf(VIEWER.user())).containsExactlyInAnyOrder(Action.values());
    }

    @Test
    void lets_nobody_lock_out_whom_they_stand_in_for() {
        for (PartyCommand command : List.of(
                new Remove(CO_HOST.user(), HOST.user(), Removal.BANNED),
                new Remove(CO_HOST.user(), HOST.user(), Removal.KICKED),
                new SetVoice(CO_HOST.user(), HOST.user(), Voice.MUTED))) {
            given(BO_LEADS).when(command, LATER).thenRejected(new Rejection.RankTooHigh());
        }
    }

    @Test
    void ends_when_the_host_is_back() {
        Party party = given(BO_LEADS)
                .when(new Arrive(Set.of(HOST.user())), LATER)
                .then(new ParticipantArrived(HOST.user(), LATER), returned(CO_HOST, Role.CO_HOST))
                .party();

        assertThat(party.leadership()).isEqualTo(new Leadership.Own(HOST.user()));
        assertThat(role(party, HOST)).isEqualTo(Role.HOST);
        assertThat(role(party, CO_HOST)).isEqualTo(Role.CO_HOST);
    }

    @Test
    void leaves_nobody_more_than_they_had() {
        Party party = given(CLEO_LEADS)
                .when(new Arrive(Set.of(HOST.user())), LATER)
                .then(new ParticipantArrived(HOST.user(), LATER), returned(VIEWER, Role.VIEWER))
                .party();

        assertThat(role(party, VIEWER)).isEqualTo(Role.VIEWER);
    }

    @Test
    void passes_on_when_who_stands_in_drops_out_too() {
        Party party = given(away(BO_LEADS, CO_HOST.withRole(Role.HOST)))
                .when(REPLACE, DUE)
                .then(absence(new Leadership.Acting(VIEWER.user(), HOST.user(), Role.VIEWER), CO_HOST, Role.CO_HOST))
                .party();

        assertThat(party.leadership().rightful()).isEqualTo(HOST.user());
        given(party)
                .when(new Arrive(Set.of(CO_HOST.user())), LATER)
                .then(new ParticipantArrived(CO_HOST.user(), LATER));
        given(party)
                .when(new Arrive(Set.of(HOST.user())), LATER)
                .then(new ParticipantArrived(HOST.user(), LATER), returned(VIEWER, Role.VIEWER));
    }

    @Test
    void passes_on_when_who_stands_in_leaves() {
        given(BO_LEADS)
                .when(new Leave(CO_HOST.user()), LATER)
                .then(
                        new ParticipantLeft(CO_HOST.user(), LATER),
                        new HostChanged(
                                new Leadership.Acting(VIEWER.user(), HOST.user(), Role.VIEWER),
                                CO_HOST.user(),
                                Role.CO_HOST,
                                Cause.LEFT));
    }

    /** Nobody is here: the party is Ann's again, and waits for her or for anybody. */
    @Test
    void goes_back_to_an_absent_host_when_the_last_one_leaves() {
        Party alone = without(BO_LEADS, VIEWER);

        Party party = given(alone)
                .when(new Leave(CO_HOST.user()), LATER)
                .then(
                        new ParticipantLeft(CO_HOST.user(), LATER),
                        new HostChanged(new Leadership.Own(HOST.user()), CO_HOST.user(), Role.CO_HOST, Cause.LEFT))
                .party();

        assertThat(party.participants().active().map(Participant::user)).containsExactly(HOST.user());
    }

    /** Whoever leaves means it. */
    @Test
    void is_for_good_when_the_host_leaves_instead_of_coming_back() {
        Party left = given(BO_LEADS)
                .when(new Leave(HOST.user()), LATER)
                .then(new ParticipantLeft(HOST.user(), LATER))
                .party();

        assertThat(left.leadership()).isEqualTo(new Leadership.Own(CO_HOST.user()));
        Party back = given(left).when(join(HOST), LATER).party();
        assertThat(back.host()).isEqualTo(CO_HOST.user());
        assertThat(role(back, HOST)).isEqualTo(Role.CO_HOST);
    }

    @Test
    void is_for_good_when_the_host_is_erased() {
        Party erased = given(BO_LEADS).when(new Erase(HOST.user()), LATER).party();

        assertThat(erased.leadership()).isEqualTo(new Leadership.Own(CO_HOST.user()));
    }

    @Test
    void gives_nobody_the_party_for_good() {
        Party passed = given(BO_LEADS)
                .when(new TransferHost(CO_HOST.user(), VIEWER.user()), LATER)
                .then(new HostChanged(
                        new Leadership.Acting(VIEWER.user(), HOST.user(), Role.VIEWER),
                        CO_HOST.user(),
                        Role.CO_HOST,
                        Cause.TRANSFER))
                .party();

        given(passed)
                .when(new Arrive(Set.of(HOST.user())), LATER)
                .then(new ParticipantArrived(HOST.user(), LATER), returned(VIEWER, Role.VIEWER));
    }

    /** The pitfall: whoever stands in for a minute makes everybody a co-host, themselves above all. */
    @Test
    void leaves_a_viewer_a_viewer_who_hands_it_on() {
        Party party = with(CLEO_LEADS, guest(1));

        given(party)
                .when(new TransferHost(VIEWER.user(), guest(1).user()), LATER)
                .then(new HostChanged(
                        new Leadership.Acting(guest(1).user(), HOST.user(), Role.VIEWER),
                        VIEWER.user(),
                        Role.VIEWER,
                        Cause.TRANSFER));
    }

    @Test
    void may_be_given_back_at_once() {
        Party back = given(BO_LEADS)
                .when(new TransferHost(CO_HOST.user(), HOST.user()), LATER)
                .party();

        assertThat(back.leadership()).isEqualTo(new Leadership.Own(HOST.user()));
    }

    @Test
    void makes_whoever_was_muted_heard() {
        Party quiet = with(without(AWAY, CO_HOST), VIEWER.withVoice(Voice.MUTED));

        Party party = given(quiet).when(REPLACE, DUE).party();

        assertThat(party.participants().findActive(VIEWER.user()).filter(Participant::isMuted))
                .isEmpty();
    }

    @Test
    void never_happens_in_a_party_that_is_over() {
        given(ended(AWAY, NOON)).when(REPLACE, LATER).then();
    }

    private static HostChanged absence(Leadership leadership, Participant former, Role formerRole) {
        return new HostChanged(leadership, former.user(), formerRole, Cause.ABSENCE);
    }

    private static HostChanged returned(Participant former, Role formerRole) {
        return new HostChanged(new Leadership.Own(HOST.user()), former.user(), formerRole, Cause.RETURN);
    }

    private static Join join(Participant who) {
        return new Join(who.user(), who.profile(), who.id(), PasswordProof.NONE, FriendProof.NONE);
    }

    private static Role role(Party party, Participant participant) {
        return party.participants().find(participant.user()).orElseThrow().role();
    }
}
