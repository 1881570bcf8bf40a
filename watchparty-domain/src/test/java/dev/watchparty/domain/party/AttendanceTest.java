package dev.watchparty.domain.party;

import static dev.watchparty.domain.party.Parties.CO_HOST;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.NOON;
import static dev.watchparty.domain.party.Parties.STRANGER;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static dev.watchparty.domain.party.Parties.away;
import static dev.watchparty.domain.party.Parties.banned;
import static dev.watchparty.domain.party.Parties.ended;
import static dev.watchparty.domain.party.Parties.given;
import static dev.watchparty.domain.party.Parties.guest;
import static dev.watchparty.domain.party.Parties.left;
import static dev.watchparty.domain.party.Parties.playingFrom;
import static dev.watchparty.domain.party.Parties.with;
import static dev.watchparty.domain.party.Parties.without;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.domain.participant.Attendance;
import dev.watchparty.domain.participant.Role;
import dev.watchparty.domain.party.HostCommand.ReplaceAbsentHost;
import dev.watchparty.domain.party.MembershipCommand.Arrive;
import dev.watchparty.domain.party.MembershipCommand.Depart;
import dev.watchparty.domain.party.MembershipCommand.Join;
import dev.watchparty.domain.party.PartyEvent.HostChanged;
import dev.watchparty.domain.party.PartyEvent.HostChanged.Cause;
import dev.watchparty.domain.party.PartyEvent.ParticipantArrived;
import dev.watchparty.domain.party.PartyEvent.ParticipantDeparted;
import dev.watchparty.domain.playback.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AttendanceTest {

    private static final Party PARTY = playingFrom(Position.START);
    private static final Instant LATER = NOON.plusSeconds(60);

    @Test
    void ends_for_those_who_do_not_have_the_party_open() {
        Party party = given(PARTY)
                .when(new Depart(Set.of(VIEWER.user(), CO_HOST.user())), LATER)
                .then(new ParticipantDeparted(CO_HOST.user(), LATER), new ParticipantDeparted(VIEWER.user(), LATER))
                .party();

        assertThat(party.participants().here()).containsExactly(HOST);
        assertThat(party.participants().activeCount()).isEqualTo(3);
        assertThat(party.timeline()).isEqualTo(PARTY.timeline());
    }

    @Test
    void ends_once() {
        given(away(PARTY, VIEWER))
                .when(new Depart(Set.of(VIEWER.user())), LATER)
                .then();
        given(without(PARTY, VIEWER))
                .when(new Depart(Set.of(VIEWER.user())), LATER)
                .then();
        given(PARTY).when(new Depart(Set.of(STRANGER.user())), LATER).then();
        given(PARTY).when(new Depart(Set.of()), LATER).then();
    }

    @Test
    void begins_again_with_nothing_but_the_membership() {
        Party guarded = with(away(PARTY, VIEWER), new Protection.ByPassword(new PasswordHash("hash")));
        Party full = with(with(guarded, Visibility.FRIENDS), new Capacity(3));

        Party party = given(full)
                .when(new Arrive(Set.of(VIEWER.user())), LATER)
                .then(new ParticipantArrived(VIEWER.user(), LATER))
                .party();

        assertThat(party.participants().find(VIEWER.user()))
                .hasValue(VIEWER.withAttendance(new Attendance.Here(LATER)));
    }

    @Test
    void of_somebody_who_is_here_is_no_news() {
        given(PARTY).when(new Arrive(Set.of(VIEWER.user())), LATER).then();
    }

    @Test
    void is_for_members_and_passes_over_all_others() {
        Party party = with(with(away(PARTY, VIEWER), banned(guest(1))), left(guest(2)));

        given(party)
                .when(
                        new Arrive(
                                Set.of(STRANGER.user(), guest(1).user(), guest(2).user(), HOST.user(), VIEWER.user())),
                        LATER)
                .then(new ParticipantArrived(VIEWER.user(), LATER));
    }

    @Test
    void begins_for_many_at_once_and_whoever_was_host_leads_again() {
        Party party = given(away(away(PARTY, HOST), VIEWER))
                .when(new ReplaceAbsentHost(Duration.ofSeconds(30)), LATER)
                .party();

        given(party)
                .when(new Arrive(Set.of(VIEWER.user(), HOST.user())), LATER)
                .then(
                        new ParticipantArrived(HOST.user(), LATER),
                        new HostChanged(new Leadership.Own(HOST.user()), CO_HOST.user(), Role.CO_HOST, Cause.RETURN),
                        new ParticipantArrived(VIEWER.user(), LATER));
    }

    @Test
    void stays_as_it_was_when_the_party_is_over() {
        given(ended(PARTY, NOON)).when(new Depart(Set.of(VIEWER.user())), LATER).then();
        given(ended(away(PARTY, VIEWER), NOON))
                .when(new Arrive(Set.of(VIEWER.user())), LATER)
                .then();
    }

    /** A place that somebody had before is theirs until they leave. */
    @Test
    void keeps_the_place_of_whoever_is_away() {
        given(with(away(PARTY, VIEWER), new Capacity(3)))
                .when(
                        new Join(
                                STRANGER.user(),
                                STRANGER.profile(),
                                STRANGER.id(),
                                PasswordProof.NONE,
                                new FriendProof.FriendOf(HOST.user())),
                        LATER)
                .thenRejected(new Rejection.PartyFull(3, new Capacity(3)));
    }
}
