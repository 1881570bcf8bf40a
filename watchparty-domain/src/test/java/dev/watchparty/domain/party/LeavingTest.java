package dev.watchparty.domain.party;

import static dev.watchparty.domain.party.Parties.CO_HOST;
import static dev.watchparty.domain.party.Parties.HOST;
import static dev.watchparty.domain.party.Parties.NOON;
import static dev.watchparty.domain.party.Parties.STRANGER;
import static dev.watchparty.domain.party.Parties.VIEWER;
import static dev.watchparty.domain.party.Parties.ended;
import static dev.watchparty.domain.party.Parties.given;
import static dev.watchparty.domain.party.Parties.playingFrom;
import static dev.watchparty.domain.party.Parties.without;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchparty.domain.participant.Membership;
import dev.watchparty.domain.participant.Participant;
import dev.watchparty.domain.party.MembershipCommand.Leave;
import dev.watchparty.domain.party.PartyEvent.ParticipantLeft;
import dev.watchparty.domain.playback.Position;
import org.junit.jupiter.api.Test;

class LeavingTest {

    private static final Party PARTY = playingFrom(Position.START);

    @Test
    void takes_a_viewer_out_of_the_party() {
        Party party = given(PARTY)
                .when(new Leave(VIEWER.user()), NOON)
                .then(new ParticipantLeft(VIEWER.user(), NOON))
                .party();

        assertThat(party.participants().active()).containsExactly(HOST, CO_HOST);
    }

    @Test
    void remembers_who_was_there_and_since_when_they_are_gone() {
        Party party = given(PARTY).when(new Leave(VIEWER.user()), NOON).party();

        assertThat(party.participants().find(VIEWER.user()).map(Participant::membership))
                .hasValue(new Membership.Left(NOON));
    }

    @Test
    void does_not_stop_the_film_for_the_others() {
        Party party = given(PARTY).when(new Leave(HOST.user()), NOON).party();

        assertThat(party.timeline()).isEqualTo(PARTY.timeline());
    }

    @Test
    void twice_is_refused() {
        given(without(PARTY, VIEWER))
                .when(new Leave(VIEWER.user()), NOON)
                .thenRejected(new Rejection.NotParticipating());
    }

    @Test
    void is_refused_to_strangers() {
        given(PARTY).when(new Leave(STRANGER.user()), NOON).thenRejected(new Rejection.NotParticipating());
    }

    @Test
    void changes_nothing_in_a_party_that_is_over() {
        given(ended(PARTY, NOON)).when(new Leave(VIEWER.user()), NOON).then();
        given(ended(PARTY, NOON)).when(new Leave(STRANGER.user()), NOON).thenRejected(new Rejection.NotParticipating());
    }
}
