package dev.watchparty.domain.party;

import static dev.watchparty.domain.party.Parties.CO_HOST;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.LEAD;
import static dev.watchparty.domain.party.Parties.NOON;
import static dev.watchparty.domain.party.Parties.STRANGER;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static dev.watchparty.domain.party.Parties.back;
import static dev.watchparty.domain.party.Parties.created;
import static dev.watchparty.domain.party.Parties.given;
import static dev.watchparty.domain.party.Parties.guest;
import static dev.watchparty.domain.party.Parties.pausedAt;
import static dev.watchparty.domain.party.Parties.with;
import static dev.watchparty.domain.party.Parties.without;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.participant.Role;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.party.MembershipCommand.End;
import dev.watchparty.domain.party.MembershipCommand.Join;
import dev.watchparty.domain.party.MembershipCommand.Leave;
import dev.watchparty.domain.party.PartyEvent.HostChanged;
import dev.watchparty.domain.party.PartyEvent.HostChanged.Cause;
import dev.watchparty.domain.party.PartyEvent.ParticipantJoined;
import dev.watchparty.domain.party.PartyEvent.ParticipantLeft;
import dev.watchparty.domain.party.PartyEvent.PartyStarted;
import dev.watchparty.domain.party.PlaybackCommand.Play;
import dev.watchparty.domain.playback.Position;
import org.junit.jupiter.api.Test;

class HostSuccessionTest {

    private static final Party PARTY = pausedAt(Position.START);

    @Test
    void passes_to_the_co_host() {
        given(PARTY)
                .when(new Leave(HOST.user()), NOON)
                .then(new ParticipantLeft(HOST.user(), NOON), handedOver(CO_HOST));
    }

    @Test
    void passes_to_a_co_host_before_viewers_who_joined_earlier() {
        Participant lateCoHost = guest(1).withRole(Role.CO_HOST);
        Party party = with(without(PARTY, CO_HOST), lateCoHost);

        given(party)
                .when(new Leave(HOST.user()), NOON)
                .then(new ParticipantLeft(HOST.user(), NOON), handedOver(lateCoHost));
    }

    @Test
    void passes_to_the_viewer_who_joined_first_where_there_is_no_co_host() {
        Party party = with(without(PARTY, CO_HOST), guest(1));

        given(party)
                .when(new Leave(HOST.user()), NOON)
                .then(new ParticipantLeft(HOST.user(), NOON), handedOver(VIEWER));
    }

    @Test
    void passes_over_those_who_left() {
        given(without(PARTY, CO_HOST))
                .when(new Leave(HOST.user()), NOON)
                .then(new ParticipantLeft(HOST.user(), NOON), handedOver(VIEWER));
    }

    @Test
    void a_party_whose_host_left_is_controllable() {
        Party party = given(PARTY).when(new Leave(HOST.user()), NOON).party();

        given(party)
                .when(new Play(CO_HOST.user(), null, LEAD), NOON)
                .then(new PartyEvent.Played(CO_HOST.user(), PARTY.timeline().play(Position.START, NOON.plus(LEAD))));
        assertThat(given(party).when(new End(CO_HOST.user()), NOON).party().hasEnded())
                .isTrue();
    }

    @Test
    void makes_the_successor_the_only_host() {
        Party party = given(PARTY).when(new Leave(HOST.user()), NOON).party();

        assertThat(party.host()).isEqualTo(CO_HOST.user());
        assertThat(role(party, CO_HOST)).isEqualTo(Role.HOST);
        assertThat(role(party, HOST)).isEqualTo(Role.CO_HOST);
    }

    @Test
    void lets_the_former_host_come_back_as_co_host() {
        Party left = given(PARTY).when(new Leave(HOST.user()), NOON).party();

        Party back = given(left).when(join(HOST), NOON.plusSeconds(60)).party();

        assertThat(back.host()).isEqualTo(CO_HOST.user());
        assertThat(back.participants().findActive(HOST.user()).map(Participant::role))
                .hasValue(Role.CO_HOST);
    }

    @Test
    void takes_the_end_of_the_party_from_the_former_host() {
        Party left = given(PARTY).when(new Leave(HOST.user()), NOON).party();

        given(left).when(new End(HOST.user()), NOON).thenRejected(new Rejection.HostOnly());
    }

    @Test
    void stays_where_it_is_when_the_host_leaves_nobody_behind() {
        Party party = given(created())
                .when(new Leave(HOST.user()), NOON)
                .then(new ParticipantLeft(HOST.user(), NOON))
                .party();

        assertThat(party.host()).isEqualTo(HOST.user());
        given(party).when(join(HOST), NOON).then(new ParticipantJoined(back(HOST, NOON)));
    }

    @Test
    void passes_to_whoever_comes_into_an_empty_party() {
        Party empty = given(created()).when(new Leave(HOST.user()), NOON).party();
        Participant dan = Participant.newcomer(STRANGER.id(), STRANGER.user(), STRANGER.profile(), Role.VIEWER, NOON);

        Party party = given(empty)
                .when(join(STRANGER), NOON)
                .then(new ParticipantJoined(dan), new PartyStarted(NOON), handedOver(STRANGER))
                .party();

        assertThat(party.host()).isEqualTo(STRANGER.user());
        assertThat(role(party, STRANGER)).isEqualTo(Role.HOST);
    }

    @Test
    void does_not_happen_when_others_leave() {
        given(PARTY).when(new Leave(CO_HOST.user()), NOON).then(new ParticipantLeft(CO_HOST.user(), NOON));
    }

    @Test
    void goes_on_until_the_last_has_left() {
        Party party = PARTY;
        for (UserId leaver : new UserId[] {HOST.user(), CO_HOST.user(), VIEWER.user()}) {
            assertThat(party.host()).isEqualTo(leaver);
            party = given(party).when(new Leave(leaver), NOON).party();
        }

        assertThat(party.participants().activeCount()).isZero();
    }

    private static Role role(Party party, Participant participant) {
        return party.participants().find(participant.user()).orElseThrow().role();
    }

    private static Join join(Participant who) {
        return new Join(who.user(), who.profile(), who.id(), PasswordProof.NONE, FriendProof.NONE);
    }

    private static HostChanged handedOver(Participant successor) {
        return new HostChanged(new Leadership.Own(successor.user()), HOST.user(), Role.CO_HOST, Cause.LEFT);
    }
}
